//! The table `endings`.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::storage::columns::ThreadId;
use crate::storage::schema::endings;
use crate::storage::{Change, Conn, Part, Stored, on_each, touch};

pub(super) fn insert(conn: &mut Conn, thread: ThreadId, ask_at: Moment) -> Stored<()> {
    let row = (endings::thread.eq(thread), endings::ask_at.eq(ask_at));
    diesel::insert_into(endings::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn set(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<()> {
    let row = (endings::thread.eq(thread), endings::number.eq(number), endings::ask_at.eq(None::<Moment>));
    let change = (endings::number.eq(number), endings::ask_at.eq(None::<Moment>));
    on_each!(conn, c => diesel::insert_into(endings::table).values(row)
        .on_conflict(endings::thread).do_update().set(change).execute(c))?;
    touch(thread, Part::Posts, Change::Added);
    Ok(())
}

pub(super) fn number(conn: &mut Conn, thread: ThreadId) -> Stored<Option<i32>> {
    let found = endings::table.find(thread).select(endings::number).first::<Option<i32>>(conn).optional()?;
    Ok(found.flatten())
}

/// Threads whose writer is to be asked by now, the longest due first.
pub(super) fn due(conn: &mut Conn, now: Moment, limit: i64) -> Stored<Vec<ThreadId>> {
    Ok(endings::table.filter(endings::ask_at.le(now)).order(endings::ask_at).limit(limit).select(endings::thread).load(conn)?)
}

/// Marks all that are due as asked about.
pub(super) fn drop_due(conn: &mut Conn, now: Moment) -> Stored<()> {
    diesel::update(endings::table.filter(endings::ask_at.le(now))).set(endings::ask_at.eq(None::<Moment>)).execute(conn)?;
    Ok(())
}

/// Marks a thread as asked about; `false` when another process was faster.
pub(super) fn take(conn: &mut Conn, thread: ThreadId, now: Moment) -> Stored<bool> {
    let due = endings::table.find(thread).filter(endings::ask_at.le(now));
    Ok(diesel::update(due).set(endings::ask_at.eq(None::<Moment>)).execute(conn)? == 1)
}
