//! Small crowds: where few people are, an alias hides little, and whoever is about to use one is told.

use super::store;
use crate::accounts;
use crate::app::App;
use crate::clock::DAY;
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};

/// Below so many people a guess is likely to be right. No answer says how many there are.
const SMALL: i64 = 10;

/// Whether few members were here today; the day before counts too, because every day begins with nobody.
///
/// # Errors
/// When the database fails.
pub fn is_small(conn: &mut Conn, app: &App) -> Stored<bool> {
    let since = app.clock.now().plus(-DAY).day();
    Ok(accounts::actions::here_since(conn, since, SMALL)? < SMALL)
}

/// Whether few members were here today, or few voices speak in a thread that only members read.
///
/// Voices are counted, which everybody may do, and not the members behind them: that number would tell which two voices are
/// one member's.
///
/// # Errors
/// When the database fails.
pub fn is_small_in(conn: &mut Conn, app: &App, thread: ThreadId, members_only: bool) -> Stored<bool> {
    Ok(is_small(conn, app)? || (members_only && store::count(conn, thread, SMALL)? < usize::try_from(SMALL).unwrap_or(0)))
}
