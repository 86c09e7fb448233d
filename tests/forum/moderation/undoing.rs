//! Undoing a decision, and reporting again.

use goodenough::clock::{DAY, MINUTE};
use serde_json::{Value, json};

use super::{HARSH, Scene, cases, notices, only, to, verdict, words};
use crate::site::on_both;

on_both! {
    fn undoing_brings_a_post_back_with_everything_that_hung_on_it(site) {
        let scene = Scene::of(site);
        scene.ada.reacts(&scene.thread, 2, "hug");
        let other = scene.ada.starts_thread(&json!({}));
        site.waits(15 * MINUTE);
        for member in [&scene.ada, &scene.berta, &scene.dora, &scene.elif] {
            member.comes_back();
        }
        scene.berta.replies(&other, "Up.");
        site.letters();
        let all = |order: &str| site.visitor().get(&format!("/threads?order={order}")).is(200).json;
        let before = (all("active"), all("waiting"), site.visitor().get(&format!("/threads/{}", scene.thread)).is(200).json, scene.post());
        let (decision, _) = scene.decided("remove");
        assert_ne!(all("waiting"), before.1);
        let undone = scene.undoes(&decision).is(200);
        assert_eq!((undone.string("id"), &undone["undone_at"]), (decision.clone(), &json!("2026-03-02T21:15:00Z")));
        let after = (all("active"), all("waiting"), site.visitor().get(&format!("/threads/{}", scene.thread)).is(200).json, scene.post());
        assert_eq!(after, before);
        let letters = site.letters();
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert!(words(to(&letters, &scene.berta)[0]).contains("It stands in its thread again"));
        assert_eq!(scene.berta.get("/decisions").is(200)["items"][0]["undone_at"], "2026-03-02T21:15:00Z");
        let log = scene.elif.get("/moderation/log").is(200);
        assert!(log["items"].as_array().unwrap().iter().any(|line| line["act"] == "undone" && line["actor"] == "Elif" && line["detail"] == "remove"));
    }

    fn a_decision_is_undone_once(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        let path = format!("/moderation/decisions/{decision}/undo");
        let undo = || scene.elif.asks("POST", &path).header("idempotency-key", "k").json(&json!({})).answer();
        let first = undo().is(200);
        assert_eq!(undo().is(200).body, first.body, "a repeat is no second undoing");
        scene.undoes(&decision).refused(409, "already_undone");
        assert_eq!(site.letters().len(), 1);
        scene.berta.post(&path, &json!({})).refused(403, "forbidden");
    }

    fn a_lock_is_undone_and_replies_come_again(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("lock");
        scene.undoes(&decision).is(200);
        let letters = site.letters();
        assert_eq!(letters.len(), 1);
        assert!(words(to(&letters, &scene.ada)[0]).contains("It takes replies again"));
        assert_eq!(scene.ada.get(&format!("/threads/{}", scene.thread)).is(200)["state"], "open");
        scene.berta.replies(&scene.thread, "I am sorry.");
        assert_eq!(site.letters().len(), 1);
        assert_eq!(scene.carla.get("/reports").is(200)["items"][0]["outcome"], "undone");
    }

    fn a_decision_can_be_undone_for_180_days(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        site.waits(180 * DAY + 1);
        scene.elif.comes_back();
        scene.undoes(&decision).refused(409, "too_late");
        assert_eq!(scene.post()["state"], "removed");
    }

    fn on_the_last_day_it_still_can(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        site.waits(180 * DAY);
        scene.elif.comes_back();
        scene.undoes(&decision).is(200);
        assert_eq!((&scene.post()["state"], &scene.post()["body"]), (&json!("visible"), &json!(HARSH)));
        assert_eq!(site.letters().len(), 1);
    }

    fn a_decided_case_opens_again_with_a_new_report(site) {
        let scene = Scene::of(site);
        let (first, _) = scene.decided("keep");
        let closed = only(&scene.dora, "closed");
        let again = scene.carla.reports(&scene.thread, 2, "not_what_was_asked");
        assert_ne!(again, scene.report);
        assert_eq!(scene.carla.reports(&scene.thread, 2, "spam"), again, "while it is open, it is the same");
        let case = only(&scene.dora, "open");
        assert_eq!((&case["id"], &case["weight"], &case["state"]), (&closed["id"], &json!(10), &json!("open")));
        let states: Vec<&Value> = case["reports"].as_array().unwrap().iter().map(|report| &report["state"]).collect();
        assert!(states.contains(&&json!("open")) && states.contains(&&json!("closed")) && states.len() == 2, "{states:?}");
        assert_eq!(cases(&scene.dora, "closed"), Vec::<Value>::new());
        scene.decides(&scene.dora, &verdict("remove")).refused(409, "not_claimed");
        let (second, letters) = scene.decided("remove");
        assert_ne!(first, second);
        assert_eq!((letters.len(), to(&letters, &scene.carla).len()), (2, 1));
        let outcomes: Vec<Value> = scene.carla.pages("/reports", 1).into_iter().map(|report| report["outcome"].clone()).collect();
        assert_eq!(outcomes, [json!("removed"), json!("kept")]);
        assert_eq!(notices(&scene.carla, "report_closed").len(), 2);
        let detail = scene.elif.get(&format!("/moderation/cases/{}", scene.case)).is(200);
        assert_eq!(detail["decisions"].as_array().unwrap().len(), 2);
    }
}
