//! The log: what stands in it for programs, and that nothing of it can be changed (L-27, L-28).

use diesel::connection::SimpleConnection as _;
use goodenough::moderation::model::HoldClass;
use serde_json::json;

use super::{Scene, lines, verdict};
use crate::site::on_both;

on_both! {
    // L-27: actor, target, before and after, reason; of every act.
    fn a_line_says_what_was_decided_by_which_rule_and_what_it_changed(site) {
        let scene = Scene::of(site);
        scene.carla.reports(&scene.thread, 2, "abuse");
        let decision = scene.decides(&scene.dora, 2, &verdict("remove")).string("id");
        let line = &lines(&scene.elif, "decided")[0];
        assert_eq!(line["actor"], "Dora");
        let facts = &line["facts"];
        assert_eq!(
            (&facts["decision"], &facts["action"], &facts["rule"], &facts["ground"], &facts["found_by"]),
            (&json!(decision), &json!("remove"), &json!("kindness"), &json!("terms"), &json!("report"))
        );
        assert_eq!((&facts["restricts"], &facts["automatic"]), (&json!(true), &json!(null)));
        assert_eq!(facts["reports"], json!({"abuse": [0]}));
        let (before, after) = (facts["before"].as_str().unwrap(), facts["after"].as_str().unwrap());
        assert!(before.len() == 64 && after.len() == 64 && before != after);
        scene.elif.post(&format!("/moderation/decisions/{decision}/undo"), &json!({})).is(200);
        let undone = &lines(&scene.elif, "undone")[0]["facts"];
        assert_eq!((undone["before"].as_str(), undone["after"].as_str()), (Some(after), Some(before)), "it is as it was");
    }

    fn a_hold_by_a_check_is_a_line_of_nobody_and_what_ends_it_names_its_class(site) {
        let scene = Scene::of(site);
        scene.holds(2, HoldClass::Link);
        let held = &lines(&scene.dora, "held")[0];
        assert_eq!((&held["actor"], &held["facts"]["class"]), (&json!("nobody of staff"), &json!("link")));
        assert_eq!((&held["facts"]["automatic"], &held["facts"]["detected"]), (&json!(true), &json!(true)));
        scene.decides(&scene.dora, 2, &json!({"action": "keep"}));
        let ended = &lines(&scene.dora, "decided")[0]["facts"];
        assert_eq!((&ended["class"], &ended["ended_automatic"]), (&json!("link"), &json!(true)));
    }

    // L-27: not even whoever holds the database's door can change a line through the program's connection.
    fn no_line_can_be_changed_or_taken_away(site) {
        let scene = Scene::of(site);
        scene.decides(&scene.dora, 2, &verdict("remove"));
        let before = lines(&scene.dora, "decided");
        for change in ["facts = ''", "detail = 'keep'", "act = 'claimed'", "at = 0", "case_id = NULL", "thread = NULL", "number = 1"] {
            let refused = site.database.connect().batch_execute(&format!("UPDATE staff_log SET {change}"));
            assert!(refused.unwrap_err().to_string().contains("only added to"), "{change}");
        }
        assert!(site.database.connect().batch_execute("DELETE FROM staff_log").is_err());
        assert_eq!(lines(&scene.dora, "decided"), before);
    }

    // L-28
    fn a_look_at_what_a_post_said_before_is_a_line_with_a_reason(site) {
        let scene = Scene::of(site);
        let path = format!("/threads/{}/posts/2", scene.thread);
        scene.berta.patch(&path, &json!({"body": "It was not kind of me."})).is(200);
        scene.berta.get(&format!("{path}/history")).is(200);
        assert!(lines(&scene.dora, "looked").is_empty(), "her own history is hers");
        scene.dora.get(&format!("{path}/history?reason=The%20report%20quotes%20it")).is(200);
        scene.elif.get(&format!("{path}/history")).is(200);
        let looks = lines(&scene.dora, "looked");
        let mut reasons: Vec<&str> = looks.iter().map(|line| line["facts"]["reason"].as_str().unwrap()).collect();
        reasons.sort_unstable();
        assert_eq!(reasons, ["The report quotes it", "moderation"]);
        assert!(looks.iter().all(|line| line["detail"] == "history" && line["number"] == 2));
        scene.ada.get(&format!("{path}/history")).refused(403, "forbidden");
        assert_eq!(lines(&scene.dora, "looked").len(), 2);
    }
}
