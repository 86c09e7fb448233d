//! Complaints: reports of abuse (RFC 5965), and the few other shapes in which mailbox providers send them.

use mail_parser::{HeaderName, Message, MessageParser};
use serde_json::Value;

use super::Parts;

/// Somebody called a letter unwanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaint {
    /// The Message-IDs that may be the letter's, brackets and all.
    pub letters: Vec<String>,
    /// The envelope senders that it may have had.
    pub senders: Vec<String>,
}

/// Kinds of reports that are no complaint about a letter.
const NO_COMPLAINTS: [&str; 5] = ["not-spam", "auth-failure", "dkim", "dmarc", "virus-cleared"];

pub(super) fn read(message: &Message<'_>, parts: &Parts) -> Option<Complaint> {
    if let Some(report) = parts.feedback.first() {
        let kind = fields(report, "feedback-type").next().unwrap_or_default().to_ascii_lowercase();
        return (!NO_COMPLAINTS.contains(&kind.as_str())).then(|| about(parts, fields(report, "original-mail-from")));
    }
    let subject = message.subject().unwrap_or_default().to_ascii_lowercase();
    if parts.has_original && subject.starts_with("complaint about message from") {
        return Some(about(parts, std::iter::empty()));
    }
    in_json(&parts.text)
}

/// The values of a field of this name.
fn fields<'r>(report: &'r str, name: &'r str) -> impl Iterator<Item = &'r str> {
    let pairs = report.lines().filter_map(|line| line.split_once(':'));
    pairs.filter(move |(known, _)| known.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn about<'r>(parts: &Parts, told: impl Iterator<Item = &'r str>) -> Complaint {
    let mut complaint = Complaint::default();
    complaint.senders.extend(told.map(str::to_owned));
    if let Some(original) = MessageParser::default().parse_headers(parts.original.trim_start().as_bytes()) {
        complaint.letters.extend(original.message_id().map(|id| format!("<{id}>")));
        for name in [HeaderName::ReturnPath, HeaderName::Other("X-Original-Mail-From".into())] {
            complaint.senders.extend(original.header_raw(name).map(|value| value.trim().to_owned()));
        }
    }
    complaint
}

/// A notification that a sending service wraps into a mail; its lines may have been broken on the way.
fn in_json(text: &str) -> Option<Complaint> {
    let text = text.trim_start();
    if !text.starts_with('{') || !text.replace([' ', '\r', '\n'], "").contains("\"notificationType\":\"Complaint\"") {
        return None;
    }
    let told = serde_json::Deserializer::from_str(text).into_iter::<Value>().next().and_then(Result::ok).unwrap_or_default();
    let text = |path: &str| told.pointer(path).and_then(Value::as_str).map(str::to_owned);
    let letters = text("/mail/commonHeaders/messageId").into_iter().collect();
    Some(Complaint { letters, senders: text("/mail/source").into_iter().collect() })
}
