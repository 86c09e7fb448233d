//! The terms in their versions, and what members agreed to.

use goodenough::clock::{DAY, Moment};
use goodenough::jobs::tidy;
use serde_json::{Value, json};

use crate::catalogue::columns;
use crate::site::on_both;

const PASSWORD: &str = "a lantern in the reeds";

fn now() -> Moment {
    Moment::parse(crate::site::BEGINNING).unwrap()
}

fn until(date: &str) -> i64 {
    Moment::parse(&format!("{date}T05:00:00Z")).unwrap().0 - now().0
}

on_both! {
    // L-15
    fn the_terms_have_versions_that_can_be_compared(site) {
        let visitor = site.visitor();
        let terms = visitor.get("/terms").is(200);
        assert_eq!((&terms["version"], &terms["in_force"]), (&json!("2026-1"), &json!(true)));
        let names: Vec<&str> = terms["sections"].as_array().unwrap().iter().map(|part| part["name"].as_str().unwrap()).collect();
        for part in ["who", "rules", "moderation", "programs", "objections", "contact", "data", "changes"] {
            assert!(names.contains(&part), "{part}");
        }
        let versions = visitor.get("/terms/versions").is(200);
        assert_eq!(versions.json[0]["version"], "2026-2");
        let coming = visitor.get("/terms/versions/2026-2").is(200);
        assert_eq!(coming["in_force"], false);
        let changes = coming["changes"].as_array().unwrap();
        assert!(changes.iter().any(|change| change["name"] == "changes" && !change["added"].as_array().unwrap().is_empty()));
        visitor.get("/terms/versions/1999-1").refused(404, "not_found");
    }

    // L-15, S-17
    fn whoever_signs_up_accepts_the_terms_and_says_that_she_is_of_age(site) {
        let visitor = site.visitor();
        let form = |terms: Value, adult: Value| {
            json!({"email": "ada@example.org", "password": PASSWORD, "name": "Ada", "terms": terms, "adult": adult})
        };
        visitor.post("/accounts", &form(json!("1999-1"), json!(false))).is(422).misfits(&[("adult", "required"), ("terms", "unknown")]);
        visitor.post("/accounts", &form(json!("2026-1"), json!(true))).is(202);
        let token = site.letter_to("ada@example.org").token();
        site.waits(DAY / 2);
        let session = visitor.post("/accounts/verify", &json!({"token": token})).is(200);
        visitor.set_token(Some(session.string("access_token")));
        let consents = visitor.get("/me/consents").is(200);
        assert_eq!((&consents["terms"]["version"], &consents["terms_now"]), (&json!("2026-1"), &json!("2026-1")));
        assert_eq!(consents["terms"]["at"], "2026-03-02T21:00:00Z", "the moment of the tick");
        visitor.put("/me/terms", &json!({"version": "1999-1"})).is(422).misfits(&[("version", "unknown")]);
        visitor.put("/me/terms", &json!({"version": "2026-2"})).is(204);
        let after = visitor.get("/me/consents").is(200);
        assert_eq!(after["terms"]["version"], "2026-2");
        visitor.put("/me/terms", &json!({"version": "2026-2"})).is(204);
        let export = visitor.get("/me/export").is(200);
        assert_eq!(export["agreements"].as_array().unwrap().len(), 2);
    }

    // L-24
    fn consent_to_health_data_is_kept_and_can_be_taken_back(site) {
        let ada = site.member("ada");
        // An older program asks for nothing, and may go on writing.
        ada.starts_thread(&json!({}));
        let none = ada.get("/me/consents").is(200);
        assert_eq!((&none["terms"], &none["health_data"]), (&Value::Null, &Value::Null));
        ada.put("/me/consents", &json!({"health_data": true})).is(204);
        let given = ada.get("/me/consents").is(200);
        assert_eq!((&given["health_data"]["kind"], &given["health_data"]["at"]), (&json!("health_data"), &json!("2026-03-02T21:00:00Z")));
        ada.put("/me/consents", &json!({"health_data": true})).is(204);
        site.waits(DAY / 24);
        ada.comes_back();
        ada.put("/me/consents", &json!({"health_data": false})).is(204);
        let taken = ada.get("/me/consents").is(200);
        assert_eq!((&taken["health_data"], &taken["health_data_withdrawn_at"]), (&Value::Null, &json!("2026-03-02T22:00:00Z")));
        let export = ada.get("/me/export").is(200);
        let kinds: Vec<&Value> = export["agreements"].as_array().unwrap().iter().map(|one| &one["kind"]).collect();
        assert_eq!(kinds, ["health_data_withdrawn", "health_data"]);
        // Her post is not touched: what becomes of it is hers to say, when she leaves.
        ada.post("/me/erasure", &json!({"words": "remove"})).is(201);
        let left = crate::catalogue::dump(&mut site.database.connect());
        assert!(left.iter().all(|row| row.table != "agreements"));
        site.waits(3 * DAY);
        site.runs_jobs();
        site.letters();
    }

    // L-15
    fn everybody_hears_of_new_terms_once_fifteen_days_before_they_hold(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        site.waits(until("2026-10-09"));
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert!(site.letters().is_empty(), "not announced yet");
        for _ in 0..2 {
            site.waits(DAY);
            site.wait(tidy::nightly(&site.app)).unwrap();
            site.runs_jobs();
        }
        let letters = site.letters();
        let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, [ada.address.as_str(), berta.address.as_str()]);
        assert!(letters[0].text.contains("1 November 2026") && letters[0].text.contains("/terms/2026-2"));
        assert_eq!(site.visitor().get("/terms").is(200)["version"], "2026-1");
        site.waits(30 * DAY);
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert!(site.letters().is_empty());
        assert_eq!(site.visitor().get("/terms").is(200)["version"], "2026-2");
    }

    // L-25, S-17: nothing about a child has a column, and nothing about the age of anybody.
    fn no_table_knows_an_age_or_a_child(site) {
        let telling = ["age", "birth", "birthday", "born", "dob", "child", "children", "kid", "photo", "picture", "image", "avatar"];
        for column in columns(&mut site.database.connect()) {
            let parts: Vec<&str> = column.name.split('_').chain(column.table.split('_')).collect();
            assert!(!telling.iter().any(|word| parts.contains(word)), "{column:?}");
        }
    }
}
