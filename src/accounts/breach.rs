//! After a breach (L-26): whose accounts a session, a token or a time touched. For the operator's eyes; nothing of it is logged.

use super::{sessions, store, tokens};
use crate::app::App;
use crate::clock::Day;
use crate::storage::columns::{AccountId, SessionId};
use crate::storage::{Conn, Stored};

/// What was lost.
#[derive(Clone, Debug)]
pub enum Lost {
    /// A session, by its id in the list of sessions.
    Session(SessionId),
    /// A token that was found somewhere: every token of its session is of one family.
    Token(String),
    /// Everything between two days.
    Days(Day, Day),
}

/// An account that was touched.
#[derive(Clone, Debug)]
pub struct Touched {
    /// Where she can be told.
    pub address: String,
    /// What she may do: who could read what staff read.
    pub role: super::Role,
    /// Her sessions that were touched.
    pub sessions: Vec<SessionId>,
}

/// The accounts that were touched, in the order of their addresses. A session that has ended is not stored any more.
///
/// # Errors
/// When the database fails.
pub fn touched(conn: &mut Conn, app: &App, lost: &Lost) -> Stored<Vec<Touched>> {
    let session = match lost {
        Lost::Session(id) => Some(*id),
        Lost::Token(token) => tokens::session_of(app, token).or_else(|| Some(sessions::read_refresh_token(app, token)?.0)),
        Lost::Days(..) => None,
    };
    let found: Vec<(AccountId, SessionId)> = match (session, lost) {
        (Some(id), _) => store::session(conn, id)?.map(|(session, _)| (session.account, session.id)).into_iter().collect(),
        (None, Lost::Days(since, until)) => store::sessions_between(conn, *since, *until)?,
        (None, _) => Vec::new(),
    };
    let mut touched: Vec<Touched> = Vec::new();
    let mut last = None;
    for (account, session) in found {
        if last == Some(account) {
            if let Some(same) = touched.last_mut() {
                same.sessions.push(session);
            }
            continue;
        }
        last = Some(account);
        if let Some(row) = store::account(conn, account)? {
            let address = app.seal.open_address(&row.email_sealed).unwrap_or_else(|| "an address whose key is gone".to_owned());
            touched.push(Touched { address, role: row.role, sessions: vec![session] });
        }
    }
    touched.sort_by(|one, other| one.address.cmp(&other.address));
    Ok(touched)
}
