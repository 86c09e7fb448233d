//! Why something in moderation cannot be done.

use std::collections::BTreeMap;

use crate::error::{Code, FieldCode};
use crate::idempotency;
use crate::storage::Failure;
use crate::threads;

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
    /// Another moderator has the case: who, and what was done last.
    #[error("already claimed")]
    AlreadyClaimed(String),
    /// Somebody was faster: who, and what she did.
    #[error("somebody was faster")]
    Faster(String),
    /// Whoever decided does not judge the objection; why.
    #[error("own decision")]
    OwnDecision(&'static str),
    /// She objected already.
    #[error("already appealed")]
    AlreadyAppealed,
    /// She has to claim the case first.
    #[error("not claimed")]
    NotClaimed,
    /// The case is decided: by whom, and what.
    #[error("case closed")]
    Closed(String),
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
    /// She has reported a lot within an hour; so many seconds to wait.
    #[error("too many reports")]
    TooMany(u64),
    /// She reported in bad faith after a warning; until when her reports rest.
    #[error("reports rest")]
    ReportsRest(String),
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
            Error::AlreadyClaimed(name) => Self::new(Code::AlreadyClaimed).detailed(name),
            Error::Faster(what) => Self::new(Code::NotNow).detailed(what),
            Error::OwnDecision(why) => Self::new(Code::OwnDecision).detailed(why),
            Error::AlreadyAppealed => Code::AlreadyAppealed.into(),
            Error::NotClaimed => Code::NotClaimed.into(),
            Error::Closed(what) => Self::new(Code::CaseClosed).detailed(what),
            Error::AlreadyUndone => Code::AlreadyUndone.into(),
            Error::TooLate => Code::TooLate.into(),
            Error::Changed => Code::NotNow.into(),
            Error::AlreadyAsked => Code::AlreadyAsked.into(),
            Error::OwnOpening => Code::OwnOpening.into(),
            Error::Settled => Code::OpeningSettled.into(),
            Error::TooMany(seconds) => {
                let mut error = Self::new(Code::TooMany).detailed("That is many reports within an hour. What worries you about somebody, or is against the law, is taken at any time.");
                error.retry_after = Some(seconds);
                error
            }
            Error::ReportsRest(until) => Self::new(Code::ReportsRest).detailed(format!("Two of your reports were found to be made in bad faith. Reports rest until {until}. What worries you about somebody, or is against the law, is taken at any time.")),
            Error::Repeat(error) => error.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}
