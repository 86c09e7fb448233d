//! Many moderators at once, and many cases in one act.

use std::collections::BTreeMap;
use std::sync::Mutex;

use goodenough::accounts::Role;
use serde_json::{Value, json};

use super::{Scene, cases, to, verdict};
use crate::site::{Caller, on_both};

on_both! {
    // L-33: nobody decides what somebody else decided, and each loser hears who did what.
    fn fifty_moderators_race_for_two_hundred_cases(site) {
        let (moderators, many) = if std::env::var_os("GOODENOUGH_PROVE").is_some() { (50, 200) } else { (12, 24) };
        let ada = site.member("ada");
        let staff: Vec<Caller> = (0..moderators)
            .map(|number| {
                let moderator = site.staff(&format!("mod{number}"), Role::Moderator);
                moderator.signs_in_elsewhere()
            })
            .collect();
        let threads: Vec<String> = (0..many).map(|_| ada.starts_thread(&json!({}))).collect();
        let ids: Vec<String> =
            threads.iter().map(|thread| staff[0].post("/moderation/cases", &json!({"thread": thread, "number": 1})).is(201).string("id")).collect();
        let decided: Mutex<BTreeMap<String, Vec<String>>> = Mutex::default();
        let lost: Mutex<Vec<(String, Value)>> = Mutex::default();
        std::thread::scope(|scope| {
            for (place, moderator) in staff.iter().enumerate() {
                let (ids, decided, lost) = (&ids, &decided, &lost);
                scope.spawn(move || {
                    // Neighbours begin close to each other, so that they meet.
                    for id in ids.iter().cycle().skip(place / 4 * 7 % ids.len()).take(ids.len()) {
                        let claim = moderator.post(&format!("/moderation/cases/{id}/claim"), &json!({}));
                        if claim.status == 409 {
                            lost.lock().unwrap().push((claim.string("code"), claim.json.clone()));
                            continue;
                        }
                        let version = claim.is(200)["version"].clone();
                        let mut body = verdict("keep");
                        body["version"] = version;
                        let answer = moderator.post(&format!("/moderation/cases/{id}/decision"), &body);
                        assert_eq!(answer.status, 201, "{}", answer.text());
                        decided.lock().unwrap().entry(id.clone()).or_default().push(answer.string("id"));
                    }
                });
            }
        });
        let decided = decided.into_inner().unwrap();
        assert_eq!(decided.len(), many, "each case is decided");
        assert!(decided.values().all(|decisions| decisions.len() == 1), "and none twice");
        let lost = lost.into_inner().unwrap();
        assert_eq!(lost.len(), (moderators - 1) * many, "every other one was refused");
        for (code, problem) in &lost {
            let detail = problem["detail"].as_str().unwrap();
            let said = match code.as_str() {
                "already_claimed" => detail.contains(" has this case"),
                "case_closed" => detail.contains("was faster: decided (keep)"),
                "not_now" => detail.contains("was faster: "),
                other => panic!("{other}"),
            };
            assert!(said && detail.contains("Mod"), "who and what: {problem}");
        }
        site.looks_away();
    }

    fn a_decision_about_what_was_not_seen_is_refused(site) {
        let scene = Scene::of(site);
        let seen = scene.claims(&scene.dora).is(200)["version"].as_i64().unwrap();
        scene.ada.reports(&scene.thread, 2, "shaming");
        let mut body = verdict("keep");
        body["version"] = json!(seen);
        scene.decides(&scene.dora, &body).refused(409, "not_now");
        let now = scene.dora.get(&format!("/moderation/cases/{}", scene.case)).is(200)["version"].clone();
        body["version"] = now;
        scene.decides(&scene.dora, &body).is(201);
        site.letters();
    }

    // L-37
    fn many_cases_are_decided_in_one_act_and_undone_in_one(site) {
        let scene = Scene::of(site);
        let (thread, mut ids) = (scene.ada.starts_thread(&json!({})), vec![scene.case.clone()]);
        for _ in 0..5 {
            let number = scene.berta.replies(&thread, "Buy this.");
            scene.carla.reports(&thread, number, "spam");
        }
        let answer = scene.ada.post(&format!("/threads/{thread}/posts"), &json!({"body": "Please stop.", "voice": "named", "in_reply_to": 3}));
        answer.is(201);
        let open = cases(&scene.dora, "open");
        ids.extend(open.iter().filter_map(|case| case["id"].as_str().map(str::to_owned)));
        let before = site.visitor().get(&format!("/threads/{thread}")).is(200);
        site.letters();
        let preview = scene.dora.post("/moderation/batches/preview", &json!({"cases": ids})).is(200);
        assert_eq!(preview.json, json!({"cases": 6, "posts": 6, "threads": 2, "voices": 2, "answered_by_others": 1}));
        // One of them is with somebody else: it is left, and said.
        scene.elif.post(&format!("/moderation/cases/{}/claim", scene.case), &json!({})).is(200);
        let act = json!({"cases": ids, "action": "remove", "sanction": {"kind": "mute"}, "rule": "selling", "facts": "It sells."});
        let batch = scene.dora.asks("POST", "/moderation/batches").header("idempotency-key", "one").json(&act).answer().is(201);
        assert_eq!(batch["decisions"].as_array().unwrap().len(), 5);
        assert_eq!(batch["left"], json!([{"case": scene.case, "code": "already_claimed"}]));
        let again = scene.dora.asks("POST", "/moderation/batches").header("idempotency-key", "one").json(&act).answer().is(201);
        assert_eq!((&again["id"], &again["decisions"]), (&batch["id"], &batch["decisions"]));
        assert_eq!(site.visitor().get(&format!("/threads/{thread}")).is(200)["replies"], 1);
        let letters = site.letters();
        assert_eq!(to(&letters, &scene.berta).len(), 1, "one letter for one act");
        assert_eq!(to(&letters, &scene.carla).len(), 5, "each report has its outcome");
        assert_eq!(scene.berta.get("/decisions").is(200)["items"].as_array().unwrap().len(), 5);
        scene.berta.post(&format!("/threads/{thread}/posts"), &json!({"body": "More.", "voice": "named"})).refused(403, "muted");
        let undone = scene.elif.post(&format!("/moderation/batches/{}/undo", batch.string("id")), &json!({})).is(200);
        assert_eq!(undone["undone"], 5);
        let after = site.visitor().get(&format!("/threads/{thread}")).is(200);
        assert_eq!(after.json, before.json);
        scene.berta.replies(&thread, "I am sorry.");
        site.letters();
        scene.dora.post("/moderation/batches/preview", &json!({"cases": []})).misfits(&[("cases", "required")]);
        let same = json!({"cases": vec![scene.case.clone(); 601]});
        assert_eq!(scene.dora.post("/moderation/batches/preview", &same).is(200)["posts"], 1, "the same one many times is one");
    }

    // L-14
    fn a_suspension_comes_after_a_warning_but_in_grave_cases(site) {
        let scene = Scene::of(site);
        let thread = scene.ada.starts_thread(&json!({}));
        let number = scene.berta.replies(&thread, "You are lazy.");
        scene.carla.reports(&thread, number, "shaming");
        let case = scene.dora.get("/moderation/cases?limit=100").is(200)["items"]
            .as_array().unwrap().iter().find(|case| case["thread"] == json!(thread)).unwrap()["id"].as_str().unwrap().to_owned();
        let (claim, decide) = (format!("/moderation/cases/{case}/claim"), format!("/moderation/cases/{case}/decision"));
        scene.dora.post(&claim, &json!({})).is(200);
        let with = |action: &str, kind: &str, rule: &str| {
            let mut body = verdict(action);
            (body["sanction"], body["rule"]) = (json!({"kind": kind}), json!(rule));
            scene.dora.post(&decide, &body)
        };
        with("keep", "suspend", "kindness").misfits(&[("sanction.kind", "warn_first")]);
        with("keep", "warn", "kindness").is(201);
        scene.ada.reports(&thread, number, "shaming");
        scene.dora.post(&claim, &json!({})).is(200);
        with("remove", "suspend", "kindness").is(201);
        site.letters();
    }

    fn a_rule_that_is_grave_needs_no_warning(site) {
        let scene = Scene::of(site);
        let thread = scene.ada.starts_thread(&json!({}));
        scene.berta.replies(&thread, "She lives in the red house.");
        let case = scene.dora.post("/moderation/cases", &json!({"thread": thread, "number": 2})).is(201).string("id");
        scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let mut body = verdict("remove");
        (body["sanction"], body["rule"]) = (json!({"kind": "suspend"}), json!("privacy"));
        scene.dora.post(&format!("/moderation/cases/{case}/decision"), &body).is(201);
        site.letters();
    }
}
