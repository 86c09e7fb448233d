//! The words of moderation.

use serde::{Deserialize, Serialize};

use super::erasing::WordErasure;
use super::marks::Mark;
pub use super::refusals::Error;
use crate::accounts::standing::{History, SanctionKind};
use crate::clock::{Moment, Quarter};
use crate::storage::columns::{AppealId, BatchId, CaseId, DecisionId, ReportId, ThreadId, word_enum};

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
        /// Nothing: the post stays, and is there for everybody if it was held.
        Keep = "keep",
        /// The thread gets other content notes.
        EditNotes = "edit_notes",
        /// The thread stands in another space.
        Move = "move",
        /// The thread takes no more replies.
        Lock = "lock",
        /// The post is there for its author alone, until somebody decides again.
        Hold = "hold",
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
        /// The thread was moved, or its notes were changed.
        Changed = "changed",
        /// The decision was undone later.
        Undone = "undone",
    }
}

word_enum! {
    /// How the matter of a decision was found.
    Found {
        /// A member reported it.
        Report = "report",
        /// Somebody outside told us.
        Notice = "notice",
        /// A moderator came upon it.
        OwnInitiative = "own_initiative",
        /// A check noticed it.
        Check = "check",
    }
}

word_enum! {
    /// On what a decision rests.
    Ground {
        /// On a rule of this place.
        Terms = "terms",
        /// On the law.
        Law = "law",
    }
}

word_enum! {
    /// Why a post waits for a person, as its writer is told.
    HoldClass {
        /// It is a new member's first post, and just now those are all looked at.
        FirstPost = "first_post",
        /// A new member's post holds a link.
        Link = "link",
        /// A new member's post holds a number to call or write to.
        Number = "number",
        /// The same text came several times.
        Repeated = "repeated",
        /// Many posts in a few minutes.
        Speed = "speed",
        /// It is much like other posts of these hours.
        LookAlike = "look_alike",
        /// There is a wave of unwanted posts.
        Storm = "storm",
        /// A moderator wants to look again.
        Moderator = "moderator",
    }
}

word_enum! {
    /// Where an objection stands.
    AppealState {
        /// Nobody has decided.
        Open = "open",
        /// The decision was undone.
        Upheld = "upheld",
        /// The decision stands.
        Refused = "refused",
    }
}

impl Action {
    /// What its reporters hear.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Keep | Self::Hold => Outcome::Kept,
            Self::EditNotes | Self::Move => Outcome::Changed,
            Self::Lock => Outcome::Locked,
            Self::Remove => Outcome::Removed,
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
    /// It was found to be made in bad faith, which is a warning: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub bad_faith: Option<String>,
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
    /// Counted up by every change: say it with a decision, and it is refused if somebody was faster.
    pub version: i32,
    /// What came together in it.
    pub marks: Vec<Mark>,
    /// When it should be decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Quarter>,
    /// That time has passed.
    pub overdue: bool,
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
    /// On what it rests.
    pub ground: Ground,
    /// How it was found.
    pub found_by: Found,
    /// Whether a program found it.
    pub detected: bool,
    /// Whether a program decided. Programs hold and do nothing else.
    pub automatic: bool,
    /// Why it is held, if it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub class: Option<HoldClass>,
    /// Where it holds: everywhere.
    #[schema(value_type = String)]
    pub scope: &'static str,
    /// How to object.
    pub redress: Redress,
    /// The objection, if there is one: hers, to her; to moderators, any.
    pub appeal: Option<AppealTold>,
    /// Decided in one act with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub batch: Option<BatchId>,
    /// The author's own words, for her and for moderators.
    pub text: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub decided_at: Quarter,
    /// When it was undone.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undone_at: Option<Quarter>,
    /// The words are to be erased for good, or were.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub erasure: Option<WordErasure>,
}

/// How somebody can object to a decision.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Redress {
    /// In here, until then: somebody else decides.
    #[schema(value_type = String, format = DateTime)]
    pub appeal_until: Quarter,
    /// A body that settles such matters outside a court may be asked.
    pub out_of_court: bool,
    /// A court may be asked.
    pub court: bool,
}

/// An objection, as both sides see it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct AppealTold {
    /// Opaque.
    pub id: AppealId,
    /// To which decision.
    pub decision: DecisionId,
    /// In her words.
    pub text: String,
    /// Where it stands.
    pub state: AppealState,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub appealed_at: Quarter,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Quarter>,
}
