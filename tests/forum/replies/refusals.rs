//! What must not become a post, who is told, and who never is.

use goodenough::accounts::standing::{self, SanctionKind};
use goodenough::clock::{DAY, HOUR};
use goodenough::jobs::{Ending, tidy};
use goodenough::storage::columns::{AccountId, DecisionId, VoiceId};
use goodenough::storage::{Conn, Failure};
use serde_json::json;

use super::post_office::{DOMAIN, Mail, answerable, answers_by_mail, arrives, by_mail, kinds, posts};
use crate::site::{Member, Site, on_both};

/// A mute of an hour, or its end: what a moderator's decision brings.
fn mutes(site: &Site, member: &Member<'_>, muted: bool) {
    let account = AccountId(site.account_of(member));
    let app = site.app.clone();
    let until = app.clock.now().plus(HOUR);
    let work = move |conn: &mut Conn| -> Result<(), Failure> {
        if muted {
            standing::impose(conn, &app, account, DecisionId(2), VoiceId(2), Some((SanctionKind::Mute, Some(until))))
        } else {
            standing::lift(conn, &app, account, DecisionId(2))
        }
    };
    site.wait(site.app.storage.write(work)).unwrap();
}

fn rows(site: &Site) -> usize {
    crate::catalogue::dump(&mut site.database.connect()).iter().filter(|row| row.table == "reply_addresses").count()
}

on_both! {
    with by_mail;
    fn nobody_but_her_posts_and_nobody_else_is_told_anything(site) {
        // E-51, E-52
        let (ada, berta, id, address) = answerable(site, "named");
        let mail = |from: &str| Mail::new(from, &address, "Not hers.");
        let unproven = [
            mail("ada@example.org").unsigned(),
            mail("ada@example.org").signed_as("example.org", 1, &["From", "To"]),
            mail("ada@example.org").signed_as("stranger.example", 1, &["From", "To"]),
            // Proven, and somebody else.
            mail("berta@example.org").signed(),
            mail("eve@stranger.example").signed_as("stranger.example", 1, &["From", "To"]),
            mail("ada@example.org, eve@example.org").signed(),
            mail("ada@example.org").with("Authentication-Results: in.notes.example.org; dmarc=pass header.from=example.org").unsigned(),
            b"no mail at all".to_vec(),
            Vec::new(),
        ];
        for raw in &unproven {
            assert_eq!(arrives(site, &address, raw), Ending::Done);
        }
        assert_eq!((posts(&berta, &id).len(), kinds(&ada), kinds(&berta)), (2, vec!["reply".to_owned()], vec![]));
        assert!(site.letters().is_empty(), "no answer to anybody");
        assert!(ada.get("/drafts").is(200)["items"].as_array().unwrap().is_empty());
    }

    with by_mail;
    fn a_forged_address_is_nobody_s_and_another_case_is_the_same(site) {
        // E-50
        let (ada, berta, id, address) = answerable(site, "named");
        let raw = |words: &str| Mail::new("ada@example.org", &address, words).signed();
        let token = &address[2..28];
        let other = if token.starts_with('a') { "b" } else { "a" };
        for forged in [format!("{other}{}", &token[1..]), "a".repeat(26), token[1..].to_owned(), format!("{token}a"), String::new()] {
            arrives(site, &format!("r+{forged}@{DOMAIN}"), &raw("Forged."));
        }
        assert_eq!((posts(&berta, &id).len(), kinds(&ada).len()), (2, 1));
        arrives(site, &address.to_uppercase(), &raw("In capitals."));
        let mixed: String = address.chars().enumerate().map(|(at, letter)| if at % 2 == 0 { letter.to_ascii_uppercase() } else { letter }).collect();
        arrives(site, &mixed, &raw("In both."));
        assert_eq!(posts(&berta, &id).len(), 4);
        assert!(crate::catalogue::dump(&mut site.database.connect()).iter().all(|row| row.values.values().all(|value| !value.contains(token))), "no token is stored");
        site.letters();
    }

    with by_mail;
    fn an_address_is_good_for_thirty_days(site) {
        // E-50
        let (ada, berta, id, address) = answerable(site, "named");
        let raw = |words: &str| Mail::new("ada@example.org", &address, words).signed();
        site.waits(30 * DAY - 1);
        arrives(site, &address, &raw("In time."));
        site.letters();
        site.waits(1);
        arrives(site, &address, &raw("Late."));
        ada.comes_back();
        berta.comes_back();
        assert_eq!((posts(&berta, &id).len(), kinds(&ada)[0].as_str()), (3, "mail_refused"));
        assert!(site.letter_to(&ada.address).text.contains("thirty days"));
        site.waits(DAY);
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert_eq!(rows(site), 0);
        arrives(site, &address, &raw("Very late."));
        site.looks_away();
        assert!(site.letters().is_empty());
    }

    with by_mail;
    fn who_switches_it_off_revokes_every_address(site) {
        // E-50: revocable
        let (ada, berta, id, address) = answerable(site, "named");
        let raw = |words: &str| Mail::new("ada@example.org", &address, words).signed();
        answers_by_mail(&ada, false);
        arrives(site, &address, &raw("Off."));
        assert_eq!((posts(&berta, &id).len(), kinds(&ada)[0].as_str()), (2, "mail_refused"));
        site.letter_to(&ada.address);
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert_eq!(rows(site), 0);
        answers_by_mail(&ada, true);
        arrives(site, &address, &raw("On again, to an old one."));
        assert_eq!((posts(&berta, &id).len(), kinds(&ada).len()), (2, 2), "an address that is gone is nobody's");
    }

    with by_mail;
    fn the_addresses_of_who_has_left_are_worth_nothing_and_go(site) {
        let (ada, berta, id, address) = answerable(site, "named");
        ada.post("/me/erasure", &json!({"words": "keep_without_name"})).is(201);
        arrives(site, &address, &Mail::new("ada@example.org", &address, "From nobody.").signed());
        assert_eq!(posts(&berta, &id).len(), 2);
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert_eq!(rows(site), 0);
        site.looks_away();
    }

    with by_mail;
    fn a_refusal_of_the_web_is_one_by_mail_and_is_told_to_her_alone(site) {
        // E-57
        let (ada, berta, id, address) = answerable(site, "named");
        let raw = |words: &str| Mail::new("ada@example.org", &address, words).signed();
        arrives(site, &address, &raw(&"word ".repeat(5_000)));
        arrives(site, &address, &raw("> only a quotation"));
        arrives(site, &address, &raw("-- \nAda"));
        assert_eq!(kinds(&ada), ["mail_refused", "mail_refused", "mail_refused", "reply"]);
        assert!(site.letter_to(&ada.address).text.contains("longer than a post"), "one letter a day");
        mutes(site, &ada, true);
        arrives(site, &address, &raw("While muted."));
        assert_eq!((posts(&berta, &id).len(), kinds(&ada).len()), (2, 5));
        mutes(site, &ada, false);
        ada.patch(&format!("/threads/{id}"), &json!({"state": "locked"})).is(200);
        arrives(site, &address, &raw("Into a locked thread."));
        assert_eq!(posts(&berta, &id).len(), 2);
        assert_eq!((kinds(&ada)[0].as_str(), kinds(&ada).len(), kinds(&berta).len()), ("mail_refused", 6, 0));
        site.suspends(&ada, true);
        arrives(site, &address, &raw("While suspended."));
        assert_eq!(posts(&berta, &id).len(), 2);
        assert!(site.letters().is_empty(), "a suspended member gets decisions and nothing else");
    }

    with by_mail;
    fn a_bomb_is_refused_unread(site) {
        // E-54
        let (ada, berta, id, address) = answerable(site, "named");
        let part = "--b\nContent-Type: text/plain\n\nWords.\n".repeat(60);
        let mail = Mail::new("ada@example.org", &address, &part).with("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b");
        arrives(site, &address, &mail.signed());
        let large = Mail::new("ada@example.org", &address, &"x".repeat(1 << 20));
        arrives(site, &address, &large.signed());
        assert_eq!((posts(&berta, &id).len(), kinds(&ada)), (2, ["mail_refused", "mail_refused", "reply"].map(str::to_owned).to_vec()));
        assert!(site.letter_to(&ada.address).text.contains("longer"));
    }
}
