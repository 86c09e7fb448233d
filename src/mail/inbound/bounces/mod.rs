//! What a mail that came back says: who could not be reached, and whether that is final. Pure: bytes in, a reading out.
//!
//! Mail systems agree on little. A report (RFC 3464) is believed first; without one the words above the original mail are
//! read, by the rules of `config/bounces.toml`. When in doubt nothing is final: a wrong verdict silences a person.

mod automatic;
mod classes;
mod complaint;
mod notice;
mod report;

use mail_parser::{Message, MessageParser, MimeHeaders as _, PartType};

pub use automatic::{is_answerable, is_automatic};
pub use classes::{Class, Verdict, classify};
pub use complaint::Complaint;

/// What became of a mail for one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It was given up.
    Failed,
    /// It is still being tried: says nothing yet.
    Delayed,
    /// It arrived, or went on to somebody else.
    Delivered,
}

/// One recipient of a bounce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Who, if that can be told.
    pub address: Option<String>,
    /// What became of it.
    pub action: Action,
    /// The SMTP reply code, if there is one.
    pub code: Option<u16>,
    /// The enhanced status code, if there is one.
    pub status: Option<String>,
    /// Of which kind it is, and whether it is final.
    pub verdict: Verdict,
}

impl Failure {
    /// Whether it says that there is no such mailbox: one such answer is enough (E-24).
    #[must_use]
    pub fn says_no_mailbox(&self) -> bool {
        self.status.as_deref().is_some_and(|status| matches!(status, "5.1.1" | "5.1.10"))
    }
}

/// What a mail is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Something could not be delivered.
    Bounce(Vec<Failure>),
    /// Somebody called a letter unwanted (RFC 5965).
    Complaint(Complaint),
    /// A machine answered for somebody who is away (RFC 3834). Nothing follows from it.
    Automatic,
    /// Anything else.
    Other,
}

/// Bytes of text that are looked at, of one mail. What matters stands in front.
const ENOUGH: usize = 64 << 10;
/// Parts that are looked at (E-54).
const PARTS: usize = 50;

/// The parts of a mail that speak for themselves; the original mail is not among them.
#[derive(Debug, Default)]
struct Parts {
    /// What a person is to read.
    text: String,
    /// Reports of deliveries (RFC 3464).
    reports: Vec<String>,
    /// Reports of abuse (RFC 5965).
    feedback: Vec<String>,
    /// The headers of the original mail.
    original: String,
    /// Whether the original mail is in it, all or in part.
    has_original: bool,
}

/// Reads a mail that came back.
#[must_use]
pub fn read(raw: &[u8]) -> Reading {
    reading(raw, true)
}

/// `looks_within`: a bounce that says nothing itself may hold another one.
fn reading(raw: &[u8], looks_within: bool) -> Reading {
    let Some(message) = MessageParser::default().parse(raw) else { return Reading::Other };
    let mut parts = Parts::of(&message);
    if parts.text.trim().is_empty() && parts.reports.is_empty() && parts.feedback.is_empty() {
        // Parts that nobody can find, for want of a boundary: then all of it is text.
        let body = message.root_part().raw_body_offset();
        let body = raw.get(usize::try_from(body).unwrap_or(usize::MAX)..).unwrap_or_default();
        parts.text = String::from_utf8_lossy(cut(body, ENOUGH)).into_owned();
    }
    if let Some(complaint) = complaint::read(&message, &parts) {
        return Reading::Complaint(complaint);
    }
    if let Some(failures) = failures(&message, &parts) {
        let says_nothing = failures.iter().all(|failure| failure.verdict.class == Class::Unknown && failure.code.is_none());
        if looks_within
            && says_nothing
            && let Reading::Bounce(within) = reading(parts.original.trim_start().as_bytes(), false)
        {
            return Reading::Bounce(within);
        }
        return Reading::Bounce(failures);
    }
    if is_automatic(&message) { Reading::Automatic } else { Reading::Other }
}

fn failures(message: &Message<'_>, parts: &Parts) -> Option<Vec<Failure>> {
    let notice = notice::Notice::of(&parts.text);
    let mut reports = parts.reports.clone();
    if reports.is_empty() && report::is_in(&notice.text) {
        // A report in the middle of a text: forwarded, or broken on its way.
        reports.push(notice.text.clone());
    }
    let told: Vec<report::Told> = reports.iter().flat_map(|report| report::read(report)).collect();
    if !told.is_empty() {
        let alone = told.iter().all(|one| told.first().is_some_and(|first| first.address == one.address));
        return Some(told.iter().map(|one| one.failure(&notice, alone)).collect());
    }
    if !reports.is_empty() || automatic::is_from_a_mail_system(message) {
        return Some(notice.failures(&automatic::failed_recipients(message)));
    }
    None
}

impl Parts {
    fn of(message: &Message<'_>) -> Self {
        let mut found = Self::default();
        for part in message.parts.iter().take(PARTS) {
            let kind = part.content_type();
            let kind = kind.map(|kind| format!("{}/{}", kind.c_type, kind.c_subtype.as_deref().unwrap_or_default()));
            let text = || String::from_utf8_lossy(cut(part.contents(), ENOUGH)).into_owned();
            match kind.unwrap_or_default().to_ascii_lowercase().as_str() {
                "message/delivery-status" | "message/global-delivery-status" => found.reports.push(text()),
                "message/feedback-report" => found.feedback.push(text()),
                "message/rfc822" | "message/global" | "message/partial" => {
                    found.has_original = true;
                    found.original.push_str(&text());
                }
                kind if kind.contains("rfc822-header") || kind == "message/global-headers" => {
                    found.has_original = true;
                    found.original.push_str(&text());
                }
                _ => match &part.body {
                    PartType::Text(words) if found.text.len() < ENOUGH => {
                        found.text.push_str(&String::from_utf8_lossy(cut(words.as_bytes(), ENOUGH)));
                        found.text.push('\n');
                    }
                    PartType::Html(words) if found.text.trim().is_empty() => {
                        let words = String::from_utf8_lossy(cut(words.as_bytes(), ENOUGH));
                        found.text.push_str(&mail_parser::decoders::html::html_to_text(&words));
                        found.text.push('\n');
                    }
                    _ => {}
                },
            }
        }
        found
    }
}

fn cut(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..most).unwrap_or(bytes)
}
