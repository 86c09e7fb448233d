//! The outbox of work: promised in the transaction of its cause, done after it, at least once.
//!
//! A job names what is to be done and for whom only inside its sealed payload, carries ids and no text, and is judged
//! again when it runs: what was taken back, read or stopped meanwhile is skipped. A letter is a job.

mod backoff;
mod crew;
mod perform;
mod store;
pub mod tidy;
pub mod worker;

use serde::{Deserialize, Serialize};

use crate::accounts::mailed::Asked;
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::keys::Purpose;
use crate::leaving::Forgetting;
use crate::mail::inbound::Arrived;
use crate::mail::letters::Letter;
use crate::notifications::digest::Slot;
use crate::storage::columns::{AccountId, JobId, OpeningId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices::seal::Row;

pub use store::{forget_ended, forget_unsent, is_waiting, waiting};

/// What there is to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Work {
    /// Write and send a letter.
    Letter(Letter),
    /// Forget one thing of somebody who has left.
    Forget(Forgetting),
    /// Hand out a sign-in link or a password reset, if somebody has the address.
    MailToken(Asked),
    /// Seal anew what stands under older keys.
    Reseal {
        /// Under keys of which purpose.
        purpose: Purpose,
    },
    /// Bring a member's named voices up to her present name and badge.
    RefreshVoices {
        /// Whose.
        account: AccountId,
    },
    /// Tell those who follow a thread and want to hear at once of a reply.
    TellFollowers {
        /// Where.
        thread: ThreadId,
        /// Of which reply.
        number: i32,
    },
    /// Tell the many who want to hear of every reply in a thread.
    TellMany {
        /// Where.
        thread: ThreadId,
        /// Of which reply.
        number: i32,
    },
    /// Look whether there is something to gather for somebody.
    Digest {
        /// For whom.
        account: AccountId,
        /// For which time.
        slot: Slot,
        /// When that is.
        at: Moment,
    },
    /// Open a name that an admin asked for a day ago.
    OpenName {
        /// Which.
        opening: OpeningId,
    },
    /// Look at a mail that came in.
    Inbound(Arrived),
}

impl Work {
    /// The word in the `kind` column and in the metrics: no more telling than that.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Letter(letter) => letter.kind(),
            Self::Forget(_) => "forget",
            Self::MailToken(_) => "mail_token",
            Self::Reseal { .. } => "reseal",
            Self::RefreshVoices { .. } => "refresh_voices",
            Self::TellFollowers { .. } => "tell_followers",
            Self::TellMany { .. } => "tell_many",
            Self::Digest { .. } => "digest",
            Self::OpenName { .. } => "open_name",
            Self::Inbound(_) => "inbound",
        }
    }
}

/// Work, with when it is due and what it must not be done twice for.
#[derive(Debug)]
pub struct Job {
    /// What to do.
    pub work: Work,
    /// Not before this moment.
    pub due_at: Moment,
    /// Not after this moment: a sign-in link that comes a day late helps nobody.
    pub expires_at: Moment,
    /// Lower goes first: 0 for letters that somebody waits for, 1 for the first reply in a thread and for most other work,
    /// 2 for other replies, 3 for what is gathered.
    pub priority: i32,
    /// A keyed hash of the event and the person: a second job with the same one is not made.
    pub dedupe: Option<Vec<u8>>,
}

impl Job {
    /// Work that is due at once and has two days.
    #[must_use]
    pub const fn now(work: Work, now: Moment) -> Self {
        Self { work, due_at: now, expires_at: now.plus(2 * DAY), priority: 1, dedupe: None }
    }
}

/// What came of one try at a job. The job itself says whether another can help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is done.
    Done,
    /// It was not wanted any more, for this reason.
    Skipped(&'static str),
    /// It cannot be done, for this reason.
    Failed(String),
    /// It did not work now, for this reason; another try may.
    Later(String),
    /// It is not wanted before that moment, for this reason: no try is counted, and it has as long as before afterwards.
    Postponed {
        /// Not before.
        until: Moment,
        /// One word, for the log.
        why: &'static str,
    },
    /// There is no way out for it before that moment, for this reason: no try is counted, and its end comes no later.
    Held {
        /// Not before.
        until: Moment,
        /// One word, for the log.
        why: &'static str,
    },
}

/// Promises work inside the caller's transaction.
///
/// # Errors
/// When the database fails.
pub fn promise(conn: &mut Conn, app: &App, job: &Job) -> Stored<()> {
    let id = JobId(app.chance.id());
    let sealed = app.seal.seal(row(&id.0), &job.work);
    store::insert(conn, id, job, &sealed, &app.mailer.message_id(&app.chance))
}

pub(crate) const fn row(id: &i64) -> Row<'_> {
    Row { table: "jobs", key: std::slice::from_ref(id) }
}
