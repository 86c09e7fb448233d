//! Many rows at once.

use diesel::prelude::*;

use super::{FollowRow, PostRow, ThreadRow};
use crate::storage::schema::{follows, posts, threads};
use crate::storage::{Conn, Stored, on_each};

/// Rows of one statement: PostgreSQL takes 65,535 values.
const AT_ONCE: usize = 1_000;

/// Threads and posts that are new, and follows that are new or there already. Nothing is served while this is used.
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
        match conn {
            Conn::Postgres(conn) => {
                diesel::insert_into(follows::table).values(rows).on_conflict_do_nothing().execute(conn)?;
            }
            Conn::Sqlite(conn) => {
                for row in rows {
                    diesel::insert_into(follows::table).values(row).on_conflict_do_nothing().execute(conn)?;
                }
            }
        }
    }
    Ok(())
}
