//! Drafts: words that are never lost, and nobody else's.

use goodenough::clock::{DAY, MINUTE};
use serde_json::{Value, json};

use crate::site::on_both;

on_both! {
    fn a_draft_keeps_every_field_and_leaves_out_what_was_not_typed(site) {
        let ada = site.member("ada");
        let ticket = ada.get("/voice").is(200).string("ticket");
        let whole = json!({
            "space": "hard-days", "title": " half a ti", "body": " I cannot cafe\u{301}\r\n", "voice": "alias", "ticket": ticket, "need": "celebrate",
            "notes": ["loss"], "audience": "members", "saved_at": "2026-03-02T21:05:00.123Z",
        });
        let mut expected = whole.clone();
        expected["place"] = json!("new");
        expected["title"] = json!("half a ti");
        expected["body"] = json!(" I cannot caf\u{e9}\n");
        assert_eq!(ada.put("/drafts/new", &whole).is(200).json, expected);
        assert_eq!(ada.get("/drafts/new").is(200).json, expected);
        assert_eq!(ada.signs_in_elsewhere().get("/drafts/new").is(200).json, expected, "on every device");
        let kept = ada.put("/drafts/new", &json!({"body": ""})).is(200);
        assert_eq!(kept.json, json!({"place": "new", "body": "", "saved_at": "2026-03-02T21:07:13.250Z"}));
    }

    fn each_place_has_one_and_the_latest_comes_first(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let (one, other) = (berta.starts_thread(&json!({})), berta.starts_thread(&json!({})));
        for (index, place) in ["new".to_owned(), format!("thread-{one}"), format!("thread-{other}")].iter().enumerate() {
            ada.put(&format!("/drafts/{place}"), &json!({"body": place, "in_reply_to": index + 1})).is(200);
            site.waits(MINUTE);
        }
        ada.put(&format!("/drafts/thread-{one}"), &json!({"body": "again"})).is(200);
        let list = ada.get("/drafts").is(200);
        let places: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|draft| &draft["place"]).collect();
        assert_eq!(places, [&json!(format!("thread-{one}")), &json!(format!("thread-{other}")), &json!("new")]);
        assert_eq!(list["next"], Value::Null);
        assert_eq!(berta.get("/drafts").is(200)["items"], json!([]));
        berta.get(&format!("/drafts/thread-{one}")).refused(404, "not_found");
        ada.delete("/drafts/new").is(204);
        ada.delete("/drafts/new").is(204);
        ada.get("/drafts/new").refused(404, "not_found");
        assert_eq!(ada.get("/drafts").is(200)["items"].as_array().unwrap().len(), 2);
    }

    fn a_newer_draft_wins_and_an_older_one_is_answered_with_it(site) {
        let ada = site.member("ada");
        let put = |body: &str, at: &str| ada.put("/drafts/new", &json!({"body": body, "saved_at": at})).is(200)["body"].clone();
        assert_eq!(put("second", "2026-03-02T21:02:00.500Z"), "second");
        assert_eq!(put("first", "2026-03-02T21:02:00.499Z"), "second");
        assert_eq!(put("first", "2026-03-02T20:30:00+01:00"), "second");
        assert_eq!(ada.get("/drafts/new").is(200)["body"], "second");
        assert_eq!(put("third", "2026-03-02T22:02:00.501+01:00"), "third");
        assert_eq!(ada.get("/drafts/new").is(200)["saved_at"], "2026-03-02T21:02:00.501Z");
    }

    fn a_clock_that_runs_ahead_locks_out_no_later_draft(site) {
        let ada = site.member("ada");
        let ahead = ada.put("/drafts/new", &json!({"body": "ahead", "saved_at": "2031-01-01T00:00:00Z"})).is(200);
        assert_eq!(ahead["saved_at"], "2026-03-02T21:07:13.250Z");
        site.waits(1);
        assert_eq!(ada.put("/drafts/new", &json!({"body": "later"})).is(200)["body"], "later");
    }

    fn what_is_no_place_or_no_draft_is_refused(site) {
        let ada = site.member("ada");
        for place in ["old", "thread-", "thread-1", "NEW", "thread-%00", "new-thread", "thread-zzzzzzzzzzz"] {
            ada.get(&format!("/drafts/{place}")).refused(404, "not_found");
            ada.put(&format!("/drafts/{place}"), &json!({"body": "x"})).refused(404, "not_found");
            ada.delete(&format!("/drafts/{place}")).refused(404, "not_found");
        }
        for (body, field) in [
            (json!({"body": "a".repeat(20_001)}), ("body", "too_long")),
            (json!({"title": "a".repeat(201)}), ("title", "too_long")),
            (json!({"body": "a\u{0}"}), ("body", "bad_characters")),
            (json!({"saved_at": "yesterday"}), ("saved_at", "unknown")),
            (json!({"words": "x"}), ("words", "unknown_field")),
            (json!({"voice": "loud"}), ("voice", "unknown")),
        ] {
            ada.put("/drafts/new", &body).misfits(&[field]);
        }
        assert_eq!(ada.get("/drafts").is(200)["items"], json!([]));
        for answer in [site.visitor().get("/drafts"), site.visitor().put("/drafts/new", &json!({})), site.visitor().delete("/drafts/new")] {
            answer.refused(401, "unauthenticated");
        }
    }

    //
    fn the_words_of_a_draft_lie_sealed(site) {
        use diesel::prelude::*;
        use goodenough::storage::schema::drafts;
        type Row = (Vec<u8>, Vec<u8>);
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = berta.starts_thread(&json!({}));
        site.waits(DAY);
        ada.comes_back();
        ada.put(&format!("/drafts/thread-{id}"), &json!({"body": "ZEBRACROSSING"})).is(200);
        let rows: Vec<Row> = drafts::table.select((drafts::lookup, drafts::sealed)).load(&mut site.database.connect()).unwrap();
        assert_eq!(rows.len(), 1);
        for bytes in [&rows[0].0, &rows[0].1] {
            for clear in ["ZEBRA", id.as_str()] {
                assert!(!bytes.windows(clear.len()).any(|part| part == clear.as_bytes()), "{clear}");
            }
        }
        if let Some(path) = site.database.path() {
            for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                assert!(!bytes.windows(5).any(|part| part == b"ZEBRA"), "in the clear on the disk");
            }
        }
        assert_eq!(ada.get(&format!("/drafts/thread-{id}")).is(200)["body"], "ZEBRACROSSING");
    }
}
