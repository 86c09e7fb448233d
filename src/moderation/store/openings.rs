//! The table `openings`.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::storage::columns::{OpeningId, ThreadId, VoiceId};
use crate::storage::schema::openings;
use crate::storage::{Conn, Stored, on_each};

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = openings)]
pub(in super::super) struct OpeningRow {
    pub id: OpeningId,
    pub thread: ThreadId,
    pub voice: VoiceId,
    pub asked_at: Moment,
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub sealed: Vec<u8>,
}

pub(in super::super) fn insert_opening(conn: &mut Conn, row: &OpeningRow) -> Stored<()> {
    diesel::insert_into(openings::table).values(row).execute(conn)?;
    Ok(())
}

pub(in super::super) fn opening(conn: &mut Conn, id: OpeningId) -> Stored<Option<OpeningRow>> {
    Ok(openings::table.find(id).select(OpeningRow::as_select()).first(conn).optional()?)
}

pub(in super::super) fn openings_of(conn: &mut Conn, thread: ThreadId, voice: VoiceId) -> Stored<Vec<OpeningRow>> {
    let of = openings::table.filter(openings::thread.eq(thread)).filter(openings::voice.eq(voice));
    Ok(of.select(OpeningRow::as_select()).load(conn)?)
}

pub(in super::super) fn openings_with_ids(conn: &mut Conn, ids: &[OpeningId]) -> Stored<Vec<OpeningRow>> {
    Ok(on_each!(conn, c => openings::table.filter(openings::id.eq_any(ids)).select(OpeningRow::as_select()).load(c))?)
}

/// Openings, the latest first, after this place.
pub(in super::super) fn openings_before(conn: &mut Conn, before: Option<(i64, i64)>, limit: i64) -> Stored<Vec<OpeningRow>> {
    let mut query = openings::table
        .order((openings::asked_at.desc(), openings::id.desc()))
        .limit(limit)
        .select(OpeningRow::as_select())
        .into_boxed();
    if let Some((at, id)) = before {
        let (at, id) = (Moment(at), OpeningId(id));
        query = query.filter(openings::asked_at.lt(at).or(openings::asked_at.eq(at).and(openings::id.lt(id))));
    }
    Ok(query.load(conn)?)
}

/// Opens a name that is still waiting.
pub(in super::super) fn open(conn: &mut Conn, id: OpeningId, at: Moment, sealed: &[u8]) -> Stored<bool> {
    let waiting = openings::table.find(id).filter(openings::opened_at.is_null()).filter(openings::closed_at.is_null());
    let opened = diesel::update(waiting).set((openings::opened_at.eq(at), openings::sealed.eq(sealed))).execute(conn)?;
    Ok(opened == 1)
}

/// Withdraws what has not been withdrawn.
pub(in super::super) fn withdraw(conn: &mut Conn, id: OpeningId, at: Moment) -> Stored<bool> {
    let standing = openings::table.find(id).filter(openings::closed_at.is_null());
    Ok(diesel::update(standing).set(openings::closed_at.eq(at)).execute(conn)? == 1)
}

/// Forgets what was asked for before.
pub(in super::super) fn forget_openings(conn: &mut Conn, before: Moment) -> Stored<()> {
    diesel::delete(openings::table.filter(openings::asked_at.lt(before))).execute(conn)?;
    Ok(())
}
