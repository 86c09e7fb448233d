//! The table `word_erasures`.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::storage::columns::DecisionId;
use crate::storage::schema::word_erasures;
use crate::storage::{Conn, Stored, on_each};

/// Words that are to be erased for good, or were.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = word_erasures)]
pub(in super::super) struct ErasureRow {
    pub decision: DecisionId,
    pub reason: String,
    pub asked_at: Moment,
    pub done_at: Option<Moment>,
    pub sealed: Vec<u8>,
}

/// Writes down that somebody asked; `false` when somebody did before.
pub(in super::super) fn ask_erasure(conn: &mut Conn, row: &ErasureRow) -> Stored<bool> {
    let made = on_each!(conn, c => diesel::insert_into(word_erasures::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

pub(in super::super) fn erasure(conn: &mut Conn, decision: DecisionId) -> Stored<Option<ErasureRow>> {
    Ok(word_erasures::table.find(decision).select(ErasureRow::as_select()).first(conn).optional()?)
}

/// Ends the wait of one that was asked for; `false` when it was done before.
pub(in super::super) fn end_erasure(conn: &mut Conn, decision: DecisionId, at: Moment) -> Stored<bool> {
    let waiting = word_erasures::table.find(decision).filter(word_erasures::done_at.is_null());
    Ok(diesel::update(waiting).set(word_erasures::done_at.eq(at)).execute(conn)? == 1)
}

/// Takes back what was asked for; `false` when it was done, or nobody asked.
pub(in super::super) fn withdraw_erasure(conn: &mut Conn, decision: DecisionId) -> Stored<bool> {
    let waiting = word_erasures::table.find(decision).filter(word_erasures::done_at.is_null());
    Ok(diesel::delete(waiting).execute(conn)? == 1)
}
