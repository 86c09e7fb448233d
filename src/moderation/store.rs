//! The tables `cases`, `reports`, `decisions`, `openings` and `staff_log`.

use diesel::prelude::*;

use super::model::{Action, CaseState, Outcome, Reason, ReportState};
use crate::clock::Moment;
use crate::storage::columns::{CaseId, DecisionId, OpeningId, ReportId, ThreadId, VoiceId};
use crate::storage::schema::{cases, decisions, openings, reports, staff_log};
use crate::storage::{Conn, Stored, on_each};

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = cases)]
pub(super) struct CaseRow {
    pub id: CaseId,
    pub thread: ThreadId,
    pub number: i32,
    pub state: CaseState,
    pub weight: i32,
    pub opened_at: Moment,
    pub claim_sealed: Option<Vec<u8>>,
    pub claim_until: Option<Moment>,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = reports)]
pub(super) struct ReportRow {
    pub id: ReportId,
    pub case_id: CaseId,
    pub reason: Reason,
    pub note: Option<String>,
    pub reported_at: Moment,
    pub state: ReportState,
    pub outcome: Option<Outcome>,
    pub decision: Option<DecisionId>,
    pub sealed: Vec<u8>,
    pub lookup: Vec<u8>,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = decisions)]
pub(super) struct DecisionRow {
    pub id: DecisionId,
    pub case_id: CaseId,
    pub thread: ThreadId,
    pub number: i32,
    pub action: Action,
    pub rule: String,
    pub facts: String,
    pub message: String,
    pub found_by: String,
    pub automatic: bool,
    pub before_state: String,
    pub decided_at: Moment,
    pub undone_at: Option<Moment>,
    pub sealed: Vec<u8>,
    pub sanction: Vec<u8>,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = staff_log)]
pub(super) struct LogRow {
    pub seq: i64,
    pub at: Moment,
    pub act: String,
    pub case_id: Option<CaseId>,
    pub thread: Option<ThreadId>,
    pub number: Option<i32>,
    pub detail: String,
    pub sealed: Vec<u8>,
}

// Cases

/// The case of a post; made now if there is none. Whoever comes second gets the first one's.
pub(super) fn case_of_post(conn: &mut Conn, new: &CaseRow) -> Stored<CaseRow> {
    on_each!(conn, c => diesel::insert_into(cases::table).values(new).on_conflict_do_nothing().execute(c))?;
    Ok(cases::table
        .filter(cases::thread.eq(new.thread))
        .filter(cases::number.eq(new.number))
        .select(CaseRow::as_select())
        .first(conn)?)
}

pub(super) fn case(conn: &mut Conn, id: CaseId) -> Stored<Option<CaseRow>> {
    Ok(cases::table.find(id).select(CaseRow::as_select()).first(conn).optional()?)
}

pub(super) fn cases_with_ids(conn: &mut Conn, ids: &[CaseId]) -> Stored<Vec<CaseRow>> {
    Ok(on_each!(conn, c => cases::table.filter(cases::id.eq_any(ids)).select(CaseRow::as_select()).load(c))?)
}

/// Where a list of cases goes on: weight, time, id.
pub(super) type Place = (i32, i64, i64);

pub(super) fn queue(conn: &mut Conn, state: CaseState, now: Moment, after: Option<Place>, limit: i64) -> Stored<Vec<CaseRow>> {
    let mut query = cases::table
        .order((cases::weight.desc(), cases::opened_at.asc(), cases::id.asc()))
        .limit(limit)
        .select(CaseRow::as_select())
        .into_boxed();
    // A claim whose time is over is no claim.
    let lapsed = cases::state.eq(CaseState::Claimed).and(cases::claim_until.le(now).assume_not_null());
    query = match state {
        CaseState::Open => query.filter(cases::state.eq(CaseState::Open).or(lapsed)),
        CaseState::Claimed => {
            query.filter(cases::state.eq(CaseState::Claimed)).filter(cases::claim_until.gt(now).assume_not_null())
        }
        CaseState::Closed => query.filter(cases::state.eq(CaseState::Closed)),
    };
    if let Some((weight, at, id)) = after {
        let (at, id) = (Moment(at), CaseId(id));
        let later = cases::opened_at.gt(at).or(cases::opened_at.eq(at).and(cases::id.gt(id)));
        query = query.filter(cases::weight.lt(weight).or(cases::weight.eq(weight).and(later)));
    }
    Ok(query.load(conn)?)
}

/// What changes in a case; `None` inside is NULL.
#[derive(AsChangeset)]
#[diesel(table_name = cases, treat_none_as_null = true)]
pub(super) struct CaseChange {
    pub state: CaseState,
    pub weight: i32,
    pub opened_at: Moment,
    pub claim_sealed: Option<Vec<u8>>,
    pub claim_until: Option<Moment>,
}

/// Changes a case if it still is as it was read: of two at once only one changes it.
pub(super) fn change_case(conn: &mut Conn, was: &CaseRow, change: &CaseChange) -> Stored<bool> {
    let still = cases::table.filter(cases::id.eq(was.id)).filter(cases::state.eq(was.state));
    let changed = match was.claim_until {
        Some(until) => diesel::update(still.filter(cases::claim_until.eq(until))).set(change).execute(conn)?,
        None => diesel::update(still.filter(cases::claim_until.is_null())).set(change).execute(conn)?,
    };
    Ok(changed == 1)
}

/// Every case that somebody has claimed, lapsed claims among them.
pub(super) fn claimed_cases(conn: &mut Conn) -> Stored<Vec<CaseRow>> {
    Ok(cases::table.filter(cases::state.eq(CaseState::Claimed)).order(cases::id).select(CaseRow::as_select()).load(conn)?)
}

// Reports

/// Whether somebody reported a post of this thread for this reason, and no moderator has decided yet.
pub(super) fn has_open_report(conn: &mut Conn, thread: ThreadId, reason: Reason) -> Stored<bool> {
    let open = cases::table
        .inner_join(reports::table.on(reports::case_id.eq(cases::id)))
        .filter(cases::thread.eq(thread))
        .filter(cases::state.ne(CaseState::Closed))
        .filter(reports::reason.eq(reason));
    Ok(open.select(cases::id).first::<CaseId>(conn).optional()?.is_some())
}

pub(super) fn report_by_lookup(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<ReportRow>> {
    Ok(reports::table.filter(reports::lookup.eq(lookup)).select(ReportRow::as_select()).first(conn).optional()?)
}

pub(super) fn report(conn: &mut Conn, id: ReportId) -> Stored<Option<ReportRow>> {
    Ok(reports::table.find(id).select(ReportRow::as_select()).first(conn).optional()?)
}

pub(super) fn insert_report(conn: &mut Conn, row: &ReportRow) -> Stored<bool> {
    let made = on_each!(conn, c => diesel::insert_into(reports::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

pub(super) fn reports_of(conn: &mut Conn, ids: &[CaseId]) -> Stored<Vec<ReportRow>> {
    Ok(on_each!(conn, c => reports::table
        .filter(reports::case_id.eq_any(ids))
        .order((reports::reported_at, reports::id))
        .select(ReportRow::as_select())
        .load(c))?)
}

pub(super) fn close_reports(conn: &mut Conn, case: CaseId, outcome: Outcome, decision: DecisionId) -> Stored<Vec<ReportRow>> {
    let open = reports::table.filter(reports::case_id.eq(case)).filter(reports::state.eq(ReportState::Open));
    let closing: Vec<ReportRow> = open.select(ReportRow::as_select()).load(conn)?;
    let open = reports::table.filter(reports::case_id.eq(case)).filter(reports::state.eq(ReportState::Open));
    diesel::update(open)
        .set((reports::state.eq(ReportState::Closed), reports::outcome.eq(outcome), reports::decision.eq(decision)))
        .execute(conn)?;
    Ok(closing)
}

pub(super) fn set_outcome(conn: &mut Conn, decision: DecisionId, outcome: Outcome) -> Stored<()> {
    diesel::update(reports::table.filter(reports::decision.eq(decision))).set(reports::outcome.eq(outcome)).execute(conn)?;
    Ok(())
}

/// Gives a report another reporter, and takes its note away or leaves it.
pub(super) fn cut_off_report(conn: &mut Conn, id: ReportId, sealed: &[u8], lookup: &[u8], with_note: bool) -> Stored<()> {
    diesel::update(reports::table.find(id)).set((reports::sealed.eq(sealed), reports::lookup.eq(lookup))).execute(conn)?;
    if with_note {
        diesel::update(reports::table.find(id)).set(reports::note.eq(None::<String>)).execute(conn)?;
    }
    Ok(())
}

// Decisions

pub(super) fn insert_decision(conn: &mut Conn, row: &DecisionRow) -> Stored<()> {
    diesel::insert_into(decisions::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn decision(conn: &mut Conn, id: DecisionId) -> Stored<Option<DecisionRow>> {
    Ok(decisions::table.find(id).select(DecisionRow::as_select()).first(conn).optional()?)
}

pub(super) fn decisions_with_ids(conn: &mut Conn, ids: &[DecisionId]) -> Stored<Vec<DecisionRow>> {
    Ok(on_each!(conn, c => decisions::table.filter(decisions::id.eq_any(ids)).select(DecisionRow::as_select()).load(c))?)
}

pub(super) fn decisions_of(conn: &mut Conn, case: CaseId) -> Stored<Vec<DecisionRow>> {
    Ok(decisions::table
        .filter(decisions::case_id.eq(case))
        .order((decisions::decided_at, decisions::id))
        .select(DecisionRow::as_select())
        .load(conn)?)
}

/// Marks a decision undone, unless somebody just did.
pub(super) fn undo(conn: &mut Conn, id: DecisionId, at: Moment) -> Stored<bool> {
    let standing = decisions::table.filter(decisions::id.eq(id)).filter(decisions::undone_at.is_null());
    Ok(diesel::update(standing).set(decisions::undone_at.eq(at)).execute(conn)? == 1)
}

// Openings

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = openings)]
pub(super) struct OpeningRow {
    pub id: OpeningId,
    pub thread: ThreadId,
    pub voice: VoiceId,
    pub asked_at: Moment,
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub sealed: Vec<u8>,
}

pub(super) fn insert_opening(conn: &mut Conn, row: &OpeningRow) -> Stored<()> {
    diesel::insert_into(openings::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn opening(conn: &mut Conn, id: OpeningId) -> Stored<Option<OpeningRow>> {
    Ok(openings::table.find(id).select(OpeningRow::as_select()).first(conn).optional()?)
}

pub(super) fn openings_of(conn: &mut Conn, thread: ThreadId, voice: VoiceId) -> Stored<Vec<OpeningRow>> {
    let of = openings::table.filter(openings::thread.eq(thread)).filter(openings::voice.eq(voice));
    Ok(of.select(OpeningRow::as_select()).load(conn)?)
}

pub(super) fn openings_with_ids(conn: &mut Conn, ids: &[OpeningId]) -> Stored<Vec<OpeningRow>> {
    Ok(on_each!(conn, c => openings::table.filter(openings::id.eq_any(ids)).select(OpeningRow::as_select()).load(c))?)
}

/// Openings, the latest first, after this place.
pub(super) fn openings_before(conn: &mut Conn, before: Option<(i64, i64)>, limit: i64) -> Stored<Vec<OpeningRow>> {
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
pub(super) fn open(conn: &mut Conn, id: OpeningId, at: Moment, sealed: &[u8]) -> Stored<bool> {
    let waiting = openings::table.find(id).filter(openings::opened_at.is_null()).filter(openings::closed_at.is_null());
    let opened = diesel::update(waiting).set((openings::opened_at.eq(at), openings::sealed.eq(sealed))).execute(conn)?;
    Ok(opened == 1)
}

/// Withdraws what has not been withdrawn.
pub(super) fn withdraw(conn: &mut Conn, id: OpeningId, at: Moment) -> Stored<bool> {
    let standing = openings::table.find(id).filter(openings::closed_at.is_null());
    Ok(diesel::update(standing).set(openings::closed_at.eq(at)).execute(conn)? == 1)
}

// The log: rows are added and read, nothing else.

pub(super) fn add_to_log(conn: &mut Conn, row: &LogRow) -> Stored<()> {
    diesel::insert_into(staff_log::table).values(row).execute(conn)?;
    Ok(())
}

pub(super) fn log_before(conn: &mut Conn, case: Option<CaseId>, before: Option<i64>, limit: i64) -> Stored<Vec<LogRow>> {
    let mut query = staff_log::table.order(staff_log::seq.desc()).limit(limit).select(LogRow::as_select()).into_boxed();
    if let Some(case) = case {
        query = query.filter(staff_log::case_id.eq(case));
    }
    if let Some(before) = before {
        query = query.filter(staff_log::seq.lt(before));
    }
    Ok(query.load(conn)?)
}
