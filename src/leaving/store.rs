//! The table `receipts`.

use diesel::prelude::*;

use crate::clock::Day;
use crate::storage::schema::receipts;
use crate::storage::{Conn, Stored};

#[derive(Insertable)]
#[diesel(table_name = receipts)]
pub(super) struct ReceiptRow {
    pub id: i64,
    pub lookup: Vec<u8>,
    pub day: Day,
    pub sealed: Vec<u8>,
}

pub(super) fn insert(conn: &mut Conn, row: &ReceiptRow) -> Stored<()> {
    diesel::insert_into(receipts::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn by_lookup(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<(i64, Vec<u8>)>> {
    Ok(receipts::table.filter(receipts::lookup.eq(lookup)).select((receipts::id, receipts::sealed)).first(conn).optional()?)
}

/// What a receipt holds; its row is held until the transaction ends, so that of two jobs each counts.
pub(super) fn held(conn: &mut Conn, id: i64) -> Stored<Option<Vec<u8>>> {
    diesel::update(receipts::table.find(id)).set(receipts::day.eq(receipts::day)).execute(conn)?;
    Ok(receipts::table.find(id).select(receipts::sealed).first(conn).optional()?)
}

pub(super) fn change(conn: &mut Conn, id: i64, sealed: &[u8]) -> Stored<()> {
    diesel::update(receipts::table.find(id)).set(receipts::sealed.eq(sealed)).execute(conn)?;
    Ok(())
}

pub(super) fn forget_before(conn: &mut Conn, day: Day) -> Stored<usize> {
    Ok(diesel::delete(receipts::table.filter(receipts::day.lt(day))).execute(conn)?)
}
