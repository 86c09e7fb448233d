//! The table `bios`.

use diesel::prelude::*;

use crate::storage::columns::AccountId;
use crate::storage::schema::bios;
use crate::storage::{Conn, Stored, on_each};

pub(super) fn bio(conn: &mut Conn, account: AccountId) -> Stored<Option<Vec<u8>>> {
    Ok(bios::table.find(account).select(bios::sealed).first(conn).optional()?)
}

pub(super) fn set_bio(conn: &mut Conn, account: AccountId, sealed: &[u8]) -> Stored<()> {
    let row = (bios::account.eq(account), bios::sealed.eq(sealed));
    on_each!(conn, c => diesel::insert_into(bios::table).values(row)
        .on_conflict(bios::account).do_update().set(bios::sealed.eq(sealed)).execute(c))?;
    Ok(())
}
