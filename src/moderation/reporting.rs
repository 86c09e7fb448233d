//! Reporting a post, and hearing what came of it.

use std::collections::HashMap;

use actix_web::web;
use serde::Serialize;

use super::facts::Facts;
use super::joining;
use super::log::{self, Line};
use super::marks::Mark;
use super::model::{Error, Outcome, Reason, Report, ReportState};
use super::store::{self, CaseRow, ReportRow};
use crate::accounts::Member;
use crate::app::App;
use crate::clock::{DAY, HOUR, Moment, Quarter};
use crate::http::page::{self, Limit, List};
use crate::idempotency::Attempt;
use crate::notifications::{self, Event};
use crate::storage::columns::{AccountId, CaseId, ReportId, ThreadId};
use crate::storage::{Conn, Failure, Stored};
use crate::text;
use crate::threads;
use crate::voices::seal::Row;
use crate::voices::traces::{self, Trace};

/// Reports a post that stands. While a report of hers about it is open, another one changes nothing and answers with the first.
///
/// # Errors
/// `Fields`, or `Unknown` when there is no such post for her.
pub async fn report(
    app: &web::Data<App>,
    member: Member,
    thread: ThreadId,
    number: i32,
    reason: Reason,
    note: Option<String>,
    attempt: Attempt,
) -> Result<Report, Error> {
    let note = match note.as_deref().map(|note| text::lines(note, text::NOTE)) {
        None | Some(Err("required")) => None,
        Some(note) => Some(note.map_err(|why| Error::field("note", why))?),
    };
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let id = attempt.once(conn, |conn| -> Result<ReportId, Error> {
                threads::actions::standing_post(conn, thread, number)?;
                let (lookup, open) = free_lookup(conn, app, member.account, thread, number)?;
                if let Some(open) = open {
                    return Ok(open);
                }
                if !matches!(reason, Reason::Concern | Reason::Illegal) {
                    few_enough(conn, app, member.account)?;
                    in_good_faith(conn, app, member.account)?;
                }
                let mark = if reason == Reason::Concern { Mark::Concern } else { Mark::Report };
                let case = joining::join(conn, app, (thread, number), reason.weight(), Some(mark))?;
                // Looked up again: the case is ours until the end now, and a report of hers may have come just before.
                if let (_, Some(open)) = free_lookup(conn, app, member.account, thread, number)? {
                    return Ok(open);
                }
                let id = ReportId(app.chance.id());
                let row = ReportRow {
                    id,
                    case_id: case.id,
                    reason,
                    note,
                    reported_at: app.clock.now(),
                    state: ReportState::Open,
                    outcome: None,
                    decision: None,
                    sealed: app.seal.seal(row(&id.0), &member.account),
                    lookup,
                    bad_faith: false,
                };
                store::insert_report(conn, &row)?;
                if reason == Reason::NotWhatWasAsked && number > 1 {
                    nudge(conn, app, thread, number)?;
                }
                traces::leave(conn, app, member.account, &Trace::Reported { report: id })?;
                let facts = Facts { category: Some(reason.word().to_owned()), ..Facts::default() };
                log::write_line(conn, app, None, &Line { facts, ..Line::about(&case, "reported", "") })?;
                Ok(id)
            })?;
            Ok(views(conn, &[id])?.pop().ok_or(Failure::CutOff)?)
        })
        .await
}

/// Tells whoever answered that it was not what was asked for: once for a post, by a notice alone, whoever says it. Moderators
/// read it last, and what was asked stands above the box in which she answers.
fn nudge(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<()> {
    let found = threads::actions::post_in_brief(conn, app, thread, number)?;
    match found.and_then(|post| post.account) {
        Some(account) => notifications::actions::tell(conn, app, account, &Event::NotWhatWasAsked { thread, number }),
        None => Ok(()),
    }
}

/// Reports of one member within an hour, at most (L-38). Worry about somebody, and what is against the law, are never refused
/// and do not count.
const AN_HOUR: usize = 10;

/// Refuses her next report when she has made many within an hour.
fn few_enough(conn: &mut Conn, app: &App, account: AccountId) -> Result<(), Error> {
    let since = Moment(app.clock.now().0.saturating_sub(HOUR));
    let (mut before, mut counted) = (None, Vec::new());
    loop {
        let found = of_member(conn, app, account, before, 20)?;
        let Some((oldest, _)) = found.last() else { return Ok(()) };
        before = Some(*oldest);
        for (_, id) in found {
            let Some(report) = store::report(conn, id)? else { continue };
            if report.reported_at <= since {
                return Ok(());
            }
            if !matches!(report.reason, Reason::Concern | Reason::Illegal) {
                counted.push(report.reported_at);
            }
            if let Some(first) = counted.get(AN_HOUR - 1) {
                let wait = first.plus(HOUR).0.saturating_sub(app.clock.now().0);
                return Err(Error::TooMany(u64::try_from(wait / 1_000 + 1).unwrap_or(3_600)));
            }
        }
    }
}

/// A report in bad faith is a warning that counts for so many milliseconds.
const WARNED: i64 = 90 * DAY;
/// After the second one within that time her reports rest for so many milliseconds.
const REST: i64 = 30 * DAY;

/// Refuses the reports of whoever made two in bad faith: the first one was her warning (L-14).
fn in_good_faith(conn: &mut Conn, app: &App, account: AccountId) -> Result<(), Error> {
    let now = app.clock.now();
    let mut found = Vec::new();
    for (_, id) in of_member(conn, app, account, None, i64::MAX)? {
        let Some(report) = store::report(conn, id)? else { continue };
        if report.reported_at.plus(WARNED) <= now {
            break;
        }
        if report.bad_faith && report.outcome != Some(Outcome::Undone) {
            found.push(report.reported_at);
        }
    }
    match found.as_slice() {
        [last, _, ..] if now < last.plus(REST) => Err(Error::ReportsRest(last.plus(REST).in_words())),
        _ => Ok(()),
    }
}

/// Reports of one member about one post, at most: a post may be reported again after a decision.
const TIMES: i64 = 16;

/// The lookup of her next report about a post, or her report that is still open.
fn free_lookup(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    thread: ThreadId,
    number: i32,
) -> Stored<(Vec<u8>, Option<ReportId>)> {
    let mut last = None;
    for time in 0..TIMES {
        let lookup = app.seal.lookup("report", &[account.0, thread.0, i64::from(number), time]);
        match store::report_by_lookup(conn, &lookup)? {
            None => return Ok((lookup, None)),
            Some(report) if report.state == ReportState::Open => return Ok((lookup, Some(report.id))),
            Some(report) => last = Some(report.id),
        }
    }
    Ok((Vec::new(), last))
}

/// Her reports, newest first.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn mine(
    app: &web::Data<App>,
    member: Member,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Report>, crate::error::Error> {
    let before: Option<i64> = page::read_cursor(app, "my-reports", cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Report>> {
        let found = of_member(conn, &inner, member.account, before, limit.and_one())?;
        let page = List::cut(&inner, "my-reports", found, limit, |(seq, _)| *seq);
        let ids: Vec<ReportId> = page.items.iter().map(|(_, report)| *report).collect();
        Ok(List { items: views(conn, &ids)?, next: page.next })
    };
    Ok(app.storage.read(read).await?)
}

/// Reports with these ids, in this order.
fn views(conn: &mut Conn, ids: &[ReportId]) -> Stored<Vec<Report>> {
    let mut rows = Vec::new();
    for id in ids {
        rows.extend(store::report(conn, *id)?);
    }
    let of: Vec<CaseId> = rows.iter().map(|row| row.case_id).collect();
    let cases: HashMap<CaseId, CaseRow> = store::cases_with_ids(conn, &of)?.into_iter().map(|case| (case.id, case)).collect();
    rows.into_iter()
        .map(|row| {
            let case = cases.get(&row.case_id).ok_or(Failure::CutOff)?;
            let counts = row.bad_faith && row.outcome != Some(Outcome::Undone);
            let found = row.decision.filter(|_| counts).map_or(Ok(None), |decision| store::decision(conn, decision))?;
            Ok(Report {
                id: row.id,
                thread: case.thread,
                number: case.number,
                reason: row.reason,
                state: row.state,
                outcome: row.outcome,
                bad_faith: found.map(|decision| decision.facts),
                reported_at: row.reported_at.quarter(),
            })
        })
        .collect()
}

/// A report as she gets it to take along.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct KeptReport {
    /// Where.
    pub thread: ThreadId,
    /// Which post.
    pub number: i32,
    /// Why.
    pub reason: Reason,
    /// What she added.
    pub note: Option<String>,
    /// Whether somebody has decided.
    pub state: ReportState,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub reported_at: Quarter,
}

/// A stretch of her reports to take along, newest first, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn kept(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<(Vec<KeptReport>, Option<i64>)> {
    let found = of_member(conn, app, account, before, limit)?;
    let next = found.last().map(|(seq, _)| *seq);
    let mut kept = Vec::new();
    for (_, id) in found {
        let Some(report) = store::report(conn, id)? else { continue };
        let case = store::case(conn, report.case_id)?.ok_or(Failure::CutOff)?;
        kept.push(KeptReport {
            thread: case.thread,
            number: case.number,
            reason: report.reason,
            note: report.note,
            state: report.state,
            outcome: report.outcome,
            reported_at: report.reported_at.quarter(),
        });
    }
    Ok((kept, next))
}

/// The reports she made, newest first, older than `before`; each with its running number.
pub(super) fn of_member(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<Vec<(i64, ReportId)>> {
    traces::find(conn, app, account, before, limit, |trace| match trace {
        Trace::Reported { report } => Some(report),
        _ => None,
    })
}

/// Makes a report nobody's; `false` when it was before. Its reason stays with the case, its note goes with the words.
pub(super) fn cut_off(conn: &mut Conn, app: &App, account: AccountId, id: ReportId, with_note: bool) -> Stored<bool> {
    let Some(report) = store::report(conn, id)? else { return Ok(false) };
    if reporter(app, &report) != Some(account) {
        return Ok(false);
    }
    let Some(case) = store::case(conn, report.case_id)? else { return Ok(false) };
    let nobody = AccountId(app.chance.id());
    let lookup = app.seal.lookup("report", &[nobody.0, case.thread.0, i64::from(case.number), 0]);
    store::cut_off_report(conn, id, &app.seal.seal(row(&id.0), &nobody), &lookup, with_note)?;
    Ok(true)
}

/// Who reported: to be told, never shown.
pub(super) fn reporter(app: &App, report: &ReportRow) -> Option<AccountId> {
    app.seal.open(row(&report.id.0), &report.sealed)
}

const fn row(id: &i64) -> Row<'_> {
    Row { table: "reports", key: std::slice::from_ref(id) }
}
