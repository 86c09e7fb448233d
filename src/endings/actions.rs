//! What threads ask of endings, inside their transaction.

use super::store;
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};

pub use super::asking::still_asked;

/// A thread was opened: its writer will be asked, unless nobody ever is here.
///
/// # Errors
/// When the database fails.
pub fn opened(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<()> {
    match app.config.endings.ask_after_days {
        0 => Ok(()),
        days => store::insert(conn, thread, app.clock.now().plus(i64::from(days) * DAY)),
    }
}

/// Has the writer of a thread asked at that moment: for the large forum that is measured.
///
/// # Errors
/// When the database fails.
pub fn ask_at(conn: &mut Conn, thread: ThreadId, at: Moment) -> Stored<()> {
    store::insert(conn, thread, at)
}

/// She told how it went, in this post; what she told before is an answer like others.
///
/// # Errors
/// When the database fails.
pub fn told(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<()> {
    store::set(conn, thread, number)
}

/// The number of the post that tells how it went.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, thread: ThreadId) -> Stored<Option<i32>> {
    store::number(conn, thread)
}

/// Asks nobody of those who were to be asked by now: they are invented, and so is the past.
///
/// # Errors
/// When the database fails.
pub fn drop_due(conn: &mut Conn, now: Moment) -> Stored<()> {
    store::drop_due(conn, now)
}

/// Whether its page asks whoever opened it how it went.
///
/// # Errors
/// When the database fails.
pub fn asks(conn: &mut Conn, app: &App, thread: ThreadId, posted_at: Moment) -> Stored<bool> {
    let days = app.config.endings.ask_after_days;
    let ripe = days > 0 && posted_at.plus(i64::from(days) * DAY) <= app.clock.now();
    Ok(ripe && store::number(conn, thread)?.is_none())
}
