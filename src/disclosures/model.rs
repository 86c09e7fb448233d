//! The words of disclosures, and why something cannot be done.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clock::Quarter;
use crate::error::{Code, FieldCode};
use crate::idempotency;
use crate::storage::Failure;
use crate::storage::columns::{DisclosureId, ThreadId, VoiceId, word_enum};

word_enum! {
    /// Where a disclosure stands.
    DisclosureState {
        /// It waits for another admin.
        Waiting = "waiting",
        /// It was made by one alone, and another one has to look at it.
        Unreviewed = "unreviewed",
        /// It was made, and two have looked at it.
        Made = "made",
        /// It was withdrawn before it was made.
        Withdrawn = "withdrawn",
    }
}

/// What an authority is told, or was.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Disclosure {
    /// Opaque.
    pub id: DisclosureId,
    /// Why it cannot wait.
    pub reason: String,
    /// What exactly.
    pub what: String,
    /// To whom.
    pub to_whom: String,
    /// Why whoever it is about is not told, if a law forbids it.
    pub silence: Option<String>,
    /// About which thread.
    pub thread: Option<ThreadId>,
    /// About which voice.
    pub voice: Option<VoiceId>,
    /// Where it stands.
    pub state: DisclosureState,
    /// Which admin began it.
    pub asked_by: String,
    /// The one who reads this began it.
    pub asked_by_me: bool,
    /// Which admin agreed, or looked at it later.
    pub looked_at_by: Option<String>,
    /// What she said about it.
    pub note: String,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Quarter,
    /// When it was made.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub made_at: Option<Quarter>,
    /// When another one looked at it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub reviewed_at: Option<Quarter>,
}

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Some of what was written does not fit.
    #[error("invalid fields")]
    Fields(BTreeMap<String, FieldCode>),
    /// There is no such disclosure.
    #[error("unknown")]
    Unknown,
    /// She began it herself.
    #[error("own disclosure")]
    Own(&'static str),
    /// It is settled.
    #[error("settled")]
    Settled,
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
            Error::Fields(fields) => Self::fields(fields),
            Error::Unknown => Code::NotFound.into(),
            Error::Own(why) => Self::new(Code::OwnDisclosure).detailed(why),
            Error::Settled => Code::OpeningSettled.into(),
            Error::Repeat(error) => error.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}
