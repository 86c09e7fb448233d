//! The tables `blocks` and `hidden`.

use diesel::prelude::*;

use crate::clock::Day;
use crate::storage::columns::AccountId;
use crate::storage::schema::{blocks, hidden};
use crate::storage::{Conn, Stored, on_each};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = blocks)]
pub(super) struct BlockRow {
    pub account: AccountId,
    pub seq: i64,
    pub day: Day,
    pub sealed: Vec<u8>,
    pub lookup: Vec<u8>,
}

pub(super) fn has_block(conn: &mut Conn, lookup: &[u8]) -> Stored<bool> {
    let found: Option<i64> = blocks::table.filter(blocks::lookup.eq(lookup)).select(blocks::seq).first(conn).optional()?;
    Ok(found.is_some())
}

pub(super) fn insert_block(conn: &mut Conn, row: &BlockRow) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(blocks::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Whether there was one.
pub(super) fn delete_block(conn: &mut Conn, lookup: &[u8]) -> Stored<bool> {
    Ok(diesel::delete(blocks::table.filter(blocks::lookup.eq(lookup))).execute(conn)? > 0)
}

/// Her blocks older than `before`, the newest first; all of them without a limit.
pub(super) fn blocks(conn: &mut Conn, account: AccountId, before: Option<i64>, limit: Option<i64>) -> Stored<Vec<BlockRow>> {
    let hers = blocks::table
        .filter(blocks::account.eq(account))
        .filter(blocks::seq.lt(before.unwrap_or(i64::MAX)))
        .order(blocks::seq.desc())
        .limit(limit.unwrap_or(i64::MAX))
        .select(BlockRow::as_select());
    Ok(hers.load(conn)?)
}

pub(super) fn wishes(conn: &mut Conn, account: AccountId) -> Stored<Option<Vec<u8>>> {
    Ok(hidden::table.find(account).select(hidden::sealed).first(conn).optional()?)
}

pub(super) fn set_wishes(conn: &mut Conn, account: AccountId, sealed: &[u8]) -> Stored<()> {
    let row = (hidden::account.eq(account), hidden::sealed.eq(sealed));
    on_each!(conn, c => diesel::insert_into(hidden::table)
        .values(row)
        .on_conflict(hidden::account)
        .do_update()
        .set(hidden::sealed.eq(sealed))
        .execute(c))?;
    Ok(())
}
