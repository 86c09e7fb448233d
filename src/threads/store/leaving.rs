//! What is asked of the tables when somebody takes her things along or leaves.

use diesel::prelude::*;

use crate::storage::columns::ThreadId;
use crate::storage::schema::{follows, post_editions, posts, read_marks, threads};
use crate::storage::{Change, Conn, Part, Stored, on_each, touch};
use crate::threads::model::{Level, PostState};

/// A stretch of all threads that there ever were, in the order of the ids: those her reading left its marks in are found
/// by lookup alone.
pub(in crate::threads) fn ids_after(conn: &mut Conn, after: ThreadId, limit: i64) -> Stored<Vec<ThreadId>> {
    Ok(threads::table.filter(threads::id.gt(after)).order(threads::id).limit(limit).select(threads::id).load(conn)?)
}

/// Forgets the words of a post for ever, with what it said before; it then looks as if it had been taken back.
pub(in crate::threads) fn forget_words(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<()> {
    diesel::update(posts::table.find((thread, number)))
        .set((posts::body.eq(""), posts::html.eq(""), posts::state.eq(PostState::TakenBack)))
        .execute(conn)?;
    touch(thread, Part::Card, Change::Altered);
    forget_editions(conn, thread, number)
}

/// Forgets what a removed post said.
pub(in crate::threads) fn forget_removed(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<()> {
    let removed = posts::table.filter(posts::thread.eq(thread)).filter(posts::number.eq(number));
    let removed = removed.filter(posts::state.eq(PostState::Removed)).filter(posts::body.ne(""));
    if diesel::update(removed).set((posts::body.eq(""), posts::html.eq(""))).execute(conn)? == 0 {
        return Ok(());
    }
    forget_editions(conn, thread, number)
}

pub(in crate::threads) fn forget_editions(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<()> {
    let of_post = post_editions::table.filter(post_editions::thread.eq(thread)).filter(post_editions::number.eq(number));
    diesel::delete(of_post).execute(conn)?;
    Ok(())
}

/// The follows in these threads with these lookups.
pub(in crate::threads) fn follows_with(
    conn: &mut Conn,
    threads: &[ThreadId],
    lookups: &[Vec<u8>],
) -> Stored<Vec<(ThreadId, Level)>> {
    Ok(on_each!(conn, c => follows::table
        .filter(follows::thread.eq_any(threads))
        .filter(follows::lookup.eq_any(lookups))
        .select((follows::thread, follows::level))
        .load(c))?)
}

/// The read marks in these threads with these lookups.
pub(in crate::threads) fn read_marks_with(
    conn: &mut Conn,
    threads: &[ThreadId],
    lookups: &[Vec<u8>],
) -> Stored<Vec<(ThreadId, i32)>> {
    Ok(on_each!(conn, c => read_marks::table
        .filter(read_marks::thread.eq_any(threads))
        .filter(read_marks::lookup.eq_any(lookups))
        .select((read_marks::thread, read_marks::number))
        .load(c))?)
}

/// Deletes the follows with the first lookups and the read marks with the second.
pub(in crate::threads) fn forget_reader(
    conn: &mut Conn,
    threads: &[ThreadId],
    follow: &[Vec<u8>],
    read: &[Vec<u8>],
) -> Stored<()> {
    on_each!(conn, c => diesel::delete(
        follows::table.filter(follows::thread.eq_any(threads)).filter(follows::lookup.eq_any(follow))
    ).execute(c))?;
    on_each!(conn, c => diesel::delete(
        read_marks::table.filter(read_marks::thread.eq_any(threads)).filter(read_marks::lookup.eq_any(read))
    ).execute(c))?;
    Ok(())
}
