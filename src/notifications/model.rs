//! Types of notifications.

use serde::{Deserialize, Serialize};

use crate::clock::{Moment, Quarter};
use crate::replies::arrived::MailedReply;
use crate::storage::columns::{AppealId, CaseMessageId, DecisionId, NotificationId, OpeningId, ReportId, ThreadId, word_enum};

word_enum! {
    /// What a notification is about.
    NotificationKind {
        /// Somebody replied.
        Reply = "reply",
        /// A moderator decided about something of hers.
        Decision = "decision",
        /// Something came of her objection.
        AppealDecided = "appeal_decided",
        /// Something came of her report.
        ReportClosed = "report_closed",
        /// A moderator has a word with her about a post of hers.
        ModeratorWrote = "moderator_wrote",
        /// A case waits for her; for staff.
        CaseWaits = "case_waits",
        /// A thread waits for an answer; for listeners.
        Called = "called",
        /// A thread of hers is some weeks old: how did it go?
        HowAreYou = "how_are_you",
        /// Somebody felt that an answer of hers is not what was asked for. Nothing else follows from it.
        NotWhatWasAsked = "not_what_was_asked",
        /// An admin asked for the name behind a voice; for staff.
        OpeningAsked = "opening_asked",
        /// The name behind a voice of hers was opened.
        NameOpened = "name_opened",
        /// Her reply by mail is a post, without what was attached.
        MailPosted = "mail_posted",
        /// Her reply by mail waits as a draft.
        MailDraft = "mail_draft",
        /// Her reply by mail could not be posted.
        MailRefused = "mail_refused",
    }
}

word_enum! {
    /// Whether letters reach her.
    MailStatus {
        /// As far as anybody knows.
        Working = "working",
        /// Some came back.
        Doubtful = "doubtful",
        /// They come back; only what is owed is still tried.
        Unreachable = "unreachable",
        /// Her mail program said that she does not want them.
        Complained = "complained",
    }
}

/// Something that somebody is told about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Somebody replied.
    Reply {
        /// Where.
        thread: ThreadId,
        /// Which reply.
        number: i32,
    },
    /// A moderator decided about a post of hers, or undid it.
    Decision {
        /// Where.
        thread: ThreadId,
        /// Which post.
        number: i32,
        /// Which decision.
        decision: DecisionId,
    },
    /// Something came of her objection to a decision.
    AppealDecided {
        /// Where.
        thread: ThreadId,
        /// About which post the decision is.
        number: i32,
        /// Which objection.
        appeal: AppealId,
    },
    /// Something came of her report.
    ReportClosed {
        /// Where.
        thread: ThreadId,
        /// Which post.
        number: i32,
        /// Which report.
        report: ReportId,
    },
    /// A moderator has a word with her about a post of hers.
    ModeratorWrote {
        /// Where.
        thread: ThreadId,
        /// Which post.
        number: i32,
        /// Which message.
        message: CaseMessageId,
    },
    /// A case waits for her; for staff.
    CaseWaits {
        /// Where.
        thread: ThreadId,
        /// Which post it is about.
        number: i32,
        /// What makes it one call and no other.
        what: i64,
    },
    /// A thread waits for an answer; for listeners.
    Called {
        /// Which.
        thread: ThreadId,
    },
    /// Somebody felt that an answer of hers is not what was asked for.
    NotWhatWasAsked {
        /// Where.
        thread: ThreadId,
        /// Which answer.
        number: i32,
    },
    /// A thread of hers is some weeks old: how did it go?
    HowAreYou {
        /// Which.
        thread: ThreadId,
    },
    /// An admin asked for the name behind a voice.
    OpeningAsked {
        /// Where it speaks.
        thread: ThreadId,
        /// Which request.
        opening: OpeningId,
    },
    /// The name behind a voice of hers was opened.
    NameOpened {
        /// Where it speaks.
        thread: ThreadId,
        /// By which request.
        opening: OpeningId,
    },
    /// Something came of her reply by mail.
    Mailed {
        /// Where.
        thread: ThreadId,
        /// The post she answered.
        number: i32,
        /// Which mail.
        mail: i64,
        /// What came of it.
        came: MailedReply,
    },
}

impl Event {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> NotificationKind {
        match self {
            Self::Reply { .. } => NotificationKind::Reply,
            Self::Decision { .. } => NotificationKind::Decision,
            Self::AppealDecided { .. } => NotificationKind::AppealDecided,
            Self::ReportClosed { .. } => NotificationKind::ReportClosed,
            Self::ModeratorWrote { .. } => NotificationKind::ModeratorWrote,
            Self::CaseWaits { .. } => NotificationKind::CaseWaits,
            Self::Called { .. } => NotificationKind::Called,
            Self::HowAreYou { .. } => NotificationKind::HowAreYou,
            Self::NotWhatWasAsked { .. } => NotificationKind::NotWhatWasAsked,
            Self::OpeningAsked { .. } => NotificationKind::OpeningAsked,
            Self::NameOpened { .. } => NotificationKind::NameOpened,
            Self::Mailed { came, .. } if came.is_posted() => NotificationKind::MailPosted,
            Self::Mailed { came, .. } if came.is_draft() => NotificationKind::MailDraft,
            Self::Mailed { .. } => NotificationKind::MailRefused,
        }
    }

    /// The post it is about; the first one where it is about a voice.
    #[must_use]
    pub const fn place(&self) -> (ThreadId, i32) {
        match self {
            Self::Reply { thread, number }
            | Self::Decision { thread, number, .. }
            | Self::AppealDecided { thread, number, .. }
            | Self::ReportClosed { thread, number, .. }
            | Self::ModeratorWrote { thread, number, .. }
            | Self::CaseWaits { thread, number, .. }
            | Self::NotWhatWasAsked { thread, number }
            | Self::Mailed { thread, number, .. } => (*thread, *number),
            Self::OpeningAsked { thread, .. }
            | Self::NameOpened { thread, .. }
            | Self::Called { thread }
            | Self::HowAreYou { thread } => (*thread, 1),
        }
    }

    /// What makes it one event and no other.
    pub(super) const fn identity(&self) -> (i64, i32) {
        match self {
            Self::Reply { thread, number } | Self::NotWhatWasAsked { thread, number } => (thread.0, *number),
            Self::Decision { decision, .. } => (decision.0, 0),
            Self::AppealDecided { appeal, .. } => (appeal.0, 0),
            Self::ReportClosed { report, .. } => (report.0, 0),
            Self::ModeratorWrote { message, .. } => (message.0, 0),
            Self::CaseWaits { what, number, .. } => (*what, *number),
            Self::Called { thread } | Self::HowAreYou { thread } => (thread.0, 1),
            Self::OpeningAsked { opening, .. } | Self::NameOpened { opening, .. } => (opening.0, 0),
            Self::Mailed { mail, .. } => (*mail, 0),
        }
    }
}

/// What is sealed into a row.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    pub event: Event,
    pub at: Moment,
}

/// A notification, as its owner sees it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Notification {
    /// Names it, for marking it as read.
    pub id: NotificationId,
    /// What it is about.
    pub kind: NotificationKind,
    /// Where.
    pub thread: ThreadId,
    /// Which post.
    #[schema(minimum = 1)]
    pub number: i32,
    /// She has seen it.
    pub read: bool,
    /// When, rounded down to the quarter hour.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
}
