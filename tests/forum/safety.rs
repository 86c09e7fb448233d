//! Helplines and rules, open to everybody.

use goodenough::accounts::Role;
use goodenough::clock::DAY;
use serde_json::{Value, json};

use crate::site::on_both;

fn names(answer: &crate::site::Answer, field: &str) -> Vec<Value> {
    answer["items"].as_array().unwrap().iter().map(|item| item[field].clone()).collect()
}

on_both! {
    fn helplines_come_by_country_with_the_emergency_numbers(site) {
        let answer = site.visitor().get("/helplines?country=gb").is(200);
        assert_eq!(answer["emergency"], json!({"country": "GB", "numbers": ["999", "112"]}));
        let countries = names(&answer, "country");
        assert_eq!(countries.first(), Some(&json!("GB")));
        assert_eq!(countries.last(), Some(&Value::Null), "a worldwide one stands at the end");
        assert!(countries.iter().all(|country| country.is_null() || country == "GB"));
        for line in answer["items"].as_array().unwrap() {
            let mut fields: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
            fields.sort_unstable();
            assert_eq!(fields, ["country", "free", "hours", "id", "is_crisis", "name", "phone", "shows_on_bill", "text", "topics", "url"]);
        }
    }

    fn without_a_country_or_in_one_without_rows_there_is_the_worldwide_finder(site) {
        for path in ["/helplines", "/helplines?country=zz"] {
            let answer = site.visitor().get(path).is(200);
            assert_eq!(answer["emergency"]["country"], Value::Null);
            assert!(names(&answer, "id").contains(&json!("any-befrienders")), "{}", answer.text());
        }
        site.visitor().get("/helplines?country=GBR").misfits(&[("country", "unknown")]);
        site.visitor().get("/helplines?land=GB").misfits(&[("land", "unknown_field")]);
    }

    fn rules_come_in_order_and_in_pages(site) {
        let whole = site.visitor().get("/rules").is(200);
        assert_eq!(whole["next"], Value::Null);
        assert_eq!(names(&whole, "name").first(), Some(&json!("kindness")));
        let paged = site.visitor().pages("/rules", 2);
        assert_eq!(paged, *whole["items"].as_array().unwrap());
    }

    fn an_unchanged_answer_is_not_sent_twice(site) {
        for path in ["/rules", "/helplines?country=ie"] {
            let tag = site.visitor().get(path).is(200).header("etag").unwrap().to_owned();
            let answer = site.visitor().asks("GET", path).header("if-none-match", &tag).answer().is(304);
            assert!(answer.body.is_empty() && answer.header("etag") == Some(tag.as_str()));
        }
    }

    // S-01: neither is set, and whoever runs the place is told so; both are set, and everybody reads them.
    fn nobody_is_named_who_answers_for_safety(site) {
        assert_eq!(site.visitor().get("/safety").is(200).json, json!({"lead": null, "review_by": null}));
        let admin = site.staff("ariel", Role::Admin);
        let health = admin.get("/admin/health").is(200);
        assert_eq!((&health["safety_wants_care"], &health["old_helplines"]), (&json!(true), &json!([])));
    }

    with |config| {
        config.safety.lead = "Henrike, who runs this place".to_owned();
        config.safety.review_by = "2026-12-31".to_owned();
    };
    fn somebody_answers_for_safety_until_her_day_has_passed(site) {
        let told = json!({"lead": "Henrike, who runs this place", "review_by": "2026-12-31"});
        assert_eq!(site.visitor().get("/safety").is(200).json, told);
        let admin = site.staff("ariel", Role::Admin);
        assert_eq!(admin.get("/admin/health").is(200)["safety_wants_care"], json!(false));
        // S-10, with a shifted clock.
        site.waits(700 * DAY);
        admin.comes_back();
        let health = admin.get("/admin/health").is(200);
        assert_eq!(health["safety_wants_care"], json!(true));
        assert!(health["old_helplines"].as_array().unwrap().len() > 30);
    }

    fn the_suspended_can_still_call_for_help(site) {
        let ada = site.member("ada");
        site.suspends(&ada, true);
        ada.get("/helplines?country=GB").is(200);
        ada.get("/rules").is(200);
    }
}
