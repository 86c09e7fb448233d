//! The tables `waits`, `calls`, `listeners` and `first_answers`.

use diesel::prelude::*;

use crate::clock::{Day, Moment};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::schema::{calls, first_answers, listeners, waits};
use crate::storage::{Conn, Stored, on_each};

#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = waits, treat_none_as_null = true)]
pub(super) struct WaitRow {
    pub thread: ThreadId,
    pub began_at: Moment,
    pub next_at: Option<Moment>,
    pub unanswered: bool,
    pub counted: bool,
    pub calls: i32,
    pub writing_until: Option<Moment>,
    pub writing: Option<Vec<u8>>,
}

pub(super) fn insert(conn: &mut Conn, row: &WaitRow) -> Stored<()> {
    diesel::insert_into(waits::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn find(conn: &mut Conn, thread: ThreadId) -> Stored<Option<WaitRow>> {
    Ok(waits::table.find(thread).select(WaitRow::as_select()).first(conn).optional()?)
}

pub(super) fn keep(conn: &mut Conn, row: &WaitRow) -> Stored<()> {
    diesel::update(waits::table.find(row.thread)).set(row).execute(conn)?;
    Ok(())
}

/// Holds the row until the transaction ends: two processes then do not call about the same thread at once.
pub(super) fn hold(conn: &mut Conn, thread: ThreadId) -> Stored<()> {
    diesel::update(waits::table.find(thread)).set(waits::calls.eq(waits::calls)).execute(conn)?;
    Ok(())
}

/// Threads whose next call is due, the longest due first.
pub(super) fn due(conn: &mut Conn, now: Moment, limit: i64) -> Stored<Vec<ThreadId>> {
    Ok(waits::table.filter(waits::next_at.le(now)).order(waits::next_at).limit(limit).select(waits::thread).load(conn)?)
}

pub(super) fn forget_before(conn: &mut Conn, before: Moment) -> Stored<()> {
    // A row that goes takes its calls along; a thread without one is one that nobody is called about.
    let old = waits::table.filter(waits::began_at.lt(before)).filter(waits::next_at.is_null());
    diesel::delete(old).execute(conn)?;
    Ok(())
}

pub(super) fn was_called(conn: &mut Conn, thread: ThreadId, lookup: &[u8]) -> Stored<bool> {
    Ok(calls::table.find((thread, lookup)).select(calls::thread).first::<ThreadId>(conn).optional()?.is_some())
}

pub(super) fn note_call(conn: &mut Conn, thread: ThreadId, lookup: &[u8]) -> Stored<()> {
    let row = (calls::thread.eq(thread), calls::lookup.eq(lookup));
    on_each!(conn, c => diesel::insert_into(calls::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub(super) fn listener(conn: &mut Conn, account: AccountId) -> Stored<Option<Vec<u8>>> {
    Ok(listeners::table.find(account).select(listeners::sealed).first(conn).optional()?)
}

pub(super) fn all_listeners(conn: &mut Conn) -> Stored<Vec<(AccountId, Vec<u8>)>> {
    Ok(listeners::table.order(listeners::account).select((listeners::account, listeners::sealed)).load(conn)?)
}

pub(super) fn set_listener(conn: &mut Conn, account: AccountId, sealed: &[u8]) -> Stored<()> {
    let row = (listeners::account.eq(account), listeners::sealed.eq(sealed));
    on_each!(conn, c => diesel::insert_into(listeners::table)
        .values(row)
        .on_conflict(listeners::account)
        .do_update()
        .set(listeners::sealed.eq(sealed))
        .execute(c))?;
    Ok(())
}

/// Counts threads opened (`quarters` = -1) or answered in an hour of a day.
pub(super) fn count(conn: &mut Conn, day: Day, hour: i32, quarters: i32, by: i64) -> Stored<()> {
    let row = (
        first_answers::day.eq(day),
        first_answers::hour.eq(hour),
        first_answers::quarters.eq(quarters),
        first_answers::threads.eq(by),
    );
    on_each!(conn, c => diesel::insert_into(first_answers::table)
        .values(row)
        .on_conflict((first_answers::day, first_answers::hour, first_answers::quarters))
        .do_update()
        .set(first_answers::threads.eq(first_answers::threads + by))
        .execute(c))?;
    Ok(())
}

/// Hour, quarters and threads of these days.
pub(super) fn counted(conn: &mut Conn, from: Day, to: Day) -> Stored<Vec<(i32, i32, i64)>> {
    let days = first_answers::table.filter(first_answers::day.ge(from)).filter(first_answers::day.le(to));
    Ok(days.select((first_answers::hour, first_answers::quarters, first_answers::threads)).load(conn)?)
}

pub(super) fn forget_counts(conn: &mut Conn, before: Day) -> Stored<()> {
    diesel::delete(first_answers::table.filter(first_answers::day.lt(before))).execute(conn)?;
    Ok(())
}
