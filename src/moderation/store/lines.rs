//! The table `staff_log`: rows are added and read, and go when they are two years older than the newest.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::moderation::log::FOR_BOOKS;
use crate::storage::columns::{CaseId, ThreadId};
use crate::storage::schema::staff_log;
use crate::storage::{Conn, Stored, on_each};

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = staff_log)]
pub(in super::super) struct LogRow {
    pub seq: i64,
    pub at: Moment,
    pub act: String,
    pub case_id: Option<CaseId>,
    pub thread: Option<ThreadId>,
    pub number: Option<i32>,
    pub detail: String,
    pub sealed: Vec<u8>,
    pub facts: String,
}

/// Adds a line; `false` when its place is taken.
pub(in super::super) fn add_to_log(conn: &mut Conn, row: &LogRow) -> Stored<bool> {
    let added = on_each!(conn, c => diesel::insert_into(staff_log::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Lines for people, newest first.
pub(in super::super) fn log_before(
    conn: &mut Conn,
    case: Option<CaseId>,
    before: Option<i64>,
    limit: i64,
) -> Stored<Vec<LogRow>> {
    let mut query = staff_log::table
        .filter(staff_log::act.ne(FOR_BOOKS[0]))
        .filter(staff_log::act.ne(FOR_BOOKS[1]))
        .order(staff_log::seq.desc())
        .limit(limit)
        .select(LogRow::as_select())
        .into_boxed();
    if let Some(case) = case {
        query = query.filter(staff_log::case_id.eq(case));
    }
    if let Some(before) = before {
        query = query.filter(staff_log::seq.lt(before));
    }
    Ok(query.load(conn)?)
}

/// All lines after this one and up to a moment, oldest first.
pub(in super::super) fn log_after(conn: &mut Conn, after: i64, until: Moment, limit: i64) -> Stored<Vec<LogRow>> {
    let later = staff_log::table.filter(staff_log::seq.gt(after)).filter(staff_log::at.lt(until));
    Ok(later.order(staff_log::seq).limit(limit).select(LogRow::as_select()).load(conn)?)
}

/// The newest line of an act.
pub(in super::super) fn last_of_act(conn: &mut Conn, act: &str) -> Stored<Option<Moment>> {
    let lines = staff_log::table.filter(staff_log::act.eq(act)).order(staff_log::seq.desc());
    Ok(lines.select(staff_log::at).first(conn).optional()?)
}

/// Forgets the lines that are so much older than the newest; how many.
pub(in super::super) fn forget_lines(conn: &mut Conn, age: i64) -> Stored<usize> {
    let newest: Option<Moment> = staff_log::table.order(staff_log::at.desc()).select(staff_log::at).first(conn).optional()?;
    let Some(newest) = newest else { return Ok(0) };
    let old = staff_log::table.filter(staff_log::at.lt(Moment(newest.0.saturating_sub(age))));
    Ok(diesel::delete(old).execute(conn)?)
}
