//! The table `reply_addresses`.

use diesel::prelude::*;

use crate::clock::Day;
use crate::storage::schema::reply_addresses;
use crate::storage::{Conn, Stored, on_each};

#[derive(Insertable)]
#[diesel(table_name = reply_addresses)]
pub(super) struct AddressRow {
    pub lookup: Vec<u8>,
    pub last_day: Day,
    pub sealed: Vec<u8>,
}

/// Keeps an address; one that is kept already stays as it is.
pub(super) fn keep(conn: &mut Conn, row: &AddressRow) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(reply_addresses::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub(super) fn find(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<Vec<u8>>> {
    Ok(reply_addresses::table.find(lookup).select(reply_addresses::sealed).first(conn).optional()?)
}

pub(super) fn forget_before(conn: &mut Conn, day: Day) -> Stored<usize> {
    Ok(diesel::delete(reply_addresses::table.filter(reply_addresses::last_day.lt(day))).execute(conn)?)
}

/// A stretch of addresses, in the order of their lookups, after this one.
pub(super) fn after(conn: &mut Conn, lookup: &[u8], limit: i64) -> Stored<Vec<(Vec<u8>, Vec<u8>)>> {
    Ok(reply_addresses::table
        .filter(reply_addresses::lookup.gt(lookup))
        .order(reply_addresses::lookup)
        .limit(limit)
        .select((reply_addresses::lookup, reply_addresses::sealed))
        .load(conn)?)
}

pub(super) fn forget(conn: &mut Conn, lookups: &[Vec<u8>]) -> Stored<()> {
    on_each!(conn, c => diesel::delete(reply_addresses::table.filter(reply_addresses::lookup.eq_any(lookups))).execute(c))?;
    Ok(())
}
