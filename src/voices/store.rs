use diesel::prelude::*;

use super::model::{Badge, Voice, VoiceKind};
use crate::clock::Day;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::schema::{traces, voices};
use crate::storage::{Change, Conn, Part, Stored, on_each, prepared, touch};

#[derive(Insertable)]
#[diesel(table_name = voices)]
pub(super) struct NewVoice<'a> {
    pub thread: ThreadId,
    pub id: VoiceId,
    pub kind: VoiceKind,
    pub name: &'a str,
    pub seed: i32,
    pub badge: Option<Badge>,
    pub sealed: &'a [u8],
    pub lookup: &'a [u8],
}

/// Whether the voice was made: not when it exists or its name is taken in this thread.
pub(super) fn insert(conn: &mut Conn, new: &NewVoice<'_>) -> Stored<bool> {
    let made = on_each!(conn, c => diesel::insert_into(voices::table).values(new).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

/// Rows of one statement: PostgreSQL takes 65,535 values.
const AT_ONCE: usize = 1_000;

pub(super) fn insert_voices(conn: &mut Conn, rows: &[NewVoice<'_>]) -> Stored<()> {
    for stretch in rows.chunks(AT_ONCE) {
        on_each!(conn, c => diesel::insert_into(voices::table).values(stretch).execute(c))?;
    }
    Ok(())
}

pub(super) fn insert_traces(conn: &mut Conn, rows: &[NewTrace<'_>]) -> Stored<()> {
    for stretch in rows.chunks(AT_ONCE) {
        on_each!(conn, c => diesel::insert_into(traces::table).values(stretch).execute(c))?;
    }
    Ok(())
}

pub(super) fn by_lookup(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<Voice>> {
    Ok(voices::table.filter(voices::lookup.eq(lookup)).select(Voice::as_select()).first(conn).optional()?)
}

pub(super) fn ids_by_lookups(conn: &mut Conn, lookups: &[Vec<u8>]) -> Stored<Vec<VoiceId>> {
    Ok(on_each!(conn, c => voices::table.filter(voices::lookup.eq_any(lookups)).order(voices::id).select(voices::id).load(c))?)
}

pub(super) fn by_lookups(conn: &mut Conn, lookups: &[Vec<u8>]) -> Stored<Vec<Voice>> {
    Ok(on_each!(conn, c => voices::table.filter(voices::lookup.eq_any(lookups)).select(Voice::as_select()).load(c))?)
}

/// How many voices speak in a thread, up to `most`.
pub(super) fn count(conn: &mut Conn, thread: ThreadId, most: i64) -> Stored<usize> {
    let some = voices::table.filter(voices::thread.eq(thread)).select(voices::id).limit(most);
    Ok(some.load::<VoiceId>(conn)?.len())
}

pub(super) fn is_name_taken(conn: &mut Conn, thread: ThreadId, name: &str) -> Stored<bool> {
    let found: Option<VoiceId> = voices::table
        .filter(voices::thread.eq(thread))
        .filter(voices::name.eq(name))
        .select(voices::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

pub(super) fn sealed(conn: &mut Conn, thread: ThreadId, id: VoiceId) -> Stored<Option<Vec<u8>>> {
    Ok(voices::table.find((thread, id)).select(voices::sealed).first(conn).optional()?)
}

/// Voices of a page with few of them, or of a reply. Each length of such a list is a text of its own on SQLite, and prepared apart.
const FEW: usize = 8;

pub(super) fn by_ids(conn: &mut Conn, ids: &[VoiceId]) -> Stored<Vec<Voice>> {
    Ok(on_each!(conn, c => {
        let these = voices::table.filter(voices::id.eq_any(ids)).select(Voice::as_select());
        if ids.len() <= FEW { prepared(these).load(c) } else { these.load(c) }
    })?)
}

/// Those of one thread. They lie beside each other there; by their ids alone each would be looked up in another place.
pub(super) fn in_thread(conn: &mut Conn, thread: ThreadId, ids: &[VoiceId]) -> Stored<Vec<Voice>> {
    Ok(on_each!(conn, c => {
        let all = voices::table.filter(voices::thread.eq(thread));
        let these = all.filter(voices::id.eq_any(ids)).select(Voice::as_select());
        if ids.len() <= FEW { prepared(these).load(c) } else { these.load(c) }
    })?)
}

pub(super) fn rename(conn: &mut Conn, thread: ThreadId, lookup: &[u8], name: &str, badge: Option<Badge>) -> Stored<bool> {
    let changed = diesel::update(voices::table.filter(voices::lookup.eq(lookup)))
        .set((voices::name.eq(name), voices::badge.eq(badge)))
        .execute(conn)?;
    if changed > 0 {
        touch(thread, Part::Card, Change::Altered);
    }
    Ok(changed == 1)
}

pub(super) fn cut_off(
    conn: &mut Conn,
    thread: ThreadId,
    id: VoiceId,
    sealed: &[u8],
    lookup: &[u8],
    name: &str,
    badge: Option<Badge>,
) -> Stored<()> {
    diesel::update(voices::table.find((thread, id)))
        .set((voices::sealed.eq(sealed), voices::lookup.eq(lookup), voices::name.eq(name), voices::badge.eq(badge)))
        .execute(conn)?;
    touch(thread, Part::Card, Change::Altered);
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = traces)]
pub(super) struct NewTrace<'a> {
    pub account: AccountId,
    pub seq: i64,
    pub day: Day,
    pub sealed: &'a [u8],
    pub lookup: &'a [u8],
}

/// Whether the trace was left: not when somebody just did.
pub(super) fn insert_trace(conn: &mut Conn, new: &NewTrace<'_>) -> Stored<bool> {
    let left = on_each!(conn, c => diesel::insert_into(traces::table).values(new).on_conflict_do_nothing().execute(c))?;
    Ok(left == 1)
}

pub(super) fn has_trace(conn: &mut Conn, lookup: &[u8]) -> Stored<bool> {
    let found: Option<i64> = traces::table.filter(traces::lookup.eq(lookup)).select(traces::seq).first(conn).optional()?;
    Ok(found.is_some())
}

/// A stretch of her traces, newest first, older than `before`.
pub(super) fn traces_before(conn: &mut Conn, account: AccountId, before: i64, limit: i64) -> Stored<Vec<(i64, Vec<u8>)>> {
    Ok(traces::table
        .filter(traces::account.eq(account))
        .filter(traces::seq.lt(before))
        .order(traces::seq.desc())
        .limit(limit)
        .select((traces::seq, traces::sealed))
        .load(conn)?)
}

/// What the voices of a thread are called.
pub(super) fn names_in(conn: &mut Conn, thread: ThreadId) -> Stored<Vec<String>> {
    Ok(voices::table.filter(voices::thread.eq(thread)).select(voices::name).load(conn)?)
}
