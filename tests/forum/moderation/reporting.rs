//! Reporting a post.

use std::collections::HashSet;

use goodenough::clock::MINUTE;
use serde_json::{Value, json};

use super::{Scene, cases, only, to, verdict};
use crate::site::{Caller, on_both};
use crate::tour;

on_both! {
    // S-15, L-32
    fn a_report_is_answered_listed_and_opens_a_case(site) {
        let scene = Scene::of(site);
        let path = format!("/threads/{}/posts/1/reports", scene.thread);
        let answer = scene.carla.post(&path, &json!({"reason": "concern", "note": " She may \r\nneed help. "})).is(201);
        let expected = json!({
            "id": answer["id"], "thread": scene.thread, "number": 1, "reason": "concern", "state": "open", "outcome": null,
            "reported_at": "2026-03-02T21:00:00Z",
        });
        assert_eq!(answer.json, expected);
        let hers = scene.carla.pages("/reports", 1);
        assert_eq!((hers.len(), &hers[0], &hers[1]["id"]), (2, &expected, &json!(scene.report)));
        assert_eq!(scene.ada.get("/reports").is(200)["items"], json!([]));
        let queue = cases(&scene.dora, "open");
        assert_eq!(queue.len(), 2);
        assert_eq!(queue[0], json!({
            "id": queue[0]["id"], "thread": scene.thread, "number": 1, "state": "open", "weight": 100, "opened_at": "2026-03-02T21:00:00Z",
            "reports": [{"reason": "concern", "note": " She may \nneed help. ", "state": "open", "reported_at": "2026-03-02T21:00:00Z"}],
            "history": "none", "claimed_by": null, "claimed_until": null, "claimed_by_me": false,
            "version": 1, "marks": ["concern"], "due_at": "2026-03-02T22:00:00Z", "overdue": false,
        }));
    }

    fn reports_about_one_post_are_one_case_as_heavy_as_the_heaviest(site) {
        let scene = Scene::of(site);
        let other = scene.ada.starts_thread(&json!({}));
        let third = scene.ada.starts_thread(&json!({}));
        scene.carla.reports(&other, 1, "shaming");
        scene.carla.reports(&third, 1, "illegal");
        let order = || cases(&scene.dora, "open").iter().map(|case| (case["thread"].as_str().unwrap().to_owned(), case["weight"].as_i64().unwrap())).collect::<Vec<_>>();
        assert_eq!(order(), [(third.clone(), 80), (scene.thread.clone(), 60), (other.clone(), 50)]);
        scene.ada.reports(&scene.thread, 2, "not_what_was_asked");
        assert_eq!(order()[1].1, 60, "a lighter reason takes no weight away");
        scene.dora.reports(&scene.thread, 2, "concern");
        assert_eq!(order(), [(scene.thread.clone(), 100), (third, 80), (other, 50)]);
        let reasons: HashSet<String> = cases(&scene.dora, "open")[0]["reports"].as_array().unwrap().iter().map(|report| report["reason"].to_string()).collect();
        assert_eq!(reasons.len(), 3);
    }

    fn among_equals_the_oldest_comes_first(site) {
        let scene = Scene::of(site);
        let mut expected = vec![scene.thread.clone()];
        for _ in 0..4 {
            site.waits(MINUTE);
            let id = scene.ada.starts_thread(&json!({}));
            scene.carla.reports(&id, 1, "abuse");
            expected.push(id);
        }
        let order: Vec<Value> = cases(&scene.dora, "open").into_iter().map(|case| case["thread"].clone()).collect();
        assert_eq!(order, expected);
    }

    fn reporting_again_changes_nothing_and_answers_with_the_first(site) {
        let scene = Scene::of(site);
        let before = only(&scene.dora, "open");
        let again = scene.carla.post(&format!("/threads/{}/posts/2/reports", scene.thread), &json!({"reason": "concern", "note": "More."})).is(201);
        assert_eq!((again.string("id"), &again["reason"]), (scene.report.clone(), &json!("abuse")));
        assert_eq!(only(&scene.dora, "open"), before);
        assert_eq!(scene.carla.get("/reports").is(200)["items"].as_array().unwrap().len(), 1);
    }

    fn many_clicks_at_once_are_one_report(site) {
        let scene = Scene::of(site);
        let ids: HashSet<String> = std::thread::scope(|scope| {
            let clicks: Vec<_> = (0..8).map(|_| scope.spawn(|| scene.ada.reports(&scene.thread, 2, "spam"))).collect();
            clicks.into_iter().map(|click| click.join().unwrap()).collect()
        });
        assert_eq!(ids.len(), 1);
        assert_eq!(only(&scene.dora, "open")["reports"].as_array().unwrap().len(), 2);
    }

    //
    fn nobody_learns_who_reported(site) {
        let scene = Scene::of(site);
        scene.claims(&scene.dora).is(200);
        let mut said = String::new();
        for path in ["/moderation/cases?state=claimed".to_owned(), format!("/moderation/cases/{}", scene.case), "/moderation/log".to_owned()] {
            said += &scene.dora.get(&path).is(200).text();
        }
        scene.decides(&scene.dora, &verdict("remove")).is(201);
        said += &scene.dora.get(&format!("/moderation/cases/{}", scene.case)).is(200).text();
        for reader in [&scene.berta, &scene.ada] {
            for path in ["/notifications".to_owned(), "/decisions".to_owned(), "/reports".to_owned(), format!("/threads/{}", scene.thread), format!("/threads/{}/mine", scene.thread)] {
                said += &reader.get(&path).is(200).text();
            }
        }
        for letter in site.letters().iter().filter(|letter| letter.to != scene.carla.address) {
            said += &letter.text;
        }
        assert!(said.contains("Dora"));
        assert!(!said.contains("Carla") && !said.contains("carla@") && !said.contains(&scene.report), "{said}");
    }

    // L-39: until something is decided, nothing that anybody sees but staff tells that there was a report, when, or whose.
    fn a_report_changes_nothing_for_whoever_it_is_about(site) {
        let scene = Scene::of(site);
        let visitor = site.visitor();
        let looks = || {
            let readers: [&Caller; 4] = [&visitor, &scene.ada, &scene.berta, &scene.carla];
            readers.map(|reader| tour::said(reader, &scene.thread, &scene.case))
        };
        let hers = |said: Vec<(String, u16, Value)>| said.into_iter().filter(|(path, ..)| path != "/reports").collect::<Vec<_>>();
        let before = looks();
        scene.ada.reports(&scene.thread, 2, "concern");
        scene.carla.reports(&scene.thread, 1, "other");
        scene.claims(&scene.dora).is(200);
        assert!(site.letters().is_empty());
        for (then, now) in before.into_iter().zip(looks()) {
            assert_eq!(hers(then), hers(now));
        }
        // And whoever reported is served as before.
        scene.carla.replies(&scene.thread, "I hear you.");
        scene.carla.reacts(&scene.thread, 1, "hug");
        scene.ada.replies(&scene.thread, "Thank you.");
        assert_eq!(to(&site.letters(), &scene.ada).len(), 1);
    }

    fn what_cannot_be_reported_is_refused(site) {
        let scene = Scene::of(site);
        let at = |number: &str| format!("/threads/{}/posts/{number}/reports", scene.thread);
        scene.carla.post(&at("1"), &json!({"reason": "dislike"})).misfits(&[("reason", "unknown")]);
        scene.carla.post(&at("1"), &json!({})).misfits(&[("reason", "required")]);
        scene.carla.post(&at("1"), &json!({"reason": "other", "note": "a".repeat(2_001)})).misfits(&[("note", "too_long")]);
        scene.carla.post(&at("1"), &json!({"reason": "other", "note": "a\u{0}"})).misfits(&[("note", "bad_characters")]);
        scene.carla.post(&at("3"), &json!({"reason": "other"})).refused(404, "not_found");
        site.visitor().post(&at("1"), &json!({"reason": "other"})).refused(401, "unauthenticated");
        scene.berta.delete(&format!("/threads/{}/posts/2", scene.thread)).is(204);
        scene.ada.post(&at("2"), &json!({"reason": "other"})).refused(404, "not_found");
        // One's own post is answered as any other: a refusal would tell whose it is.
        scene.ada.post(&at("1"), &json!({"reason": "other", "note": "a".repeat(2_000)})).is(201);
    }

    fn the_queue_is_for_moderators(site) {
        let scene = Scene::of(site);
        let visitor = site.visitor();
        for path in ["/moderation/cases".to_owned(), format!("/moderation/cases/{}", scene.case), "/moderation/log".to_owned()] {
            visitor.get(&path).refused(401, "unauthenticated");
            for member in [&scene.ada, &scene.berta, &scene.carla] {
                member.get(&path).refused(403, "forbidden");
            }
        }
        for role in [goodenough::accounts::Role::Listener, goodenough::accounts::Role::Professional] {
            site.gives_role(&scene.ada, role);
            scene.claims(&scene.ada).refused(403, "forbidden");
            scene.decides(&scene.ada, &verdict("keep")).refused(403, "forbidden");
            scene.ada.delete(&format!("/moderation/cases/{}/claim", scene.case)).refused(403, "forbidden");
            scene.ada.post(&format!("/moderation/decisions/{}/undo", scene.case), &json!({})).refused(403, "forbidden");
        }
        scene.claims(&visitor).refused(401, "unauthenticated");
        scene.decides(&visitor, &verdict("keep")).refused(401, "unauthenticated");
        site.gives_role(&scene.dora, goodenough::accounts::Role::Member);
        scene.claims(&scene.dora).refused(403, "forbidden");
    }
}
