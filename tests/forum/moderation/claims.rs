//! One moderator at a time.

use std::collections::BTreeSet;

use goodenough::accounts::Role;
use goodenough::clock::MINUTE;
use serde_json::{Value, json};

use super::{HARSH, Scene, cases, only, verdict};
use crate::site::on_both;

on_both! {
    fn a_claim_holds_for_fifteen_minutes_and_names_its_holder(site) {
        let scene = Scene::of(site);
        let claimed = scene.claims(&scene.dora).is(200);
        assert_eq!((&claimed["state"], &claimed["claimed_by"], &claimed["claimed_by_me"]), (&json!("claimed"), &json!("Dora"), &json!(true)));
        assert_eq!(claimed["claimed_until"], "2026-03-02T21:22:13.250Z");
        let refused = scene.claims(&scene.elif).refused(409, "already_claimed");
        assert!(refused.string("detail").contains("Dora"));
        let refused = scene.decides(&scene.elif, &verdict("keep")).refused(409, "already_claimed");
        assert!(refused.string("detail").contains("Dora"));
        assert_eq!(cases(&scene.elif, "open"), Vec::<Value>::new());
        assert_eq!(only(&scene.elif, "claimed")["claimed_by_me"], false);
        site.waits(14 * MINUTE);
        scene.claims(&scene.elif).refused(409, "already_claimed");
        assert_eq!(scene.claims(&scene.dora).is(200)["claimed_until"], "2026-03-02T21:36:13.250Z", "claiming again begins it anew");
        site.waits(15 * MINUTE - 1);
        scene.elif.comes_back();
        scene.claims(&scene.elif).refused(409, "already_claimed");
        site.waits(1);
        for moderator in [&scene.dora, &scene.elif] {
            moderator.comes_back();
        }
        assert_eq!(cases(&scene.elif, "claimed"), Vec::<Value>::new());
        let lapsed = only(&scene.elif, "open");
        assert_eq!((&lapsed["state"], &lapsed["claimed_by"], &lapsed["claimed_until"]), (&json!("open"), &Value::Null, &Value::Null));
        scene.decides(&scene.dora, &verdict("keep")).refused(409, "not_claimed");
        assert_eq!(scene.claims(&scene.elif).is(200)["claimed_by"], "Elif");
        scene.claims(&scene.dora).refused(409, "already_claimed");
    }

    fn a_case_is_given_back_by_who_has_it(site) {
        let scene = Scene::of(site);
        let path = format!("/moderation/cases/{}/claim", scene.case);
        scene.dora.delete(&path).refused(409, "not_claimed");
        scene.claims(&scene.dora).is(200);
        scene.elif.delete(&path).refused(409, "not_claimed");
        scene.dora.delete(&path).is(204);
        scene.dora.delete(&path).refused(409, "not_claimed");
        assert_eq!(only(&scene.elif, "open")["claimed_by"], Value::Null);
        scene.decides(&scene.dora, &verdict("keep")).refused(409, "not_claimed");
        scene.claims(&scene.elif).is(200);
        let log = scene.dora.get("/moderation/log").is(200);
        let acts: Vec<(&Value, &Value)> = log["items"].as_array().unwrap().iter().map(|line| (&line["act"], &line["actor"])).collect();
        let said = [json!("claimed"), json!("released"), json!("Dora"), json!("Elif")];
        let expected = [(&said[0], &said[3]), (&said[1], &said[2]), (&said[0], &said[2])];
        // The clock stands, and lines of one moment have no order.
        assert!(expected.iter().all(|line| acts.contains(line)) && acts.len() == 3, "{acts:?}");
    }

    fn of_many_who_claim_at_once_one_has_it(site) {
        let scene = Scene::of(site);
        let names = ["fanny", "greta", "hanna", "ida"];
        let staff: Vec<_> = names.iter().map(|name| site.staff(name, Role::Moderator)).collect();
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let claims: Vec<_> = staff.iter().map(|moderator| scope.spawn(|| scene.claims(moderator).status)).collect();
            claims.into_iter().map(|claim| claim.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 3, "{statuses:?}");
    }

    // L-40
    fn nobody_decides_about_her_own_post(site) {
        let scene = Scene::of(site);
        site.gives_role(&scene.berta, Role::Moderator);
        scene.claims(&scene.berta).refused(403, "forbidden");
        scene.decides(&scene.berta, &verdict("keep")).refused(409, "not_claimed");
        assert_eq!(only(&scene.dora, "open")["claimed_by"], Value::Null);
        scene.claims(&scene.dora).is(200);
    }

    fn a_case_or_decision_that_is_not_there_is_not_found(site) {
        let scene = Scene::of(site);
        let never = "1".repeat(10) + "2";
        for id in [never.as_str(), "x", scene.thread.as_str()] {
            scene.dora.get(&format!("/moderation/cases/{id}")).refused(404, "not_found");
            scene.dora.post(&format!("/moderation/cases/{id}/claim"), &json!({})).refused(404, "not_found");
            scene.dora.delete(&format!("/moderation/cases/{id}/claim")).refused(404, "not_found");
            scene.dora.post(&format!("/moderation/cases/{id}/decision"), &verdict("keep")).refused(404, "not_found");
            scene.dora.post(&format!("/moderation/decisions/{id}/undo"), &json!({})).refused(404, "not_found");
        }
        scene.dora.get("/moderation/cases?state=lost").misfits(&[("state", "unknown")]);
    }

    //
    fn a_case_shows_what_a_decision_needs(site) {
        let scene = Scene::of(site);
        let detail = scene.dora.get(&format!("/moderation/cases/{}", scene.case)).is(200);
        assert_eq!((&detail["post"]["body"], &detail["post"]["number"]), (&json!(HARSH), &json!(2)));
        assert_eq!((&detail["before"][0]["number"], detail["before"].as_array().unwrap().len()), (&json!(1), 1));
        assert_eq!((&detail["card"]["id"], &detail["decisions"], &detail["log"]), (&json!(scene.thread), &json!([]), &json!([])));
        // And nothing besides: no address, no network, no account, and nothing else that she wrote.
        let fields = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        let expected = ["id", "thread", "number", "state", "weight", "opened_at", "reports", "history", "claimed_by", "claimed_until",
            "claimed_by_me", "version", "marks", "messages", "notices", "staff_notes", "due_at", "overdue", "appeals", "signals", "hints", "card", "post", "before", "decisions", "log"];
        assert_eq!(fields(&detail.json), expected.map(str::to_owned).into());
        assert_eq!(fields(&detail["reports"][0]), ["reason", "note", "state", "reported_at"].map(str::to_owned).into());
        let seen = site.visitor().get(&format!("/threads/{}", scene.thread)).is(200);
        assert_eq!(fields(&detail["post"]), fields(&seen["posts"]["items"][1]));
        assert_eq!(detail["post"], seen["posts"]["items"][1], "what everybody sees");
        assert_eq!(detail["post"]["voice"]["kind"], "alias");
        for question in ["account=1", "voice=x", "member=berta", "name=Berta", "email=berta@example.org", "handle=x"] {
            let field = question.split('=').next().unwrap();
            for path in ["/moderation/cases", "/moderation/log"] {
                scene.dora.get(&format!("{path}?{question}")).misfits(&[(field, "unknown_field")]);
            }
        }
        scene.berta.delete(&format!("/threads/{}/posts/2", scene.thread)).is(204);
        scene.ada.delete(&format!("/threads/{}/posts/1", scene.thread)).is(204);
        scene.ada.delete(&format!("/threads/{}", scene.thread)).is(204);
        let detail = scene.dora.get(&format!("/moderation/cases/{}", scene.case)).is(200);
        assert_eq!((&detail["post"]["body"], &detail["post"]["state"]), (&json!(HARSH), &json!("taken_back")));
        assert_eq!(detail["card"]["title"], "The first week");
    }
}
