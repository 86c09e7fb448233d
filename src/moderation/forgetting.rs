//! What moderation forgets when it has served its time.

use super::deciding::UNDO;
use super::store;
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::storage::{Conn, Stored};
use crate::threads;

/// Reports, and what checks noticed, stay for so many milliseconds; lines of the log too.
pub const TWO_YEARS: i64 = 730 * DAY;
/// Removals that were decided so many milliseconds before that are looked at again: nights may be missed, objections take time.
const LOOKED_AT_AGAIN: i64 = 120 * DAY;

fn before(app: &App, age: i64) -> Moment {
    Moment(app.clock.now().0.saturating_sub(age))
}

/// Forgets reports that were closed, two years after they were made.
///
/// # Errors
/// When the database fails.
pub fn forget_reports(conn: &mut Conn, app: &App) -> Stored<()> {
    store::forget_reports(conn, before(app, TWO_YEARS))
}

/// Forgets what checks noticed, two years later.
///
/// # Errors
/// When the database fails.
pub fn forget_signals(conn: &mut Conn, app: &App) -> Stored<()> {
    store::forget_signals(conn, before(app, TWO_YEARS))
}

/// Forgets requests for names, two years after they were closed or opened.
///
/// # Errors
/// When the database fails.
pub fn forget_openings(conn: &mut Conn, app: &App) -> Stored<()> {
    store::forget_openings(conn, before(app, TWO_YEARS))
}

/// Forgets lines of the log, two years later.
///
/// # Errors
/// When the database fails.
pub fn forget_lines(conn: &mut Conn, _: &App) -> Stored<()> {
    store::forget_lines(conn, TWO_YEARS)?;
    Ok(())
}

/// Forgets the words of posts that were removed, once their removal can neither be undone nor is objected to any more (L-10, L-37).
///
/// # Errors
/// When the database fails.
pub fn forget_removed_words(conn: &mut Conn, app: &App) -> Stored<()> {
    for row in store::lasting_removals(conn, before(app, UNDO + LOOKED_AT_AGAIN), before(app, UNDO))? {
        let open = store::appeals_of(conn, row.case_id)?.iter().any(|appeal| appeal.decided_at.is_none());
        if !open {
            threads::leaving::forget_removed(conn, row.thread, row.number)?;
        }
    }
    Ok(())
}
