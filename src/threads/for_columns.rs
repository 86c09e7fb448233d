//! What columns and newsreaders ask of threads.

use super::model::{Note, Order, notes_of_column};
use super::store::{self, Wanted};
use super::views::{self, Card};
use crate::app::App;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices;

/// The newest threads, or columns, that everybody may read; none that touches self-harm (S-28). That somebody worries about a
/// writer changes nothing here: nothing that others see may tell of a report (L-39).
///
/// # Errors
/// When the database fails.
pub fn newest_public(conn: &mut Conn, columns: bool, limit: i64) -> Stored<Vec<Card>> {
    let wanted = Wanted { members: false, columns, space: None, need: None, order: Order::New, after: None, limit };
    let mut rows = store::list(conn, &wanted)?;
    rows.retain(|row| !notes_of_column(&row.notes).contains(&Note::SelfHarm));
    views::cards(conn, rows)
}

/// A column that this reader may see, as its card, and who wrote it if she is still here.
///
/// # Errors
/// When the database fails.
pub fn column(conn: &mut Conn, app: &App, thread: ThreadId, members: bool) -> Stored<Option<(Card, Option<AccountId>)>> {
    let Some(row) = store::readable(conn, thread, members)?.filter(|row| row.is_column && row.listed) else { return Ok(None) };
    let writer = voices::actions::account_behind(conn, app, thread, row.voice)?;
    Ok(views::cards(conn, vec![row])?.pop().map(|card| (card, writer)))
}
