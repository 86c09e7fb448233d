//! What other domains may ask of the list of those that wait.

use crate::app::App;
use crate::clock::{DAY, Day};
use crate::storage::{Conn, Stored};

pub use super::calling::still_waits;
pub use super::rota::{Listening, kept};
pub use super::waits::{Waiting, Writing, answered, of_listener, of_writer, opened, waits_again};

/// For so long it is remembered who was called about a thread, in milliseconds.
const CALLS: i64 = 14 * DAY;
/// For so many days it is counted how long first answers took.
const COUNTS: i32 = 400;

/// Forgets old calls and counts.
///
/// # Errors
/// When the database fails.
pub fn forget_old(conn: &mut Conn, app: &App) -> Stored<()> {
    let now = app.clock.now();
    super::store::forget_before(conn, now.plus(-CALLS))?;
    super::store::forget_counts(conn, Day(now.day().0 - COUNTS))
}
