//! The public numbers (L-16, L-29).

use goodenough::clock::{HOUR, MINUTE};
use goodenough::jobs::tidy;
use goodenough::moderation::model::HoldClass;
use serde_json::{Value, json};

use super::{Scene, months_pass, verdict};
use crate::site::on_both;

fn total(scene: &Scene<'_>) -> Value {
    scene.site.visitor().get("/transparency?from=2026-03&until=2026-03").is(200)["total"].clone()
}

on_both! {
    // L-16: every field of the table, from one evening.
    fn an_evening_is_told_in_numbers(site) {
        let scene = Scene::of(site);
        scene.carla.reports(&scene.thread, 2, "abuse");
        site.waits(10 * MINUTE);
        let suspended = json!({"action": "remove", "rule": "kindness", "facts": "It says that she is to blame.", "message": "",
            "sanction": {"kind": "warn"}});
        let removed = scene.decides(&scene.dora, 2, &suspended).string("id");
        scene.berta.replies(&scene.thread, "Buy this.");
        scene.holds(3, HoldClass::Link);
        scene.decides(&scene.dora, 3, &json!({"action": "keep"}));
        scene.holds(3, HoldClass::Link);
        scene.decides(&scene.dora, 3, &verdict("remove"));
        site.waits(5 * MINUTE);
        scene.come_back();
        scene.berta.post(&format!("/decisions/{removed}/appeal"), &json!({"text": "I meant it well."})).is(201);
        site.waits(HOUR);
        scene.come_back();
        let case = scene.case(2);
        let appeal = scene.elif.get(&format!("/moderation/cases/{case}")).is(200)["appeals"][0]["id"].as_str().unwrap().to_owned();
        let answer = json!({"uphold": true, "reason": "It was clumsy, and not unkind."});
        scene.elif.post(&format!("/moderation/appeals/{appeal}/decision"), &answer).is(200);
        site.wait(tidy::nightly(&site.app)).unwrap();
        months_pass(site, 1);

        let total = total(&scene);
        assert_eq!(total["reports"], json!([{"reason": "abuse", "received": 1, "median_minutes": 10,
            "outcomes": [{"outcome": "remove", "count": 1}]}]));
        let measure = |action: &str, rule: &str, found_by: &str, automatic: bool, count: u64| {
            json!({"action": action, "rule": rule, "ground": "terms", "found_by": found_by, "automatic": automatic, "count": count})
        };
        assert_eq!(total["measures"], json!([
            measure("hold", "selling", "check", true, 2),
            measure("remove", "kindness", "check", false, 1),
            measure("remove", "kindness", "report", false, 1),
        ]));
        assert_eq!(total["holds"], json!([{"class": "link", "automatic": true, "held": 2, "released": 1, "removed": 1}]));
        assert_eq!(total["automation_error_percent"], 50);
        assert_eq!(total["appeals"], json!({"received": 1, "upheld": 1, "refused": 0, "median_minutes": 60}));
        assert_eq!(total["undone"], json!([{"action": "remove", "count": 1}]));
        assert_eq!(total["sanctions"], json!([{"kind": "warn", "imposed": 1, "undone": 1}]));
        assert_eq!((&total["names_opened"], &total["disclosures"], &total["average_members"]), (&json!(0), &json!(0), &json!(5)));

        // L-29: as a table too, and nobody's name in either.
        let table = site.visitor().get("/transparency.csv?from=2026-03&until=2026-03").is(200);
        assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(table.text().contains("2026-03,measures,hold,,selling,terms,check,true,2,\r\n"), "{}", table.text());
        let books = site.visitor().get("/transparency").is(200).text() + &table.text();
        for name in ["Ada", "Berta", "Carla", "Dora", "Elif", scene.thread.as_str(), "she is to blame", "meant it well"] {
            assert!(!books.contains(name), "{name}");
        }
    }

    fn only_months_that_are_over_are_told(site) {
        let asks = |query: &str| site.visitor().get(&format!("/transparency{query}"));
        let books = asks("").is(200);
        assert_eq!((&books["from"], &books["until"]), (&json!("2025-03"), &json!("2026-02")));
        assert_eq!(books["months"].as_array().unwrap().len(), 12);
        asks("?until=2026-03").misfits(&[("until", "not_over")]);
        asks("?from=2026-02&until=2026-01").misfits(&[("from", "after_until")]);
        asks("?from=2020-01").misfits(&[("from", "too_long")]);
        asks("?from=last").misfits(&[("from", "invalid")]);
        asks("?since=2026-01").is(422);
    }
}
