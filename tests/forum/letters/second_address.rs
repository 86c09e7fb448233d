//! A second, private address: asked for with the password, proven by a link, for notices only, shown to nobody.

use goodenough::clock::DAY;
use serde_json::{Value, json};

use super::{mailed, token_of};
use crate::site::member::PASSWORD;
use crate::site::{Member, Site, on_both};

const SECOND: &str = "quietbox@example.com";

fn asks(member: &Member<'_>, email: &str) -> String {
    member.post("/me/mail/second-address", &json!({"email": email, "password": PASSWORD})).is(202);
    token_of(&member.site.letter_to(email), "/letters/confirm/")
}

fn confirms(site: &Site, token: &str) {
    site.visitor().post("/letters/confirm", &json!({"token": token})).is(200);
}

fn second(member: &Member<'_>) -> Value {
    member.get("/me/mail").is(200)["second_address"].clone()
}

on_both! {
    // E-48
    fn notices_go_to_a_second_address_once_it_is_proven_and_letters_of_the_doors_never(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let token = asks(&ada, SECOND);
        assert_eq!(second(&ada), json!({"address": SECOND, "confirmed": false}));
        ben.replies(&thread, "Before it is proven.");
        assert_eq!(mailed(site), [ada.address.as_str()]);
        confirms(site, &token);
        confirms(site, &token);
        assert_eq!(second(&ada), json!({"address": SECOND, "confirmed": true}));
        ben.replies(&thread, "Now.");
        assert_eq!(mailed(site), [SECOND]);
        ada.post("/me/mail/test", &json!({})).is(202);
        assert_eq!(mailed(site), [SECOND]);
        for path in ["/sessions/links", "/passwords/resets"] {
            site.visitor().post(path, &json!({"email": ada.address})).is(202);
            assert_eq!(mailed(site), [ada.address.as_str()], "{path}");
            site.visitor().post(path, &json!({"email": SECOND})).is(202);
            assert_eq!(mailed(site), Vec::<String>::new(), "nobody comes in by a second address: {path}");
        }
        site.visitor().post("/sessions", &json!({"email": SECOND, "password": PASSWORD})).refused(401, "wrong_credentials");
        ada.delete("/me/mail/second-address").is(204);
        ada.delete("/me/mail/second-address").is(204);
        assert_eq!(second(&ada), Value::Null);
        ben.replies(&thread, "To her own again.");
        assert_eq!(mailed(site), [ada.address.as_str()]);
    }

    fn a_link_proves_only_the_address_it_was_mailed_to_and_for_a_day(site) {
        let ada = site.member("ada");
        let first = asks(&ada, SECOND);
        let later = asks(&ada, "another@example.com");
        for wrong in [first.as_str(), "x", ""] {
            site.visitor().post("/letters/confirm", &json!({"token": wrong})).refused(422, "token_spent");
        }
        assert_eq!(second(&ada)["confirmed"], false);
        ada.delete("/me/mail/second-address").is(204);
        site.visitor().post("/letters/confirm", &json!({"token": later})).refused(422, "token_spent");
        let late = asks(&ada, SECOND);
        site.waits(DAY);
        site.visitor().post("/letters/confirm", &json!({"token": late})).refused(422, "token_spent");
        ada.comes_back();
        assert_eq!(second(&ada)["confirmed"], false);
    }

    fn it_takes_the_password_and_an_address(site) {
        let ada = site.member("ada");
        let refused = ada.post("/me/mail/second-address", &json!({"email": SECOND, "password": "not hers at all"})).refused(422, "invalid");
        assert_eq!(refused["fields"], json!({"password": "wrong"}));
        let refused = ada.post("/me/mail/second-address", &json!({"email": "nowhere", "password": PASSWORD})).refused(422, "invalid");
        assert_eq!(refused["fields"], json!({"email": "bad_characters"}));
        assert_eq!(second(&ada), Value::Null);
        site.visitor().post("/me/mail/second-address", &json!({"email": SECOND, "password": PASSWORD})).refused(401, "unauthenticated");
        site.visitor().delete("/me/mail/second-address").refused(401, "unauthenticated");
        assert_eq!(mailed(site), Vec::<String>::new());
    }

    fn a_link_for_an_address_that_was_replaced_meanwhile_is_not_even_mailed(site) {
        let ada = site.member("ada");
        ada.post("/me/mail/second-address", &json!({"email": SECOND, "password": PASSWORD})).is(202);
        ada.delete("/me/mail/second-address").is(204);
        assert_eq!(mailed(site), Vec::<String>::new());
    }

    // E-48: nobody is shown it, and she takes it along.
    fn it_shows_nowhere_but_to_her(site) {
        let (ada, ben) = (site.member("ada"), site.staff("ben", goodenough::accounts::Role::Admin));
        let thread = ada.starts_thread(&json!({}));
        confirms(site, &asks(&ada, SECOND));
        ben.replies(&thread, "A letter on its way.");
        let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase();
        let dump = crate::catalogue::dump(&mut site.database.connect());
        for row in &dump {
            for value in row.values.values() {
                assert!(!plain(value.as_bytes()).contains("quietbox"), "{}", row.table);
            }
        }
        site.letters();
        for path in ["/me", "/sessions", "/notifications", "/drafts", "/me/threads", "/moderation/log"] {
            for member in [&ada, &ben] {
                assert!(!plain(&member.get(path).body).contains("quietbox"), "{path}");
            }
        }
        assert!(!plain(&ben.get("/me/export").is(200).body).contains("quietbox"));
        let kept = ada.get("/me/export").is(200)["profile"]["mail"].clone();
        assert_eq!((&kept["second_address"], &kept["second_address_confirmed"]), (&json!(SECOND), &json!(true)));
    }
}
