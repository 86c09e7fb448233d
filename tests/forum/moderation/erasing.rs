//! Erasing words for good in two steps, and reports in bad faith.

use goodenough::accounts::Role;
use goodenough::clock::{DAY, HOUR};
use serde_json::{Value, json};

use super::{HARSH, Scene, cases, to, verdict};
use crate::site::{Answer, Caller, Member, Site, on_both};

fn asks(by: &Caller, decision: &str, reason: &str) -> Answer {
    by.post(&format!("/moderation/decisions/{decision}/erasure"), &json!({"reason": reason}))
}

fn agrees(by: &Caller, decision: &str) -> Answer {
    by.post(&format!("/moderation/decisions/{decision}/erasure/approval"), &json!({}))
}

/// Somebody reports a fresh post of Ada's, and Dora keeps it.
fn kept(site: &Site, scene: &Scene<'_>, reporter: &Member<'_>, reason: &str, bad_faith: bool) -> String {
    let thread = scene.ada.starts_thread(&json!({}));
    reporter.reports(&thread, 1, reason);
    let open = cases(&scene.dora, "open");
    let case = open.iter().find(|case| case["thread"] == thread.as_str()).unwrap()["id"].as_str().unwrap().to_owned();
    scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
    let body = json!({"action": "keep", "facts": "She reports whatever Ada writes.", "bad_faith": bad_faith});
    let decision = scene.dora.post(&format!("/moderation/cases/{case}/decision"), &body).is(201).string("id");
    site.runs_jobs();
    decision
}

on_both! {
    // L-37
    fn words_are_erased_for_good_in_two_steps_by_two(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        asks(&scene.dora, &decision, " ").misfits(&[("reason", "required")]);
        agrees(&scene.elif, &decision).refused(404, "not_found");
        asks(&scene.ada, &decision, "I am curious.").refused(403, "forbidden");
        let asked = asks(&scene.dora, &decision, "It says where she lives.").is(201);
        assert_eq!(asked["done_at"], Value::Null);
        asks(&scene.elif, &decision, "So do I.").refused(409, "not_now");
        agrees(&scene.dora, &decision).refused(409, "own_decision");
        let mine = || scene.berta.get("/decisions").is(200)["items"][0].clone();
        assert_eq!((&mine()["text"], &mine()["erasure"]), (&json!(HARSH), &Value::Null), "nothing has happened yet");
        // Taken back, and asked again.
        scene.dora.delete(&format!("/moderation/decisions/{decision}/erasure")).is(204);
        asks(&scene.dora, &decision, "It says where she lives.").is(201);
        assert!(agrees(&scene.elif, &decision).is(200)["done_at"].is_string());
        agrees(&scene.elif, &decision).refused(409, "not_now");
        assert_eq!((&mine()["text"], &mine()["erasure"]["reason"]), (&json!(""), &json!("It says where she lives.")));
        let dump = crate::catalogue::dump(&mut site.database.connect());
        assert!(!dump.iter().any(|row| row.values.values().any(|value| value.contains(HARSH))), "nowhere at all");
        // Undoing lifts the rest, and brings no words back.
        scene.undoes(&decision).is(200);
        assert_eq!(scene.post()["state"], "removed");
        let log = scene.dora.get("/moderation/log").is(200).text();
        assert!(["erasure_asked", "erasure_withdrawn", "words_erased"].iter().all(|act| log.contains(act)));
        site.letters();
    }

    // L-37
    fn an_objection_goes_before_an_erasure_and_one_alone_waits_a_day(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        asks(&scene.dora, &decision, "It says where she lives.").is(201);
        scene.berta.post(&format!("/decisions/{decision}/appeal"), &json!({"text": "It is my own address."})).is(201);
        agrees(&scene.elif, &decision).refused(409, "not_now");
        let appeal = scene.elif.get(&format!("/moderation/cases/{}", scene.case)).is(200)["appeals"][0]["id"].clone();
        let answer = json!({"uphold": false, "reason": "It is not."});
        scene.elif.post(&format!("/moderation/appeals/{}/decision", appeal.as_str().unwrap()), &answer).is(200);
        site.gives_role(&scene.elif, Role::Member);
        agrees(&scene.dora, &decision).refused(409, "own_decision");
        site.waits(23 * HOUR);
        scene.dora.comes_back();
        agrees(&scene.dora, &decision).refused(409, "own_decision");
        site.waits(2 * HOUR);
        scene.dora.comes_back();
        agrees(&scene.dora, &decision).is(200);
        site.letters();
    }

    // L-14
    fn reports_in_bad_faith_are_a_warning_first_and_rest_after_the_second(site) {
        let scene = Scene::of(site);
        scene.claims(&scene.dora).is(200);
        let mut odd = verdict("remove");
        odd["bad_faith"] = json!(true);
        scene.decides(&scene.dora, &odd).misfits(&[("bad_faith", "unknown")]);
        scene.decides(&scene.dora, &json!({"action": "keep", "bad_faith": true})).misfits(&[("facts", "required")]);
        site.letters();

        kept(site, &scene, &scene.carla, "abuse", true);
        let letters = site.letters();
        assert!(to(&letters, &scene.carla)[0].text.split_whitespace().collect::<Vec<_>>().join(" ").contains("This is a warning"));
        let told = scene.carla.get("/reports").is(200)["items"][0].clone();
        assert_eq!((&told["outcome"], &told["bad_faith"]), (&json!("kept"), &json!("She reports whatever Ada writes.")));
        // A warning stops nothing. What worries her is never in bad faith.
        kept(site, &scene, &scene.carla, "concern", true);
        assert_eq!(scene.carla.get("/reports").is(200)["items"][0]["bad_faith"], Value::Null);
        let second = kept(site, &scene, &scene.carla, "spam", true);
        let thread = scene.ada.starts_thread(&json!({}));
        let path = format!("/threads/{thread}/posts/1/reports");
        let refused = scene.carla.post(&path, &json!({"reason": "abuse"})).refused(403, "reports_rest");
        assert!(refused.string("detail").contains("until"));
        scene.carla.post(&path, &json!({"reason": "concern"})).is(201);
        // Others never notice, and undoing lifts it.
        scene.berta.reports(&thread, 1, "abuse");
        scene.undoes(&second).is(200);
        let other = scene.ada.starts_thread(&json!({}));
        scene.carla.reports(&other, 1, "abuse");
        kept(site, &scene, &scene.carla, "spam", true);
        site.waits(31 * DAY);
        for member in [&scene.carla, &scene.ada] {
            member.comes_back();
        }
        let later = scene.ada.starts_thread(&json!({}));
        scene.carla.reports(&later, 1, "abuse");
        site.letters();
    }
}
