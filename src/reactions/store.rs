use diesel::prelude::*;

use super::Reaction;
use crate::storage::columns::ThreadId;
use crate::storage::schema::{reaction_counts, reactions};
use crate::storage::{Change, Conn, Part, Stored, on_each, prepared, touch};

pub(super) fn give(conn: &mut Conn, thread: ThreadId, number: i32, kind: Reaction, lookup: &[u8]) -> Stored<()> {
    let row =
        (reactions::thread.eq(thread), reactions::number.eq(number), reactions::kind.eq(kind), reactions::lookup.eq(lookup));
    let new = on_each!(conn, c => diesel::insert_into(reactions::table).values(row).on_conflict_do_nothing().execute(c))?;
    if new > 0 {
        count(conn, thread, number, kind, 1)?;
    }
    Ok(())
}

pub(super) fn take(conn: &mut Conn, thread: ThreadId, number: i32, kind: Reaction, lookup: &[u8]) -> Stored<()> {
    if diesel::delete(reactions::table.find((thread, number, kind, lookup))).execute(conn)? > 0 {
        count(conn, thread, number, kind, -1)?;
    }
    Ok(())
}

/// Keeps the count of a kind beside its reactions. Nothing is left of a kind that nobody gives.
fn count(conn: &mut Conn, thread: ThreadId, number: i32, kind: Reaction, by: i64) -> Stored<()> {
    let row = (
        reaction_counts::thread.eq(thread),
        reaction_counts::number.eq(number),
        reaction_counts::kind.eq(kind),
        reaction_counts::count.eq(by),
    );
    on_each!(conn, c => prepared(
        diesel::insert_into(reaction_counts::table)
            .values(row)
            .on_conflict((reaction_counts::thread, reaction_counts::number, reaction_counts::kind))
            .do_update()
            .set(reaction_counts::count.eq(reaction_counts::count + by))
            .returning(reaction_counts::count)
    )
    .get_result::<i64>(c))?;
    if by < 0 {
        let none = reaction_counts::table.find((thread, number, kind)).filter(reaction_counts::count.le(0));
        diesel::delete(none).execute(conn)?;
    }
    touch(thread, Part::Posts, Change::Added);
    Ok(())
}

pub(super) fn counts(conn: &mut Conn, thread: ThreadId, from: i32, to: i32) -> Stored<Vec<(i32, Reaction, i64)>> {
    Ok(reaction_counts::table
        .filter(reaction_counts::thread.eq(thread))
        .filter(reaction_counts::number.ge(from))
        .filter(reaction_counts::number.le(to))
        .select((reaction_counts::number, reaction_counts::kind, reaction_counts::count))
        .load(conn)?)
}

/// The reactions in these threads with these lookups, by thread: `(thread, number, kind)`.
pub(super) fn with_lookups(conn: &mut Conn, threads: &[ThreadId], lookups: &[Vec<u8>]) -> Stored<Vec<(ThreadId, i32, Reaction)>> {
    Ok(on_each!(conn, c => reactions::table
        .filter(reactions::thread.eq_any(threads))
        .filter(reactions::lookup.eq_any(lookups))
        .order((reactions::thread, reactions::number, reactions::kind))
        .select((reactions::thread, reactions::number, reactions::kind))
        .load(c))?)
}

/// Gives the reactions of one lookup in a thread another one.
pub(super) fn cut_off(conn: &mut Conn, thread: ThreadId, lookup: &[u8], other: &[u8]) -> Stored<()> {
    diesel::update(reactions::table.filter(reactions::thread.eq(thread)).filter(reactions::lookup.eq(lookup)))
        .set(reactions::lookup.eq(other))
        .execute(conn)?;
    Ok(())
}

pub(super) fn mine(conn: &mut Conn, thread: ThreadId, lookup: &[u8]) -> Stored<Vec<(i32, Reaction)>> {
    Ok(reactions::table
        .filter(reactions::thread.eq(thread))
        .filter(reactions::lookup.eq(lookup))
        .order((reactions::number, reactions::kind))
        .select((reactions::number, reactions::kind))
        .load(conn)?)
}
