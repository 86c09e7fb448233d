//! Sign-up never tells whether an address is known; a letter does.

use goodenough::clock::{DAY, HOUR};
use serde_json::{Value, json};

use crate::site::member::PASSWORD;
use crate::site::on_both;

fn application(address: &str, name: &str) -> Value {
    json!({"email": address, "password": PASSWORD, "name": name, "locale": "en-GB", "time_zone": "Europe/London", "country": "gb"})
}

on_both! {
    fn a_parent_signs_up_by_letter_and_is_signed_in(site) {
        let visitor = site.visitor();
        let answer = visitor.post("/accounts", &application("Ada@Example.org", "Ada")).is(202);
        insta::assert_json_snapshot!("sign_up", answer.for_snapshot());
        let letter = site.letter_to("Ada@Example.org");
        let link = format!("https://notes.example.org/verify?token={}", letter.token());
        assert!(letter.text.contains(&link) && letter.html.contains(&link), "{}", letter.text);
        assert_eq!(letter.from, "notes@notes.example.org");
        assert!(!letter.subject.contains("Ada") && !letter.text.contains("Goodenough"), "discreet: {}", letter.subject);
        let session = visitor.post("/accounts/verify", &json!({"token": letter.token()})).is(200);
        insta::assert_json_snapshot!("session", session.for_snapshot());
        visitor.set_token(Some(session.string("access_token")));
        insta::assert_json_snapshot!("me", visitor.get("/me").is(200).for_snapshot());
    }

    fn signing_up_is_answered_alike_for_a_known_and_an_unknown_address(site) {
        let ada = site.member("ada");
        let visitor = site.visitor();
        let known = visitor.post("/accounts", &application(&ada.address.to_uppercase(), "Somebody"));
        let unknown = visitor.post("/accounts", &application("new@example.org", "Somebody"));
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
        assert_eq!(known.header("content-length"), unknown.header("content-length"));
        // Only the letters tell, and each only its reader.
        let to_ada = site.letter_to(&ada.address);
        assert!(!to_ada.text.contains("token="), "a letter to a known address carries no token: {}", to_ada.text);
        assert!(site.letter_to("new@example.org").text.contains("token="));
        visitor.post("/sessions", &json!({"email": ada.address, "password": PASSWORD})).is(201);
    }

    fn whoever_joins_on_a_shared_device_is_signed_in_for_a_while_only(site) {
        let visitor = site.visitor();
        visitor.post("/accounts", &application("ada@example.org", "Ada")).is(202);
        let token = site.letter_to("ada@example.org").token();
        visitor.post("/accounts/verify", &json!({"token": token, "shared": "yes"})).misfits(&[("shared", "wrong_type")]);
        let session = visitor.post("/accounts/verify", &json!({"token": token, "shared": true})).is(200);
        site.waits(HOUR / 2);
        let body = json!({"refresh_token": session.string("refresh_token")});
        visitor.post("/sessions/refresh", &body).refused(401, "unauthenticated");
    }

    fn a_verification_link_is_good_once(site) {
        let visitor = site.visitor();
        visitor.post("/accounts", &application("ada@example.org", "Ada")).is(202);
        let token = json!({"token": site.letter_to("ada@example.org").token()});
        visitor.post("/accounts/verify", &token).is(200);
        let answer = visitor.post("/accounts/verify", &token).refused(422, "token_spent");
        insta::assert_json_snapshot!("token_spent", answer.for_snapshot());
    }

    fn a_verification_link_is_good_for_a_day(site) {
        let visitor = site.visitor();
        visitor.post("/accounts", &application("ada@example.org", "Ada")).is(202);
        let early = site.letter_to("ada@example.org").token();
        site.waits(DAY);
        visitor.post("/accounts/verify", &json!({"token": early})).refused(422, "token_spent");
        visitor.post("/accounts", &application("ada@example.org", "Ada")).is(202);
        let late = site.letter_to("ada@example.org").token();
        site.waits(DAY - HOUR);
        visitor.post("/accounts/verify", &json!({"token": late})).is(200);
    }

    fn of_two_sign_ups_with_one_address_the_first_proven_wins(site) {
        let visitor = site.visitor();
        visitor.post("/accounts", &application("ada@example.org", "Ada")).is(202);
        let first = site.letter_to("ada@example.org").token();
        visitor.post("/accounts", &application("ADA@example.org", "Somebody")).is(202);
        let second = site.letter_to("ADA@example.org").token();
        let session = visitor.post("/accounts/verify", &json!({"token": second})).is(200);
        assert_eq!(session["member"]["name"], "Somebody");
        visitor.post("/accounts/verify", &json!({"token": first})).refused(422, "token_spent");
    }

    fn before_the_address_is_proven_nobody_can_sign_in(site) {
        let visitor = site.visitor();
        visitor.post("/accounts", &application("ada@example.org", "Ada")).is(202);
        visitor.post("/sessions", &json!({"email": "ada@example.org", "password": PASSWORD})).refused(401, "wrong_credentials");
        assert_eq!(site.letters().len(), 1);
    }

    fn everything_that_does_not_fit_is_told_at_once(site) {
        let answer = site.visitor().post("/accounts", &json!({
            "email": "not an address", "password": "short", "name": " ", "locale": "?", "time_zone": "Mars/Base", "country": "GBR",
        }));
        let answer = answer.misfits(&[
            ("country", "unknown"), ("email", "bad_characters"), ("locale", "unknown"), ("name", "required"),
            ("password", "too_short"), ("time_zone", "unknown"),
        ]);
        insta::assert_json_snapshot!("sign_up_misfits", answer.for_snapshot());
    }

    fn a_password_that_everybody_uses_is_refused(site) {
        for (password, why) in [("password1", "too_common"), ("goodenough", "too_common"), ("ada lovelace", "too_common")] {
            let mut body = application("ada@example.org", "Ada Lovelace");
            body["password"] = password.into();
            site.visitor().post("/accounts", &body).misfits(&[("password", why)]);
        }
        let mut body = application("ada@example.org", "Ada");
        body["password"] = "é".repeat(300).into();
        site.visitor().post("/accounts", &body).misfits(&[("password", "too_long")]);
    }

    fn fields_nobody_knows_are_refused_by_name(site) {
        let mut body = application("ada@example.org", "Ada");
        body["role"] = "admin".into();
        site.visitor().post("/accounts", &body).misfits(&[("role", "unknown_field")]);
        site.visitor().post("/accounts", &json!({"email": "ada@example.org", "password": PASSWORD})).misfits(&[("name", "required")]);
        site.visitor().post("/accounts", &json!({"email": 7, "password": PASSWORD, "name": "Ada"})).misfits(&[("email", "wrong_type")]);
    }

    fn a_body_that_is_no_json_is_malformed(site) {
        let asks = |body: &[u8], kind: &str| site.visitor().asks("POST", "/accounts").header("content-type", kind).bytes(body).answer();
        asks(b"{\"email\":", "application/json").refused(400, "malformed");
        asks(b"\xff\xfe", "application/json").refused(400, "malformed");
        asks(b"email=ada@example.org", "application/x-www-form-urlencoded").refused(415, "unsupported_media_type");
        asks(&vec![b' '; 300 * 1024], "application/json").refused(413, "too_large");
        asks(b"", "application/json").misfits(&[("email", "required")]);
    }
}
