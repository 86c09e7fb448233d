//! The table `drafts`.

use diesel::prelude::*;

use crate::clock::Day;
use crate::storage::columns::AccountId;
use crate::storage::schema::drafts;
use crate::storage::{Conn, Stored, on_each};

pub(in crate::threads) fn draft(conn: &mut Conn, account: AccountId, lookup: &[u8]) -> Stored<Option<Vec<u8>>> {
    Ok(drafts::table.find((account, lookup)).select(drafts::sealed).first(conn).optional()?)
}

pub(in crate::threads) fn all_drafts(conn: &mut Conn, account: AccountId) -> Stored<Vec<Vec<u8>>> {
    Ok(drafts::table.filter(drafts::account.eq(account)).select(drafts::sealed).load(conn)?)
}

/// Keeps a draft in the place of the one that was read before; `false` when another came between.
pub(in crate::threads) fn swap_draft(
    conn: &mut Conn,
    account: AccountId,
    lookup: &[u8],
    day: Day,
    before: Option<&[u8]>,
    sealed: &[u8],
) -> Stored<bool> {
    let swapped = if let Some(before) = before {
        diesel::update(drafts::table.find((account, lookup)).filter(drafts::sealed.eq(before)))
            .set((drafts::day.eq(day), drafts::sealed.eq(sealed)))
            .execute(conn)?
    } else {
        let row = (drafts::account.eq(account), drafts::lookup.eq(lookup), drafts::day.eq(day), drafts::sealed.eq(sealed));
        on_each!(conn, c => diesel::insert_into(drafts::table).values(row).on_conflict_do_nothing().execute(c))?
    };
    Ok(swapped == 1)
}

pub(in crate::threads) fn drop_draft(conn: &mut Conn, account: AccountId, lookup: &[u8]) -> Stored<()> {
    diesel::delete(drafts::table.find((account, lookup))).execute(conn)?;
    Ok(())
}
