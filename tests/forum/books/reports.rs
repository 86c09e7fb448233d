//! Reports are limited, and what matters most never is (L-38).

use goodenough::clock::{HOUR, MINUTE};
use serde_json::json;

use super::Scene;
use crate::site::on_both;

on_both! {
    fn ten_reports_an_hour_and_worry_or_crime_at_any_time(site) {
        let scene = Scene::of(site);
        let posts: Vec<i64> = (0..13).map(|_| scene.berta.replies(&scene.thread, "Again.")).collect();
        let report = |number: i64, reason: &str| {
            scene.carla.post(&format!("/threads/{}/posts/{number}/reports", scene.thread), &json!({"reason": reason}))
        };
        report(posts[0], "concern").is(201);
        for number in &posts[1..11] {
            site.waits(MINUTE);
            report(*number, "abuse").is(201);
        }
        let refused = report(posts[11], "spam").refused(429, "too_many");
        assert!(refused.header("retry-after").unwrap().parse::<i64>().unwrap() <= HOUR / 1_000);
        report(posts[11], "concern").is(201);
        report(posts[12], "illegal").is(201);
        scene.ada.reports(&scene.thread, posts[1], "abuse");
        // The same one again is no other report.
        report(posts[1], "abuse").is(201);
        site.waits(HOUR);
        scene.carla.comes_back();
        report(posts[0] - 1, "spam").is(201);
    }
}
