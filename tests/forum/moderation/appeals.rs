//! Objections: once, by whoever is restricted, decided by somebody else with a reason.

use diesel::prelude::*;
use goodenough::accounts::Role;
use goodenough::clock::{DAY, HOUR};
use goodenough::storage::schema::{appeals, decisions, posts, staff_log, threads};
use serde_json::{Value, json};

use super::{HARSH, Scene, only, to, verdict, words};
use crate::site::{Answer, Caller, on_both};

fn objects(member: &Caller, decision: &str) -> Answer {
    member.post(&format!("/decisions/{decision}/appeal"), &json!({"text": "I meant it kindly."}))
}

fn answers(moderator: &Caller, appeal: &str, uphold: bool) -> Answer {
    moderator
        .post(&format!("/moderation/appeals/{appeal}/decision"), &json!({"uphold": uphold, "reason": "It reads kindly enough."}))
}

on_both! {
    // L-12, L-13
    fn an_objection_that_is_upheld_brings_everything_back(site) {
        let scene = Scene::of(site);
        let before = scene.post();
        let (decision, _) = scene.decided("remove");
        let told = objects(&scene.berta, &decision).is(201);
        assert_eq!((&told["state"], &told["text"], &told["reason"]), (&json!("open"), &json!("I meant it kindly."), &Value::Null));
        let case = only(&scene.elif, "open");
        assert_eq!((&case["id"], &case["marks"], &case["weight"]), (&json!(scene.case), &json!(["appeal"]), &json!(70)), "one item");
        let detail = scene.elif.get(&format!("/moderation/cases/{}", scene.case)).is(200);
        assert_eq!(detail["appeals"][0]["text"], "I meant it kindly.");
        let id = told.string("id");
        answers(&scene.dora, &id, true).refused(409, "own_decision");
        site.waits(1);
        let decided = answers(&scene.elif, &id, true).is(200);
        assert_eq!((&decided["state"], &decided["reason"]), (&json!("upheld"), &json!("It reads kindly enough.")));
        assert_eq!(scene.post(), before);
        let mine = scene.berta.get("/decisions").is(200);
        assert_eq!((&mine["items"][0]["appeal"]["state"], mine["items"][0]["undone_at"].is_null()), (&json!("upheld"), false));
        assert_eq!(only(&scene.elif, "closed")["marks"], json!([]));
        let letters = site.letters();
        assert_eq!(letters.len(), 1, "one letter, not two: {letters:?}");
        let letter = words(to(&letters, &scene.berta)[0]);
        assert!(letter.contains("and undid it") && letter.contains("It reads kindly enough."), "{letter}");
        let told = scene.berta.get("/notifications").is(200);
        assert!(told["items"].as_array().unwrap().iter().any(|item| item["kind"] == "appeal_decided"));
        let refused = answers(&scene.elif, &id, false).refused(409, "not_now");
        assert!(refused.string("detail").contains("Elif was faster"), "{}", refused.text());
        let log = scene.elif.get("/moderation/log").is(200);
        let acts: Vec<&str> = log["items"].as_array().unwrap().iter().filter_map(|line| line["act"].as_str()).collect();
        assert!(["appealed", "appeal_decided", "undone"].iter().all(|act| acts.contains(act)), "{acts:?}");
        assert!(!log.text().contains("Berta"), "who objects stands nowhere");
    }

    fn a_refused_objection_leaves_the_decision_and_says_why(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        let id = objects(&scene.berta, &decision).is(201).string("id");
        answers(&scene.elif, &id, false).is(200);
        assert_eq!(scene.post()["state"], "removed");
        let letter = words(to(&site.letters(), &scene.berta)[0]);
        assert!(letter.contains("and it stands") && letter.contains("a court"), "{letter}");
        objects(&scene.berta, &decision).refused(409, "already_appealed");
        assert_eq!(only(&scene.elif, "closed")["id"], json!(scene.case));
    }

    fn only_whoever_is_restricted_objects_with_words_and_in_time(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        for caller in [&*scene.ada, &*scene.carla, &*scene.elif] {
            objects(caller, &decision).refused(404, "not_found");
        }
        objects(&site.visitor(), &decision).refused(401, "unauthenticated");
        scene.berta.post(&format!("/decisions/{decision}/appeal"), &json!({"text": " "})).misfits(&[("text", "required")]);
        scene.berta.post(&format!("/decisions/{decision}/appeal"), &json!({"text": "a".repeat(2001)})).misfits(&[("text", "too_long")]);
        objects(&scene.berta, "11111111112").refused(404, "not_found");
        site.waits(180 * DAY + 1);
        scene.berta.comes_back();
        objects(&scene.berta, &decision).refused(409, "too_late");
    }

    fn what_is_undone_needs_no_objection(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        scene.undoes(&decision).is(200);
        objects(&scene.berta, &decision).refused(409, "already_undone");
        site.letters();
    }

    // L-12: alone, a day has to pass, and the database says the same.
    fn a_moderator_who_is_alone_waits_a_day(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        site.gives_role(&scene.elif, Role::Member);
        let id = objects(&scene.berta, &decision).is(201).string("id");
        let refused = answers(&scene.dora, &id, true).refused(409, "own_decision");
        assert!(refused.string("detail").contains("a day"), "{}", refused.text());
        site.waits(24 * HOUR);
        for member in [&scene.dora, &scene.berta] {
            member.comes_back();
        }
        answers(&scene.dora, &id, true).is(200);
        assert_eq!(scene.post()["body"], HARSH);
        site.letters();
    }

    fn the_database_refuses_the_first_moderator(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("remove");
        objects(&scene.berta, &decision).is(201);
        let mut conn = site.database.connect();
        let decider: Vec<u8> = decisions::table.select(decisions::decider).first(&mut conn).unwrap();
        let late = site.app.clock.now().plus(3 * DAY);
        let update = |conn: &mut goodenough::storage::Conn, decider: &[u8]| {
            diesel::update(appeals::table)
                .set((appeals::state.eq("upheld"), appeals::reason.eq("x"), appeals::decided_at.eq(late), appeals::decider.eq(decider)))
                .execute(conn)
        };
        let refused = update(&mut conn, &decider).unwrap_err();
        assert!(refused.to_string().contains("decided by another"), "{refused}");
        site.gives_role(&scene.elif, Role::Member);
        assert_eq!(update(&mut conn, &decider).unwrap(), 1, "alone, after a day");
        site.looks_away();
    }

    // L-09: no route and no program can restrict without a decision: the database refuses.
    fn the_database_refuses_what_has_no_statement_of_reasons(site) {
        let scene = Scene::of(site);
        let mut conn = site.database.connect();
        for state in ["removed", "held"] {
            let refused = diesel::update(posts::table.filter(posts::number.eq(2))).set(posts::state.eq(state)).execute(&mut conn);
            assert!(refused.unwrap_err().to_string().contains("without a decision"));
        }
        let refused = diesel::update(threads::table).set(threads::state.eq("locked")).execute(&mut conn);
        assert!(refused.unwrap_err().to_string().contains("without a decision"));
        let (decision, _) = scene.decided("remove");
        let blank = diesel::update(decisions::table).set(decisions::facts.eq("")).execute(&mut conn);
        assert!(blank.is_err(), "a statement cannot lose its facts");
        scene.undoes(&decision).is(200);
        let again = diesel::update(posts::table.filter(posts::number.eq(2))).set(posts::state.eq("removed")).execute(&mut conn);
        assert!(again.is_err(), "an undone decision carries nothing");
        site.letters();
    }

    // L-27
    fn the_log_is_only_added_to(site) {
        let scene = Scene::of(site);
        scene.decided("keep");
        let mut conn = site.database.connect();
        let changed = diesel::update(staff_log::table).set(staff_log::detail.eq("nothing")).execute(&mut conn);
        assert!(changed.unwrap_err().to_string().contains("only added to"));
        let gone = diesel::delete(staff_log::table).execute(&mut conn);
        assert!(gone.unwrap_err().to_string().contains("only added to"));
    }

    // A suspended member signs in, reads and objects, and does nothing else.
    fn the_suspended_can_object(site) {
        let scene = Scene::of(site);
        scene.claims(&scene.dora).is(200);
        let mut verdict = verdict("remove");
        verdict["sanction"] = json!({"kind": "suspend"});
        let decision = scene.decides(&scene.dora, &verdict).is(201).string("id");
        site.letters();
        scene.berta.comes_back();
        scene.berta.get("/threads").refused(403, "suspended");
        let id = objects(&scene.berta, &decision).is(201).string("id");
        answers(&scene.elif, &id, true).is(200);
        assert_eq!(to(&site.letters(), &scene.berta).len(), 1);
        scene.berta.get("/threads").is(200);
        assert_eq!(scene.post()["state"], "visible");
    }
}
