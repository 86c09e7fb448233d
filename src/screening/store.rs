//! The tables `checks`, `fingerprints` and `storms`.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::storage::columns::ThreadId;
use crate::storage::schema::{checks, fingerprints, storms};
use crate::storage::{Conn, Stored, on_each};

/// What was decided about a check.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = checks)]
pub(super) struct CheckRow {
    pub name: String,
    pub is_on: bool,
    pub most: i32,
    pub within: i32,
}

pub(super) fn checks(conn: &mut Conn) -> Stored<Vec<CheckRow>> {
    Ok(checks::table.select(CheckRow::as_select()).load(conn)?)
}

pub(super) fn set_check(conn: &mut Conn, row: &CheckRow) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(checks::table)
        .values(row)
        .on_conflict(checks::name)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

/// A band of a post.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = fingerprints)]
pub(super) struct BandRow {
    pub thread: ThreadId,
    pub number: i32,
    pub band: i32,
    pub value: i64,
    pub at: Moment,
}

/// Remembers what a post is like, instead of what it was like before.
pub(super) fn remember(conn: &mut Conn, rows: &[BandRow]) -> Stored<()> {
    let Some(first) = rows.first() else { return Ok(()) };
    let of = fingerprints::table.filter(fingerprints::thread.eq(first.thread)).filter(fingerprints::number.eq(first.number));
    diesel::delete(of).execute(conn)?;
    on_each!(conn, c => diesel::insert_into(fingerprints::table).values(rows).execute(c))?;
    Ok(())
}

/// What posts were like since a moment.
pub(super) fn bands_since(conn: &mut Conn, since: Moment) -> Stored<Vec<BandRow>> {
    let all = fingerprints::table.filter(fingerprints::at.gt(since));
    Ok(all
        .order((fingerprints::at, fingerprints::thread, fingerprints::number, fingerprints::band))
        .select(BandRow::as_select())
        .load(conn)?)
}

/// Posts since a moment with one of these bands in its place; one row a band.
pub(super) fn alike(conn: &mut Conn, bands: &[i64], since: Moment) -> Stored<Vec<BandRow>> {
    Ok(on_each!(conn, c => fingerprints::table
        .filter(fingerprints::value.eq_any(bands))
        .filter(fingerprints::at.gt(since))
        .order(fingerprints::at.desc())
        .limit(4_000)
        .select(BandRow::as_select())
        .load(c))?)
}

pub(super) fn forget_bands(conn: &mut Conn, before: Moment) -> Stored<usize> {
    Ok(diesel::delete(fingerprints::table.filter(fingerprints::at.lt(before))).execute(conn)?)
}

/// A storm: when it began and when it ends.
pub(super) fn storm(conn: &mut Conn, now: Moment) -> Stored<Option<(i64, Moment, Moment)>> {
    Ok(storms::table
        .filter(storms::ends_at.gt(now))
        .order(storms::ends_at.desc())
        .select((storms::id, storms::began_at, storms::ends_at))
        .first(conn)
        .optional()?)
}

pub(super) fn begin_storm(conn: &mut Conn, id: i64, began_at: Moment, ends_at: Moment) -> Stored<()> {
    let row = (storms::id.eq(id), storms::began_at.eq(began_at), storms::ends_at.eq(ends_at));
    diesel::insert_into(storms::table).values(row).execute(conn)?;
    Ok(())
}

/// Ends every storm that goes on.
pub(super) fn end_storms(conn: &mut Conn, now: Moment) -> Stored<usize> {
    Ok(diesel::update(storms::table.filter(storms::ends_at.gt(now))).set(storms::ends_at.eq(now)).execute(conn)?)
}
