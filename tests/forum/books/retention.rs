//! How long everything is kept: the clock goes on, the nights pass, and the rows are counted (L-23).

use diesel::prelude::*;
use goodenough::clock::{DAY, HOUR};
use goodenough::jobs::tidy;
use goodenough::moderation::model::HoldClass;
use goodenough::retention;
use goodenough::storage::schema::{
    case_messages, case_notes, disclosures, idempotency, notices, openings, posts, reports, sessions, shifts, signals, staff_log,
};
use serde_json::json;

use super::{Scene, everything, verdict};
use crate::catalogue::columns;
use crate::site::{Site, on_both};

macro_rules! rows {
    ($site:expr, $table:expr) => {{
        let rows: i64 = $table.count().get_result(&mut $site.database.connect()).unwrap();
        rows
    }};
}

fn a_night_passes(site: &Site, days: i64) {
    site.waits(days * DAY);
    site.wait(tidy::nightly(&site.app)).unwrap();
}

on_both! {
    // L-23
    fn reports_signals_lines_and_removed_words_go_when_they_have_served_their_time(site) {
        let scene = Scene::of(site);
        scene.carla.reports(&scene.thread, 2, "abuse");
        scene.decides(&scene.dora, 2, &verdict("remove"));
        let third = scene.berta.replies(&scene.thread, "Buy this.");
        scene.holds(3, HoldClass::Link);
        scene.decides(&scene.dora, third, &json!({"action": "keep"}));
        let fourth = scene.berta.replies(&scene.thread, "Still open.");
        scene.ada.reports(&scene.thread, fourth, "spam");
        let begun = scene.elif.post("/admin/disclosures", &json!({"reason": "It could not wait.", "what": "Her words.........", "to_whom": "police"}));
        let path = format!("/admin/disclosures/{}/withdrawal", begun.is(201).string("id"));
        scene.elif.post(&path, &json!({})).is(200);
        let body = |number: i32| -> String {
            let of = posts::table.filter(posts::number.eq(number)).select(posts::body);
            of.first(&mut site.database.connect()).unwrap()
        };
        a_night_passes(site, 179);
        assert_eq!(body(2), "You brought this on yourself.");
        assert_eq!((rows!(site, sessions::table), rows!(site, idempotency::table)), (0, 0));
        a_night_passes(site, 2);
        assert_eq!((body(2).as_str(), body(3).as_str()), ("", "Buy this."));
        a_night_passes(site, 548);
        assert_eq!((rows!(site, reports::table), rows!(site, signals::table), rows!(site, disclosures::table)), (2, 1, 1));
        a_night_passes(site, 2);
        assert_eq!((rows!(site, reports::table), rows!(site, signals::table), rows!(site, disclosures::table)), (1, 0, 0), "one report is open");
        // A line goes when it is two years older than the newest one.
        let before = rows!(site, staff_log::table.filter(staff_log::act.eq("decided")));
        assert_eq!(before, 2);
        a_night_passes(site, 31);
        a_night_passes(site, 1);
        assert_eq!(rows!(site, staff_log::table.filter(staff_log::act.eq("decided"))), 0);
    }

    // L-23, L-04
    fn notices_names_and_what_moderators_said_go_too(site) {
        let scene = Scene::of(site);
        let notice = json!({"category": "other", "explanation": "It is not ours.", "urls": ["https://outside.example/"],
            "name": "Nora", "email": "nora@outside.example", "good_faith": true});
        site.visitor().post("/notices", &notice).is(201);
        let id = scene.dora.get("/moderation/notices").is(200)["items"][0]["id"].as_str().unwrap().to_owned();
        scene.dora.post(&format!("/moderation/notices/{id}/answer"), &json!({"answer": "It is not ours."})).is(200);
        let voice = scene.elif.get(&format!("/threads/{}", scene.thread)).is(200)["voice"]["id"].as_str().unwrap().to_owned();
        scene.elif.post(&format!("/moderation/voices/{voice}/openings"), &json!({"reason": "A threat against a child."})).is(201);
        scene.carla.reports(&scene.thread, 2, "abuse");
        let case = scene.case(2);
        scene.dora.post(&format!("/moderation/cases/{case}/notes"), &json!({"text": "Again."})).is(201);
        scene.dora.post(&format!("/moderation/cases/{case}/messages"), &json!({"text": "How are you?"})).is(201);
        scene.dora.post("/moderation/shift", &json!({"hours": 1})).is(200);
        site.letters();
        let contacts = || rows!(site, notices::table.filter(notices::contact.is_not_null()));
        a_night_passes(site, 179);
        assert_eq!(contacts(), 1);
        a_night_passes(site, 2);
        assert_eq!((contacts(), rows!(site, notices::table)), (0, 1));
        let rest = || (rows!(site, notices::table), rows!(site, openings::table), rows!(site, case_notes::table),
            rows!(site, case_messages::table), rows!(site, shifts::table));
        a_night_passes(site, 548);
        assert_eq!(rest(), (1, 1, 1, 1, 1));
        a_night_passes(site, 2);
        assert_eq!(rest(), (0, 0, 0, 0, 0));
        site.letters();
    }

    // L-23: what is not there needs no forgetting.
    fn no_column_holds_a_network_address_or_a_browser(site) {
        let all = columns(&mut site.database.connect());
        assert!(all.len() > 200);
        for column in all {
            let name = format!("_{}_", column.name);
            for telling in ["_ip_", "_ip_address_", "_addr_", "_user_agent_", "_agent_", "_browser_", "_host_", "_remote_"] {
                assert!(!name.contains(telling), "{column:?}");
            }
        }
        let ada = site.member("ada");
        let session = site.visitor().asks("POST", "/sessions").header("user-agent", "Lynx/2.9 (a telling one)").header("x-forwarded-for", "203.0.113.77")
            .json(&json!({"email": ada.address, "password": crate::site::member::PASSWORD})).answer().is(201);
        assert!(session["access_token"].is_string());
        let everything = everything(site);
        assert!(!everything.contains("203.0.113.77") && !everything.contains("Lynx") && !everything.contains("127.0.0.1"));
        site.waits(HOUR);
    }
}

#[test]
fn the_table_of_retention_has_each_thing_once_and_says_why() {
    let mut things: Vec<&str> = retention::TABLE.iter().map(|kept| kept.what).collect();
    let all = things.len();
    things.sort_unstable();
    things.dedup();
    assert_eq!(things.len(), all);
    for kept in retention::TABLE {
        assert!(!kept.how_long.is_empty() && !kept.why.is_empty(), "{}", kept.what);
    }
    for named in
        ["network addresses", "failed sign-ins", "texts of letters", "what became of letters", "reports", "staff log", "drafts"]
    {
        assert!(retention::TABLE.iter().any(|kept| kept.what.contains(named)), "{named}");
    }
}
