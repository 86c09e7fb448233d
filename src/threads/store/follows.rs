//! The tables `follows` and `read_marks`.

use diesel::prelude::*;

use crate::storage::columns::ThreadId;
use crate::storage::schema::{follows, read_marks};
use crate::storage::{Conn, Stored, on_each};
use crate::threads::model::Level;

pub(in super::super) fn follow(conn: &mut Conn, thread: ThreadId, lookup: &[u8]) -> Stored<Option<Level>> {
    Ok(follows::table.find((thread, lookup)).select(follows::level).first(conn).optional()?)
}

pub(in super::super) fn set_follow(
    conn: &mut Conn,
    thread: ThreadId,
    lookup: &[u8],
    sealed: &[u8],
    level: Level,
    overwrite: bool,
) -> Stored<()> {
    let row = (follows::thread.eq(thread), follows::lookup.eq(lookup), follows::sealed.eq(sealed), follows::level.eq(level));
    if overwrite {
        on_each!(conn, c => diesel::insert_into(follows::table)
            .values(row)
            .on_conflict((follows::thread, follows::lookup))
            .do_update()
            .set(follows::level.eq(level))
            .execute(c))?;
    } else {
        on_each!(conn, c => diesel::insert_into(follows::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// Who follows a thread, and how.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = follows)]
pub(in super::super) struct FollowRow {
    pub thread: ThreadId,
    pub lookup: Vec<u8>,
    pub sealed: Vec<u8>,
    pub level: Level,
}

pub(in super::super) fn unfollow(conn: &mut Conn, thread: ThreadId, lookup: &[u8]) -> Stored<()> {
    diesel::delete(follows::table.find((thread, lookup))).execute(conn)?;
    Ok(())
}

/// Those who follow a thread at this level, up to `most`.
pub(in super::super) fn followers(conn: &mut Conn, thread: ThreadId, level: Level, most: i64) -> Stored<Vec<(Vec<u8>, Vec<u8>)>> {
    Ok(follows::table
        .filter(follows::thread.eq(thread))
        .filter(follows::level.eq(level))
        .limit(most)
        .select((follows::lookup, follows::sealed))
        .load(conn)?)
}

/// Some of those who follow a thread at this level, in the order of the lookups, after this one.
pub(in super::super) fn followers_after(
    conn: &mut Conn,
    thread: ThreadId,
    level: Level,
    after: &[u8],
    limit: i64,
) -> Stored<Vec<(Vec<u8>, Vec<u8>)>> {
    Ok(follows::table
        .filter(follows::thread.eq(thread))
        .filter(follows::lookup.gt(after))
        .filter(follows::level.eq(level))
        .order(follows::lookup)
        .limit(limit)
        .select((follows::lookup, follows::sealed))
        .load(conn)?)
}

/// Some of those who want to hear of every reply and have read the last one they were told of, after this one.
pub(in super::super) fn untold(conn: &mut Conn, thread: ThreadId, after: &[u8], limit: i64) -> Stored<Vec<(Vec<u8>, Vec<u8>)>> {
    Ok(follows::table
        .filter(follows::thread.eq(thread))
        .filter(follows::level.eq(Level::EveryReply))
        .filter(follows::unread_since.is_null())
        .filter(follows::lookup.gt(after))
        .order(follows::lookup)
        .limit(limit)
        .select((follows::lookup, follows::sealed))
        .load(conn)?)
}

/// Notes since which number they have something unread.
pub(in super::super) fn set_unread(conn: &mut Conn, thread: ThreadId, lookups: &[&[u8]], number: i32) -> Stored<()> {
    on_each!(conn, c => diesel::update(follows::table.filter(follows::thread.eq(thread)).filter(follows::lookup.eq_any(lookups)))
        .set(follows::unread_since.eq(number))
        .execute(c))?;
    Ok(())
}

/// She has nothing unread in a thread that she follows; writes nothing where it says so already.
pub(in super::super) fn clear_unread(conn: &mut Conn, thread: ThreadId, lookup: &[u8]) -> Stored<()> {
    let unread = follows::table.find((thread, lookup)).filter(follows::unread_since.is_not_null());
    diesel::update(unread).set(follows::unread_since.eq(None::<i32>)).execute(conn)?;
    Ok(())
}

pub(in super::super) fn has_follower_but(conn: &mut Conn, thread: ThreadId, level: Level, own: &[u8]) -> Stored<bool> {
    let others =
        follows::table.filter(follows::thread.eq(thread)).filter(follows::level.eq(level)).filter(follows::lookup.ne(own));
    Ok(others.select(follows::thread).first::<ThreadId>(conn).optional()?.is_some())
}

pub(in super::super) fn read_mark(conn: &mut Conn, thread: ThreadId, lookup: &[u8]) -> Stored<i32> {
    let number: Option<i32> = read_marks::table.find((thread, lookup)).select(read_marks::number).first(conn).optional()?;
    Ok(number.unwrap_or(0))
}

/// Moves a read mark forward; a further one that came meanwhile stays.
pub(in super::super) fn set_read_mark(conn: &mut Conn, thread: ThreadId, lookup: &[u8], number: i32) -> Stored<()> {
    let row = (read_marks::thread.eq(thread), read_marks::lookup.eq(lookup), read_marks::number.eq(number));
    if on_each!(conn, c => diesel::insert_into(read_marks::table).values(row).on_conflict_do_nothing().execute(c))? == 0 {
        diesel::update(read_marks::table.find((thread, lookup)).filter(read_marks::number.lt(number)))
            .set(read_marks::number.eq(number))
            .execute(conn)?;
    }
    Ok(())
}

/// How many others have read a thread, up to `most`.
pub(in super::super) fn readers_but(conn: &mut Conn, thread: ThreadId, own: &[u8], most: i64) -> Stored<usize> {
    let others = read_marks::table.filter(read_marks::thread.eq(thread)).filter(read_marks::lookup.ne(own));
    Ok(others.limit(most).select(read_marks::thread).load::<ThreadId>(conn)?.len())
}
