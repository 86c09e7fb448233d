//! What a sending service tells of letters, over HTTP (E-46): off unless `mail.events_secret` is set.
//!
//! Signed as *Standard Webhooks* has it (an id, a time and the body, HMAC-SHA256), or as Mailgun does (a time and a token
//! within the body). A time more than five minutes off is refused, so that nothing can be kept and sent again later; and what
//! is sent twice within them is about a letter whose fate is known already.

use actix_web::http::header::HeaderMap;
use actix_web::web;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use serde_json::Value;
use sha2::Sha256;

use super::bounces::{Action, Failure, classify};
use super::returned;
use crate::app::App;
use crate::clock::{MINUTE, Moment, SECOND};
use crate::mail::addresses::Source;
use crate::mail::fates;
use crate::storage::{Conn, Stored};

/// How far a time may be off, in milliseconds.
const WINDOW: i64 = 5 * MINUTE;
/// Events of one request, at most.
const MOST: usize = 500;

/// One thing that is told of a letter.
#[derive(Debug, PartialEq)]
pub(super) struct Event {
    /// Its Message-ID, brackets and all.
    letter: String,
    what: What,
}

#[derive(Debug, PartialEq)]
enum What {
    Failed(Failure),
    Complained,
}

/// Whether a request is signed with the secret, and just now.
pub(super) fn is_signed(secret: &str, headers: &HeaderMap, body: &[u8], now: Moment) -> bool {
    let header = |name: &str| {
        let found = ["webhook", "svix"].iter().find_map(|maker| headers.get(format!("{maker}-{name}")));
        found.and_then(|value| value.to_str().ok())
    };
    if let (Some(id), Some(time), Some(signatures)) = (header("id"), header("timestamp"), header("signature")) {
        let key = secret.strip_prefix("whsec_").and_then(|key| STANDARD.decode(key).ok());
        let key = key.unwrap_or_else(|| secret.as_bytes().to_vec());
        let signed = [id.as_bytes(), b".", time.as_bytes(), b".", body].concat();
        let given = signatures.split(' ').filter_map(|one| STANDARD.decode(one.strip_prefix("v1,")?).ok());
        return is_now(time, now) && given.into_iter().any(|given| is_mac(&key, &signed, &given));
    }
    let Ok(Mailgun { signature }) = serde_json::from_slice(body) else { return false };
    let signed = format!("{}{}", signature.timestamp, signature.token);
    is_now(&signature.timestamp, now)
        && hexadecimal(&signature.signature).is_some_and(|given| is_mac(secret.as_bytes(), signed.as_bytes(), &given))
}

#[derive(Deserialize)]
struct Mailgun {
    signature: MailgunSignature,
}

#[derive(Deserialize)]
struct MailgunSignature {
    timestamp: String,
    token: String,
    signature: String,
}

fn is_now(seconds: &str, now: Moment) -> bool {
    let told = seconds.parse::<i64>().ok().and_then(|seconds| seconds.checked_mul(SECOND));
    told.is_some_and(|told| told.abs_diff(now.0) <= WINDOW.unsigned_abs())
}

fn is_mac(key: &[u8], signed: &[u8], given: &[u8]) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return false };
    mac.update(signed);
    // In a time that does not tell how much of it fits.
    mac.verify_slice(given).is_ok()
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// The events of a body: our own shape, Mailgun's or Resend's. What is none of our business is left out; `None` when it is none
/// of these.
pub(super) fn read(body: &[u8]) -> Option<Vec<Event>> {
    let told: Value = serde_json::from_slice(body).ok()?;
    if let Some(event) = told.get("event-data") {
        return Some(of_mailgun(event).into_iter().collect());
    }
    if told.get("type").and_then(Value::as_str).is_some_and(|kind| kind.starts_with("email.")) {
        return Some(of_resend(&told).into_iter().collect());
    }
    let events = told.get("events")?.as_array()?;
    Some(events.iter().take(MOST).filter_map(of_anybody).collect())
}

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn bracketed(id: &str) -> Option<String> {
    let id = id.trim().trim_matches(['<', '>']);
    (!id.is_empty()).then(|| format!("<{id}>"))
}

fn failed(code: Option<u64>, status: &str, words: &str, action: Action) -> What {
    let code = code.and_then(|code| u16::try_from(code).ok());
    let status = (!status.is_empty()).then(|| status.to_owned());
    let verdict = classify(code, status.as_deref(), words);
    What::Failed(Failure { address: None, action, code, status, verdict })
}

/// `{"events": [{"type": "bounce" | "complaint", "message_id", "code"?, "status"?, "text"?}]}`
fn of_anybody(event: &Value) -> Option<Event> {
    let what = match text(event, "/type") {
        "bounce" => {
            failed(event.get("code").and_then(Value::as_u64), text(event, "/status"), text(event, "/text"), Action::Failed)
        }
        "complaint" => What::Complained,
        _ => return None,
    };
    Some(Event { letter: bracketed(text(event, "/message_id"))?, what })
}

fn of_mailgun(event: &Value) -> Option<Event> {
    let what = match (text(event, "/event"), text(event, "/severity")) {
        ("failed", severity) => {
            let action = if severity == "temporary" { Action::Delayed } else { Action::Failed };
            let words = format!("{} {}", text(event, "/delivery-status/message"), text(event, "/delivery-status/description"));
            let code = event.pointer("/delivery-status/code").and_then(Value::as_u64);
            failed(code, text(event, "/delivery-status/enhanced-code"), &words, action)
        }
        ("complained", _) => What::Complained,
        _ => return None,
    };
    Some(Event { letter: bracketed(text(event, "/message/headers/message-id"))?, what })
}

fn of_resend(told: &Value) -> Option<Event> {
    let what = match text(told, "/type") {
        "email.bounced" => failed(None, "", text(told, "/data/bounce/message"), Action::Failed),
        "email.complained" => What::Complained,
        _ => return None,
    };
    let headers = told.pointer("/data/headers").and_then(Value::as_array).into_iter().flatten();
    let mut ids = headers.filter(|header| text(header, "/name").eq_ignore_ascii_case("message-id"));
    let id = ids.next().map_or_else(|| text(told, "/data/message_id"), |header| text(header, "/value"));
    Some(Event { letter: bracketed(id)?, what })
}

/// Writes down what is told of our own letters; of others nothing follows.
pub(super) async fn take(app: web::Data<App>, events: Vec<Event>) -> Stored<()> {
    let inner = app.clone();
    let take = move |conn: &mut Conn| -> Stored<()> {
        for event in events {
            let token = fates::bounce_token(&inner, &event.letter);
            let Some(letter) = fates::by_token(conn, &inner, &token)? else { continue };
            match event.what {
                What::Failed(failure) => drop(returned::count(conn, &inner, &letter, &[failure], Source::Event)?),
                What::Complained => drop(returned::suppress(conn, &inner, &letter, Source::Event)?),
            }
        }
        Ok(())
    };
    app.storage.write(take).await
}
