//! Opening a thread.

use serde_json::{Value, json};

use crate::site::{Site, on_both};

/// A thread as the shortest client would write it.
fn written(body: &str) -> Value {
    json!({"space": "feeding", "body": body, "voice": "named", "need": "advice_welcome", "audience": "public"})
}

fn misfit(site: &Site, change: &Value, fields: &[(&str, &str)]) {
    let ada = site.visitor();
    let mut body = written("She bit me.");
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    ada.post("/threads", &body).refused(401, "unauthenticated");
    let token = site.member(&format!("writer{}", fields[0].0.replace('_', ""))).token();
    ada.set_token(token);
    ada.post("/threads", &body).misfits(fields);
    assert_eq!(ada.get("/threads").is(200)["items"], json!([]), "nothing was made");
}

on_both! {
    fn a_thread_comes_back_as_it_was_written(site) {
        let ada = site.member("ada");
        let answer = ada.post("/threads", &json!({
            "space": "back-to-work", "title": "  First day \u{e9} ", "body": "I *left* her\r\nat seven.\rShe slept. e\u{301}",
            "voice": "named", "need": "just_listen", "notes": ["illness", "loss", "illness"], "audience": "public",
        })).is(201);
        let id = answer.string("id");
        assert_eq!(id.len(), 11);
        assert_eq!(answer.header("location"), Some(format!("/api/v1/threads/{id}").as_str()));
        let mut card = answer.json.clone();
        let posts = card.as_object_mut().unwrap().remove("posts").unwrap();
        let voice = card["voice"].clone();
        assert_eq!(card, json!({
            "id": id, "space": "back-to-work", "title": "First day \u{e9}", "excerpt": "I left her at seven. She slept. \u{e9}",
            "voice": voice, "need": "just_listen", "notes": ["loss", "illness"], "audience": "public", "state": "open",
            "replies": 0, "last_reply_at": null, "waiting_since": "2026-03-02T21:00:00Z", "posted_at": "2026-03-02T21:00:00Z",
        }));
        assert_eq!((&voice["name"], &voice["kind"], &voice["badge"]), (&json!("Ada"), &json!("named"), &json!("author")));
        assert_eq!(posts["next"], Value::Null);
        let html = posts["items"][0]["html"].as_str().unwrap();
        assert!(html.contains("<em>left</em>") && html.contains("<br>"), "{html}");
        assert_eq!(posts["items"], json!([{
            "thread": id, "number": 1, "voice": voice, "body": "I *left* her\nat seven.\nShe slept. \u{e9}", "html": html,
            "in_reply_to": null, "reactions": {}, "state": "visible", "posted_at": "2026-03-02T21:00:00Z", "edited_at": null,
        }]));
        assert_eq!(ada.get(&format!("/threads/{id}")).is(200).json, answer.json);
    }

    fn a_thread_without_a_title_is_called_by_its_first_sentence(site) {
        let ada = site.member("ada");
        for title in [json!(null), json!(""), json!("   ")] {
            let mut body = written("Is **that** allowed? I mean it.");
            body["title"] = title;
            assert_eq!(ada.post("/threads", &body).is(201)["title"], "Is that allowed?");
        }
        let answer = ada.post("/threads", &written("No title at all. Nothing.")).is(201);
        assert_eq!(answer["title"], "No title at all");
        assert_eq!(answer["notes"], json!([]));
    }

    fn a_space_is_named_by_its_slug_or_its_id(site) {
        let ada = site.member("ada");
        let spaces = site.visitor().get("/spaces").is(200);
        let spaces = spaces.json.as_array().unwrap();
        assert_eq!(spaces.len(), 10);
        for space in spaces {
            let mut body = written("Here.");
            body["space"] = space["id"].clone();
            assert_eq!(ada.post("/threads", &body).is(201)["space"], space["slug"]);
        }
    }

    fn what_does_not_fit_is_named(site) {
        misfit(site, &json!({"space": "politics"}), &[("space", "unknown")]);
        misfit(site, &json!({"body": " \n "}), &[("body", "required")]);
        misfit(site, &json!({"title": "a\u{0}b"}), &[("title", "bad_characters")]);
        misfit(site, &json!({"need": "an_argument"}), &[("need", "unknown")]);
        misfit(site, &json!({"audience": "friends"}), &[("audience", "unknown")]);
        misfit(site, &json!({"voice": "Somebody"}), &[("voice", "unknown")]);
        misfit(site, &json!({"pinned": true}), &[("pinned", "unknown_field")]);
    }

    fn a_title_has_two_hundred_characters_and_a_post_twenty_thousand(site) {
        let ada = site.member("ada");
        let mut body = written(&"\u{1F90D}".repeat(20_000));
        body["title"] = json!("\u{e9}".repeat(200));
        ada.post("/threads", &body).is(201);
        body["title"] = json!("\u{e9}".repeat(201));
        ada.post("/threads", &body).misfits(&[("title", "too_long")]);
        ada.post("/threads", &written(&"a".repeat(20_001))).misfits(&[("body", "too_long")]);
        ada.post("/threads", &written("a\u{0}b")).misfits(&[("body", "bad_characters")]);
        let missing = json!({"space": "feeding", "voice": "named", "need": "advice_welcome", "audience": "public"});
        ada.post("/threads", &missing).misfits(&[("body", "required")]);
        ada.asks("POST", "/threads").header("content-type", "application/json").bytes("{\"space\":").answer().refused(400, "malformed");
    }

    fn an_id_in_another_spelling_is_no_thread(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        let swapped: String = id.chars().map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect();
        for other in [
            format!("1{id}"), id[1..].to_owned(), format!("{id}1"), swapped, format!("{id}%20"), format!("+{id}"), "1".repeat(11),
            "z".repeat(11), "0".repeat(11), "1".to_owned(), "-1".to_owned(), "%F0%9F%A4%8D".to_owned(),
        ] {
            for path in ["", "/posts", "/mine", "/voice", "/posts/1/history"] {
                ada.get(&format!("/threads/{other}{path}")).refused(404, "not_found");
            }
            ada.put(&format!("/threads/{other}/read"), &json!({"number": 1})).refused(404, "not_found");
            ada.post(&format!("/threads/{other}/posts"), &json!({"body": "x", "voice": "named"})).refused(404, "not_found");
        }
        for number in ["0", "2", "-1", "1.0", "x", "99999999999"] {
            ada.get(&format!("/threads/{id}/posts/{number}/history")).refused(404, "not_found");
            ada.delete(&format!("/threads/{id}/posts/{number}")).refused(404, "not_found");
        }
    }
}
