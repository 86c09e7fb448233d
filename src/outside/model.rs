//! The words of notices, and why something cannot be done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::Quarter;
use crate::error::{Code, FieldCode};
use crate::idempotency;
use crate::moderation;
use crate::storage::Failure;
use crate::storage::columns::{CaseId, NoticeId, word_enum};

word_enum! {
    /// What a notice says is against the law.
    NoticeCategory {
        /// Sexual abuse of children. Needs no name.
        ChildSexualAbuse = "child_sexual_abuse",
        /// Somebody's life or safety is in danger.
        ThreatToLife = "threat_to_life",
        /// Encouraging suicide or self-harm.
        SelfHarm = "self_harm",
        /// Hatred against groups.
        Hatred = "hatred",
        /// Stalking, insults, threats.
        Harassment = "harassment",
        /// Private things or pictures of somebody.
        Privacy = "privacy",
        /// Fraud, forbidden goods.
        Fraud = "fraud",
        /// Somebody's rights in words or pictures.
        Rights = "rights",
        /// Something else.
        Other = "other",
    }
}

impl NoticeCategory {
    /// How early it comes in the queue.
    #[must_use]
    pub const fn weight(self) -> i32 {
        match self {
            Self::ChildSexualAbuse | Self::ThreatToLife | Self::SelfHarm => 80,
            _ => 60,
        }
    }

    /// Whether whoever sends it must say who she is (L-02).
    #[must_use]
    pub const fn needs_contact(self) -> bool {
        !matches!(self, Self::ChildSexualAbuse)
    }
}

word_enum! {
    /// Where a notice stands.
    NoticeState {
        /// Nobody has decided.
        Open = "open",
        /// Somebody has.
        Closed = "closed",
    }
}

word_enum! {
    /// What came of a notice.
    NoticeOutcome {
        /// What it was about was removed.
        Removed = "removed",
        /// It stays.
        Kept = "kept",
        /// The thread was locked.
        Locked = "locked",
        /// The thread was moved, or its notes were changed.
        Changed = "changed",
        /// The decision was undone later.
        Undone = "undone",
        /// It was answered without a decision about a post.
        Answered = "answered",
    }
}

impl From<moderation::model::Outcome> for NoticeOutcome {
    fn from(outcome: moderation::model::Outcome) -> Self {
        use moderation::model::Outcome;
        match outcome {
            Outcome::Removed => Self::Removed,
            Outcome::Kept => Self::Kept,
            Outcome::Locked => Self::Locked,
            Outcome::Changed => Self::Changed,
            Outcome::Undone => Self::Undone,
        }
    }
}

/// What stands sealed in a notice: who sent it, and her status link.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Contact {
    pub name: Option<String>,
    pub email: Option<String>,
    pub locale: String,
    pub token: String,
}

/// What whoever sent a notice gets.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct NoticeTaken {
    /// Names the notice; tells nothing.
    pub reference: String,
    /// Secret: whoever has it may ask how the notice stands.
    pub token: String,
}

/// How a notice stands, for whoever has its token.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct NoticeStatus {
    /// Names the notice.
    pub reference: String,
    /// Whether somebody has decided.
    pub state: NoticeState,
    /// What it says.
    pub category: NoticeCategory,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Quarter,
    /// When it should be decided.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Quarter,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Quarter>,
    /// What came of it, each once.
    pub outcomes: Vec<NoticeOutcome>,
    /// What a moderator answered, where no decision was taken about a post.
    pub answer: Option<String>,
    /// A program decided it.
    pub automated: bool,
}

/// A notice, as moderators see it. Nothing of whoever sent it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Names it to whoever sent it.
    pub reference: String,
    /// Whether somebody has decided.
    pub state: NoticeState,
    /// What it says is against the law.
    pub category: NoticeCategory,
    /// Why.
    pub explanation: String,
    /// Where, one address each.
    pub urls: Vec<String>,
    /// What else helps to find it.
    pub extra: String,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Quarter,
    /// When it should be decided.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Quarter,
    /// It should have been decided by now.
    pub overdue: bool,
    /// The cases of the posts it names; empty while nobody has found the place.
    pub cases: Vec<CaseId>,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Quarter>,
    /// What came of it, each once.
    pub outcomes: Vec<NoticeOutcome>,
    /// What a moderator answered.
    pub answer: Option<String>,
    /// Whether somebody can be asked or told.
    pub has_contact: bool,
}

/// Who sent a notice.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct NoticeContact {
    /// Her name.
    pub name: Option<String>,
    /// Her address.
    pub email: Option<String>,
}

/// A notice in a case.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct NoticeInCase {
    /// Its id.
    pub id: NoticeId,
    /// What it says is against the law.
    pub category: NoticeCategory,
    /// Why.
    pub explanation: String,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Quarter,
    /// What came of it here.
    pub outcome: Option<NoticeOutcome>,
}

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Some of what was written does not fit.
    #[error("invalid fields")]
    Fields(BTreeMap<String, FieldCode>),
    /// There is no such notice or post.
    #[error("unknown")]
    Unknown,
    /// It is closed, or belongs to a case.
    #[error("settled")]
    Settled,
    /// The case could not take it.
    #[error(transparent)]
    Case(#[from] moderation::model::Error),
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
            Error::Settled => Self::new(Code::CaseClosed).detailed("This notice is closed, or its case decides it."),
            Error::Case(error) => error.into(),
            Error::Repeat(error) => error.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}
