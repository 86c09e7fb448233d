//! What sending services tell: signed, fresh, once (E-46).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use goodenough::clock::SECOND;
use goodenough::config::{Config, Secret};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::takes_mail;
use crate::site::{Answer, Letter, Member, Site, on_both};

const SECRET: &str = "the baker's bell";

fn hears_events(config: &mut Config) {
    takes_mail(config);
    config.mail.events_secret = Secret::new(SECRET.to_owned());
}

fn mac(secret: &str, signed: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Tells with a signature made so many seconds ago.
fn tells(site: &Site, body: &Value, secret: &str, ago: i64) -> Answer {
    let (time, body) = (site.app.clock.now().0 / SECOND - ago, body.to_string());
    let signature = format!("v1,{}", STANDARD.encode(mac(secret, &format!("msg_1.{time}.{body}"))));
    let visitor = site.visitor();
    let asking = visitor.asks("POST", "/inbound/events").header("webhook-id", "msg_1");
    let asking = asking.header("webhook-timestamp", &time.to_string()).header("webhook-signature", &signature);
    asking.header("content-type", "application/json").bytes(body).answer()
}

fn is_told(site: &Site, her: &Member<'_>, other: &Member<'_>, thread: &str) -> Letter {
    other.replies(thread, "Me too.");
    site.letter_to(&her.address)
}

fn bounce(letter: &Letter, status: &str, text: &str) -> Value {
    json!({"events": [{"type": "bounce", "message_id": letter.message_id, "code": 550, "status": status, "text": text}]})
}

on_both! {
    with hears_events;
    fn an_event_counts_once_and_only_with_a_fresh_signature(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        let full = bounce(&letter, "5.2.2", "mailbox full");
        tells(site, &full, "another bell", 0).refused(401, "unauthenticated");
        tells(site, &full, SECRET, 301).refused(401, "unauthenticated");
        tells(site, &full, SECRET, -301).refused(401, "unauthenticated");
        site.visitor().post("/inbound/events", &full).refused(401, "unauthenticated");
        assert_eq!(ada.get("/me/mail").is(200)["status"], "working");
        for _ in 0..5 {
            tells(site, &full, SECRET, 290).is(202);
        }
        assert_eq!(ada.get("/me/mail").is(200)["status"], "doubtful", "told again it is the same");
        tells(site, &json!({"hello": 1}), SECRET, 0).misfits(&[("body", "unknown")]);
        let mut unknown = letter.clone();
        "nobody@x".clone_into(&mut unknown.message_id);
        tells(site, &bounce(&unknown, "5.1.1", "no such user"), SECRET, 0).is(202);
        assert_eq!(ada.get("/me/mail").is(200)["status"], "doubtful");
    }

    with hears_events;
    fn two_services_are_understood_as_they_speak(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        let time = (site.app.clock.now().0 / SECOND).to_string();
        let signature: String = mac(SECRET, &format!("{time}abc")).iter().map(|byte| format!("{byte:02x}")).collect();
        let event = |severity: &str, signature: &str| json!({
            "signature": {"timestamp": time, "token": "abc", "signature": signature},
            "event-data": {"event": "failed", "severity": severity, "message": {"headers": {"message-id": letter.message_id}},
                "delivery-status": {"code": 550, "enhanced-code": "5.1.1", "message": "no such user"}},
        });
        site.visitor().post("/inbound/events", &event("permanent", &"00".repeat(32))).refused(401, "unauthenticated");
        site.visitor().post("/inbound/events", &event("temporary", &signature)).is(202);
        assert_eq!(ada.get("/me/mail").is(200)["status"], "working");
        site.visitor().post("/inbound/events", &event("permanent", &signature)).is(202);
        assert_eq!(ada.get("/me/mail").is(200)["status"], "unreachable");

        let (cleo, dora) = (site.member("cleo"), site.member("dora"));
        let thread = cleo.starts_thread(&json!({}));
        let letter = is_told(site, &cleo, &dora, &thread);
        let complaint = json!({"type": "email.complained", "data": {"headers": [{"name": "Message-ID", "value": format!("<{}>", letter.message_id)}]}});
        tells(site, &complaint, SECRET, 0).is(202);
        assert_eq!(cleo.get("/me/mail").is(200)["status"], "complained");
    }

    with takes_mail;
    fn without_a_secret_nobody_can_tell_anything(site) {
        tells(site, &json!({"events": []}), "", 0).refused(404, "not_found");
    }
}
