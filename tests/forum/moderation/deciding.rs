//! Deciding: what is done, why, and who is told.

use goodenough::clock::DAY;
use serde_json::{Value, json};

use super::{HARSH, Scene, cases, notices, only, to, verdict, words};
use crate::site::on_both;

on_both! {
    // L-08, L-10
    fn a_removed_post_is_gone_and_everybody_concerned_is_told(site) {
        let scene = Scene::of(site);
        scene.ada.reports(&scene.thread, 2, "shaming");
        let (decision, letters) = scene.decided("remove");
        let post = scene.post();
        assert_eq!((&post["state"], &post["body"], &post["html"]), (&json!("removed"), &Value::Null, &Value::Null));
        let thread = scene.ada.get(&format!("/threads/{}", scene.thread)).is(200);
        assert!(!thread.text().contains(HARSH));
        assert_eq!((&thread["replies"], &thread["waiting_since"]), (&json!(0), &json!("2026-03-02T21:00:00Z")));

        let statement = scene.berta.get("/decisions").is(200);
        assert_eq!(statement["items"], json!([{
            "id": decision, "thread": scene.thread, "number": 2, "action": "remove", "sanction": null, "rule": "kindness",
            "facts": "It says that she is to blame.", "message": "Please answer the person.", "found_by": "report", "automatic": false,
            "ground": "terms", "detected": false, "scope": "everywhere", "appeal": null,
            "redress": {"appeal_until": "2026-08-29T21:00:00Z", "out_of_court": true, "court": true},
            "text": HARSH, "decided_at": "2026-03-02T21:00:00Z", "undone_at": null,
        }]));
        let mine = scene.berta.get(&format!("/threads/{}/mine", scene.thread)).is(200);
        assert_eq!((&mine["posts"][0]["state"], &mine["posts"][0]["body"]), (&json!("removed"), &json!(HARSH)));
        assert_eq!(notices(&scene.berta, "decision"), [2]);
        assert_eq!(notices(&scene.ada, "decision"), Vec::<i64>::new());
        assert_eq!(scene.ada.get("/decisions").is(200)["items"], json!([]));
        for reporter in [&scene.carla, &scene.ada] {
            let report = &reporter.get("/reports").is(200)["items"][0];
            assert_eq!((&report["state"], &report["outcome"]), (&json!("closed"), &json!("removed")));
            assert_eq!(notices(reporter, "report_closed"), [2]);
        }

        assert_eq!(letters.len(), 3, "{letters:?}");
        let letter = to(&letters, &scene.berta)[0];
        for part in ["A moderator removed a post of yours", "It says that she is to blame.", "Please answer the person.", "29 August 2026"] {
            assert!(words(letter).contains(part), "{part} in {}", letter.text);
        }
        assert!(!letter.text.contains(HARSH) && !letter.subject.contains("removed"), "{}", letter.text);
        for reporter in [&scene.carla, &scene.ada] {
            assert!(words(to(&letters, reporter)[0]).contains("The post was removed."));
        }
        assert_eq!(cases(&scene.dora, "open"), Vec::<Value>::new());
        assert_eq!(only(&scene.elif, "closed")["id"], scene.case.as_str());
        let detail = scene.elif.get(&format!("/moderation/cases/{}", scene.case)).is(200);
        assert_eq!((&detail["post"]["body"], &detail["decisions"][0]["id"]), (&json!(HARSH), &json!(decision)));
        let lines: Vec<(&str, &str)> = detail["log"].as_array().unwrap().iter().map(|line| (line["act"].as_str().unwrap(), line["detail"].as_str().unwrap())).collect();
        assert!(lines.contains(&("claimed", "")) && lines.contains(&("decided", "remove")) && lines.len() == 2, "{lines:?}");
        scene.berta.patch(&format!("/threads/{}/posts/2", scene.thread), &json!({"body": "x"})).refused(409, "too_late");
        scene.berta.delete(&format!("/threads/{}/posts/2", scene.thread)).refused(409, "too_late");
    }

    fn a_kept_post_stays_and_only_the_reporter_is_told(site) {
        let scene = Scene::of(site);
        scene.claims(&scene.dora).is(200);
        let decision = scene.decides(&scene.dora, &json!({"action": "keep"})).is(201);
        assert_eq!((&decision["action"], &decision["rule"], &decision["facts"]), (&json!("keep"), &json!(""), &json!("")));
        let letters = site.letters();
        assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), [scene.carla.address.as_str()]);
        assert!(words(&letters[0]).contains("left it where it is"));
        assert_eq!((&scene.post()["state"], &scene.post()["body"]), (&json!("visible"), &json!(HARSH)));
        assert_eq!((notices(&scene.berta, "decision"), notices(&scene.carla, "report_closed")), (vec![], vec![2]));
        assert_eq!(scene.carla.get("/reports").is(200)["items"][0]["outcome"], "kept");
        assert_eq!(scene.berta.get("/decisions").is(200)["items"], json!([]));
    }

    fn a_locked_thread_is_read_only_and_its_author_is_told(site) {
        let scene = Scene::of(site);
        let (_, letters) = scene.decided("lock");
        let thread = site.visitor().get(&format!("/threads/{}", scene.thread)).is(200);
        assert_eq!((&thread["state"], &thread["posts"]["items"][1]["body"]), (&json!("locked"), &json!(HARSH)));
        for member in [&scene.ada, &scene.berta, &scene.dora] {
            member.post(&format!("/threads/{}/posts", scene.thread), &json!({"body": "x", "voice": "alias"})).refused(409, "locked");
        }
        assert_eq!(scene.ada.get(&format!("/threads/{}", scene.thread)).is(200)["replies"], 1);
        assert!(words(to(&letters, &scene.ada)[0]).contains("A moderator locked a thread of yours"));
        assert!(words(to(&letters, &scene.carla)[0]).contains("The thread was locked"));
        assert_eq!((letters.len(), to(&letters, &scene.berta).len()), (2, 0), "it restricts nothing of hers");
        let hers = scene.ada.get("/decisions").is(200);
        assert_eq!((&hers["items"][0]["action"], &hers["items"][0]["text"]), (&json!("lock"), &Value::Null), "another's words are not hers");
        assert_eq!(scene.berta.get("/decisions").is(200)["items"], json!([]));
        assert_eq!(scene.carla.get("/reports").is(200)["items"][0]["outcome"], "locked");
    }

    // L-11
    fn nothing_that_restricts_goes_without_a_rule_and_facts(site) {
        let scene = Scene::of(site);
        scene.claims(&scene.dora).is(200);
        for action in ["remove", "lock"] {
            scene.decides(&scene.dora, &json!({"action": action})).misfits(&[("facts", "required"), ("rule", "required")]);
            let mut bad = verdict(action);
            bad["rule"] = json!("politeness");
            scene.decides(&scene.dora, &bad).misfits(&[("rule", "unknown")]);
            let mut bad = verdict(action);
            bad["facts"] = json!(" \n");
            scene.decides(&scene.dora, &bad).misfits(&[("facts", "required")]);
            let mut bad = verdict(action);
            bad["message"] = json!("a".repeat(2_001));
            scene.decides(&scene.dora, &bad).misfits(&[("message", "too_long")]);
        }
        scene.decides(&scene.dora, &verdict("shout")).misfits(&[("action", "unknown")]);
        let mut bad = verdict("keep");
        bad["silent"] = json!(true);
        scene.decides(&scene.dora, &bad).misfits(&[("silent", "unknown_field")]);
        assert_eq!(only(&scene.dora, "claimed")["state"], "claimed");
        assert_eq!(scene.post()["state"], "visible");
    }

    fn a_case_is_decided_by_who_has_it_and_once(site) {
        let scene = Scene::of(site);
        scene.decides(&scene.dora, &verdict("remove")).refused(409, "not_claimed");
        scene.decided("remove");
        scene.decides(&scene.dora, &verdict("remove")).refused(409, "case_closed");
        scene.claims(&scene.elif).refused(409, "case_closed");
        scene.dora.delete(&format!("/moderation/cases/{}/claim", scene.case)).refused(409, "not_claimed");
    }

    fn a_repeated_decision_is_made_once(site) {
        let scene = Scene::of(site);
        scene.claims(&scene.dora).is(200);
        let path = format!("/moderation/cases/{}/decision", scene.case);
        let send = |verdict: &Value| scene.dora.asks("POST", &path).header("idempotency-key", "k").json(verdict).answer();
        let first = send(&verdict("remove")).is(201);
        assert_eq!(send(&verdict("remove")).is(201).body, first.body);
        send(&verdict("lock")).refused(409, "idempotency_mismatch");
        assert_eq!(site.letters().len(), 2);
        assert_eq!(scene.dora.get("/moderation/log").is(200)["items"].as_array().unwrap().len(), 2);
    }

    fn what_its_author_took_back_meanwhile_is_looked_at_again(site) {
        let scene = Scene::of(site);
        scene.claims(&scene.dora).is(200);
        scene.berta.delete(&format!("/threads/{}/posts/2", scene.thread)).is(204);
        scene.decides(&scene.dora, &verdict("remove")).refused(409, "not_now");
        assert_eq!(scene.post()["state"], "taken_back");
        scene.decides(&scene.dora, &json!({"action": "keep"})).is(201);
        assert_eq!(site.letters().len(), 1);
    }

    fn a_removed_opening_takes_its_thread_out_of_the_lists(site) {
        let scene = Scene::of(site);
        scene.carla.reports(&scene.thread, 1, "concern");
        let case = cases(&scene.dora, "open")[0]["id"].as_str().unwrap().to_owned();
        scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let decision = scene.dora.post(&format!("/moderation/cases/{case}/decision"), &verdict("remove")).is(201).string("id");
        for order in ["new", "active", "waiting"] {
            assert_eq!(scene.ada.get(&format!("/threads?order={order}")).is(200)["items"], json!([]));
        }
        let thread = site.visitor().get(&format!("/threads/{}", scene.thread)).is(200);
        assert_eq!((&thread["title"], &thread["excerpt"], &thread["posts"]["items"][0]["body"]), (&Value::Null, &Value::Null, &Value::Null));
        scene.undoes(&decision).is(200);
        let cards = site.visitor().get("/threads").is(200);
        assert_eq!((&cards["items"][0]["title"], &cards["items"][0]["replies"]), (&json!("The first week"), &json!(1)));
        site.looks_away();
    }

    fn decisions_stay_open_to_the_suspended_with_her_words_for_180_days(site) {
        let scene = Scene::of(site);
        scene.decided("remove");
        site.suspends(&scene.berta, true);
        scene.berta.comes_back();
        assert_eq!(scene.berta.get("/decisions").is(200)["items"][0]["text"], HARSH);
        scene.berta.get("/reports").refused(403, "suspended");
        site.waits(180 * DAY - 1);
        scene.berta.comes_back();
        assert_eq!(scene.berta.get("/decisions").is(200)["items"][0]["text"], HARSH);
        site.waits(1);
        let statement = scene.berta.get("/decisions").is(200);
        assert_eq!((&statement["items"][0]["text"], &statement["items"][0]["rule"]), (&Value::Null, &json!("kindness")));
    }
}
