//! The letters: one typed struct and one folder of words each. Rendered when sent, from the state of that moment.

mod appeal_decided;
mod called;
mod decision;
mod desk;
mod digest;
mod entry;
mod frame;
mod from_outside;
mod how_are_you;
mod leaving;
mod mailed_reply;
mod name_opened;
mod notices;
mod page;
mod reader;
mod reply;
mod report_closed;
mod samples;
mod terms_changed;
mod words;

use serde::{Deserialize, Serialize};

pub use appeal_decided::AppealDecided;
pub use called::Called;
pub use decision::{Decided, Undone};
pub use desk::{DeskWaits, ModeratorWrote};
pub use digest::{About, Digest, DigestItem, Glimpse, MOST};
pub use entry::{KnownAddress, Reset, SignInLink, Verify};
pub use frame::{Frame, Printed, print};
pub use from_outside::{NoticeDecided, NoticeReceived};
pub use how_are_you::HowAreYou;
pub use leaving::Receipt;
pub use mailed_reply::Mailed;
pub use name_opened::NameOpened;
pub use notices::{Resting, SecondAddress, Test};
pub use page::Page;
pub use reader::{Addressed, Reader};
pub use reply::{Because, Reply, Shown};
pub use report_closed::ReportClosed;
pub use samples::{Sample, samples};
pub use terms_changed::TermsChanged;
pub use words::{Language, Unwritten, Words};

use crate::clock::Moment;
use crate::replies::arrived::MailedReply;
use crate::storage::columns::{AccountId, AppealId, CaseMessageId, DecisionId, NoticeId, OpeningId, ReportId, ThreadId};

/// A letter that was promised: ids and tokens, no text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Letter {
    /// Please prove that this address is yours.
    Verify {
        /// Where to. If it has an account already, the letter says so instead.
        address: String,
        /// The mailed token.
        token: String,
        /// The locale of whoever signs up.
        #[serde(default)]
        locale: String,
    },
    /// A link to sign in with.
    SignInLink {
        /// Whose.
        account: AccountId,
        /// The mailed token.
        token: String,
    },
    /// A link to set a new password with.
    Reset {
        /// Whose.
        account: AccountId,
        /// The mailed token.
        token: String,
    },
    /// Somebody replied.
    Reply {
        /// To whom this goes.
        account: AccountId,
        /// Where.
        thread: ThreadId,
        /// Which reply.
        number: i32,
    },
    /// What there is, gathered.
    Digest {
        /// To whom this goes.
        account: AccountId,
        /// For which time it was gathered.
        at: Moment,
    },
    /// Please prove that notices may go to this address.
    SecondAddress {
        /// Whose.
        account: AccountId,
        /// Names the address.
        nonce: i64,
        /// Until when the link is good.
        until: Moment,
    },
    /// A letter to try where notices go.
    Test {
        /// Whose.
        account: AccountId,
    },
    /// A decision restricts something of yours: the statement of reasons.
    Decision {
        /// The author.
        account: AccountId,
        /// Which decision.
        decision: DecisionId,
    },
    /// A decision that restricted something of yours was undone.
    Undone {
        /// The author.
        account: AccountId,
        /// Which decision.
        decision: DecisionId,
    },
    /// What came of your objection to a decision.
    AppealDecided {
        /// Who objected.
        account: AccountId,
        /// Which objection.
        appeal: AppealId,
    },
    /// A moderator has a word with you about a post of yours.
    ModeratorWrote {
        /// Whoever wrote the post.
        account: AccountId,
        /// Which message.
        message: CaseMessageId,
    },
    /// The terms change.
    TermsChanged {
        /// Whom it tells.
        account: AccountId,
        /// Which version comes.
        version: String,
    },
    /// You began a thread some weeks ago: how are you now?
    HowAreYou {
        /// Who.
        account: AccountId,
        /// Which thread.
        thread: ThreadId,
    },
    /// A thread waits for an answer, and you are a listener.
    Called {
        /// Who.
        account: AccountId,
        /// Which thread.
        thread: ThreadId,
    },
    /// Something waits beyond its time at the desk.
    DeskWaits {
        /// One of staff.
        account: AccountId,
    },
    /// You asked to be forgotten: the receipt. The account is gone when it is written.
    Receipt {
        /// Where to.
        address: String,
        /// The receipt's code.
        code: String,
        /// Her words go too.
        words_go: bool,
        /// When all is forgotten, at the latest.
        done_by: Moment,
        /// The locale she had.
        #[serde(default)]
        locale: String,
    },
    /// The name behind a voice of yours was opened.
    NameOpened {
        /// Whose.
        account: AccountId,
        /// By which request.
        opening: OpeningId,
    },
    /// What came of your report.
    ReportClosed {
        /// The reporter.
        account: AccountId,
        /// Which report.
        report: ReportId,
    },
    /// A notice from outside has come: the receipt.
    NoticeReceived {
        /// Which.
        notice: NoticeId,
    },
    /// What came of a notice from outside.
    NoticeDecided {
        /// Which.
        notice: NoticeId,
    },
    /// Something came of a reply by mail.
    MailedReply {
        /// Whose.
        account: AccountId,
        /// Where.
        thread: ThreadId,
        /// What came of it.
        came: MailedReply,
    },
}

impl Letter {
    /// The word for it in the outbox and in the metrics.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Verify { .. } => "letter_verify",
            Self::SignInLink { .. } => "letter_sign_in_link",
            Self::Reset { .. } => "letter_reset",
            Self::Reply { .. } => "letter_reply",
            Self::Digest { .. } => "letter_digest",
            Self::SecondAddress { .. } => "letter_second_address",
            Self::Test { .. } => "letter_test",
            Self::Decision { .. } => "letter_decision",
            Self::Undone { .. } => "letter_undone",
            Self::AppealDecided { .. } => "letter_appeal_decided",
            Self::ModeratorWrote { .. } => "letter_moderator_wrote",
            Self::TermsChanged { .. } => "letter_terms_changed",
            Self::DeskWaits { .. } => "letter_desk_waits",
            Self::HowAreYou { .. } => "letter_how_are_you",
            Self::Called { .. } => "letter_called",
            Self::Receipt { .. } => "letter_receipt",
            Self::NameOpened { .. } => "letter_name_opened",
            Self::ReportClosed { .. } => "letter_report_closed",
            Self::NoticeReceived { .. } => "letter_notice_received",
            Self::NoticeDecided { .. } => "letter_notice_decided",
            Self::MailedReply { .. } => "letter_mailed_reply",
        }
    }

    /// The member it is for; `None` where it goes to an address that may have no account.
    #[must_use]
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::SignInLink { account, .. }
            | Self::Reset { account, .. }
            | Self::Reply { account, .. }
            | Self::Digest { account, .. }
            | Self::SecondAddress { account, .. }
            | Self::Test { account }
            | Self::MailedReply { account, .. }
            | Self::Decision { account, .. }
            | Self::Undone { account, .. }
            | Self::AppealDecided { account, .. }
            | Self::ModeratorWrote { account, .. }
            | Self::TermsChanged { account, .. }
            | Self::DeskWaits { account }
            | Self::HowAreYou { account, .. }
            | Self::Called { account, .. }
            | Self::NameOpened { account, .. }
            | Self::ReportClosed { account, .. } => Some(*account),
            Self::Verify { .. } | Self::Receipt { .. } | Self::NoticeReceived { .. } | Self::NoticeDecided { .. } => None,
        }
    }

    /// The post it is about, if it is about one.
    #[must_use]
    pub const fn place(&self) -> Option<(ThreadId, i32)> {
        match self {
            Self::Reply { thread, number, .. } => Some((*thread, *number)),
            _ => None,
        }
    }

    /// Whether somebody waits before a screen for it: it goes before all others, and no cap holds it.
    #[must_use]
    pub const fn is_urgent(&self) -> bool {
        matches!(self, Self::Verify { .. } | Self::SignInLink { .. } | Self::Reset { .. })
    }

    /// Whether what it would have told goes on in the next letter that gathers when it does not leave.
    #[must_use]
    pub const fn is_gathered(&self) -> bool {
        matches!(self, Self::Reply { .. } | Self::Digest { .. } | Self::HowAreYou { .. })
    }

    /// Whether it is owed or was asked for: no daily cap and no earlier bounce keeps it back.
    #[must_use]
    pub fn is_essential(&self) -> bool {
        self.kind().strip_prefix("letter_").is_some_and(Self::is_essential_kind)
    }

    /// The same of the kind's word, without `letter_`.
    #[must_use]
    pub fn is_essential_kind(kind: &str) -> bool {
        const ESSENTIAL: [&str; 15] = [
            // A listener asked for it, with hours of her own and a cap of its own.
            "called",
            "terms_changed",
            "desk_waits",
            "notice_received",
            "notice_decided",
            "verify",
            "sign_in_link",
            "reset",
            "decision",
            "undone",
            "appeal_decided",
            "receipt",
            "name_opened",
            "second_address",
            "test",
        ];
        ESSENTIAL.contains(&kind)
    }
}

/// Letters that come again and again, belong together in the mail reader, and can be stopped by one click.
#[derive(Clone, Debug)]
pub struct Series {
    /// The first part of the `List-Id`.
    pub list: &'static str,
    /// The left part of the id of a first letter that was never sent: the same for one reader and one thread, and
    /// telling neither.
    pub root: String,
    /// The left parts of the ids of the letters that this one follows, from the oldest to its parent; nine at most.
    pub before: Vec<String>,
    /// The address that stops them.
    pub stop: String,
    /// The same as an address for mail, where mail comes in.
    pub stop_by_mail: Option<String>,
    /// The address where they are muted, made rarer, or stopped.
    pub manage: String,
}

/// A letter with everything it says, ready to be printed. How to write one: `docs/how-it-works.md`.
pub trait Written: Send {
    /// The words in its folder.
    fn words(&self) -> &'static Words;

    /// What it says, from top to bottom. The subject and the preheader are said by the frame, and name nothing.
    fn blocks<'a>(&'a self, page: &mut Page<'a>);

    /// The series it belongs to; letters that are awaited or owed belong to none.
    fn series(&self) -> Option<&Series> {
        None
    }

    /// For whom it is written, where that is known.
    fn reader(&self) -> Option<&Reader> {
        None
    }
}

#[cfg(test)]
mod tests;
