//! Access tokens: whatever is not exactly ours is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use goodenough::clock::{MINUTE, SECOND};
use goodenough::keys::Purpose;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use crate::site::{Member, Site, on_both};

fn part(token: &str, place: usize) -> Value {
    let part = token.split('.').nth(place).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn written(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap())
}

/// A token with this header and these claims, signed with a secret.
fn signed(header: &Header, claims: &Value, secret: &[u8]) -> String {
    encode(header, claims, &EncodingKey::from_secret(secret)).unwrap()
}

struct Made {
    header: Header,
    claims: Value,
    secret: Vec<u8>,
}

/// Everything of a good token, to be spoiled.
fn good(site: &Site, member: &Member<'_>) -> Made {
    let token = member.token().unwrap();
    let (number, key) = site.app.seal.newest_key(Purpose::Signing).unwrap();
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some("at+jwt".to_owned());
    header.kid = Some(number.to_string());
    Made { header, claims: part(&token, 1), secret: key.0.to_vec() }
}

#[track_caller]
fn refused(member: &Member<'_>, token: &str) {
    let answer = member.asks("GET", "/me").header("authorization", &format!("Bearer {token}")).answer();
    answer.refused(401, "unauthenticated");
}

on_both! {
    fn a_token_says_what_the_contract_names_and_nothing_else(site) {
        let ada = site.member("ada");
        let token = ada.token().unwrap();
        assert_eq!(part(&token, 0), json!({"typ": "at+jwt", "alg": "HS256", "kid": "1"}));
        let claims = part(&token, 1);
        let mut names: Vec<&str> = claims.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["aud", "exp", "iat", "iss", "sid", "sub"]);
        let made = good(site, &ada);
        let again = signed(&made.header, &made.claims, &made.secret);
        ada.asks("GET", "/me").header("authorization", &format!("bearer {again}")).answer().is(200);
    }

    fn a_token_without_a_signature_is_refused(site) {
        let ada = site.member("ada");
        let claims = good(site, &ada).claims;
        for algorithm in ["none", "None", "NONE"] {
            let header = json!({"alg": algorithm, "typ": "at+jwt", "kid": "1"});
            refused(&ada, &format!("{}.{}.", written(&header), written(&claims)));
        }
        let token = ada.token().unwrap();
        refused(&ada, token.rsplit_once('.').unwrap().0);
        refused(&ada, &format!("{}.", token.rsplit_once('.').unwrap().0));
    }

    fn a_token_of_another_algorithm_is_refused(site) {
        let ada = site.member("ada");
        let mut made = good(site, &ada);
        for algorithm in [Algorithm::HS384, Algorithm::HS512] {
            made.header.alg = algorithm;
            refused(&ada, &signed(&made.header, &made.claims, &made.secret));
        }
    }

    fn a_token_of_another_type_audience_issuer_or_subject_is_refused(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let made = good(site, &ada);
        for kind in [None, Some("JWT"), Some("id+jwt")] {
            let mut header = made.header.clone();
            header.typ = kind.map(str::to_owned);
            refused(&ada, &signed(&header, &made.claims, &made.secret));
        }
        let hers = good(site, &berta).claims;
        for (claim, value) in [
            ("aud", json!("another-api")), ("iss", json!("https://elsewhere.example.org")), ("sub", hers["sub"].clone()),
            ("sid", hers["sid"].clone()), ("sid", json!("11111111112")), ("aud", Value::Null), ("iss", Value::Null),
        ] {
            let mut claims = made.claims.clone();
            claims[claim] = value;
            refused(&ada, &signed(&made.header, &claims, &made.secret));
        }
    }

    fn a_token_of_another_key_is_refused(site) {
        let ada = site.member("ada");
        let made = good(site, &ada);
        refused(&ada, &signed(&made.header, &made.claims, &[7; 32]));
        for kid in [None, Some("2"), Some("0"), Some("256"), Some("../1"), Some("")] {
            let mut header = made.header.clone();
            header.kid = kid.map(str::to_owned);
            refused(&ada, &signed(&header, &made.claims, &made.secret));
        }
        // A key of another purpose signs nothing.
        let other = site.app.seal.newest_key(Purpose::Cursor).unwrap().1;
        refused(&ada, &signed(&made.header, &made.claims, &other.0));
    }

    fn a_token_is_good_for_a_quarter_of_an_hour(site) {
        let ada = site.member("ada");
        site.waits(15 * MINUTE - 2 * SECOND);
        ada.get("/me").is(200);
        site.waits(2 * SECOND);
        ada.get("/me").refused(401, "unauthenticated");
    }

    fn a_header_that_is_no_bearer_token_is_refused(site) {
        let ada = site.member("ada");
        for header in ["Bearer", "Bearer ", "Basic YWRhOnB3", "Token x", "Bearer a.b.c", &format!("Bearer {}", "x".repeat(4_000))] {
            ada.asks("GET", "/me").header("authorization", header).answer().refused(401, "unauthenticated");
        }
        site.visitor().get("/me").refused(401, "unauthenticated");
    }
}
