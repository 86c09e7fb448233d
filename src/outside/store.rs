//! The tables `notices` and `notice_cases`.

use diesel::prelude::*;

use super::model::{NoticeCategory, NoticeOutcome, NoticeState};
use crate::clock::Moment;
use crate::storage::columns::{CaseId, DecisionId, NoticeId};
use crate::storage::schema::{notice_cases, notices};
use crate::storage::{Conn, Stored, on_each};

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
    pub decision: Option<DecisionId>,
    pub closed_at: Option<Moment>,
    pub answer: String,
    pub automated: bool,
}

/// One of the cases that a notice is about.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = notice_cases)]
pub(super) struct PlaceRow {
    pub notice: NoticeId,
    pub case_id: CaseId,
    pub decision: Option<DecisionId>,
    pub outcome: Option<NoticeOutcome>,
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

/// The notices about a case, with what came of them there.
pub(super) fn of_case(conn: &mut Conn, case: CaseId) -> Stored<Vec<(PlaceRow, NoticeRow)>> {
    let of = notice_cases::table.inner_join(notices::table).filter(notice_cases::case_id.eq(case));
    let of = of.order((notices::received_at, notices::id)).select((PlaceRow::as_select(), NoticeRow::as_select()));
    Ok(of.load(conn)?)
}

/// The cases of these notices.
pub(super) fn places(conn: &mut Conn, of: &[NoticeId]) -> Stored<Vec<PlaceRow>> {
    let of = notice_cases::table.filter(notice_cases::notice.eq_any(of.to_vec())).order(notice_cases::case_id);
    Ok(of.select(PlaceRow::as_select()).load(conn)?)
}

/// Open notices that should have been answered by now and are in no case: of those in one the case is called about.
pub(super) fn overdue(conn: &mut Conn, now: Moment, limit: i64) -> Stored<Vec<NoticeId>> {
    let placed = notice_cases::table.select(notice_cases::notice);
    let open = notices::table.filter(notices::closed_at.is_null()).filter(notices::due_at.le(now));
    let lost = open.filter(notices::id.ne_all(placed)).order((notices::due_at, notices::id)).limit(limit);
    Ok(lost.select(notices::id).load(conn)?)
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

/// Puts a notice into a case; once is enough.
pub(super) fn place(conn: &mut Conn, notice: NoticeId, case_id: CaseId) -> Stored<()> {
    let row = PlaceRow { notice, case_id, decision: None, outcome: None };
    on_each!(conn, c => diesel::insert_into(notice_cases::table).values(&row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Says what came of the notices in a case, where nothing has or what has was undone.
pub(super) fn decide(conn: &mut Conn, case: CaseId, decision: DecisionId, outcome: NoticeOutcome) -> Stored<()> {
    let of = notice_cases::table.filter(notice_cases::case_id.eq(case));
    let of = of.filter(notice_cases::decision.is_null().or(notice_cases::outcome.eq(NoticeOutcome::Undone)));
    diesel::update(of).set((notice_cases::decision.eq(decision), notice_cases::outcome.eq(outcome))).execute(conn)?;
    Ok(())
}

/// Closes an open notice: with a decision, or with an answer. `false` when it is closed.
pub(super) fn close(conn: &mut Conn, id: NoticeId, decision: Option<DecisionId>, answer: &str, at: Moment) -> Stored<bool> {
    let open = notices::table.find(id).filter(notices::closed_at.is_null());
    let set = (notices::closed_at.eq(at), notices::decision.eq(decision), notices::answer.eq(answer));
    Ok(diesel::update(open).set(set).execute(conn)? == 1)
}

/// What came of the notices that this decision closed.
pub(super) fn set_outcome(conn: &mut Conn, decision: DecisionId, outcome: NoticeOutcome) -> Stored<()> {
    let of = notice_cases::table.filter(notice_cases::decision.eq(decision));
    diesel::update(of).set(notice_cases::outcome.eq(outcome)).execute(conn)?;
    Ok(())
}

/// Forgets who sent the notices that were closed before.
pub(super) fn forget_contacts(conn: &mut Conn, before: Moment) -> Stored<()> {
    let closed = notices::table.filter(notices::closed_at.lt(before).assume_not_null()).filter(notices::contact.is_not_null());
    diesel::update(closed).set(notices::contact.eq(None::<Vec<u8>>)).execute(conn)?;
    Ok(())
}

/// Forgets the notices that were closed before.
pub(super) fn forget(conn: &mut Conn, before: Moment) -> Stored<()> {
    diesel::delete(notices::table.filter(notices::closed_at.lt(before).assume_not_null())).execute(conn)?;
    Ok(())
}
