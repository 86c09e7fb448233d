//! The receipt, found by its code alone.

use goodenough::clock::{HOUR, MINUTE};
use serde_json::json;

use super::{count, found, leaves, passes};
use crate::site::on_both;

on_both! {
    fn a_repeat_with_its_key_gets_the_receipt_again(site) {
        let ada = site.member("ada");
        let asks = |key: &str, words: &str| ada.asks("POST", "/me/erasure").header("idempotency-key", key).json(&json!({"words": words})).answer();
        let first = asks("one", "remove").is(201);
        assert_eq!(asks("one", "remove").is(201).json, first.json);
        asks("one", "keep_without_name").refused(409, "idempotency_mismatch");
        asks("two", "remove").refused(401, "unauthenticated");
        ada.post("/me/erasure", &json!({"words": "remove"})).refused(401, "unauthenticated");
        site.waits(16 * MINUTE);
        asks("one", "remove").refused(401, "unauthenticated");
        assert_eq!(count(site, "receipts"), 1);
        site.letter_to(&ada.address);
        site.runs_jobs();
    }

    fn a_receipt_is_found_by_its_code_alone_and_for_a_year(site) {
        let ada = site.member("ada");
        let receipt = leaves(&ada, "keep_without_name");
        passes(site, 1);
        let told = site.visitor().get(&format!("/erasures/{receipt}")).is(200);
        let expected = json!({"state": "done", "words": "keep_without_name", "asked_at": "2026-03-02T21:00:00Z", "done_by": "2026-03-04T22:00:00Z"});
        assert_eq!(told.json, expected, "nothing was hidden, so all is done");
        for wrong in ["x", "4kQ4kQ4kQ4kQ4kQ4kQ4kQ", &receipt.to_lowercase()] {
            site.visitor().get(&format!("/erasures/{wrong}")).refused(404, "not_found");
        }
        assert!(found(site, &receipt).is_empty(), "the code itself is nowhere: {:?}", found(site, &receipt));
        site.letter_to(&ada.address);
        site.waits(367 * 24 * HOUR);
        site.wait(goodenough::jobs::tidy::nightly(&site.app)).unwrap();
        site.visitor().get(&format!("/erasures/{receipt}")).refused(404, "not_found");
    }
}
