//! Sessions: listed, and ended at once.

use goodenough::clock::{HOUR, MINUTE, Moment};
use serde_json::json;

use crate::site::member::PASSWORD;
use crate::site::on_both;

on_both! {
    fn a_member_sees_her_sessions_and_which_one_asks(site) {
        let ada = site.member("ada");
        site.member("berta");
        let agent = "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0";
        let body = json!({"email": ada.address, "password": PASSWORD, "shared": true});
        site.visitor().asks("POST", "/sessions").header("user-agent", agent).json(&body).answer().is(201);
        let mut listed = ada.get("/sessions").is(200).json;
        let items = listed["items"].as_array_mut().unwrap();
        items.sort_by_key(|item| item["shared"].as_bool());
        for item in items.iter_mut() {
            assert_eq!(item["id"].as_str().map(str::len), Some(11));
            item["id"] = "[id]".into();
        }
        insta::assert_json_snapshot!("sessions", listed);
    }

    // her own list, too, which others may see over her shoulder, tells days and no hours.
    fn a_session_tells_only_days(site) {
        let ada = site.member("ada");
        site.waits(3 * HOUR);
        ada.comes_back();
        site.waits(7 * MINUTE);
        for session in ada.pages("/sessions", 10) {
            for (name, value) in session.as_object().unwrap() {
                let text = value.as_str().unwrap_or_default();
                assert!(Moment::parse(text).is_none(), "{name}: {text}");
            }
            assert_eq!([&session["started_on"], &session["last_used_on"]].map(|day| day.as_str().unwrap().len()), [10, 10]);
        }
    }

    fn sessions_come_in_pages(site) {
        let ada = site.member("ada");
        for _ in 0..6 {
            ada.signs_in_elsewhere();
        }
        let mut ids: Vec<String> = ada.pages("/sessions", 3).iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids.len(), 7);
        ids.dedup();
        assert_eq!(ids.len(), 7, "each once");
        ada.get("/sessions?limit=0").misfits(&[("limit", "unknown")]);
        ada.get("/sessions?limit=101").misfits(&[("limit", "unknown")]);
        ada.get("/sessions?cursor=made-up").misfits(&[("cursor", "unknown")]);
        ada.get("/sessions?page=2").misfits(&[("page", "unknown_field")]);
    }

    fn signing_out_works_at_once(site) {
        let ada = site.member("ada");
        let elsewhere = ada.signs_in_elsewhere();
        ada.delete("/sessions/current").is(204);
        let answer = ada.get("/me").refused(401, "unauthenticated");
        insta::assert_json_snapshot!("unauthenticated", answer.for_snapshot());
        site.visitor().post("/sessions/refresh", &json!({"refresh_token": ada.refresh_token()})).refused(401, "unauthenticated");
        elsewhere.get("/me").is(200);
    }

    fn a_member_ends_another_session_of_hers_and_nobody_elses(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let elsewhere = ada.signs_in_elsewhere();
        let entries = elsewhere.get("/sessions").is(200);
        let current = entries["items"].as_array().unwrap().iter().find(|item| item["current"] == true).unwrap();
        let path = format!("/sessions/{}", current["id"].as_str().unwrap());
        berta.delete(&path).refused(404, "not_found");
        elsewhere.get("/me").is(200);
        ada.delete(&path).is(204);
        elsewhere.get("/me").refused(401, "unauthenticated");
        ada.delete(&path).refused(404, "not_found");
        ada.delete("/sessions/nonsense").refused(404, "not_found");
        ada.get("/me").is(200);
    }
}
