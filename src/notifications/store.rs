use diesel::prelude::*;

use crate::clock::Day;
use crate::storage::columns::AccountId;
use crate::storage::schema::{mail_series, notifications};
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

/// Rows of one statement: PostgreSQL takes 65,535 values.
const AT_ONCE: usize = 1_000;

pub(super) fn insert_all(conn: &mut Conn, rows: &[Row]) -> Stored<()> {
    for stretch in rows.chunks(AT_ONCE) {
        on_each!(conn, c => diesel::insert_into(notifications::table).values(stretch).execute(c))?;
    }
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

// The memory of letters

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = mail_series)]
pub(super) struct SeriesRow {
    pub account: AccountId,
    pub seq: i64,
    pub day: Day,
    pub sealed: Vec<u8>,
    pub lookup: Vec<u8>,
}

pub(super) fn series(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<(i64, Vec<u8>)>> {
    let found = mail_series::table.filter(mail_series::lookup.eq(lookup));
    Ok(found.select((mail_series::seq, mail_series::sealed)).first(conn).optional()?)
}

pub(super) fn insert_series(conn: &mut Conn, row: &SeriesRow) -> Stored<()> {
    diesel::insert_into(mail_series::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn set_series(conn: &mut Conn, account: AccountId, seq: i64, sealed: &[u8]) -> Stored<()> {
    diesel::update(mail_series::table.find((account, seq))).set(mail_series::sealed.eq(sealed)).execute(conn)?;
    Ok(())
}

pub(super) fn all_series(conn: &mut Conn, account: AccountId, after: i64, limit: i64) -> Stored<Vec<SeriesRow>> {
    Ok(mail_series::table
        .filter(mail_series::account.eq(account))
        .filter(mail_series::seq.gt(after))
        .order(mail_series::seq)
        .limit(limit)
        .select(SeriesRow::as_select())
        .load(conn)?)
}
