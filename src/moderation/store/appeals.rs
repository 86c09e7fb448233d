//! The table `appeals`.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::moderation::model::AppealState;
use crate::storage::columns::{AppealId, CaseId, DecisionId};
use crate::storage::schema::appeals;
use crate::storage::{Conn, Stored, on_each};

/// An objection.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = appeals)]
pub(in super::super) struct AppealRow {
    pub id: AppealId,
    pub decision: DecisionId,
    pub case_id: CaseId,
    pub body: String,
    pub state: AppealState,
    pub appealed_at: Moment,
    pub reason: String,
    pub decided_at: Option<Moment>,
    pub sealed: Vec<u8>,
    pub lookup: Vec<u8>,
    pub decider: Option<Vec<u8>>,
    pub decided_sealed: Option<Vec<u8>>,
}

/// Writes an objection down; `false` when she objected already.
pub(in super::super) fn insert_appeal(conn: &mut Conn, row: &AppealRow) -> Stored<bool> {
    Ok(on_each!(conn, c => diesel::insert_into(appeals::table).values(row).on_conflict_do_nothing().execute(c))? == 1)
}

pub(in super::super) fn appeal(conn: &mut Conn, id: AppealId) -> Stored<Option<AppealRow>> {
    Ok(appeals::table.find(id).select(AppealRow::as_select()).first(conn).optional()?)
}

pub(in super::super) fn appeal_by_lookup(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<AppealRow>> {
    Ok(appeals::table.filter(appeals::lookup.eq(lookup)).select(AppealRow::as_select()).first(conn).optional()?)
}

pub(in super::super) fn appeals_of(conn: &mut Conn, case: CaseId) -> Stored<Vec<AppealRow>> {
    let of = appeals::table.filter(appeals::case_id.eq(case));
    Ok(of.order((appeals::appealed_at, appeals::id)).select(AppealRow::as_select()).load(conn)?)
}

/// Decides an objection that is open.
pub(in super::super) fn decide_appeal(conn: &mut Conn, decided: &AppealRow) -> Stored<bool> {
    let open = appeals::table.filter(appeals::id.eq(decided.id)).filter(appeals::state.eq(AppealState::Open));
    let changed = diesel::update(open)
        .set((
            appeals::state.eq(decided.state),
            appeals::reason.eq(&decided.reason),
            appeals::decided_at.eq(decided.decided_at),
            appeals::decider.eq(&decided.decider),
            appeals::decided_sealed.eq(&decided.decided_sealed),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Gives an objection to nobody, and takes its words away or leaves them.
pub(in super::super) fn cut_off_appeal(
    conn: &mut Conn,
    id: AppealId,
    sealed: &[u8],
    lookup: &[u8],
    with_words: bool,
) -> Stored<()> {
    diesel::update(appeals::table.find(id)).set((appeals::sealed.eq(sealed), appeals::lookup.eq(lookup))).execute(conn)?;
    if with_words {
        diesel::update(appeals::table.find(id)).set(appeals::body.eq("")).execute(conn)?;
    }
    Ok(())
}
