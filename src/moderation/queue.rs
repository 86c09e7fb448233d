//! The queue: cases by weight, one in detail, claimed by one moderator at a time.

use std::collections::HashMap;

use actix_web::web;
use serde::Serialize;

use super::deciding;
use super::log::{self, LogEntry};
use super::model::{Case, CaseState, Decision, Error, ReportInCase};
use super::store::{self, CaseChange, CaseRow};
use crate::accounts::standing::{self, History};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::MINUTE;
use crate::http::page::{self, Limit, List};
use crate::storage::columns::{AccountId, CaseId};
use crate::storage::{Conn, Failure, Stored};
use crate::threads;
use crate::threads::views::{Card, Post};
use crate::voices::seal::Row;

/// How long a claim holds, in milliseconds.
pub const LEASE: i64 = 15 * MINUTE;
/// Lines of the log that a case shows.
const LINES: i64 = 50;

/// A case with everything a decision needs.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CaseDetail {
    /// The case.
    #[serde(flatten)]
    pub case: Case,
    /// The thread.
    pub card: Card,
    /// The post, with its words whatever became of it.
    pub post: Post,
    /// Up to two posts before it.
    pub before: Vec<Post>,
    /// What was decided so far.
    pub decisions: Vec<Decision>,
    /// What was done so far, newest first.
    pub log: Vec<LogEntry>,
}

/// One page of the queue, heaviest first, then oldest.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(
    app: &web::Data<App>,
    moderator: Member,
    state: CaseState,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Case>, crate::error::Error> {
    let after: Option<store::Place> = page::read_cursor(app, state.word(), cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Case>> {
        let rows = store::queue(conn, state, inner.clock.now(), after, limit.and_one())?;
        let page = List::cut(&inner, state.word(), rows, limit, |case| (case.weight, case.opened_at.0, case.id.0));
        Ok(List { next: page.next, items: views(conn, &inner, &moderator, page.items)? })
    };
    Ok(app.storage.read(read).await?)
}

/// A case in detail.
///
/// # Errors
/// `Unknown`.
pub async fn detail(app: &web::Data<App>, moderator: Member, id: CaseId) -> Result<CaseDetail, Error> {
    let inner = app.clone();
    app.storage
        .read(move |conn| {
            let row = store::case(conn, id)?.ok_or(Error::Unknown)?;
            let (thread, number) = (row.thread, row.number);
            let post = threads::actions::post_for_staff(conn, thread, number)?.ok_or(Error::Unknown)?;
            let decisions = store::decisions_of(conn, id)?;
            Ok(CaseDetail {
                case: view(conn, &inner, &moderator, row)?,
                decisions: decisions
                    .into_iter()
                    .map(|row| {
                        let sanction = deciding::sanction_of(&inner, &row);
                        deciding::view(row, sanction, post.post.body.clone())
                    })
                    .collect(),
                card: post.card,
                post: post.post,
                before: post.before,
                log: log::entries(conn, &inner, Some(id), None, LINES)?.into_iter().map(|(_, entry)| entry).collect(),
            })
        })
        .await
}

/// Claims a case for 15 minutes; claiming it again begins them anew.
///
/// # Errors
/// `Unknown`, `Closed`, `Own`, or `AlreadyClaimed` with the name of who has it.
pub async fn claim(app: &web::Data<App>, moderator: Member, id: CaseId) -> Result<Case, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let row = store::case(conn, id)?.ok_or(Error::Unknown)?;
            if row.state == CaseState::Closed {
                return Err(Error::Closed);
            }
            let holder = holder(app, &row);
            if let Some(holder) = holder.filter(|holder| *holder != moderator.account) {
                return Err(Error::AlreadyClaimed(name_of(conn, holder)?));
            }
            let post = threads::actions::post_in_brief(conn, app, row.thread, row.number)?.ok_or(Error::Unknown)?;
            if post.account == Some(moderator.account) {
                return Err(Error::Own);
            }
            let change = CaseChange {
                state: CaseState::Claimed,
                weight: row.weight,
                opened_at: row.opened_at,
                claim_sealed: Some(app.seal.seal(claim_row(&row.id.0), &moderator.account)),
                claim_until: Some(app.clock.now().plus(LEASE)),
            };
            if !store::change_case(conn, &row, &change)? {
                return Err(lost(conn, app, id)?);
            }
            if holder.is_none() {
                log::write(conn, app, &moderator, "claimed", &row, "")?;
            }
            let row = store::case(conn, id)?.ok_or(Error::Unknown)?;
            Ok(view(conn, app, &moderator, row)?)
        })
        .await
}

/// Gives a claimed case back to the queue.
///
/// # Errors
/// `Unknown`, or `NotClaimed` when she does not have it.
pub async fn release(app: &web::Data<App>, moderator: Member, id: CaseId) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let row = store::case(conn, id)?.ok_or(Error::Unknown)?;
            if holder(&inner, &row) != Some(moderator.account) {
                return Err(Error::NotClaimed);
            }
            let change = CaseChange {
                state: CaseState::Open,
                weight: row.weight,
                opened_at: row.opened_at,
                claim_sealed: None,
                claim_until: None,
            };
            if store::change_case(conn, &row, &change)? {
                log::write(conn, &inner, &moderator, "released", &row, "")?;
            }
            Ok(())
        })
        .await
}

/// Why a change to a case was lost to somebody who was faster.
pub(super) fn lost(conn: &mut Conn, app: &App, id: CaseId) -> Stored<Error> {
    let Some(row) = store::case(conn, id)? else { return Ok(Error::Unknown) };
    match holder(app, &row) {
        Some(holder) => Ok(Error::AlreadyClaimed(name_of(conn, holder)?)),
        None if row.state == CaseState::Closed => Ok(Error::Closed),
        None => Ok(Error::Changed),
    }
}

/// Who has a case now: nobody once the lease ran out.
pub(super) fn holder(app: &App, case: &CaseRow) -> Option<AccountId> {
    let current = case.state == CaseState::Claimed && case.claim_until.is_some_and(|until| until > app.clock.now());
    if current { app.seal.open(claim_row(&case.id.0), case.claim_sealed.as_deref()?) } else { None }
}

/// Who claimed a case, even if the lease ran out.
pub(super) fn claimant(app: &App, case: &CaseRow) -> Option<AccountId> {
    app.seal.open(claim_row(&case.id.0), case.claim_sealed.as_deref()?)
}

const fn claim_row(id: &i64) -> Row<'_> {
    Row { table: "cases", key: std::slice::from_ref(id) }
}

fn name_of(conn: &mut Conn, account: AccountId) -> Stored<String> {
    Ok(accounts::actions::person(conn, account)?.map_or_else(|| "Another moderator".to_owned(), |person| person.name))
}

fn view(conn: &mut Conn, app: &App, moderator: &Member, row: CaseRow) -> Stored<Case> {
    views(conn, app, moderator, vec![row])?.pop().ok_or(Failure::CutOff)
}

fn views(conn: &mut Conn, app: &App, moderator: &Member, rows: Vec<CaseRow>) -> Stored<Vec<Case>> {
    let ids: Vec<CaseId> = rows.iter().map(|row| row.id).collect();
    let mut reports: HashMap<CaseId, Vec<ReportInCase>> = HashMap::new();
    for report in store::reports_of(conn, &ids)? {
        reports.entry(report.case_id).or_default().push(ReportInCase {
            reason: report.reason,
            note: report.note,
            state: report.state,
            reported_at: report.reported_at.quarter(),
        });
    }
    rows.into_iter()
        .map(|row| {
            let holder = holder(app, &row);
            let post = threads::actions::post_in_brief(conn, app, row.thread, row.number)?;
            let history = match post.and_then(|post| Some((post.account?, post.voice))) {
                Some((account, voice)) => standing::history(conn, app, account, voice)?,
                None => History::None,
            };
            let lapsed = row.state == CaseState::Claimed && holder.is_none();
            Ok(Case {
                id: row.id,
                thread: row.thread,
                number: row.number,
                state: if lapsed { CaseState::Open } else { row.state },
                weight: row.weight,
                opened_at: row.opened_at.quarter(),
                reports: reports.remove(&row.id).unwrap_or_default(),
                history,
                claimed_by: holder.map(|holder| name_of(conn, holder)).transpose()?,
                claimed_until: holder.and(row.claim_until).map(crate::clock::Moment::rfc3339),
                claimed_by_me: holder == Some(moderator.account),
            })
        })
        .collect()
}
