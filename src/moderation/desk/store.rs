//! The tables `case_notes`, `case_messages` and `shifts`.

use diesel::prelude::*;

use super::model::NoteKind;
use crate::clock::Moment;
use crate::storage::columns::{CaseId, CaseMessageId, CaseNoteId, ShiftId};
use crate::storage::schema::{case_messages, case_notes, cases, shifts};
use crate::storage::{Conn, Stored};

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_notes)]
pub(super) struct NoteRow {
    pub id: CaseNoteId,
    pub case_id: CaseId,
    pub kind: NoteKind,
    pub body: String,
    pub at: Moment,
    pub sealed: Vec<u8>,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_messages)]
pub(super) struct MessageRow {
    pub id: CaseMessageId,
    pub case_id: CaseId,
    pub by_staff: bool,
    pub body: String,
    pub at: Moment,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = shifts)]
pub(super) struct ShiftRow {
    pub id: ShiftId,
    pub began_at: Moment,
    pub ends_at: Moment,
    pub ended_at: Option<Moment>,
    pub hard: i32,
    pub note: String,
    pub sealed: Vec<u8>,
}

// Notes

pub(super) fn insert_note(conn: &mut Conn, row: &NoteRow) -> Stored<()> {
    diesel::insert_into(case_notes::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn notes(conn: &mut Conn, case: CaseId) -> Stored<Vec<NoteRow>> {
    let of = case_notes::table.filter(case_notes::case_id.eq(case)).order((case_notes::at, case_notes::id));
    Ok(of.select(NoteRow::as_select()).load(conn)?)
}

/// Forgets the notes of cases that nobody has touched since: they say what somebody thought, not what was decided.
pub(super) fn forget_notes(conn: &mut Conn, before: Moment) -> Stored<()> {
    diesel::delete(case_notes::table.filter(case_notes::at.lt(before))).execute(conn)?;
    Ok(())
}

// Conversations

pub(super) fn insert_message(conn: &mut Conn, row: &MessageRow) -> Stored<()> {
    diesel::insert_into(case_messages::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn messages(conn: &mut Conn, case: CaseId) -> Stored<Vec<MessageRow>> {
    let of = case_messages::table.filter(case_messages::case_id.eq(case)).order((case_messages::at, case_messages::id));
    Ok(of.select(MessageRow::as_select()).load(conn)?)
}

/// Forgets what the member wrote in a conversation; `false` when there is nothing.
pub(super) fn forget_hers(conn: &mut Conn, case: CaseId) -> Stored<bool> {
    let hers = case_messages::table.filter(case_messages::case_id.eq(case)).filter(case_messages::by_staff.eq(false));
    Ok(diesel::delete(hers).execute(conn)? > 0)
}

pub(super) fn forget_messages(conn: &mut Conn, before: Moment) -> Stored<()> {
    diesel::delete(case_messages::table.filter(case_messages::at.lt(before))).execute(conn)?;
    Ok(())
}

// Shifts

pub(super) fn insert_shift(conn: &mut Conn, row: &ShiftRow) -> Stored<()> {
    diesel::insert_into(shifts::table).values(row).execute(conn)?;
    Ok(())
}

/// The shifts that somebody is in now. Nobody is in two: going on duty again makes the first one longer.
pub(super) fn under_way(conn: &mut Conn, now: Moment) -> Stored<Vec<ShiftRow>> {
    let on = shifts::table.filter(shifts::ended_at.is_null()).filter(shifts::ends_at.gt(now));
    Ok(on.order(shifts::began_at).select(ShiftRow::as_select()).load(conn)?)
}

/// Whether anybody has been on duty since.
pub(super) fn any_since(conn: &mut Conn, since: Moment) -> Stored<bool> {
    Ok(shifts::table.filter(shifts::began_at.ge(since)).select(shifts::id).first::<ShiftId>(conn).optional()?.is_some())
}

pub(super) fn set_end(conn: &mut Conn, id: ShiftId, ends_at: Moment) -> Stored<()> {
    diesel::update(shifts::table.find(id)).set(shifts::ends_at.eq(ends_at)).execute(conn)?;
    Ok(())
}

pub(super) fn end(conn: &mut Conn, id: ShiftId, note: &str, at: Moment) -> Stored<()> {
    diesel::update(shifts::table.find(id)).set((shifts::ended_at.eq(at), shifts::note.eq(note))).execute(conn)?;
    Ok(())
}

pub(super) fn one_more_hard(conn: &mut Conn, id: ShiftId) -> Stored<()> {
    diesel::update(shifts::table.find(id)).set(shifts::hard.eq(shifts::hard + 1)).execute(conn)?;
    Ok(())
}

/// The shifts that ended with a note since, newest first.
pub(super) fn left_notes(conn: &mut Conn, since: Moment, limit: i64) -> Stored<Vec<ShiftRow>> {
    let left = shifts::table.filter(shifts::ended_at.ge(since).assume_not_null()).filter(shifts::note.ne(""));
    Ok(left.order((shifts::ended_at.desc(), shifts::id)).limit(limit).select(ShiftRow::as_select()).load(conn)?)
}

pub(super) fn forget_shifts(conn: &mut Conn, before: Moment) -> Stored<()> {
    diesel::delete(shifts::table.filter(shifts::began_at.lt(before))).execute(conn)?;
    Ok(())
}

// Calls

/// Cases that should have been decided by now, and that nobody was called about.
pub(super) fn uncalled(conn: &mut Conn, now: Moment, limit: i64) -> Stored<Vec<CaseId>> {
    use crate::moderation::model::CaseState;
    let overdue = cases::table.filter(cases::state.ne(CaseState::Closed)).filter(cases::due_at.le(now).assume_not_null());
    let uncalled = overdue.filter(cases::called_at.is_null()).order((cases::due_at, cases::id)).limit(limit);
    Ok(uncalled.select(cases::id).load(conn)?)
}
