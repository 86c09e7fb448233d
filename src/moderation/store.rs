//! The tables `cases` and `reports`; and, in files of their own, `decisions`, `appeals`, `signals`, `openings` and `staff_log`.

mod appeals;
mod decisions;
mod erasures;
mod lines;
mod openings;
mod signals;

use diesel::prelude::*;

pub(super) use appeals::*;
pub(super) use decisions::*;
pub(super) use erasures::*;
pub(super) use lines::*;
pub(super) use openings::*;
pub(super) use signals::*;

use super::model::{CaseState, Outcome, Reason, ReportState};
use super::queue::Wanted;
use crate::clock::Moment;
use crate::storage::columns::{CaseId, DecisionId, ReportId, ThreadId};
use crate::storage::schema::{cases, reports};
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
    /// Counted up by every change.
    pub version: i32,
    /// What came together in it, as words joined by commas.
    pub marks: String,
    /// When it should be decided.
    pub due_at: Option<Moment>,
    /// When moderators were called because it was not.
    pub called_at: Option<Moment>,
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
    /// A moderator found that it was made in bad faith.
    pub bad_faith: bool,
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

pub(super) fn queue(conn: &mut Conn, wanted: Wanted, now: Moment, after: Option<Place>, limit: i64) -> Stored<Vec<CaseRow>> {
    let mut query = cases::table
        .order((cases::weight.desc(), cases::opened_at.asc(), cases::id.asc()))
        .limit(limit)
        .select(CaseRow::as_select())
        .into_boxed();
    // A claim whose time is over is no claim.
    let lapsed = cases::state.eq(CaseState::Claimed).and(cases::claim_until.le(now).assume_not_null());
    if let Some(mark) = wanted.mark {
        // Words joined by commas, none of which is a part of another.
        query = query.filter(cases::marks.like(format!("%{}%", mark.word())));
    }
    if wanted.overdue {
        query = query.filter(cases::due_at.le(now).assume_not_null());
    }
    query = match wanted.state {
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
#[derive(Clone, Debug, AsChangeset)]
#[diesel(table_name = cases, treat_none_as_null = true)]
pub(super) struct CaseChange {
    pub state: CaseState,
    pub weight: i32,
    pub opened_at: Moment,
    pub claim_sealed: Option<Vec<u8>>,
    pub claim_until: Option<Moment>,
    pub marks: String,
    pub due_at: Option<Moment>,
    pub called_at: Option<Moment>,
}

impl CaseRow {
    /// No change: what a change begins with.
    pub(super) fn as_it_is(&self) -> CaseChange {
        CaseChange {
            state: self.state,
            weight: self.weight,
            opened_at: self.opened_at,
            claim_sealed: self.claim_sealed.clone(),
            claim_until: self.claim_until,
            marks: self.marks.clone(),
            due_at: self.due_at,
            called_at: self.called_at,
        }
    }
}

/// Changes a case if it still is as it was read: of two at once only one changes it.
pub(super) fn change_case(conn: &mut Conn, was: &CaseRow, change: &CaseChange) -> Stored<bool> {
    let still = cases::table.filter(cases::id.eq(was.id)).filter(cases::version.eq(was.version));
    Ok(diesel::update(still).set((change, cases::version.eq(was.version + 1))).execute(conn)? == 1)
}

/// Every case that somebody has claimed, lapsed claims among them.
pub(super) fn claimed_cases(conn: &mut Conn) -> Stored<Vec<CaseRow>> {
    Ok(cases::table.filter(cases::state.eq(CaseState::Claimed)).order(cases::id).select(CaseRow::as_select()).load(conn)?)
}

/// How many cases should have been decided by now.
pub(super) fn count_overdue(conn: &mut Conn, now: Moment) -> Stored<i64> {
    let waiting = cases::table.filter(cases::state.ne(CaseState::Closed)).filter(cases::due_at.le(now).assume_not_null());
    Ok(waiting.count().get_result(conn)?)
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

/// Closes the open reports of a case. Worry about somebody, and what may be against the law, is never in bad faith.
pub(super) fn close_reports(
    conn: &mut Conn,
    case: CaseId,
    (outcome, decision): (Outcome, DecisionId),
    bad_faith: bool,
) -> Stored<Vec<ReportRow>> {
    let open = reports::table.filter(reports::case_id.eq(case)).filter(reports::state.eq(ReportState::Open));
    let closing: Vec<ReportRow> = open.select(ReportRow::as_select()).load(conn)?;
    let open = reports::table.filter(reports::case_id.eq(case)).filter(reports::state.eq(ReportState::Open));
    diesel::update(open)
        .set((reports::state.eq(ReportState::Closed), reports::outcome.eq(outcome), reports::decision.eq(decision)))
        .execute(conn)?;
    if bad_faith {
        let spared = [Reason::Concern, Reason::Illegal];
        let of = reports::table.filter(reports::decision.eq(decision)).filter(reports::reason.ne_all(spared));
        diesel::update(of).set(reports::bad_faith.eq(true)).execute(conn)?;
    }
    Ok(closing)
}

pub(super) fn set_outcome(conn: &mut Conn, decision: DecisionId, outcome: Outcome) -> Stored<()> {
    diesel::update(reports::table.filter(reports::decision.eq(decision))).set(reports::outcome.eq(outcome)).execute(conn)?;
    Ok(())
}

/// The reports that closed with a decision.
pub(super) fn reports_decided(conn: &mut Conn, decision: DecisionId) -> Stored<Vec<ReportRow>> {
    let closed = reports::table.filter(reports::decision.eq(decision)).order((reports::reported_at, reports::id));
    Ok(closed.select(ReportRow::as_select()).load(conn)?)
}

/// Forgets the closed reports that were made before.
pub(super) fn forget_reports(conn: &mut Conn, before: Moment) -> Stored<()> {
    let old = reports::table.filter(reports::state.eq(ReportState::Closed)).filter(reports::reported_at.lt(before));
    diesel::delete(old).execute(conn)?;
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
