//! The words of threads and posts, and what somebody may write.

use std::collections::BTreeMap;

use super::mentions;
use crate::error::{Code, FieldCode};
use crate::idempotency;
use crate::storage::Failure;
use crate::storage::columns::word_enum;
use crate::text;

word_enum! {
    /// What the writer asks for.
    Need {
        /// Just listen.
        JustListen = "just_listen",
        /// Has this happened to you?
        HasThisHappenedToYou = "has_this_happened_to_you",
        /// Advice is welcome.
        AdviceWelcome = "advice_welcome",
        /// Celebrate with me.
        Celebrate = "celebrate",
    }
}

word_enum! {
    /// What a thread touches, so that others can keep away from it.
    Note {
        /// Loss.
        Loss = "loss",
        /// Birth trauma.
        BirthTrauma = "birth_trauma",
        /// Abuse.
        Abuse = "abuse",
        /// Self-harm.
        SelfHarm = "self_harm",
        /// Eating.
        Eating = "eating",
        /// Illness.
        Illness = "illness",
    }
}

word_enum! {
    /// Who may read a thread.
    Audience {
        /// Everybody.
        Public = "public",
        /// Members only; for others it does not exist.
        Members = "members",
    }
}

word_enum! {
    /// Whether a thread takes replies.
    ThreadState {
        /// It does.
        Open = "open",
        /// It can only be read.
        Locked = "locked",
    }
}

word_enum! {
    /// What became of a post.
    PostState {
        /// It stands.
        Visible = "visible",
        /// It waits for a person: there for its author alone.
        Held = "held",
        /// A moderator removed it.
        Removed = "removed",
        /// Its author took it back.
        TakenBack = "taken_back",
    }
}

word_enum! {
    /// How somebody follows a thread.
    Level {
        /// A letter for every reply.
        EveryReply = "every_reply",
        /// In the digest.
        Digest = "digest",
        /// Nothing, not even when she is answered.
        Muted = "muted",
    }
}

word_enum! {
    /// The order of a list of threads. None is by popularity.
    Order {
        /// Latest activity first.
        Active = "active",
        /// Newest first.
        New = "new",
        /// Without an answer, longest waiting first.
        Waiting = "waiting",
    }
}

/// Why something about a thread could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Some of what was written does not fit.
    #[error("invalid fields")]
    Fields(BTreeMap<String, FieldCode>),
    /// It does not exist, or not for this reader.
    #[error("no such thread or post")]
    Unknown,
    /// It is somebody else's.
    #[error("not the author")]
    NotHers,
    /// The thread takes no replies.
    #[error("locked")]
    Locked,
    /// A published post keeps its voice.
    #[error("voice fixed")]
    VoiceFixed,
    /// Others answered, so the thread stays with members.
    #[error("audience fixed")]
    AudienceFixed,
    /// A moderator set this, and her decision stands.
    #[error("set by a moderator")]
    SetByModerator,
    /// The post was removed or taken back: there is nothing to change.
    #[error("post is gone")]
    Gone,
    /// The request was a repeat with another body.
    #[error(transparent)]
    Repeat(#[from] idempotency::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl Error {
    pub(crate) fn field(name: &str, why: FieldCode) -> Self {
        Self::Fields(BTreeMap::from([(name.to_owned(), why)]))
    }
}

impl From<crate::moderation::model::Error> for Error {
    /// What a check does fails only with the database.
    fn from(error: crate::moderation::model::Error) -> Self {
        match error {
            crate::moderation::model::Error::Storage(failure) => Self::Storage(failure),
            _ => Self::Unknown,
        }
    }
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Fields(fields) => Self::fields(fields),
            Error::Unknown => Code::NotFound.into(),
            Error::NotHers => Code::Forbidden.into(),
            Error::Locked => Code::Locked.into(),
            Error::VoiceFixed => Code::VoiceFixed.into(),
            Error::AudienceFixed => Code::AudienceFixed.into(),
            Error::SetByModerator => Code::SetByModerator.into(),
            Error::Gone => Code::TooLate.into(),
            Error::Repeat(error) => error.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// The words of a post. Whom a quotation quotes is told by its number alone.
///
/// # Errors
/// `fields.body`.
pub fn body(typed: &str) -> Result<String, Error> {
    let body = text::lines(typed, text::BODY).map_err(|why| Error::field("body", why))?;
    Ok(mentions::without_names(&body))
}

/// Content notes, each once, in the order of the contract.
#[must_use]
pub fn in_order(notes: &[Note]) -> Vec<Note> {
    Note::ALL.iter().copied().filter(|note| notes.contains(note)).collect()
}

/// Content notes as their column holds them.
#[must_use]
pub fn notes_column(notes: &[Note]) -> String {
    in_order(notes).iter().map(|note| note.word()).collect::<Vec<_>>().join(",")
}

/// Content notes out of their column.
#[must_use]
pub fn notes_of_column(column: &str) -> Vec<Note> {
    column.split(',').filter_map(Note::from_word).collect()
}
