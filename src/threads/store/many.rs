//! Many rows at once.

use diesel::prelude::*;

use super::{FollowRow, PostRow, ThreadRow};
use crate::storage::schema::{follows, posts, threads};
use crate::storage::{Conn, Stored, on_each};

/// Rows of one statement: PostgreSQL takes 65,535 values.
const AT_ONCE: usize = 1_000;

/// Threads, posts and follows that are all new. Nothing is served while this is used.
pub(in crate::threads) fn insert_many(
    conn: &mut Conn,
    opened: &[ThreadRow],
    written: &[PostRow],
    followed: &[FollowRow],
) -> Stored<()> {
    for rows in opened.chunks(AT_ONCE) {
        on_each!(conn, c => diesel::insert_into(threads::table).values(rows).execute(c))?;
    }
    for rows in written.chunks(AT_ONCE) {
        on_each!(conn, c => diesel::insert_into(posts::table).values(rows).execute(c))?;
    }
    for rows in followed.chunks(AT_ONCE) {
        on_each!(conn, c => diesel::insert_into(follows::table).values(rows).execute(c))?;
    }
    Ok(())
}
