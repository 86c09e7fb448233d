use diesel::prelude::*;

use crate::clock::Day;
use crate::storage::columns::AccountId;
use crate::storage::schema::{letter_counts, letters};
use crate::storage::{Conn, Stored, on_each};

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = letters)]
pub(super) struct Row {
    pub account: AccountId,
    pub seq: i64,
    pub day: Day,
    pub sealed: Vec<u8>,
    pub lookup: Vec<u8>,
}

/// Of a letter that two processes sent one row stays.
pub(super) fn insert(conn: &mut Conn, row: &Row) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(letters::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub(super) fn by_lookup(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<Row>> {
    Ok(letters::table.filter(letters::lookup.eq(lookup)).select(Row::as_select()).first(conn).optional()?)
}

pub(super) fn change(conn: &mut Conn, row: &Row) -> Stored<()> {
    diesel::update(letters::table.filter(letters::account.eq(row.account)).filter(letters::seq.eq(row.seq)))
        .set(letters::sealed.eq(&row.sealed))
        .execute(conn)?;
    Ok(())
}

pub(super) fn page(conn: &mut Conn, account: AccountId, before: Option<i64>, limit: i64) -> Stored<Vec<Row>> {
    Ok(letters::table
        .filter(letters::account.eq(account))
        .filter(letters::seq.lt(before.unwrap_or(i64::MAX)))
        .order(letters::seq.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?)
}

pub(super) fn of_day(conn: &mut Conn, account: AccountId, day: Day) -> Stored<Vec<Row>> {
    let of_day = letters::table.filter(letters::account.eq(account)).filter(letters::day.eq(day));
    Ok(of_day.select(Row::as_select()).load(conn)?)
}

/// Counts more of a kind, a fate and a reason.
pub(super) fn count(conn: &mut Conn, day: Day, kind: &str, fate: &str, reason: &str, more: i64) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(letter_counts::table)
        .values((
            letter_counts::day.eq(day),
            letter_counts::kind.eq(kind),
            letter_counts::fate.eq(fate),
            letter_counts::reason.eq(reason),
            letter_counts::count.eq(more),
        ))
        .on_conflict((letter_counts::day, letter_counts::kind, letter_counts::fate, letter_counts::reason))
        .do_update()
        .set(letter_counts::count.eq(letter_counts::count + more))
        .execute(c))?;
    Ok(())
}

/// Day, kind, fate, reason and how many.
pub(super) type Counted = (Day, String, String, String, i64);

pub(super) fn counts(conn: &mut Conn, from: Day) -> Stored<Vec<Counted>> {
    Ok(letter_counts::table
        .filter(letter_counts::day.ge(from))
        .order((letter_counts::day.desc(), letter_counts::kind, letter_counts::fate, letter_counts::reason))
        .load(conn)?)
}

pub(super) fn forget(conn: &mut Conn, before: Day) -> Stored<()> {
    diesel::delete(letters::table.filter(letters::day.lt(before))).execute(conn)?;
    diesel::delete(letter_counts::table.filter(letter_counts::day.lt(before))).execute(conn)?;
    Ok(())
}
