//! The edges of HTTP: headers on every answer, unknown addresses, wrong methods, health.

use std::collections::HashSet;

use serde_json::json;

use crate::site::on_both;

on_both! {
    fn every_answer_carries_the_protecting_headers_and_an_id_of_its_own(site) {
        let ada = site.member("ada");
        let answers = [
            ada.get("/me"), ada.get("/nothing"), ada.patch("/me", &json!({"x": 1})), site.visitor().get("/me"), site.visitor().get("/rules"),
            site.visitor().get("/healthz"), ada.delete("/me"),
        ];
        let mut ids = HashSet::new();
        for answer in &answers {
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(answer.header("content-security-policy"), Some("default-src 'none'; frame-ancestors 'none'"));
            assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
            assert!(answer.header("cache-control").is_some());
            assert!(answer.header("server").is_none() && answer.header("x-powered-by").is_none());
            ids.insert(answer.header("x-request-id").unwrap().to_owned());
        }
        assert_eq!(ids.len(), answers.len());
    }

    fn what_a_caller_calls_her_request_is_not_repeated(site) {
        let answer = site.visitor().asks("GET", "/nothing").header("x-request-id", "hers").answer();
        let answer = answer.refused(404, "not_found");
        assert_ne!(answer.header("x-request-id"), Some("hers"));
    }

    fn a_refusal_is_kept_by_no_cache(site) {
        assert_eq!(site.visitor().get("/nothing").header("cache-control"), Some("no-store"));
        assert_eq!(site.visitor().get("/me").header("cache-control"), Some("no-store"));
    }

    fn an_address_nobody_answers_is_not_found(site) {
        for path in ["/nothing", "/", "/accounts/verify/more", "/me/", "/%00", "/sessions%2Fcurrent"] {
            site.visitor().get(path).refused(404, "not_found");
        }
        let answer = site.visitor().get("/nothing");
        insta::assert_json_snapshot!("not_found", answer.for_snapshot());
    }

    fn a_method_nobody_answers_is_told_which_ones_are(site) {
        let answer = site.visitor().delete("/me").refused(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), Some("GET, PATCH"));
        let answer = site.visitor().get("/accounts").refused(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), Some("POST"));
        insta::assert_json_snapshot!("method_not_allowed", answer.for_snapshot());
    }

    fn the_process_says_that_it_is_up_and_ready(site) {
        assert_eq!(site.visitor().get("/healthz").is(200).json, json!({"status": "up"}));
        assert_eq!(site.visitor().get("/readyz").is(200).json, json!({"status": "ready"}));
    }

    fn without_its_tables_it_is_up_and_not_ready(site) {
        goodenough::storage::migrate::down(site.database.place()).unwrap();
        site.visitor().get("/healthz").is(200);
        site.visitor().get("/readyz").refused(503, "unavailable");
        let answer = site.visitor().post("/sessions", &json!({"email": "ada@example.org", "password": "x"})).refused(500, "internal");
        assert!(!answer.text().to_lowercase().contains("sql") && !answer.text().contains("accounts"), "{}", answer.text());
        goodenough::storage::migrate::up(site.database.place()).unwrap();
    }
}
