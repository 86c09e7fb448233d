//! Types of accounts that cannot be wrong.

use jiff::tz::TimeZone;

use crate::clock::Moment;
use crate::error::FieldCode;
use crate::storage::columns::{AccountId, SessionId, word_enum};

word_enum! {
    /// What somebody may do here.
    Role {
        /// Reads, writes, answers.
        Member = "member",
        /// Opted in to answer posts that nobody has answered.
        Listener = "listener",
        /// A verified therapist, midwife or adviser; answers under a badge.
        Professional = "professional",
        /// Removes abuse.
        Moderator = "moderator",
        /// Runs the place.
        Admin = "admin",
    }
}

/// Somebody who is signed in: what every action that needs a member takes.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who, inside.
    pub account: AccountId,
    /// The name on named voices.
    pub name: String,
    /// What she may do.
    pub role: Role,
    /// Suspended: only her own data and the decisions about her are open.
    pub limited: bool,
    /// Until when she reads and does not write, if she is muted.
    pub muted_until: Option<Moment>,
    /// The session this request came with.
    pub session: SessionId,
}

/// A mail address: one @, something on both sides, no spaces or control characters, at most 254 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads an address, trimmed.
    ///
    /// # Errors
    /// `required`, `too_long` or `bad_characters`.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = text.trim();
        if text.is_empty() {
            return Err("required");
        }
        if text.len() > 254 {
            return Err("too_long");
        }
        let fits = text.parse::<lettre::Address>().is_ok() && text.is_ascii();
        if fits { Ok(Self(text.to_owned())) } else { Err("bad_characters") }
    }

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A language tag we can write in; others fall back to English.
///
/// # Errors
/// `unknown` when it is no language tag at all.
pub fn locale(text: &str) -> Result<String, FieldCode> {
    let fits = (2..=35).contains(&text.len())
        && text.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if fits { Ok(text.to_owned()) } else { Err("unknown") }
}

/// A time zone of the IANA database.
///
/// # Errors
/// `unknown`.
pub fn time_zone(text: &str) -> Result<String, FieldCode> {
    TimeZone::get(text).ok().and_then(|zone| zone.iana_name().map(str::to_owned)).ok_or("unknown")
}

/// A country by its two letters (ISO 3166).
///
/// # Errors
/// `unknown`.
pub fn country(text: &str) -> Result<String, FieldCode> {
    let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if fits { Ok(text.to_ascii_uppercase()) } else { Err("unknown") }
}
