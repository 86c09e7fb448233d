//! What a member says about herself.

use serde_json::{Value, json};

use crate::site::on_both;

on_both! {
    fn a_member_changes_what_she_says_about_herself(site) {
        let ada = site.member("ada");
        let answer = ada.patch("/me", &json!({"name": "Adele", "locale": "de-AT", "time_zone": "Europe/Vienna", "country": "at"})).is(200);
        insta::assert_json_snapshot!("changed_profile", answer.for_snapshot());
        let answer = ada.patch("/me", &json!({"time_zone": null})).is(200);
        assert_eq!((&answer["time_zone"], &answer["country"]), (&Value::Null, &json!("AT")), "what is left out stays");
        assert_eq!(ada.patch("/me", &json!({})).is(200).json, answer.json);
        assert_eq!(ada.get("/me").is(200).json, answer.json);
        assert_eq!(site.runs_jobs(), 1, "her named voices follow");
    }

    fn a_change_that_does_not_fit_changes_nothing(site) {
        let (ada, _) = (site.member("ada"), site.member("berta"));
        let before = ada.get("/me").json;
        ada.patch("/me", &json!({"name": "berta", "locale": "de"})).misfits(&[("name", "taken")]);
        ada.patch("/me", &json!({"name": "Moderator", "country": "Germany"})).misfits(&[("country", "unknown"), ("name", "not_allowed")]);
        ada.patch("/me", &json!({"email": "new@example.org"})).misfits(&[("email", "unknown_field")]);
        ada.patch("/me", &json!({"role": "admin"})).misfits(&[("role", "unknown_field")]);
        assert_eq!(ada.get("/me").json, before);
    }

    fn a_member_may_respell_her_own_name(site) {
        let ada = site.member("ada");
        assert_eq!(ada.patch("/me", &json!({"name": ada.name.to_uppercase()})).is(200)["name"], "ADA");
        site.runs_jobs();
    }

    // A-36, S-37: tabs name nothing, unless she wants them to.
    fn tabs_are_discreet_until_she_says_otherwise(site) {
        let ada = site.member("ada");
        assert_eq!(ada.get("/me").is(200)["discreet"], true);
        let session = |discreet: bool| {
            let body = json!({"email": ada.address, "password": crate::site::member::PASSWORD});
            assert_eq!(site.visitor().post("/sessions", &body).is(201)["member"]["discreet"], discreet);
            let renewed = site.visitor().post("/sessions/refresh", &json!({"refresh_token": ada.refresh_token()})).is(200);
            assert_eq!(renewed["member"]["discreet"], discreet, "other devices hear of it with their next access token");
        };
        session(true);
        assert_eq!(ada.patch("/me", &json!({"discreet": false})).is(200)["discreet"], false);
        assert_eq!(ada.patch("/me", &json!({"locale": "de"})).is(200)["discreet"], false, "what is left out stays");
        session(false);
        ada.patch("/me", &json!({"discreet": "no"})).misfits(&[("discreet", "wrong_type")]);
        assert_eq!(ada.get("/me/mail").is(200)["discreet"], true, "her letters are another matter");
    }

    fn her_profile_is_kept_by_no_cache(site) {
        let ada = site.member("ada");
        assert_eq!(ada.get("/me").is(200).header("cache-control"), Some("private, no-store"));
        site.visitor().patch("/me", &json!({})).refused(401, "unauthenticated");
    }
}
