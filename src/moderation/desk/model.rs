//! The types of the desk.

use serde::Serialize;

use crate::clock::Quarter;
use crate::storage::columns::{CaseId, CaseMessageId, CaseNoteId, ThreadId, word_enum};

word_enum! {
    /// What kind of note it is.
    NoteKind {
        /// For whoever comes next.
        Note = "note",
        /// She asks for a second opinion.
        Question = "question",
        /// The answer to such a question.
        Answer = "answer",
        /// She gave the case back, for somebody else.
        Handover = "handover",
    }
}

word_enum! {
    /// Who wrote a message.
    Side {
        /// A moderator. The member is not told which.
        Moderator = "moderator",
        /// Whoever wrote the post. The moderators are not told who that is.
        Member = "member",
    }
}

/// A note about a case; staff alone reads it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CaseNote {
    /// Opaque.
    pub id: CaseNoteId,
    /// What kind of note it is.
    pub kind: NoteKind,
    /// What it says; a hand-over may say nothing.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
}

/// A message in the conversation about a case.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CaseMessage {
    /// Opaque.
    pub id: CaseMessageId,
    /// Who wrote it.
    pub from: Side,
    /// What it says.
    pub text: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
}

/// A conversation with the moderators about a post of hers. It is no penalty.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Conversation {
    /// Names it.
    pub id: CaseId,
    /// Where the post is.
    pub thread: ThreadId,
    /// Which post.
    #[schema(minimum = 1)]
    pub number: i32,
    /// What was said so far, oldest first.
    pub messages: Vec<CaseMessage>,
}

/// What a moderator left for the next when she went off duty.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ShiftNote {
    /// Who.
    pub by: String,
    /// What she says.
    pub text: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
}

/// How it stands with whoever asks, and with the desk.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Shift {
    /// She is on duty.
    pub on: bool,
    /// Since when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Quarter>,
    /// Until when she means to be.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Quarter>,
    /// How many hard cases she has taken since.
    pub hard: i32,
    /// After so many she should hand over.
    pub enough: i32,
    /// She has had enough: time to hand over.
    pub rest: bool,
    /// How many cases she holds.
    pub holds: usize,
    /// How many moderators are on duty.
    pub on_duty: usize,
    /// What those before her left, newest first; of the last week.
    pub notes: Vec<ShiftNote>,
}

/// Whether somebody looks after this place just now, and what that changes. For everybody.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct Coverage {
    /// A moderator is on duty. Always true where nobody uses the clock.
    pub on_duty: bool,
    /// Until somebody is, checks let half as much pass.
    pub stricter: bool,
    /// New members' posts wait for a person.
    pub storm: bool,
    /// Minutes that the letter to a new address waits.
    pub sign_up_wait: u32,
}
