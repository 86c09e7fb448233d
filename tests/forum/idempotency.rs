//! A retry never posts twice.

use std::collections::HashSet;

use goodenough::clock::{DAY, HOUR};
use serde_json::{Value, json};

use crate::site::{Answer, Caller, on_both};

fn keyed(caller: &Caller, path: &str, key: &str, body: &Value) -> Answer {
    caller.asks("POST", path).header("idempotency-key", key).json(body).answer()
}

fn reply(body: &str) -> Value {
    json!({"body": body, "voice": "named"})
}

fn thread(body: &str) -> Value {
    json!({"space": "money", "body": body, "voice": "alias", "need": "celebrate", "audience": "public"})
}

on_both! {
    fn a_repeat_makes_nothing_and_gets_the_same_answer(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let first = keyed(&ada, "/threads", "k", &thread("Once.")).is(201);
        let again = keyed(&ada, "/threads", "k", &thread("Once.")).is(201);
        assert_eq!((&first.body, first.header("location")), (&again.body, again.header("location")));
        assert_eq!(ada.get("/me/threads").is(200)["items"].as_array().unwrap().len(), 1);
        let path = format!("/threads/{}/posts", first.string("id"));
        let first = keyed(&berta, &path, "k", &reply("Once.")).is(201);
        let again = keyed(&berta, &path, "k", &reply("Once.")).is(201);
        assert_eq!(first.body, again.body);
        assert_eq!(ada.get(&path).is(200)["items"].as_array().unwrap().len(), 2);
        assert_eq!(site.letters().len(), 1);
        assert_eq!(ada.get("/notifications").is(200)["unread"], 1);
        let path = path.replace("/posts", "/posts/1/reports");
        let first = keyed(&berta, &path, "k", &json!({"reason": "spam"})).is(201);
        assert_eq!(keyed(&berta, &path, "k", &json!({"reason": "spam"})).is(201).body, first.body);
    }

    fn a_repeat_shows_what_has_become_of_it(site) {
        let ada = site.member("ada");
        let id = keyed(&ada, "/threads", "k", &thread("Once.")).is(201).string("id");
        ada.patch(&format!("/threads/{id}"), &json!({"title": "Another"})).is(200);
        assert_eq!(keyed(&ada, "/threads", "k", &thread("Once.")).is(201)["title"], "Another");
        ada.delete(&format!("/threads/{id}")).is(204);
        keyed(&ada, "/threads", "k", &thread("Once.")).refused(404, "not_found");
    }

    fn another_body_under_the_same_key_is_refused(site) {
        let ada = site.member("ada");
        let id = keyed(&ada, "/threads", "k", &thread("Once.")).is(201).string("id");
        keyed(&ada, "/threads", "k", &thread("Twice.")).refused(409, "idempotency_mismatch");
        let path = format!("/threads/{id}/posts");
        keyed(&ada, &path, "k", &reply("One.")).is(201);
        keyed(&ada, &path, "k", &reply("Two.")).refused(409, "idempotency_mismatch");
        assert_eq!(ada.get(&path).is(200)["items"].as_array().unwrap().len(), 2);
    }

    fn a_key_is_good_for_one_member_and_one_route(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let (one, other) = (ada.starts_thread(&json!({})), ada.starts_thread(&json!({})));
        for id in [&one, &other] {
            for member in [&ada, &berta] {
                keyed(member, &format!("/threads/{id}/posts"), "k", &reply("Same words.")).is(201);
            }
            assert_eq!(ada.get(&format!("/threads/{id}")).is(200)["replies"], 2);
        }
        assert_eq!(site.letters().len(), 2);
    }

    fn what_was_refused_is_not_remembered(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        let path = format!("/threads/{id}/posts");
        let early = json!({"body": "Yes.", "voice": "named", "in_reply_to": 2});
        keyed(&ada, &path, "k", &early).misfits(&[("in_reply_to", "unknown")]);
        ada.replies(&id, "Second.");
        assert_eq!(keyed(&ada, &path, "k", &early).is(201)["number"], 3);
    }

    fn a_key_has_one_to_255_printable_characters(site) {
        let ada = site.member("ada");
        let path = format!("/threads/{}/posts", ada.starts_thread(&json!({})));
        for key in [String::new(), "a".repeat(256), "caf\u{e9}".to_owned(), "a\tb".to_owned()] {
            keyed(&ada, &path, &key, &reply("x")).misfits(&[("Idempotency-Key", "bad_characters")]);
        }
        for key in ["a".repeat(255), "~".to_owned(), "a \"b\"".to_owned()] {
            keyed(&ada, &path, &key, &reply("x")).is(201);
        }
    }

    fn twenty_at_once_with_one_key_make_one_post(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        let path = format!("/threads/{id}/posts");
        let answers: Vec<Answer> = std::thread::scope(|scope| {
            let sending: Vec<_> = (0..20).map(|_| scope.spawn(|| keyed(&berta, &path, "k", &reply("Once.")))).collect();
            sending.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let bodies: HashSet<Vec<u8>> = answers.into_iter().map(|answer| answer.is(201).body).collect();
        assert_eq!(bodies.len(), 1);
        assert_eq!(ada.get(&path).is(200)["items"].as_array().unwrap().len(), 2);
        assert_eq!(site.letters().len(), 1);
    }

    fn a_key_is_forgotten_after_a_day(site) {
        let ada = site.member("ada");
        let path = format!("/threads/{}/posts", ada.starts_thread(&json!({})));
        keyed(&ada, &path, "k", &reply("Once.")).is(201);
        site.waits(DAY - HOUR);
        ada.comes_back();
        assert_eq!(keyed(&ada, &path, "k", &reply("Once.")).is(201)["number"], 2);
        site.waits(HOUR + 1);
        ada.comes_back();
        assert_eq!(keyed(&ada, &path, "k", &reply("Something else.")).is(201)["number"], 3);
    }

    fn neither_key_nor_words_lie_in_the_clear(site) {
        use diesel::prelude::*;
        use goodenough::storage::schema::idempotency::dsl as kept;
        type Row = (Vec<u8>, Vec<u8>, Option<Vec<u8>>);
        let ada = site.member("ada");
        keyed(&ada, "/threads", "ZEBRAKEY", &thread("ZEBRACROSSING")).is(201);
        let rows: Vec<Row> = kept::idempotency.select((kept::lookup, kept::body_mac, kept::place)).load(&mut site.database.connect()).unwrap();
        assert_eq!(rows.len(), 1);
        let bytes = [rows[0].0.clone(), rows[0].1.clone(), rows[0].2.clone().unwrap()].concat();
        assert!(!bytes.windows(5).any(|part| part == b"ZEBRA"));
        assert_eq!((rows[0].0.len(), rows[0].1.len()), (32, 32));
    }
}
