//! `POST /inbound/mail`: for programs that know the secret.

use serde_json::json;

use super::{NOBODYS_BOUNCE, mail, takes_mail};
use crate::site::{Answer, Site, on_both};

fn hands_over(site: &Site, query: &str, secret: &str, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
    let visitor = site.visitor();
    let asking = visitor.asks("POST", &format!("/inbound/mail{query}")).header("content-type", kind);
    let asking = if secret.is_empty() { asking } else { asking.header("authorization", &format!("Bearer {secret}")) };
    asking.bytes(body).answer()
}

const SECRET: &str = "the gardener's whistle";
const KIND: &str = "message/rfc822";

on_both! {
    with takes_mail;
    // E-59
    fn a_mail_is_kept_before_the_answer_and_the_same_one_once(site) {
        let to = format!("?to={}", NOBODYS_BOUNCE.replace('+', "%2B"));
        for _ in 0..5 {
            hands_over(site, &to, SECRET, KIND, mail("1", "Words")).is(202);
        }
        let jobs = site.database.due_jobs(site.app.clock.now());
        assert_eq!(jobs, ["inbound"]);
        site.runs_jobs();
        hands_over(site, &format!("{to}&from=ada@example.org"), SECRET, "Message/RFC822; charset=utf-8", mail("2", "Words")).is(202);
        site.runs_jobs();
    }

    with takes_mail;
    fn what_does_not_fit_is_refused_and_nothing_is_kept(site) {
        let to = format!("?to={}", NOBODYS_BOUNCE.replace('+', "%2B"));
        for wrong in ["", "the gardener's whistles", "x"] {
            hands_over(site, &to, wrong, KIND, mail("1", "Words")).refused(401, "unauthenticated");
        }
        let ada = site.member("ada");
        hands_over(site, &to, &ada.token().unwrap(), KIND, mail("1", "Words")).refused(401, "unauthenticated");
        hands_over(site, "", SECRET, KIND, mail("1", "Words")).misfits(&[("to", "required")]);
        hands_over(site, &format!("{to}&cc=x"), SECRET, KIND, mail("1", "Words")).misfits(&[("cc", "unknown_field")]);
        for unknown in ["?to=ada@notes.example.org", "?to=", "?to=b+short@notes.example.org", "?to=complaints@example.org"] {
            hands_over(site, unknown, SECRET, KIND, mail("1", "Words")).refused(404, "not_found");
        }
        for kind in ["application/json", "text/plain"] {
            hands_over(site, &to, SECRET, kind, mail("1", "Words")).refused(415, "unsupported_media_type");
        }
        hands_over(site, &to, SECRET, KIND, vec![b'x'; (1 << 20) + 1]).refused(413, "too_large");
        hands_over(site, &to, SECRET, KIND, "").misfits(&[("body", "unknown")]);
        assert!(site.database.due_jobs(site.app.clock.now()).is_empty());
    }

    fn without_a_domain_and_a_secret_there_is_no_such_door(site) {
        site.visitor().post("/inbound/mail?to=complaints@notes.example.org", &json!({})).refused(404, "not_found");
        hands_over(site, "?to=complaints@notes.example.org", "", KIND, mail("1", "Words")).refused(404, "not_found");
    }

    with |config| { takes_mail(config); config.limits.enabled = true; config.limits.reads_by_prefix = 3; };
    fn nobody_tries_all_secrets(site) {
        let to = "?to=complaints@notes.example.org";
        for _ in 0..3 {
            hands_over(site, to, "x", KIND, "").refused(401, "unauthenticated");
        }
        hands_over(site, to, "x", KIND, "").refused(429, "too_many");
        hands_over(site, to, SECRET, KIND, mail("1", "Words")).is(202);
        site.runs_jobs();
    }
}
