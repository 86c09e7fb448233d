//! The table `agreements`.

use diesel::prelude::*;

use crate::clock::Day;
use crate::storage::columns::AccountId;
use crate::storage::schema::agreements;
use crate::storage::{Conn, Stored};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = agreements)]
pub(super) struct AgreementRow {
    pub account: AccountId,
    pub seq: i64,
    pub day: Day,
    pub sealed: Vec<u8>,
}

pub(super) fn insert(conn: &mut Conn, row: &AgreementRow) -> Stored<()> {
    diesel::insert_into(agreements::table).values(row).execute(conn)?;
    Ok(())
}

/// Hers, the newest first.
pub(super) fn of(conn: &mut Conn, account: AccountId) -> Stored<Vec<AgreementRow>> {
    let hers = agreements::table.filter(agreements::account.eq(account)).order(agreements::seq.desc());
    Ok(hers.select(AgreementRow::as_select()).load(conn)?)
}
