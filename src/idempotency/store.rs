use diesel::prelude::*;

use crate::clock::Moment;
use crate::storage::schema::idempotency;
use crate::storage::{Conn, Stored, on_each, prepared};

/// Whether this key is new; waits for a transaction that is just using it.
pub(super) fn insert(conn: &mut Conn, lookup: &[u8], body_mac: &[u8], expires_at: Moment) -> Stored<bool> {
    let inserted = on_each!(conn, c => diesel::insert_into(idempotency::table)
        .values((idempotency::lookup.eq(lookup), idempotency::body_mac.eq(body_mac), idempotency::expires_at.eq(expires_at)))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

pub(super) type Found = (Vec<u8>, Option<Vec<u8>>);

pub(super) fn find(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<Found>> {
    Ok(idempotency::table
        .filter(idempotency::lookup.eq(lookup))
        .select((idempotency::body_mac, idempotency::place))
        .first(conn)
        .optional()?)
}

pub(super) fn complete(conn: &mut Conn, lookup: &[u8], status: i32, place: &[u8]) -> Stored<()> {
    let answer = (idempotency::status.eq(status), idempotency::place.eq(place));
    let complete = diesel::update(idempotency::table.filter(idempotency::lookup.eq(lookup))).set(answer);
    let _: Option<Option<i32>> = prepared(complete.returning(idempotency::status)).get_result(conn).optional()?;
    Ok(())
}

/// Forgets this key if its time is over and the night has not come yet.
pub(super) fn forget(conn: &mut Conn, lookup: &[u8], now: Moment) -> Stored<()> {
    let over = idempotency::table.filter(idempotency::lookup.eq(lookup)).filter(idempotency::expires_at.lt(now));
    diesel::delete(over).execute(conn)?;
    Ok(())
}

/// Forgets the keys of yesterday.
///
/// # Errors
/// When the database fails.
pub fn forget_old(conn: &mut Conn, now: Moment) -> Stored<usize> {
    Ok(diesel::delete(idempotency::table.filter(idempotency::expires_at.lt(now))).execute(conn)?)
}
