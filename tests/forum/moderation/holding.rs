//! Holds: there for the writer alone, never silently, and as if nothing had been once they are released.

use goodenough::clock::{HOUR, MINUTE};
use goodenough::moderation::holding::{self, Finding};
use goodenough::moderation::model::HoldClass;
use goodenough::storage::columns::ThreadId;
use serde_json::{Value, json};

use super::{HARSH, Scene, only, to, verdict};
use crate::site::{Site, on_both};

fn finding() -> Finding {
    Finding {
        class: HoldClass::Link,
        check: "link".to_owned(),
        rule: "selling".to_owned(),
        facts: "It holds a link, and its writer is new.".to_owned(),
    }
}

/// A check holds a post, as it does when it is written.
fn holds(site: &Site, thread: &str, number: i32) {
    let (app, thread) = (site.app.clone(), ThreadId::parse(thread).unwrap());
    let held = site.app.storage.write(move |conn| holding::hold(conn, &app, thread, number, &finding()).map(|_| ()));
    site.wait(held).unwrap();
}

on_both! {
    // L-31, S-16
    fn a_held_reply_is_there_for_its_writer_alone_who_is_told_why_and_until_when(site) {
        let scene = Scene::of(site);
        let path = format!("/threads/{}", scene.thread);
        holds(site, &scene.thread, 2);
        for caller in [&site.visitor(), &*scene.ada, &*scene.dora] {
            let thread = caller.get(&path).is(200);
            assert!(!thread.text().contains(HARSH));
            assert_eq!((&thread["replies"], thread["posts"]["items"].as_array().unwrap().len()), (&json!(0), 1));
            assert_eq!(thread["waiting_since"], "2026-03-02T21:00:00Z", "it waits again");
        }
        scene.ada.get(&format!("{path}/posts/2/history")).refused(404, "not_found");
        scene.ada.put(&format!("{path}/posts/2/reactions/hug"), &json!({})).refused(404, "not_found");
        scene.ada.post(&format!("{path}/posts"), &json!({"body": "Yes.", "voice": "named", "in_reply_to": 2})).misfits(&[("in_reply_to", "unknown")]);
        let mine = scene.berta.get(&format!("{path}/mine")).is(200);
        assert_eq!(mine["posts"][0]["state"], "held");
        assert_eq!(mine["posts"][0]["body"], HARSH);
        assert_eq!(mine["posts"][0]["held"], json!({
            "class": "link", "rule": "selling", "since": "2026-03-02T21:00:00Z", "until_about": "2026-03-03T09:15:00Z",
        }));
        let statement = scene.berta.get("/decisions").is(200)["items"][0].clone();
        let told = ["action", "automatic", "detected", "found_by", "rule", "class", "facts"].map(|field| statement[field].clone());
        assert_eq!(json!(told), json!(["hold", true, true, "check", "selling", "link", "It holds a link, and its writer is new."]));
        let case = only(&scene.dora, "open");
        assert_eq!((&case["id"], &case["marks"]), (&json!(scene.case), &json!(["report", "hold", "signal"])), "L-32: one item");
        assert_eq!(case["weight"], 60);
        let detail = scene.dora.get(&format!("/moderation/cases/{}", scene.case)).is(200);
        assert_eq!((&detail["post"]["body"], &detail["signals"][0]["check"]), (&json!(HARSH), &json!("link")));
        site.waits(13 * HOUR);
        scene.berta.comes_back();
        let mine = scene.berta.get(&format!("{path}/mine")).is(200);
        assert_eq!(mine["posts"][0]["held"]["until_about"], Value::Null, "no promise that is past");
        site.letters();
    }

    fn a_thread_whose_opening_is_held_does_not_exist_for_others(site) {
        let scene = Scene::of(site);
        let thread = scene.ada.starts_thread(&json!({"title": "A lamp"}));
        let path = format!("/threads/{thread}");
        holds(site, &thread, 1);
        for caller in [&site.visitor(), &*scene.carla, &*scene.dora] {
            caller.get(&path).refused(404, "not_found");
            caller.get(&format!("{path}/posts")).refused(404, "not_found");
            assert!(!caller.get("/threads").is(200).text().contains(&thread));
        }
        scene.carla.post(&format!("{path}/posts"), &json!({"body": "Yes.", "voice": "named"})).refused(404, "not_found");
        assert_eq!(scene.ada.get(&format!("{path}/mine")).is(200)["posts"][0]["held"]["class"], "link");
        let hers = scene.ada.get("/me/threads").is(200);
        assert!(hers["items"].as_array().unwrap().iter().any(|card| card["id"] == json!(thread) && card["title"] == "A lamp"));
        scene.ada.patch(&format!("{path}/posts/1"), &json!({"body": "A better lamp."})).is(200);
        scene.ada.delete(&format!("{path}/posts/1")).is(204);
        assert_eq!(scene.ada.get(&format!("{path}/mine")).is(200)["posts"][0]["state"], "taken_back");
    }

    // The letter about a held reply leaves when the reply is there, and once.
    fn a_released_reply_is_announced_once(site) {
        let scene = Scene::of(site);
        let thread = scene.ada.starts_thread(&json!({}));
        scene.berta.replies(&thread, "Here is where I buy mine.");
        holds(site, &thread, 2);
        assert_eq!(to(&site.letters(), &scene.ada).len(), 0);
        let case = scene.dora.post("/moderation/cases", &json!({"thread": thread, "number": 2})).is(201).string("id");
        let decide = |action: &str| {
            scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
            scene.dora.post(&format!("/moderation/cases/{case}/decision"), &verdict(action)).is(201).string("id")
        };
        let kept = decide("keep");
        assert_eq!(site.visitor().get(&format!("/threads/{thread}")).is(200)["replies"], 1);
        assert_eq!(to(&site.letters(), &scene.ada).len(), 1);
        // Undone, it waits again; released again, nobody hears twice.
        scene.elif.post(&format!("/moderation/decisions/{kept}/undo"), &json!({})).is(200);
        assert_eq!(site.visitor().get(&format!("/threads/{thread}")).is(200)["replies"], 0);
        assert!(only_marks(&scene, &case).contains(&json!("hold")));
        decide("keep");
        assert_eq!(to(&site.letters(), &scene.ada).len(), 0);
    }

    // A removal that is undone before its letter left: the letter leaves after all (L-13).
    fn the_letter_of_a_reply_that_was_removed_in_between_still_leaves(site) {
        let scene = Scene::of(site);
        let thread = scene.ada.starts_thread(&json!({}));
        scene.berta.replies(&thread, "I know this.");
        let case = scene.dora.post("/moderation/cases", &json!({"thread": thread, "number": 2})).is(201).string("id");
        scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let decision = scene.dora.post(&format!("/moderation/cases/{case}/decision"), &verdict("remove")).is(201);
        assert_eq!(decision["found_by"], "own_initiative");
        assert_eq!(to(&site.letters(), &scene.ada).len(), 0);
        scene.undoes(&decision.string("id")).is(200);
        let letters = site.letters();
        assert_eq!((to(&letters, &scene.ada).len(), to(&letters, &scene.berta).len()), (1, 1));
    }

    // S-16: what the writer is told is measured.
    fn the_time_that_is_told_is_the_median_of_the_last_thirty_days(site) {
        let scene = Scene::of(site);
        for minutes in [30, 60, 90, 120, 150] {
            let thread = scene.ada.starts_thread(&json!({}));
            holds(site, &thread, 1);
            site.waits(minutes * MINUTE);
            for member in [&scene.ada, &scene.dora] {
                member.comes_back();
            }
            let case = scene.dora.post("/moderation/cases", &json!({"thread": thread, "number": 1})).is(201).string("id");
            scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
            scene.dora.post(&format!("/moderation/cases/{case}/decision"), &verdict("keep")).is(201);
        }
        let app = site.app.clone();
        let usual = site.app.storage.read(move |conn| holding::usually_within(conn, &app, HoldClass::Link));
        assert_eq!(site.wait(usual).unwrap(), 90 * MINUTE);
        site.letters();
    }

    // L-30
    fn what_a_moderator_changes_of_a_thread_is_said_and_told(site) {
        let scene = Scene::of(site);
        let path = format!("/threads/{}", scene.thread);
        let before = site.visitor().get(&path).is(200);
        scene.claims(&scene.dora).is(200);
        let changed = json!({"action": "edit_notes", "rule": "safety", "facts": "It speaks of a loss.", "notes": ["loss"], "message": ""});
        let decision = scene.decides(&scene.dora, &changed).is(201).string("id");
        let thread = site.visitor().get(&path).is(200);
        assert_eq!((&thread["notes"], &thread["moderated"]), (&json!(["loss"]), &json!([{"what": "notes", "rule": "safety"}])));
        assert_eq!(thread["posts"], before["posts"], "nobody's words are touched");
        scene.ada.patch(&path, &json!({"notes": []})).refused(409, "set_by_moderator");
        scene.ada.patch(&path, &json!({"title": "Another"})).is(200);
        scene.ada.patch(&path, &json!({"title": before["title"]})).is(200);
        assert_eq!(scene.ada.get("/decisions").is(200)["items"][0]["action"], "edit_notes");
        assert_eq!(scene.berta.get("/decisions").is(200)["items"], json!([]), "the thread is not hers");
        scene.undoes(&decision).is(200);
        assert_eq!(site.visitor().get(&path).is(200).json, before.json);
        site.letters();
        let case = scene.dora.post("/moderation/cases", &json!({"thread": scene.thread, "number": 1})).is(201).string("id");
        scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let at = format!("/moderation/cases/{case}/decision");
        let with = |fields: Value| {
            let mut body = verdict("move");
            body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            scene.dora.post(&at, &body)
        };
        with(json!({})).misfits(&[("space", "required")]);
        with(json!({"space": "the-moon"})).misfits(&[("space", "unknown")]);
        with(json!({"space": before["space"]})).misfits(&[("space", "not_allowed")]);
        with(json!({"space": "money", "notes": []})).misfits(&[("notes", "not_allowed")]);
        with(json!({"space": "money"})).is(201);
        assert_eq!(site.visitor().get(&path).is(200)["space"], "money");
        site.letters();
    }
}

fn only_marks(scene: &Scene<'_>, case: &str) -> Vec<Value> {
    scene.dora.get(&format!("/moderation/cases/{case}")).is(200)["marks"].as_array().unwrap().clone()
}
