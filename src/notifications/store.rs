use diesel::prelude::*;

use crate::clock::Day;
use crate::storage::columns::AccountId;
use crate::storage::schema::notifications;
use crate::storage::{Conn, Stored, on_each};

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = notifications)]
pub(super) struct Row {
    pub account: AccountId,
    pub seq: i64,
    pub day: Day,
    pub seen: bool,
    pub sealed: Vec<u8>,
    pub lookup: Vec<u8>,
}

pub(super) fn is_known(conn: &mut Conn, lookup: &[u8]) -> Stored<bool> {
    let found: Option<i64> =
        notifications::table.filter(notifications::lookup.eq(lookup)).select(notifications::seq).first(conn).optional()?;
    Ok(found.is_some())
}

/// Whoever tells the same thing at the same moment tells it once.
pub(super) fn insert(conn: &mut Conn, row: &Row) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(notifications::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub(super) fn page(conn: &mut Conn, account: AccountId, before: Option<i64>, limit: i64) -> Stored<Vec<Row>> {
    Ok(notifications::table
        .filter(notifications::account.eq(account))
        .filter(notifications::seq.lt(before.unwrap_or(i64::MAX)))
        .order(notifications::seq.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?)
}

pub(super) fn unread(conn: &mut Conn, account: AccountId) -> Stored<i64> {
    let unseen = notifications::table.filter(notifications::account.eq(account)).filter(notifications::seen.eq(false));
    Ok(unseen.count().get_result(conn)?)
}

pub(super) fn unseen(conn: &mut Conn, account: AccountId) -> Stored<Vec<Row>> {
    let unseen = notifications::table.filter(notifications::account.eq(account)).filter(notifications::seen.eq(false));
    Ok(unseen.select(Row::as_select()).load(conn)?)
}

/// Marks these as read, or all of them.
pub(super) fn mark(conn: &mut Conn, account: AccountId, seqs: Option<&[i64]>) -> Stored<()> {
    let unseen = notifications::table.filter(notifications::account.eq(account)).filter(notifications::seen.eq(false));
    match seqs {
        None => diesel::update(unseen).set(notifications::seen.eq(true)).execute(conn)?,
        Some(seqs) => on_each!(conn, c => diesel::update(unseen.filter(notifications::seq.eq_any(seqs)))
            .set(notifications::seen.eq(true))
            .execute(c))?,
    };
    Ok(())
}
