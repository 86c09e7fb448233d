//! The table `disclosures`.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::storage::columns::{DisclosureId, ThreadId, VoiceId};
use crate::storage::schema::disclosures;
use crate::storage::{Conn, Stored};

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = disclosures)]
pub(super) struct DisclosureRow {
    pub id: DisclosureId,
    pub thread: Option<ThreadId>,
    pub voice: Option<VoiceId>,
    pub asked_at: Moment,
    pub made_at: Option<Moment>,
    pub reviewed_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub sealed: Vec<u8>,
}

pub(super) fn insert(conn: &mut Conn, row: &DisclosureRow) -> Stored<()> {
    diesel::insert_into(disclosures::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn one(conn: &mut Conn, id: DisclosureId) -> Stored<Option<DisclosureRow>> {
    Ok(disclosures::table.find(id).select(DisclosureRow::as_select()).first(conn).optional()?)
}

/// The latest first, after this place.
pub(super) fn before(conn: &mut Conn, before: Option<(i64, i64)>, limit: i64) -> Stored<Vec<DisclosureRow>> {
    let mut query = disclosures::table
        .order((disclosures::asked_at.desc(), disclosures::id.desc()))
        .limit(limit)
        .select(DisclosureRow::as_select())
        .into_boxed();
    if let Some((at, id)) = before {
        let (at, id) = (Moment(at), DisclosureId(id));
        query = query.filter(disclosures::asked_at.lt(at).or(disclosures::asked_at.eq(at).and(disclosures::id.lt(id))));
    }
    Ok(query.load(conn)?)
}

/// Changes one that is as it was read.
pub(super) fn change(conn: &mut Conn, was: &DisclosureRow, now: &DisclosureRow) -> Stored<bool> {
    let same = disclosures::table.find(was.id).filter(disclosures::sealed.eq(&was.sealed));
    let changed = diesel::update(same.filter(disclosures::closed_at.is_null()))
        .set((
            disclosures::made_at.eq(now.made_at),
            disclosures::reviewed_at.eq(now.reviewed_at),
            disclosures::closed_at.eq(now.closed_at),
            disclosures::sealed.eq(&now.sealed),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// How many wait for another admin, or for a later look.
pub(super) fn count_unsettled(conn: &mut Conn) -> Stored<i64> {
    Ok(disclosures::table.filter(disclosures::closed_at.is_null()).count().get_result(conn)?)
}

pub(super) fn forget(conn: &mut Conn, before: Moment) -> Stored<()> {
    diesel::delete(disclosures::table.filter(disclosures::closed_at.lt(before).assume_not_null())).execute(conn)?;
    Ok(())
}
