//! The one case of a post: whatever is said about the post comes together in it.

use super::marks::{self, Mark};
use super::model::{CaseState, Error};
use super::store::{self, CaseChange, CaseRow};
use crate::app::App;
use crate::clock::{HOUR, Moment};
use crate::storage::columns::{CaseId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::{accounts, threads};

/// From this weight on a case should be decided within the hour: somebody may come to harm.
pub const URGENT: i32 = 80;
/// Milliseconds within which a case should be decided (L-06).
const TARGET: i64 = 48 * HOUR;
/// The same where somebody may come to harm.
const URGENT_TARGET: i64 = HOUR;

/// When a case of this weight should be decided.
#[must_use]
pub const fn due(weight: i32, opened_at: Moment) -> Moment {
    opened_at.plus(if weight >= URGENT { URGENT_TARGET } else { TARGET })
}

/// The post's case with something more in it: open again if it was decided, and as heavy as the heaviest of what is open. Its
/// row is held until the transaction ends: a decision that comes at this moment either knows of what joins, or came before.
pub(super) fn join(
    conn: &mut Conn,
    app: &App,
    (thread, number): (ThreadId, i32),
    weight: i32,
    mark: Option<Mark>,
) -> Result<CaseRow, Error> {
    let now = app.clock.now();
    let newcomer = is_newcomers(conn, app, thread, number)?.then_some(Mark::Newcomer);
    let column = marks::column(&mark.into_iter().chain(newcomer).collect::<Vec<_>>());
    let new = CaseRow {
        id: CaseId(app.chance.id()),
        thread,
        number,
        state: CaseState::Open,
        weight,
        opened_at: now,
        claim_sealed: None,
        claim_until: None,
        version: 0,
        marks: column.clone(),
        due_at: Some(due(weight, now)),
        called_at: None,
    };
    for _ in 0..TRIES {
        let case = store::case_of_post(conn, &new)?;
        let change = if case.state == CaseState::Closed {
            CaseChange { marks: column.clone(), ..new.as_it_is() }
        } else {
            let due_at = due(weight, now);
            CaseChange {
                weight: case.weight.max(weight),
                marks: mark.map_or_else(|| case.marks.clone(), |mark| marks::add(&case.marks, mark)),
                due_at: Some(case.due_at.map_or(due_at, |before| before.min(due_at))),
                ..case.as_it_is()
            }
        };
        if store::change_case(conn, &case, &change)? {
            return store::case(conn, case.id)?.ok_or(Error::Unknown);
        }
    }
    Err(Error::Changed)
}

/// Whether whoever wrote the post joined only days ago.
fn is_newcomers(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<bool> {
    let writer = threads::actions::post_in_brief(conn, app, thread, number)?.and_then(|post| post.account);
    let joined = writer.map_or(Ok(None), |writer| accounts::actions::joined_on(conn, writer))?;
    Ok(joined.is_some_and(|joined| app.clock.now().day().0.saturating_sub(joined.0) < app.config.moderation.new_days))
}

/// Tries to change a case that others change at the same moment.
const TRIES: usize = 16;
