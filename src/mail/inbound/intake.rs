//! Taking mail in: a promised job before anybody is told that it was taken (E-60).

use std::fmt;

use actix_web::web;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use mail_parser::MessageParser;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};

use super::Recipient;
use crate::app::App;
use crate::clock::Moment;
use crate::jobs::{self, Job, Work};
use crate::storage::Failure;

/// Bytes of a mail, at most (E-54).
pub const LIMIT: usize = 1 << 20;

/// The bytes of a mail as they came. They are shown nowhere, not even in a debugger's print.
#[derive(Clone, PartialEq, Eq)]
pub struct Raw(pub Vec<u8>);

impl fmt::Debug for Raw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes", self.0.len())
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD_NO_PAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD_NO_PAD.decode(text).map(Self).map_err(de::Error::custom)
    }
}

/// A mail that was taken in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Arrived {
    /// The envelope's sender; empty for bounces, and where nobody told it.
    pub from: String,
    /// The envelope's recipient.
    pub to: String,
    /// All of it.
    pub raw: Raw,
    /// When.
    pub at: Moment,
}

/// Why a mail was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Unwelcome {
    /// Nobody has this address.
    #[error("unknown recipient")]
    Unknown,
    /// It is larger than [`LIMIT`].
    #[error("too large")]
    TooLarge,
    /// It has no header.
    #[error("no mail")]
    NoMail,
    /// The database did not keep it.
    #[error(transparent)]
    Storage(#[from] Failure),
}

/// Takes a mail in. When this returns it is on the disk, and will be looked at once, however often it comes.
///
/// # Errors
/// [`Unwelcome`]; nothing was kept then.
pub async fn receive(app: &web::Data<App>, from: &str, to: &str, raw: Vec<u8>) -> Result<(), Unwelcome> {
    if Recipient::parse(to, &app.config.mail.domain).is_none() {
        return Err(Unwelcome::Unknown);
    }
    if raw.len() > LIMIT {
        return Err(Unwelcome::TooLarge);
    }
    let inner = app.clone();
    let arrived = Arrived { from: from.to_owned(), to: to.to_owned(), raw: Raw(raw), at: app.clock.now() };
    // A megabyte is hashed away from the threads that answer.
    let job = tokio::task::spawn_blocking(move || promised(&inner, arrived)).await.map_err(|_| Failure::CutOff)?;
    let (inner, job) = (app.clone(), job.ok_or(Unwelcome::NoMail)?);
    Ok(app.storage.write(move |conn| jobs::promise(conn, &inner, &job)).await?)
}

fn promised(app: &App, arrived: Arrived) -> Option<Job> {
    let message = MessageParser::new().with_minimal_headers().parse_headers(&arrived.raw.0)?;
    if message.headers().is_empty() {
        return None;
    }
    // The headers in front differ with the way a copy took; its id and its words do not (E-55).
    let body = arrived.raw.0.get(body_begins(&arrived.raw.0)..).unwrap_or_default();
    let body: String = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
    let id = message.message_id().unwrap_or_default();
    let same = format!("{id}\n{}\n{body}", arrived.to.trim_matches(['<', '>']).to_ascii_lowercase());
    let dedupe = Some(app.seal.lookup_text("inbound", &[], &same));
    Some(Job { priority: 2, dedupe, ..Job::now(Work::Inbound(arrived), app.clock.now()) })
}

fn body_begins(raw: &[u8]) -> usize {
    let mut line = 0;
    for (place, byte) in raw.iter().enumerate() {
        if *byte == b'\n' {
            if matches!(raw.get(line..place), Some([] | [b'\r'])) {
                return place + 1;
            }
            line = place + 1;
        }
    }
    raw.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_begins_behind_the_first_empty_line() {
        assert_eq!(body_begins(b"A: b\r\nC: d\r\n\r\nWords\r\n\r\n"), 14);
        assert_eq!(body_begins(b"A: b\n\nWords"), 6);
        assert_eq!(body_begins(b"A: b\r\n"), 6);
        assert_eq!(body_begins(b""), 0);
    }

    #[test]
    fn the_bytes_of_a_mail_are_kept_as_they_are_and_not_printed() {
        let raw = Raw((0..=255).collect());
        let kept = serde_json::to_string(&raw).unwrap();
        assert_eq!(serde_json::from_str::<Raw>(&kept).unwrap(), raw);
        assert_eq!(format!("{raw:?}"), "256 bytes");
    }
}
