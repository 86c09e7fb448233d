//! The table `decisions`.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::moderation::model::{Action, Found, Ground};
use crate::storage::columns::{BatchId, CaseId, DecisionId, ThreadId};
use crate::storage::schema::decisions;
use crate::storage::{Conn, Stored, on_each};

/// A decision with its statement of reasons.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = decisions)]
pub(in super::super) struct DecisionRow {
    pub id: DecisionId,
    pub case_id: CaseId,
    pub thread: ThreadId,
    pub number: i32,
    pub action: Action,
    pub rule: String,
    pub facts: String,
    pub message: String,
    pub found_by: Found,
    pub automatic: bool,
    pub before_state: String,
    pub decided_at: Moment,
    pub undone_at: Option<Moment>,
    pub sealed: Vec<u8>,
    pub sanction: Vec<u8>,
    pub after_state: String,
    pub class: String,
    pub ground: Ground,
    pub detected: bool,
    pub restricts: bool,
    pub decider: Vec<u8>,
    pub batch: Option<BatchId>,
    pub step: i32,
    pub ended_at: Option<Moment>,
}

pub(in super::super) fn insert_decision(conn: &mut Conn, row: &DecisionRow) -> Stored<()> {
    diesel::insert_into(decisions::table).values(row).execute(conn)?;
    Ok(())
}

pub(in super::super) fn decision(conn: &mut Conn, id: DecisionId) -> Stored<Option<DecisionRow>> {
    Ok(decisions::table.find(id).select(DecisionRow::as_select()).first(conn).optional()?)
}

pub(in super::super) fn decisions_with_ids(conn: &mut Conn, ids: &[DecisionId]) -> Stored<Vec<DecisionRow>> {
    Ok(on_each!(conn, c => decisions::table.filter(decisions::id.eq_any(ids)).select(DecisionRow::as_select()).load(c))?)
}

pub(in super::super) fn decisions_of(conn: &mut Conn, case: CaseId) -> Stored<Vec<DecisionRow>> {
    Ok(decisions::table
        .filter(decisions::case_id.eq(case))
        .order((decisions::decided_at, decisions::step, decisions::id))
        .select(DecisionRow::as_select())
        .load(conn)?)
}

/// The decisions of one act, in the order they were taken.
pub(in super::super) fn decisions_of_batch(conn: &mut Conn, batch: BatchId) -> Stored<Vec<DecisionRow>> {
    Ok(decisions::table
        .filter(decisions::batch.eq(batch))
        .order((decisions::thread, decisions::step))
        .select(DecisionRow::as_select())
        .load(conn)?)
}

/// The decisions about a thread's posts that stand, in their order. The thread's row is held by the caller.
pub(in super::super) fn standing_decisions(conn: &mut Conn, thread: ThreadId) -> Stored<Vec<DecisionRow>> {
    Ok(decisions::table
        .filter(decisions::thread.eq(thread))
        .filter(decisions::undone_at.is_null())
        .order(decisions::step)
        .select(DecisionRow::as_select())
        .load(conn)?)
}

/// The number of the next decision in a thread. The thread's row is held by the caller.
pub(in super::super) fn next_step(conn: &mut Conn, thread: ThreadId) -> Stored<i32> {
    let last: Option<i32> = decisions::table
        .filter(decisions::thread.eq(thread))
        .order(decisions::step.desc())
        .select(decisions::step)
        .first(conn)
        .optional()?;
    Ok(last.unwrap_or(0) + 1)
}

/// Marks a decision undone, unless somebody just did.
pub(in super::super) fn undo(conn: &mut Conn, id: DecisionId, at: Moment) -> Stored<bool> {
    let standing = decisions::table.filter(decisions::id.eq(id)).filter(decisions::undone_at.is_null());
    Ok(diesel::update(standing).set(decisions::undone_at.eq(at)).execute(conn)? == 1)
}

/// Says what a decision changed from, after the one before it was undone.
pub(in super::super) fn set_before(conn: &mut Conn, id: DecisionId, before: &str) -> Stored<()> {
    diesel::update(decisions::table.find(id)).set(decisions::before_state.eq(before)).execute(conn)?;
    Ok(())
}

/// Ends the holds of a post that have not ended.
pub(in super::super) fn end_holds(conn: &mut Conn, thread: ThreadId, number: i32, at: Moment) -> Stored<()> {
    let holds = decisions::table
        .filter(decisions::thread.eq(thread))
        .filter(decisions::number.eq(number))
        .filter(decisions::action.eq(Action::Hold))
        .filter(decisions::ended_at.is_null());
    diesel::update(holds).set(decisions::ended_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Begins again the hold that an undone decision had ended.
pub(in super::super) fn resume_hold(conn: &mut Conn, id: DecisionId) -> Stored<()> {
    diesel::update(decisions::table.find(id)).set(decisions::ended_at.eq(None::<Moment>)).execute(conn)?;
    Ok(())
}

/// Class, beginning and end of the holds that ended since a moment.
pub(in super::super) fn ended_holds(conn: &mut Conn, since: Moment) -> Stored<Vec<(String, Moment, Moment)>> {
    let rows: Vec<(String, Moment, Option<Moment>)> = decisions::table
        .filter(decisions::action.eq(Action::Hold))
        .filter(decisions::ended_at.ge(since).assume_not_null())
        .select((decisions::class, decisions::decided_at, decisions::ended_at))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(class, began, ended)| Some((class, began, ended?))).collect())
}

/// The hold of a post before a step in its thread, the latest.
pub(in super::super) fn last_hold(conn: &mut Conn, thread: ThreadId, number: i32, before: i32) -> Stored<Option<DecisionRow>> {
    Ok(decisions::table
        .filter(decisions::thread.eq(thread))
        .filter(decisions::number.eq(number))
        .filter(decisions::action.eq(Action::Hold))
        .filter(decisions::step.lt(before))
        .order(decisions::step.desc())
        .select(DecisionRow::as_select())
        .first(conn)
        .optional()?)
}

/// Decisions of a time that restrict, oldest first.
pub(in super::super) fn restricting(conn: &mut Conn, from: Moment, until: Moment) -> Stored<Vec<DecisionRow>> {
    let of_time = decisions::table.filter(decisions::decided_at.ge(from)).filter(decisions::decided_at.lt(until));
    Ok(of_time
        .filter(decisions::restricts.eq(true))
        .order((decisions::decided_at, decisions::id))
        .select(DecisionRow::as_select())
        .load(conn)?)
}

/// Removals of this time that stand.
pub(in super::super) fn lasting_removals(conn: &mut Conn, after: Moment, before: Moment) -> Stored<Vec<DecisionRow>> {
    use crate::threads::PostState;
    let removals = decisions::table
        .filter(decisions::action.eq(Action::Remove))
        .filter(decisions::undone_at.is_null())
        .filter(decisions::decided_at.ge(after))
        .filter(decisions::decided_at.lt(before))
        .filter(decisions::after_state.eq(PostState::Removed.word()));
    Ok(removals.order((decisions::decided_at, decisions::id)).select(DecisionRow::as_select()).load(conn)?)
}
