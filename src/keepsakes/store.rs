//! The table `keepsakes`.

use diesel::prelude::*;

use crate::storage::columns::AccountId;
use crate::storage::schema::keepsakes;
use crate::storage::{Conn, Stored, on_each};

pub(super) fn all(conn: &mut Conn, account: AccountId) -> Stored<Vec<Vec<u8>>> {
    Ok(keepsakes::table.filter(keepsakes::account.eq(account)).select(keepsakes::sealed).load(conn)?)
}

pub(super) fn set(conn: &mut Conn, account: AccountId, lookup: &[u8], sealed: &[u8]) -> Stored<()> {
    let row = (keepsakes::account.eq(account), keepsakes::lookup.eq(lookup), keepsakes::sealed.eq(sealed));
    on_each!(conn, c => diesel::insert_into(keepsakes::table).values(row)
        .on_conflict((keepsakes::account, keepsakes::lookup)).do_update().set(keepsakes::sealed.eq(sealed)).execute(c))?;
    Ok(())
}

pub(super) fn drop(conn: &mut Conn, account: AccountId, lookup: &[u8]) -> Stored<()> {
    diesel::delete(keepsakes::table.find((account, lookup))).execute(conn)?;
    Ok(())
}
