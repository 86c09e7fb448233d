//! Posts: numbers, words, second thoughts.

use std::collections::HashSet;

use goodenough::accounts::Role;
use goodenough::clock::{DAY, MINUTE};
use serde_json::{Value, json};

use crate::site::{Caller, on_both};

fn post_at(caller: &Caller, thread: &str, number: i64) -> Value {
    caller.get(&format!("/threads/{thread}/posts?from={number}&limit=1")).is(200)["items"][0].clone()
}

on_both! {
    fn a_reply_comes_back_as_it_was_written(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        site.waits(16 * MINUTE);
        berta.comes_back();
        let body = "  Cafe\u{301}\r\n\r\n- one\r- two\n";
        let answer = berta.post(&format!("/threads/{id}/posts"), &json!({"body": body, "voice": "named", "in_reply_to": 1})).is(201);
        assert_eq!(answer.header("location"), Some(format!("/api/v1/threads/{id}/posts?from=2").as_str()));
        let html = answer["html"].as_str().unwrap();
        assert!(html.contains("<li>one</li>"), "{html}");
        assert_eq!(answer.json, json!({
            "thread": id, "number": 2, "voice": answer["voice"], "body": "  Caf\u{e9}\n\n- one\n- two\n", "html": html, "in_reply_to": 1,
            "reactions": {}, "state": "visible", "posted_at": "2026-03-02T21:15:00Z", "edited_at": null,
        }));
        assert_eq!((&answer["voice"]["name"], &answer["voice"]["badge"]), (&json!("Berta"), &Value::Null));
        assert_eq!(post_at(&site.visitor(), &id, 2), answer.json);
        assert_eq!(site.letters().len(), 1);
    }

    fn numbers_have_no_gaps_even_when_many_write_at_once(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        let path = format!("/threads/{id}/posts");
        let numbers: Vec<i64> = std::thread::scope(|scope| {
            let writing: Vec<_> = (0..24).map(|n| {
                let (ada, path) = (&ada, &path);
                scope.spawn(move || {
                    // Every third one is refused, inside the transaction, and must use up no number.
                    let answered = if n % 3 == 0 { 99 } else { 1 };
                    let answer = ada.post(path, &json!({"body": "x", "voice": "named", "in_reply_to": answered}));
                    if n % 3 == 0 { answer.misfits(&[("in_reply_to", "unknown")]); 0 } else { answer.is(201)["number"].as_i64().unwrap() }
                })
            }).collect();
            writing.into_iter().map(|one| one.join().unwrap()).filter(|number| *number > 0).collect()
        });
        assert_eq!(numbers.iter().copied().collect::<HashSet<_>>(), (2..18).collect());
        let listed: Vec<i64> = ada.pages(&path, 5).iter().map(|post| post["number"].as_i64().unwrap()).collect();
        assert_eq!(listed, (1..18).collect::<Vec<_>>());
        assert_eq!(ada.get(&format!("/threads/{id}")).is(200)["replies"], 16);
    }

    fn members_who_answer_each_other_at_once_all_get_through(site) {
        let members: Vec<_> = ["ada", "berta", "carla", "dora"].iter().map(|name| site.member(name)).collect();
        for _ in 0..5 {
            let threads: Vec<String> = members.iter().map(|member| member.starts_thread(&json!({}))).collect();
            std::thread::scope(|scope| {
                for (index, member) in members.iter().enumerate() {
                    let threads = &threads;
                    scope.spawn(move || for step in 1..threads.len() { member.replies(&threads[(index + step) % threads.len()], "Yes."); });
                }
            });
            for (thread, member) in threads.iter().zip(&members) {
                assert_eq!(member.get(&format!("/threads/{thread}")).is(200)["replies"], 3);
            }
        }
        assert_eq!(site.letters().len(), 60);
    }

    fn posts_are_read_from_a_number_on(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        for number in 2..=25 {
            assert_eq!(ada.replies(&id, &format!("post {number}")), number);
        }
        let first = ada.get(&format!("/threads/{id}")).is(200);
        assert_eq!(first["posts"]["items"].as_array().unwrap().len(), 20);
        let rest = ada.get(&format!("/threads/{id}/posts?cursor={}", first["posts"]["next"].as_str().unwrap())).is(200);
        assert_eq!((&rest["items"][0]["number"], &rest["items"][4]["body"], &rest["next"]), (&json!(21), &json!("post 25"), &Value::Null));
        assert_eq!(ada.get(&format!("/threads/{id}/posts?from=24")).is(200)["items"].as_array().unwrap().len(), 2);
        assert_eq!(ada.get(&format!("/threads/{id}/posts?from=26")).is(200)["items"], json!([]));
        ada.get(&format!("/threads/{id}/posts?from=0")).misfits(&[("from", "unknown")]);
        let other = ada.starts_thread(&json!({}));
        let foreign = first["posts"]["next"].as_str().unwrap();
        ada.get(&format!("/threads/{other}/posts?cursor={foreign}")).misfits(&[("cursor", "unknown")]);
    }

    fn words_that_do_not_fit_are_refused(site) {
        let ada = site.member("ada");
        let path = format!("/threads/{}/posts", ada.starts_thread(&json!({})));
        for (body, fields) in [
            (json!({"body": "a".repeat(20_001), "voice": "named"}), ("body", "too_long")),
            (json!({"body": "\u{3000}\n", "voice": "named"}), ("body", "required")),
            (json!({"body": "a\u{0}", "voice": "named"}), ("body", "bad_characters")),
            (json!({"voice": "named"}), ("body", "required")),
            (json!({"body": "a"}), ("voice", "required")),
            (json!({"body": 7, "voice": "named"}), ("body", "wrong_type")),
            (json!({"body": "a", "voice": "named", "number": 7}), ("number", "unknown_field")),
            (json!({"body": "a", "voice": "named", "in_reply_to": 2}), ("in_reply_to", "unknown")),
        ] {
            ada.post(&path, &body).misfits(&[fields]);
        }
        site.visitor().post(&path, &json!({"body": "a", "voice": "named"})).refused(401, "unauthenticated");
        assert_eq!(ada.replies(path.split('/').nth(2).unwrap(), &"\u{1F90D}".repeat(20_000)), 2);
    }

    fn html_is_made_of_markdown_and_never_of_html(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        for body in [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "![b](https://a.example/p.png)",
            "<a href=\"https://a.example\" onclick=x>c</a>", "```\n</code><script>\n```", "[d](data:text/html,<script>)", "<style>*{}</style>",
            "[e](//a.example)", "<svg/onload=alert(1)>",
        ] {
            let number = ada.replies(&id, body);
            let post = post_at(&ada, &id, number);
            assert_eq!(post["body"], body);
            let html = post["html"].as_str().unwrap();
            for bad in ["<script", "<img", "<svg", "<style", "onclick=\"", "href=\"javascript", "href=\"data", "href=\"//"] {
                assert!(!html.contains(bad), "{body} became {html}");
            }
        }
        let number = ada.replies(&id, "[f](https://a.example)");
        assert!(post_at(&ada, &id, number)["html"].as_str().unwrap().contains("rel=\"ugc nofollow noopener noreferrer\""));
    }

    fn for_ten_minutes_a_post_is_changed_without_a_trace(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        let id = ada.starts_thread(&json!({}));
        let path = format!("/threads/{id}/posts/1");
        site.waits(10 * MINUTE - 1);
        let answer = ada.patch(&path, &json!({"body": "Second *thought*.\r\n"})).is(200);
        assert_eq!((&answer["body"], &answer["edited_at"]), (&json!("Second *thought*.\n"), &Value::Null));
        assert!(answer["html"].as_str().unwrap().contains("<em>thought</em>"));
        assert_eq!(post_at(&visitor, &id, 1), answer.json);
        assert_eq!(ada.get(&format!("{path}/history")).is(200)["items"], json!([]));
        assert_eq!(ada.get(&format!("/threads/{id}/mine")).is(200)["posts"][0]["editable_until"], "2026-03-02T21:17:13.250Z");
        site.waits(1);
        assert_eq!(ada.get(&format!("/threads/{id}/mine")).is(200)["posts"][0]["editable_until"], Value::Null);
        assert_eq!(ada.patch(&path, &json!({"body": "Third."})).is(200)["edited_at"], "2026-03-02T21:15:00Z");
        let history = ada.get(&format!("{path}/history")).is(200);
        assert_eq!(history["items"][0]["body"], "Second *thought*.\n");
        assert_eq!(history["items"].as_array().unwrap().len(), 1);
    }

    fn what_a_post_said_before_is_for_its_author_and_moderators(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.staff("carla", Role::Moderator));
        let id = ada.starts_thread(&json!({"voice": "alias", "body": "Version 0"}));
        let path = format!("/threads/{id}/posts/1");
        for version in 1..=3 {
            site.waits(DAY);
            ada.comes_back();
            ada.patch(&path, &json!({"body": format!("Version {version}"), "voice": "alias"})).is(200);
        }
        for reader in [&ada, &carla] {
            reader.comes_back();
            let editions = reader.pages(&format!("{path}/history"), 2);
            let bodies: Vec<&str> = editions.iter().map(|edition| edition["body"].as_str().unwrap()).collect();
            assert_eq!(bodies, ["Version 0", "Version 1", "Version 2"]);
            assert_eq!(editions[0]["until"], "2026-03-03T21:00:00Z");
            assert_eq!(editions[0].as_object().unwrap().len(), 3);
        }
        berta.comes_back();
        berta.get(&format!("{path}/history")).refused(403, "forbidden");
        site.visitor().get(&format!("{path}/history")).refused(401, "unauthenticated");
        assert!(!berta.get(&format!("/threads/{id}")).is(200).text().contains("Version 2"));
    }

    fn only_her_own_posts_are_hers_to_change(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.staff("carla", Role::Admin));
        let id = ada.starts_thread(&json!({}));
        let number = berta.replies_hidden(&id, "Mine.");
        assert_eq!(site.letters().len(), 1);
        let path = format!("/threads/{id}/posts/{number}");
        for other in [&ada, &carla] {
            other.patch(&path, &json!({"body": "Yours."})).refused(403, "forbidden");
            other.delete(&path).refused(403, "forbidden");
        }
        site.visitor().patch(&path, &json!({"body": "Yours."})).refused(401, "unauthenticated");
        site.visitor().delete(&path).refused(401, "unauthenticated");
        // A-11
        berta.patch(&path, &json!({"body": "Mine.", "voice": "named"})).refused(409, "voice_fixed");
        ada.patch(&format!("/threads/{id}/posts/1"), &json!({"body": "Mine.", "voice": "alias"})).refused(409, "voice_fixed");
        ada.patch(&format!("/threads/{id}"), &json!({"voice": "alias"})).misfits(&[("voice", "unknown_field")]);
        assert_eq!([1, number].map(|number| post_at(&ada, &id, number)["voice"]["kind"].clone()), ["named", "alias"]);
        berta.patch(&path, &json!({"body": " "})).misfits(&[("body", "required")]);
        berta.patch(&path, &json!({"body": "a", "state": "visible"})).misfits(&[("state", "unknown_field")]);
        assert_eq!(berta.patch(&path, &json!({"body": "Still mine.", "voice": "alias"})).is(200)["body"], "Still mine.");
    }

    fn a_post_that_was_taken_back_stays_in_its_place_without_its_words(site) {
        let (ada, berta, visitor) = (site.member("ada"), site.member("berta"), site.visitor());
        let id = ada.starts_thread(&json!({}));
        site.waits(20 * MINUTE);
        ada.comes_back();
        berta.comes_back();
        let number = berta.replies(&id, "Too quick, too sharp.");
        ada.reacts(&id, number, "hug");
        ada.post(&format!("/threads/{id}/posts"), &json!({"body": "Why?", "voice": "named", "in_reply_to": number})).is(201);
        assert_eq!(site.letters().len(), 2);
        let path = format!("/threads/{id}/posts/{number}");
        berta.delete(&path).is(204);
        berta.delete(&path).is(204);
        let thread = visitor.get(&format!("/threads/{id}")).is(200);
        assert!(!thread.text().contains("sharp"), "{}", thread.text());
        let post = &thread["posts"]["items"][1];
        assert_eq!((&post["state"], &post["body"], &post["html"], &post["reactions"]), (&json!("taken_back"), &Value::Null, &Value::Null, &json!({})));
        assert_eq!(thread["posts"]["items"][2]["in_reply_to"], number);
        assert_eq!((&thread["replies"], &thread["waiting_since"]), (&json!(1), &json!("2026-03-02T21:00:00Z")));
        assert_eq!(visitor.get("/threads?order=waiting").is(200)["items"][0]["id"], id.as_str());
        let mine = berta.get(&format!("/threads/{id}/mine")).is(200);
        assert_eq!(mine["posts"], json!([{"number": 2, "state": "taken_back", "editable_until": null, "body": "Too quick, too sharp."}]));
        berta.patch(&path, &json!({"body": "Again."})).refused(409, "too_late");
        ada.delete(&format!("/threads/{id}/posts/3")).is(204);
        let thread = visitor.get(&format!("/threads/{id}")).is(200);
        assert_eq!((&thread["replies"], &thread["last_reply_at"]), (&json!(0), &Value::Null));
        ada.delete(&path).refused(403, "forbidden");
    }
}
