//! What the list of those that wait asks of threads.

use super::follows;
use super::model::ThreadState;
use super::store;
use crate::app::App;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices;

/// How a thread stands for whoever might answer it.
#[derive(Clone, Copy, Debug)]
pub struct Stands {
    /// The number of its space.
    pub space: i32,
    /// It is not there any more.
    pub is_gone: bool,
    /// Its opening post waits for a person.
    pub is_held: bool,
    /// It takes no replies.
    pub is_closed: bool,
}

/// How a thread stands.
///
/// # Errors
/// When the database fails.
pub fn stands(conn: &mut Conn, thread: ThreadId) -> Stored<Stands> {
    let row = store::any(conn, thread)?;
    Ok(row.map_or(Stands { space: 0, is_gone: true, is_held: false, is_closed: false }, |row| Stands {
        space: row.space,
        is_gone: row.deleted || (!row.listed && !row.held),
        is_held: row.held,
        is_closed: row.shown_state() == ThreadState::Locked,
    }))
}

/// Whether she speaks in a thread, under either of her names.
///
/// # Errors
/// When the database fails.
pub fn has_spoken(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<bool> {
    Ok(!voices::actions::hers(conn, app, account, thread)?.is_empty())
}

/// How many members but her have read a thread; five stand for more.
///
/// # Errors
/// When the database fails.
pub fn readers_but(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<usize> {
    let own = follows::read_lookup(app, account, thread);
    store::readers_but(conn, thread, &own, 5)
}
