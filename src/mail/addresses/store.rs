use diesel::prelude::*;

use super::model::{Source, Stopped};
use crate::clock::Day;
use crate::storage::schema::{answered, mail_addresses};
use crate::storage::{Conn, Stored, on_each};

/// What is known of an address.
#[derive(Clone, Debug, Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = mail_addresses)]
#[diesel(treat_none_as_null = true)]
pub(super) struct Row {
    pub lookup: Vec<u8>,
    pub score: i32,
    pub scored_day: Day,
    pub stopped: Option<Stopped>,
    pub reason: String,
    pub source: Source,
    pub day: Day,
}

pub(super) fn find(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<Row>> {
    Ok(mail_addresses::table.find(lookup).select(Row::as_select()).first(conn).optional()?)
}

/// Takes the row of an address for this transaction, so that two failures at once both count.
pub(super) fn hold(conn: &mut Conn, fresh: &Row) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(mail_addresses::table).values(fresh).on_conflict_do_nothing().execute(c))?;
    diesel::update(mail_addresses::table.find(&fresh.lookup))
        .set(mail_addresses::score.eq(mail_addresses::score))
        .execute(conn)?;
    Ok(())
}

pub(super) fn keep(conn: &mut Conn, row: &Row) -> Stored<()> {
    diesel::update(mail_addresses::table.find(&row.lookup)).set(row).execute(conn)?;
    Ok(())
}

/// Forgets what was only scored, or stopped by failures, before this day.
pub(super) fn forget(conn: &mut Conn, before: Day) -> Stored<()> {
    let fading = mail_addresses::stopped.is_null().or(mail_addresses::stopped.eq(Stopped::Bounced.word()));
    diesel::delete(mail_addresses::table.filter(mail_addresses::scored_day.lt(before)).filter(fading)).execute(conn)?;
    Ok(())
}

/// Whether an address was not answered on this day yet; now it was.
pub(super) fn answer(conn: &mut Conn, lookup: &[u8], day: Day) -> Stored<bool> {
    diesel::delete(answered::table.filter(answered::day.lt(day))).execute(conn)?;
    let made = on_each!(conn, c => diesel::insert_into(answered::table)
        .values((answered::lookup.eq(lookup), answered::day.eq(day)))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(made == 1)
}
