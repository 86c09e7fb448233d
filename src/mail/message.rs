//! From words to a message: headers, two parts, nothing remote.

use std::time::{Duration, SystemTime};

use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};

use super::letters::{Frame, Printed, Unwritten, Written, print};
use super::{Mailer, Parcel};
use crate::clock::Moment;
use crate::text;

/// Characters of the sender's name, at most.
const NAME: usize = 64;

/// What the headers of one letter need besides its words.
pub struct Outside<'a> {
    /// Its Message-ID, brackets and all.
    pub message_id: String,
    /// To whom it goes.
    pub to: Address,
    /// Where an answer goes, if it can be answered.
    pub reply_to: Option<Address>,
    /// Its date.
    pub at: Moment,
    /// The frame it is printed in.
    pub frame: &'a Frame,
}

/// Why a letter cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Unmade {
    /// A sentence cannot be said.
    #[error("words: {0}")]
    Words(#[from] Unwritten),
    /// The parts do not make a message.
    #[error("message: {0}")]
    Message(#[from] lettre::error::Error),
    /// A header has a name that none can have.
    #[error("header name")]
    Header,
    /// A key does not sign.
    #[error("signature: {0}")]
    Signature(#[from] mail_auth::Error),
}

impl Mailer {
    /// Writes the whole message as it leaves: every header, both parts, and the signatures if letters are signed here.
    ///
    /// # Errors
    /// When a sentence cannot be said, or a key does not sign: this letter fails, and no other.
    pub fn write(&self, letter: &dyn Written, outside: Outside<'_>) -> Result<Parcel, Unmade> {
        let mut parcel = parcel(letter, outside, self.from(), self.host())?;
        parcel.bytes = self.sign(parcel.bytes)?;
        Ok(parcel)
    }
}

/// Makes the message from this address; `host` is the host of our ids and of the List-Id.
pub(super) fn parcel(letter: &dyn Written, outside: Outside<'_>, from: &Address, host: &str) -> Result<Parcel, Unmade> {
    let frame = outside.frame;
    let Printed { subject, text, html, .. } = print(letter, frame)?;
    // Our own clock, and never one before 1970.
    let date = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(outside.at.0).unwrap_or_default());
    let mut builder = Message::builder()
        .from(Mailbox::new(sender_name(&frame.name), from.clone()))
        .to(Mailbox::new(None, outside.to.clone()))
        .subject(subject)
        .date(date)
        .message_id(Some(outside.message_id.clone()))
        .raw_header(header("Auto-Submitted", "auto-generated")?)
        .raw_header(header("X-Auto-Response-Suppress", "All")?);
    if let Some(reply_to) = outside.reply_to {
        builder = builder.reply_to(Mailbox::new(None, reply_to));
    }
    if let Some(series) = letter.series() {
        let ids = std::iter::once(&series.root).chain(&series.before).map(|left| format!("<{left}@{host}>"));
        let ids: Vec<String> = ids.collect();
        let ways = std::iter::once(&series.stop).chain(&series.stop_by_mail).map(|way| format!("<{way}>"));
        let ways: Vec<String> = ways.collect();
        builder = builder
            .in_reply_to(ids.last().cloned().unwrap_or_default())
            .references(ids.join(" "))
            .raw_header(header("List-Id", &format!("<{}.{host}>", series.list))?)
            .raw_header(header("List-Unsubscribe", &ways.join(", "))?)
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")?);
    }
    let parts = MultiPart::alternative().singlepart(SinglePart::plain(text)).singlepart(SinglePart::html(html));
    let message = builder.multipart(parts)?;
    Ok(Parcel { message_id: outside.message_id, from: from.clone(), to: outside.to, bytes: message.formatted() })
}

fn header(name: &'static str, value: &str) -> Result<HeaderValue, Unmade> {
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| Unmade::Header)?;
    Ok(HeaderValue::new(name, value.to_owned()))
}

/// The sender's name as a header may carry it: lettre panics on line breaks and NUL, and a name that looks like an
/// address fools people (X-10, E-66).
fn sender_name(name: &str) -> Option<String> {
    let name: String = name.chars().filter(|character| !text::is_deceptive(*character)).take(NAME).collect();
    let name = name.trim();
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}
