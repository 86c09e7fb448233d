//! The table `notices`.

use diesel::prelude::*;

use super::model::{NoticeCategory, NoticeOutcome, NoticeState};
use crate::clock::Moment;
use crate::storage::columns::{CaseId, DecisionId, NoticeId};
use crate::storage::schema::notices;
use crate::storage::{Conn, Stored};

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = notices)]
pub(super) struct NoticeRow {
    pub id: NoticeId,
    pub reference: String,
    pub token_hash: Vec<u8>,
    pub channel: String,
    pub category: NoticeCategory,
    pub explanation: String,
    pub urls: String,
    pub extra: String,
    pub contact: Option<Vec<u8>>,
    pub good_faith: bool,
    pub received_at: Moment,
    pub due_at: Moment,
    pub acknowledged_at: Option<Moment>,
    pub case_id: Option<CaseId>,
    pub decision: Option<DecisionId>,
    pub closed_at: Option<Moment>,
    pub outcome: Option<NoticeOutcome>,
    pub answer: String,
    pub automated: bool,
}

pub(super) fn insert(conn: &mut Conn, row: &NoticeRow) -> Stored<()> {
    diesel::insert_into(notices::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn notice(conn: &mut Conn, id: NoticeId) -> Stored<Option<NoticeRow>> {
    Ok(notices::table.find(id).select(NoticeRow::as_select()).first(conn).optional()?)
}

pub(super) fn by_token(conn: &mut Conn, hash: &[u8]) -> Stored<Option<NoticeRow>> {
    Ok(notices::table.filter(notices::token_hash.eq(hash)).select(NoticeRow::as_select()).first(conn).optional()?)
}

pub(super) fn of_case(conn: &mut Conn, case: CaseId) -> Stored<Vec<NoticeRow>> {
    let of = notices::table.filter(notices::case_id.eq(case)).order((notices::received_at, notices::id));
    Ok(of.select(NoticeRow::as_select()).load(conn)?)
}

/// Notices after this place: the open ones by when they should be decided, the closed ones newest first.
pub(super) fn list(conn: &mut Conn, state: NoticeState, after: Option<(i64, i64)>, limit: i64) -> Stored<Vec<NoticeRow>> {
    let mut query = notices::table.limit(limit).select(NoticeRow::as_select()).into_boxed();
    if state == NoticeState::Open {
        query = query.filter(notices::closed_at.is_null()).order((notices::due_at.asc(), notices::id.asc()));
        if let Some((at, id)) = after {
            let (at, id) = (Moment(at), NoticeId(id));
            query = query.filter(notices::due_at.gt(at).or(notices::due_at.eq(at).and(notices::id.gt(id))));
        }
    } else {
        query = query.filter(notices::closed_at.is_not_null()).order((notices::received_at.desc(), notices::id.desc()));
        if let Some((at, id)) = after {
            let (at, id) = (Moment(at), NoticeId(id));
            query = query.filter(notices::received_at.lt(at).or(notices::received_at.eq(at).and(notices::id.lt(id))));
        }
    }
    Ok(query.load(conn)?)
}

/// Gives a notice that waits for its place one; `false` when it is closed or has one.
pub(super) fn place(conn: &mut Conn, id: NoticeId, case: CaseId) -> Stored<bool> {
    let waiting = notices::table.find(id).filter(notices::closed_at.is_null()).filter(notices::case_id.is_null());
    Ok(diesel::update(waiting).set(notices::case_id.eq(case)).execute(conn)? == 1)
}

/// Answers a notice that waits for its place; `false` when it is closed or has one.
pub(super) fn answer(conn: &mut Conn, id: NoticeId, answer: &str, at: Moment) -> Stored<bool> {
    let waiting = notices::table.find(id).filter(notices::closed_at.is_null()).filter(notices::case_id.is_null());
    let set = (notices::closed_at.eq(at), notices::outcome.eq(NoticeOutcome::Answered), notices::answer.eq(answer));
    Ok(diesel::update(waiting).set(set).execute(conn)? == 1)
}

/// Closes an open notice with a decision.
pub(super) fn close(
    conn: &mut Conn,
    id: NoticeId,
    decision: DecisionId,
    outcome: NoticeOutcome,
    automated: bool,
    at: Moment,
) -> Stored<bool> {
    let open = notices::table.find(id).filter(notices::closed_at.is_null());
    let set = (
        notices::closed_at.eq(at),
        notices::decision.eq(decision),
        notices::outcome.eq(outcome),
        notices::automated.eq(automated),
    );
    Ok(diesel::update(open).set(set).execute(conn)? == 1)
}

pub(super) fn set_outcome(conn: &mut Conn, decision: DecisionId, outcome: NoticeOutcome) -> Stored<()> {
    diesel::update(notices::table.filter(notices::decision.eq(decision))).set(notices::outcome.eq(outcome)).execute(conn)?;
    Ok(())
}
