//! The words of leaving, and why somebody cannot.

use serde::{Deserialize, Serialize};

use crate::clock::{DAY, HOUR, MINUTE, Moment, Quarter};
use crate::error::Code;
use crate::idempotency;
use crate::storage::Failure;
use crate::storage::columns::word_enum;

/// Within so many milliseconds every alias is cut off, each at its own moment.
pub const SPREAD: i64 = 48 * HOUR;
/// After so many milliseconds all is forgotten: an hour more, for the work itself.
pub const DONE: i64 = SPREAD + HOUR;
/// A receipt can be looked up for so many days.
pub const RECEIPT_DAYS: i32 = 365;
/// A job that forgets is tried for so many milliseconds: what was promised to somebody who cannot ask any more must not expire.
pub const PATIENCE: i64 = 3_650 * DAY;
/// A job that comes later than this finds others beside it that are late too, for the machine stood still.
pub const LATE: i64 = 30 * MINUTE;

word_enum! {
    /// What is to become of her words.
    Fate {
        /// They go.
        Remove = "remove",
        /// They stay, and nobody's name is on them.
        KeepWithoutName = "keep_without_name",
    }
}

word_enum! {
    /// How far an erasure has come.
    Progress {
        /// There is something left to forget.
        Running = "running",
        /// All is forgotten.
        Done = "done",
    }
}

/// What she gets when she goes: the proof that she asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The secret code.
    pub code: String,
    /// What she asked for.
    pub words: Fate,
    /// When she asked.
    pub asked_at: Moment,
    /// When all is forgotten, at the latest.
    pub done_by: Moment,
}

/// A receipt, as she gets it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Receipt {
    /// A secret code: whoever has it may ask how far the erasure has come.
    pub receipt: String,
    /// What is to become of her words.
    pub words: Fate,
    /// When she asked, rounded down to the quarter hour.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Quarter,
    /// When all is forgotten, at the latest.
    #[schema(value_type = String, format = DateTime)]
    pub done_by: Quarter,
}

impl From<Given> for Receipt {
    fn from(given: Given) -> Self {
        let Given { code, words, asked_at, done_by } = given;
        Self { receipt: code, words, asked_at: asked_at.quarter(), done_by: done_by.quarter() }
    }
}

/// How far an erasure has come.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Erasure {
    /// Whether something is left to forget.
    pub state: Progress,
    /// What is to become of her words.
    pub words: Fate,
    /// When it was asked for, rounded down to the quarter hour.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Quarter,
    /// When all is forgotten, at the latest.
    #[schema(value_type = String, format = DateTime)]
    pub done_by: Quarter,
}

/// Why somebody cannot leave, or a receipt is not found.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// She has left already.
    #[error("has left already")]
    Left,
    /// There would be no admin.
    #[error("the last admin")]
    LastAdmin,
    /// There is no such receipt.
    #[error("no such receipt")]
    Unknown,
    /// The request was a repeat with another body.
    #[error(transparent)]
    Repeat(#[from] idempotency::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Left => Code::Unauthenticated.into(),
            Error::LastAdmin => Code::LastAdmin.into(),
            Error::Unknown => Code::NotFound.into(),
            Error::Repeat(error) => error.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}
