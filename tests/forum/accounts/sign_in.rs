//! Sign-in by address and password.

use serde_json::json;

use crate::site::member::PASSWORD;
use crate::site::on_both;

on_both! {
    fn a_member_signs_in_with_her_address_in_any_case(site) {
        let ada = site.member("ada");
        let session = site.visitor().post("/sessions", &json!({"email": " ADA@EXAMPLE.ORG ", "password": PASSWORD})).is(201);
        assert_eq!(session["member"], json!({"name": "Ada", "role": "member", "limited": false, "discreet": true}));
        assert_eq!(session["expires_in"], 900);
        ada.takes(&session);
        ada.get("/me").is(200);
    }

    fn a_wrong_password_and_an_unknown_address_are_refused_alike(site) {
        let ada = site.member("ada");
        let visitor = site.visitor();
        let wrong = visitor.post("/sessions", &json!({"email": ada.address, "password": "a lantern in the weeds"}));
        let unknown = visitor.post("/sessions", &json!({"email": "nobody@example.org", "password": PASSWORD}));
        assert_eq!(wrong.for_snapshot(), unknown.for_snapshot());
        let wrong = wrong.refused(401, "wrong_credentials");
        assert_eq!(wrong.header("www-authenticate"), Some("Bearer"));
        insta::assert_json_snapshot!("wrong_credentials", wrong.for_snapshot());
    }

    fn a_password_is_compared_as_it_was_typed(site) {
        let ada = site.member("ada");
        for typed in [format!(" {PASSWORD}"), format!("{PASSWORD} "), PASSWORD.to_uppercase(), String::new()] {
            let answer = site.visitor().post("/sessions", &json!({"email": ada.address, "password": typed}));
            answer.refused(401, "wrong_credentials");
        }
    }

    fn half_a_sign_in_says_what_is_missing(site) {
        let asks = |body| site.visitor().post("/sessions", &body);
        asks(json!({})).misfits(&[("email", "required")]);
        asks(json!({"password": PASSWORD})).misfits(&[("email", "required")]);
        asks(json!({"email": "ada@example.org"})).misfits(&[("password", "required")]);
        asks(json!({"email": "ada@example.org", "password": PASSWORD, "link_token": "x"})).misfits(&[("link_token", "not_allowed")]);
        asks(json!({"link_token": "x", "remember": true})).misfits(&[("remember", "unknown_field")]);
    }
}
