//! `/me/mail`: what she chooses, what excludes what, and that nothing of it can be read from a dump.

use goodenough::clock::{DAY, HOUR, MINUTE};
use goodenough::storage::columns::AccountId;
use serde_json::{Value, json};

use super::mailed;
use crate::catalogue::dump;
use crate::site::{Database, Plan, on_both};

on_both! {
    // E-37
    fn a_new_member_hears_of_replies_at_once_discreetly_and_of_the_rest_seldom(site) {
        let ada = site.member("ada");
        assert_eq!(ada.get("/me/mail").is(200).json, json!({
            "replies": "at_once", "followed": "daily", "digest": "off", "all_stopped": false,
            "discreet": true, "with_text": false, "quiet_from": "21:00", "quiet_to": "07:00", "pause_until": null,
            "reply_by_mail": false, "reply_by_mail_offered": false, "status": "working", "second_address": null,
        }));
    }

    // E-37
    fn each_kind_takes_each_choice_and_keeps_the_others(site) {
        let ada = site.member("ada");
        for kind in ["replies", "followed", "digest"] {
            for often in ["off", "at_once", "hourly", "daily", "weekly"] {
                let before = ada.get("/me/mail").is(200).json;
                let after = ada.patch("/me/mail", &json!({kind: often})).is(200).json;
                let mut expected = before;
                expected[kind] = json!(often);
                assert_eq!(after, expected);
                assert_eq!(ada.get("/me/mail").is(200).json, expected);
            }
            ada.patch("/me/mail", &json!({kind: "often"})).refused(422, "invalid");
        }
    }

    fn discreet_letters_and_letters_with_text_exclude_each_other(site) {
        let ada = site.member("ada");
        let both = |answer: &Value| (answer["discreet"].clone(), answer["with_text"].clone());
        let (yes, no) = (json!(true), json!(false));
        for (change, discreet) in [
            (json!({"with_text": true}), false),
            (json!({"discreet": true}), true),
            (json!({"discreet": false}), false),
            (json!({"with_text": false}), true),
            (json!({"with_text": true, "discreet": false}), false),
            (json!({"with_text": false, "discreet": false}), true),
        ] {
            let expected = if discreet { (yes.clone(), no.clone()) } else { (no.clone(), yes.clone()) };
            assert_eq!(both(&ada.patch("/me/mail", &change).is(200).json), expected, "{change}");
        }
        let refused = ada.patch("/me/mail", &json!({"discreet": true, "with_text": true})).refused(422, "invalid");
        assert_eq!(refused["fields"], json!({"with_text": "not_with_discreet"}));
        let refused = ada.patch("/me/mail", &json!({"reply_by_mail": true})).refused(422, "invalid");
        assert_eq!(refused["fields"], json!({"reply_by_mail": "not_with_discreet"}));
        assert_eq!(ada.patch("/me/mail", &json!({"reply_by_mail": true, "with_text": true})).is(200)["reply_by_mail"], true);
        assert_eq!(ada.patch("/me/mail", &json!({"discreet": true})).is(200)["reply_by_mail"], false);
    }

    fn quiet_hours_and_pauses_are_what_they_can_be(site) {
        let ada = site.member("ada");
        let set = ada.patch("/me/mail", &json!({"quiet_from": "22:30"})).is(200);
        assert_eq!([&set["quiet_from"], &set["quiet_to"]], ["22:30", "07:00"]);
        let none = ada.patch("/me/mail", &json!({"quiet_from": null})).is(200);
        assert_eq!([&none["quiet_from"], &none["quiet_to"]], [&Value::Null, &Value::Null]);
        let again = ada.patch("/me/mail", &json!({"quiet_to": "06:00"})).is(200);
        assert_eq!([&again["quiet_from"], &again["quiet_to"]], ["21:00", "06:00"]);
        for wrong in ["24:00", "7:00", "noon", ""] {
            let refused = ada.patch("/me/mail", &json!({"quiet_to": wrong})).refused(422, "invalid");
            assert_eq!(refused["fields"], json!({"quiet_to": "unknown"}));
        }
        let now = site.app.clock.now();
        for (pause, why) in [(HOUR, "too_soon"), (22 * HOUR, "too_soon"), (95 * DAY, "too_late")] {
            let refused = ada.patch("/me/mail", &json!({"pause_until": now.plus(pause).rfc3339()})).refused(422, "invalid");
            assert_eq!(refused["fields"], json!({"pause_until": why}));
        }
        let refused = ada.patch("/me/mail", &json!({"pause_until": "soon"})).refused(422, "invalid");
        assert_eq!(refused["fields"], json!({"pause_until": "unknown"}));
        for pause in [DAY, 92 * DAY] {
            let until = now.plus(pause).rfc3339();
            assert_eq!(ada.patch("/me/mail", &json!({"pause_until": until})).is(200)["pause_until"], json!(until));
        }
        assert_eq!(ada.patch("/me/mail", &json!({"pause_until": null})).is(200)["pause_until"], Value::Null);
    }

    fn what_she_chose_stands_sealed_at_equal_length_and_changes_every_night(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let mail = |name: &str| {
            let dump = dump(&mut site.database.connect());
            dump.iter().find(|row| row.table == "accounts" && row.values["name"] == name).unwrap().values["mail"].clone()
        };
        let before = mail("Ada");
        let change = json!({"replies": "weekly", "quiet_from": "20:00", "pause_until": site.app.clock.now().plus(9 * DAY).rfc3339()});
        ada.patch("/me/mail", &change).is(200);
        let (hers, other) = (mail("Ada"), mail("Berta"));
        assert_ne!(hers, before);
        assert_eq!(hers.len(), other.len(), "a length would tell who chose something");
        site.waits(DAY);
        site.wait(goodenough::jobs::tidy::nightly(&site.app)).unwrap();
        assert!(mail("Ada") != hers && mail("Berta") != other, "two backups would tell whose changed");
        berta.comes_back();
        ada.comes_back();
        assert_eq!(ada.get("/me/mail").is(200)["replies"], "weekly");
    }

    fn whoever_stops_all_letters_is_shown_so_and_gets_back_what_she_had(site) {
        let ada = site.member("ada");
        ada.patch("/me/mail", &json!({"digest": "weekly"})).is(200);
        let stopped = ada.patch("/me/mail", &json!({"all_stopped": true})).is(200);
        let kinds = |answer: &Value| ["replies", "followed", "digest"].map(|kind| answer[kind].as_str().unwrap().to_owned());
        assert_eq!(kinds(&stopped.json), ["off", "off", "off"]);
        let again = ada.patch("/me/mail", &json!({"all_stopped": false})).is(200);
        assert_eq!(kinds(&again.json), ["at_once", "daily", "weekly"]);
        ada.patch("/me/mail", &json!({"all_stopped": true})).is(200);
        let one = ada.patch("/me/mail", &json!({"replies": "daily"})).is(200);
        assert_eq!(kinds(&one.json), ["daily", "off", "off"]);
        assert_eq!(one["all_stopped"], false);
    }

    fn a_look_at_a_letter_shows_it_as_it_would_be_and_sends_nothing(site) {
        let ada = site.member("ada");
        for (query, shows) in [
            ("", false), ("?discreet=true", false), ("?with_text=true", true), ("?discreet=false", true),
            ("?kind=digest", false), ("?kind=digest&with_text=true", true), ("?kind=reply&with_text=false", false),
        ] {
            let look = ada.get(&format!("/me/mail/preview{query}")).is(200);
            assert_eq!([&look["subject"], &look["from"]], ["New activity", "Notes <notes@notes.example.org>"], "{query}");
            for part in ["text", "html", "preheader"] {
                assert!(!look.string(part).is_empty(), "{part} {query}");
            }
            assert_eq!(look.string("text").contains("Awake again at four"), shows, "{query}: {}", look.string("text"));
            assert_eq!(look.string("html").contains("Awake again at four"), shows, "{query}");
            assert!(!look.string("preheader").contains("Awake"), "{query}");
            assert!(!look.string("html").contains("/letters/"), "a look must not stop anything");
        }
        ada.patch("/me/mail", &json!({"with_text": true})).is(200);
        assert!(ada.get("/me/mail/preview").is(200).string("text").contains("Awake again"), "as she chose");
        ada.get("/me/mail/preview?kind=verify").refused(422, "invalid");
        ada.get("/me/mail/preview?discreet=true&with_text=true").refused(422, "invalid");
        site.visitor().get("/me/mail/preview").refused(401, "unauthenticated");
        assert_eq!(mailed(site), Vec::<String>::new());
    }

    with |config| config.limits.enabled = true;
    fn a_test_letter_comes_once_in_ten_minutes(site) {
        let ada = site.member("ada");
        ada.post("/me/mail/test", &json!({})).is(202);
        assert_eq!(site.letter_to(&ada.address).subject, "A test letter");
        let refused = ada.post("/me/mail/test", &json!({})).refused(429, "too_many");
        assert_eq!(refused.header("retry-after"), Some("600"));
        site.waits(10 * MINUTE);
        ada.comes_back();
        ada.post("/me/mail/test", &json!({})).is(202);
        assert_eq!(mailed(site), [ada.address.as_str()]);
        site.visitor().post("/me/mail/test", &json!({})).refused(401, "unauthenticated");
    }
}

/// What stood in clear columns before is carried over: nobody who had stopped letters gets them again.
fn is_carried_over(database: Database) {
    use diesel::prelude::*;
    use goodenough::accounts::mail_choices::{self, Often};
    use goodenough::storage::schema::accounts;
    let site = Plan::new().open(database);
    let ada = site.member("ada");
    let id = AccountId(site.account_of(&ada));
    for (bytes, often, discreet) in [
        (vec![0, 1, 0], Often::Off, false),
        (vec![0, 1, 1], Often::Off, true),
        (vec![0, 0, 1], Often::AtOnce, true),
        (vec![], Often::AtOnce, true),
    ] {
        let set = diesel::update(accounts::table.find(id)).set(accounts::mail.eq(&bytes));
        set.execute(&mut site.database.connect()).unwrap();
        for sealed in [false, true] {
            if sealed {
                site.wait(goodenough::jobs::tidy::nightly(&site.app)).unwrap();
            }
            let app = site.app.clone();
            let choices = site.wait(site.app.storage.read(move |conn| mail_choices::of(conn, &app, id))).unwrap().unwrap();
            assert_eq!((choices.replies(), choices.discreet), (often, discreet), "{bytes:?}, sealed: {sealed}");
        }
    }
    // What does not open may have said anything: nobody is written to.
    let set = diesel::update(accounts::table.find(id)).set(accounts::mail.eq(vec![9_u8; 400]));
    set.execute(&mut site.database.connect()).unwrap();
    assert_eq!(ada.get("/me/mail").is(200)["replies"], "off");
}

#[test]
fn on_sqlite_an_earlier_choice_is_carried_over() {
    is_carried_over(Database::sqlite());
}

#[test]
fn on_postgres_an_earlier_choice_is_carried_over() {
    if let Some(database) = Database::postgres() {
        is_carried_over(database);
    }
}
