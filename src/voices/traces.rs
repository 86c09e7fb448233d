//! Traces: by account, what somebody did where. Sealed; joined with the rows by thread by nothing.

use serde::{Deserialize, Serialize};

use super::seal::Row;
use super::store::{self, NewTrace};
use crate::accounts;
use crate::app::App;
use crate::storage::columns::{AccountId, CaseId, DecisionId, OpeningId, ReportId, ThreadId};
use crate::storage::{Conn, Failure, Stored};

/// Something that somebody did, or that was decided about her.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trace {
    /// She opened a thread.
    Opened {
        /// Which.
        thread: ThreadId,
    },
    /// She spoke in a thread for the first time (opening it included).
    Spoke {
        /// Which.
        thread: ThreadId,
    },
    /// She reported a post.
    Reported {
        /// Her report.
        report: ReportId,
    },
    /// She used the ticket of an alias.
    Redeemed {
        /// Which.
        ticket: i64,
    },
    /// A decision is about a post of hers.
    Decided {
        /// Which.
        decision: DecisionId,
    },
    /// A moderator began a conversation with her about a post of hers.
    Talked {
        /// In which case.
        case: CaseId,
    },
    /// The name behind a voice of hers was opened.
    NameOpened {
        /// By which request.
        opening: OpeningId,
    },
}

impl Trace {
    pub(super) const fn key(&self) -> (&'static str, i64) {
        match self {
            Self::Opened { thread } => ("trace-opened", thread.0),
            Self::Spoke { thread } => ("trace-spoke", thread.0),
            Self::Reported { report } => ("trace-reported", report.0),
            Self::Redeemed { ticket } => ("trace-redeemed", *ticket),
            Self::Decided { decision } => ("trace-decided", decision.0),
            Self::Talked { case } => ("trace-talked", case.0),
            Self::NameOpened { opening } => ("trace-name-opened", opening.0),
        }
    }
}

/// Traces read at once while looking for those of one kind.
const STRETCH: i64 = 200;

/// Leaves a trace, once; returns whether it was left now.
///
/// # Errors
/// `Left` when she has left the forum, or when the database fails.
pub fn leave(conn: &mut Conn, app: &App, account: AccountId, trace: &Trace) -> Stored<bool> {
    let (purpose, id) = trace.key();
    let lookup = app.seal.lookup(purpose, &[account.0, id]);
    if store::has_trace(conn, &lookup)? {
        return Ok(false);
    }
    let seq = accounts::actions::next_seq(conn, account)?.ok_or(Failure::Left)?;
    let sealed = app.seal.seal(Row { table: "traces", key: &[account.0, seq] }, trace);
    store::insert_trace(conn, &NewTrace { account, seq, day: app.clock.now().day(), sealed: &sealed, lookup: &lookup })
}

/// Whether she has left this trace.
///
/// # Errors
/// When the database fails.
pub fn has_left(conn: &mut Conn, app: &App, account: AccountId, trace: &Trace) -> Stored<bool> {
    let (purpose, id) = trace.key();
    store::has_trace(conn, &app.seal.lookup(purpose, &[account.0, id]))
}

/// Up to `limit` of her traces that `wanted` takes, newest first, older than `before`; each with its running number.
///
/// # Errors
/// When the database fails.
pub fn find<T>(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
    wanted: impl Fn(Trace) -> Option<T>,
) -> Stored<Vec<(i64, T)>> {
    let limit = usize::try_from(limit).unwrap_or(0);
    let mut before = before.unwrap_or(i64::MAX);
    let mut found = Vec::new();
    loop {
        let stretch = store::traces_before(conn, account, before, STRETCH)?;
        let Some((oldest, _)) = stretch.last() else { return Ok(found) };
        before = *oldest;
        for (seq, sealed) in stretch {
            let trace = app.seal.open(Row { table: "traces", key: &[account.0, seq] }, &sealed);
            if let Some(wanted) = trace.and_then(&wanted) {
                found.push((seq, wanted));
                if found.len() == limit {
                    return Ok(found);
                }
            }
        }
    }
}
