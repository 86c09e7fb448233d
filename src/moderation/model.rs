//! The words of moderation, and why something cannot be done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::accounts::standing::{History, SanctionKind};
use crate::clock::{Moment, Quarter};
use crate::error::{Code, FieldCode};
use crate::idempotency;
use crate::storage::Failure;
use crate::storage::columns::{CaseId, DecisionId, ReportId, ThreadId, word_enum};
use crate::threads;

word_enum! {
    /// Why somebody reports a post.
    Reason {
        /// Insults, threats, hatred.
        Abuse = "abuse",
        /// Shames the writer.
        Shaming = "shaming",
        /// Tells who somebody is or where.
        PersonalInformation = "personal_information",
        /// Advice where somebody only wanted to be heard.
        NotWhatWasAsked = "not_what_was_asked",
        /// Selling, luring away.
        Spam = "spam",
        /// Worried about the writer: not a breach of a rule.
        Concern = "concern",
        /// Against the law.
        Illegal = "illegal",
        /// Something else.
        Other = "other",
    }
}

impl Reason {
    /// How early it comes in the queue: concern first, then harm, then the rest.
    #[must_use]
    pub const fn weight(self) -> i32 {
        match self {
            Self::Concern => 100,
            Self::Illegal => 80,
            Self::Abuse | Self::PersonalInformation => 60,
            Self::Shaming => 50,
            Self::Spam => 30,
            Self::Other => 20,
            Self::NotWhatWasAsked => 10,
        }
    }
}

word_enum! {
    /// Where a case stands.
    CaseState {
        /// Nobody has it.
        Open = "open",
        /// A moderator has it.
        Claimed = "claimed",
        /// It is decided.
        Closed = "closed",
    }
}

word_enum! {
    /// Where a report stands.
    ReportState {
        /// Nobody has decided.
        Open = "open",
        /// Somebody has.
        Closed = "closed",
    }
}

word_enum! {
    /// What is done.
    Action {
        /// Nothing: the post stays.
        Keep = "keep",
        /// The thread takes no more replies.
        Lock = "lock",
        /// The post goes.
        Remove = "remove",
    }
}

word_enum! {
    /// What came of a report.
    Outcome {
        /// The post was removed.
        Removed = "removed",
        /// The post stays.
        Kept = "kept",
        /// The thread was locked.
        Locked = "locked",
        /// The decision was undone later.
        Undone = "undone",
    }
}

impl Action {
    /// What its reporters hear.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Keep => Outcome::Kept,
            Self::Lock => Outcome::Locked,
            Self::Remove => Outcome::Removed,
        }
    }
}

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Some of what was written does not fit.
    #[error("invalid fields")]
    Fields(BTreeMap<String, FieldCode>),
    /// There is no such post, case or decision.
    #[error("unknown")]
    Unknown,
    /// Nobody decides about her own post.
    #[error("own post")]
    Own,
    /// Nobody decides about what she reported herself.
    #[error("own report")]
    OwnReport,
    /// Nobody decides about somebody she blocked.
    #[error("blocked")]
    Blocked,
    /// Another moderator has the case; her name.
    #[error("already claimed")]
    AlreadyClaimed(String),
    /// She has to claim the case first.
    #[error("not claimed")]
    NotClaimed,
    /// The case is decided.
    #[error("case closed")]
    Closed,
    /// The decision is undone.
    #[error("already undone")]
    AlreadyUndone,
    /// 180 days are over.
    #[error("too late")]
    TooLate,
    /// The name has been asked for, or is open.
    #[error("already asked")]
    AlreadyAsked,
    /// She asked for the name herself.
    #[error("own opening")]
    OwnOpening,
    /// The name is not waiting to be opened any more.
    #[error("opening settled")]
    Settled,
    /// The post has changed since: its author took it back, or it is removed already.
    #[error("the post has changed")]
    Changed,
    /// The request was a repeat with another body.
    #[error(transparent)]
    Repeat(#[from] idempotency::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl Error {
    pub(super) fn field(name: &str, why: FieldCode) -> Self {
        Self::Fields(BTreeMap::from([(name.to_owned(), why)]))
    }
}

impl From<threads::model::Error> for Error {
    fn from(error: threads::model::Error) -> Self {
        match error {
            threads::model::Error::Storage(failure) => Self::Storage(failure),
            _ => Self::Unknown,
        }
    }
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Fields(fields) => Self::fields(fields),
            Error::Unknown => Code::NotFound.into(),
            Error::Own => Self::new(Code::Forbidden).detailed("Nobody decides about her own post. Another moderator will."),
            Error::OwnReport => Self::new(Code::Forbidden).detailed("You reported this yourself. Another moderator will decide."),
            Error::Blocked => Self::new(Code::Forbidden).detailed("You blocked this voice. Another moderator will decide."),
            Error::AlreadyClaimed(name) => Self::new(Code::AlreadyClaimed).detailed(format!("{name} has this case.")),
            Error::NotClaimed => Code::NotClaimed.into(),
            Error::Closed => Code::CaseClosed.into(),
            Error::AlreadyUndone => Code::AlreadyUndone.into(),
            Error::TooLate => Code::TooLate.into(),
            Error::Changed => Code::NotNow.into(),
            Error::AlreadyAsked => Code::AlreadyAsked.into(),
            Error::OwnOpening => Code::OwnOpening.into(),
            Error::Settled => Code::OpeningSettled.into(),
            Error::Repeat(error) => error.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// A report, as its reporter sees it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Report {
    /// Opaque.
    pub id: ReportId,
    /// Where.
    pub thread: ThreadId,
    /// Which post.
    pub number: i32,
    /// Why.
    pub reason: Reason,
    /// Whether somebody has decided.
    pub state: ReportState,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub reported_at: Quarter,
}

/// A report, as moderators see it: without who it came from.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ReportInCase {
    /// Why.
    pub reason: Reason,
    /// In the reporter's words.
    pub note: Option<String>,
    /// Whether a decision has closed it.
    pub state: ReportState,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub reported_at: Quarter,
}

/// All reports about one post.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Case {
    /// Opaque.
    pub id: CaseId,
    /// Where.
    pub thread: ThreadId,
    /// Which post.
    pub number: i32,
    /// Where it stands.
    pub state: CaseState,
    /// How early it comes in the queue.
    pub weight: i32,
    /// When the first report came.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Quarter,
    /// The reports, oldest first.
    pub reports: Vec<ReportInCase>,
    /// How often a decision restricted whoever wrote the post, within a year. Decisions about other voices of hers arrive late.
    pub history: History,
    /// Who has it.
    pub claimed_by: Option<String>,
    /// Until when.
    #[schema(format = DateTime)]
    pub claimed_until: Option<String>,
    /// The one who asks has it.
    pub claimed_by_me: bool,
}

/// What a decision does to the member behind the voice. Nobody learns from it who she is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sanction {
    /// What.
    pub kind: SanctionKind,
    /// Until when; `None` for a suspension that holds until it is lifted.
    pub until: Option<Moment>,
}

/// A sanction, as it is told.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SanctionTold {
    /// What.
    pub kind: SanctionKind,
    /// Until when; null: until it is lifted.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Quarter>,
}

impl From<Sanction> for SanctionTold {
    fn from(sanction: Sanction) -> Self {
        Self { kind: sanction.kind, until: sanction.until.map(Moment::quarter) }
    }
}

/// What was decided, with its statement of reasons.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Decision {
    /// Opaque.
    pub id: DecisionId,
    /// Where.
    pub thread: ThreadId,
    /// About which post.
    pub number: i32,
    /// What was done.
    pub action: Action,
    /// What it does to the member behind the voice: for her and for moderators.
    pub sanction: Option<SanctionTold>,
    /// Which rule.
    pub rule: String,
    /// Which facts.
    pub facts: String,
    /// What the moderator says to the author.
    pub message: String,
    /// How it was found.
    #[schema(value_type = String)]
    pub found_by: &'static str,
    /// Whether a program decided. None does.
    pub automatic: bool,
    /// The author's own words, for her and for moderators.
    pub text: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub decided_at: Quarter,
    /// When it was undone.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undone_at: Option<Quarter>,
}
