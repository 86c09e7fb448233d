//! The queue: cases by weight, one in detail, claimed by one moderator at a time.

use std::collections::HashMap;

use actix_web::web;
use serde::Serialize;

use super::carrying;
use super::deciding;
use super::desk::model::{CaseMessage, CaseNote};
use super::desk::{notes, shifts, talks};
use super::erasing;
use super::log::{self, LogEntry};
use super::marks::{self, Mark};
use super::model::{AppealTold, Case, CaseState, Decision, Error, HoldClass, ReportInCase, ReportState};
use super::store::{self, CaseChange, CaseRow};
use crate::accounts::standing::{self, History};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{MINUTE, Moment, Quarter};
use crate::http::page::{self, Limit, List};
use crate::outside::{self, model::NoticeInCase};
use crate::screening;
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
    /// The objections to it.
    pub appeals: Vec<AppealTold>,
    /// What checks noticed.
    pub signals: Vec<SignalInCase>,
    /// What words in the post may be: `insult`, `selling`, `under_age`. A hint, and nothing else.
    #[schema(value_type = Vec<String>)]
    pub hints: Vec<&'static str>,
    /// What those outside say about it.
    pub notices: Vec<NoticeInCase>,
    /// What moderators said to each other about it; nobody else reads it.
    pub staff_notes: Vec<CaseNote>,
    /// What moderators and whoever wrote the post said to each other.
    pub messages: Vec<CaseMessage>,
    /// What was done so far, newest first.
    pub log: Vec<LogEntry>,
}

/// What a check noticed, as moderators see it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SignalInCase {
    /// What kind of thing it is.
    pub class: HoldClass,
    /// Which check.
    pub check: String,
    /// What it found.
    pub facts: String,
    /// Whether a decision has closed it.
    pub state: ReportState,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
}

impl From<store::SignalRow> for SignalInCase {
    fn from(row: store::SignalRow) -> Self {
        Self { class: row.class, check: row.check_name, facts: row.facts, state: row.state, at: row.at.quarter() }
    }
}

/// Which cases somebody wants to see: filters, not a forced order (L-36).
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Where they stand.
    pub state: CaseState,
    /// What came together in them.
    pub mark: Option<Mark>,
    /// Only those that should have been decided by now.
    pub overdue: bool,
    /// Only those whose thread nobody has answered.
    pub unanswered: bool,
}

/// One page of the queue, heaviest first, then oldest.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(
    app: &web::Data<App>,
    moderator: Member,
    wanted: Wanted,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Case>, crate::error::Error> {
    // A place in the order is the same in every selection of these cases.
    let kind = wanted.state.word();
    let after: Option<store::Place> = page::read_cursor(app, kind, cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Case>> {
        let rows = if wanted.unanswered {
            unanswered(conn, wanted, inner.clock.now(), after, limit.and_one())?
        } else {
            store::queue(conn, wanted, inner.clock.now(), after, limit.and_one())?
        };
        let page = List::cut(&inner, kind, rows, limit, |case| (case.weight, case.opened_at.0, case.id.0));
        Ok(List { next: page.next, items: views(conn, &inner, &moderator, page.items)? })
    };
    Ok(app.storage.read(read).await?)
}

/// Cases in the queue's order whose thread nobody has answered.
fn unanswered(conn: &mut Conn, wanted: Wanted, now: Moment, mut after: Option<store::Place>, limit: i64) -> Stored<Vec<CaseRow>> {
    let (mut found, limit) = (Vec::new(), usize::try_from(limit).unwrap_or(0));
    loop {
        let rows = store::queue(conn, wanted, now, after, STRETCH)?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = Some((last.weight, last.opened_at.0, last.id.0));
        let lonely = threads::actions::unanswered(conn, &rows.iter().map(|row| row.thread).collect::<Vec<_>>())?;
        found.extend(rows.into_iter().filter(|row| lonely.contains(&row.thread)));
        if found.len() >= limit {
            found.truncate(limit);
            return Ok(found);
        }
    }
}

/// Cases that are read at once.
const STRETCH: i64 = 200;

/// The cases that she holds, all on one page.
///
/// # Errors
/// When the database fails.
pub async fn mine(app: &web::Data<App>, moderator: Member) -> Result<List<Case>, crate::error::Error> {
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Case>> {
        let claimed = store::claimed_cases(conn)?.into_iter();
        let mut hers: Vec<CaseRow> = claimed.filter(|case| holder(&inner, case) == Some(moderator.account)).collect();
        hers.sort_by_key(|case| (std::cmp::Reverse(case.weight), case.opened_at, case.id.0));
        Ok(List { next: None, items: views(conn, &inner, &moderator, hers)? })
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
            let appeals: Vec<AppealTold> = store::appeals_of(conn, id)?.into_iter().map(Into::into).collect();
            let signals = store::signals_of(conn, &[id])?.into_iter().map(SignalInCase::from).collect();
            Ok(CaseDetail {
                case: view(conn, &inner, &moderator, row)?,
                decisions: decisions
                    .into_iter()
                    .map(|row| {
                        let sanction = carrying::sanction_of(&inner, &row);
                        let appeal = appeals.iter().rfind(|appeal| appeal.decision == row.id).cloned();
                        let erasure = erasing::told(conn, row.id, true)?;
                        Ok(Decision { erasure, ..deciding::view(row, sanction, post.post.body.clone(), appeal) })
                    })
                    .collect::<Result<_, Error>>()?,
                appeals,
                signals,
                notices: outside::actions::of_case(conn, id)?,
                staff_notes: notes::of_case(conn, &inner, id)?,
                messages: talks::of_case(conn, id)?,
                hints: screening::hints::hints(post.post.body.as_deref().unwrap_or_default()),
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
            let holder = holder(app, &row);
            if row.state == CaseState::Closed || holder.is_some_and(|holder| holder != moderator.account) {
                return Err(lost(conn, app, id)?);
            }
            let post = threads::actions::post_in_brief(conn, app, row.thread, row.number)?.ok_or(Error::Unknown)?;
            if post.account == Some(moderator.account) {
                return Err(Error::Own);
            }
            let change = CaseChange {
                state: CaseState::Claimed,
                claim_sealed: Some(app.seal.seal(claim_row(&row.id.0), &moderator.account)),
                claim_until: Some(app.clock.now().plus(LEASE)),
                ..row.as_it_is()
            };
            if !store::change_case(conn, &row, &change)? {
                return Err(lost(conn, app, id)?);
            }
            if holder.is_none() {
                shifts::took(conn, app, moderator.account, &row)?;
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
            let change = CaseChange { state: CaseState::Open, claim_sealed: None, claim_until: None, ..row.as_it_is() };
            if store::change_case(conn, &row, &change)? {
                log::write(conn, &inner, &moderator, "released", &row, "")?;
            }
            Ok(())
        })
        .await
}

/// Why a change to a case was lost to somebody who was faster: who she is, and what she did (L-33).
pub(super) fn lost(conn: &mut Conn, app: &App, id: CaseId) -> Stored<Error> {
    let Some(row) = store::case(conn, id)? else { return Ok(Error::Unknown) };
    Ok(match holder(app, &row) {
        Some(holder) => {
            let until = row.claim_until.map_or_else(String::new, |until| format!(", until {}", until.in_words()));
            Error::AlreadyClaimed(format!("{} has this case{until}.", name_of(conn, holder)?))
        }
        None if row.state == CaseState::Closed => Error::Closed(last_act(conn, app, id)?),
        None => Error::Faster(last_act(conn, app, id)?),
    })
}

/// Who did something about a case last, and what.
pub(super) fn last_act(conn: &mut Conn, app: &App, id: CaseId) -> Stored<String> {
    let decisions = store::decisions_of(conn, id)?;
    let line = log::entries(conn, app, Some(id), None, LINES)?.into_iter().map(|(_, line)| line).find(|line| {
        // Lines of one moment have no order; a case that is decided was decided last.
        decisions.is_empty() || matches!(line.act.as_str(), "decided" | "undone" | "appeal_decided")
    });
    Ok(line.map_or_else(
        || "It has changed since.".to_owned(),
        |line| {
            let did = if line.detail.is_empty() { line.act } else { format!("{} ({})", line.act.replace('_', " "), line.detail) };
            format!("{} was faster: {did}.", line.actor)
        },
    ))
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

/// A case, as it is now.
pub(super) fn one(conn: &mut Conn, app: &App, moderator: &Member, id: CaseId) -> Result<Case, Error> {
    let row = store::case(conn, id)?.ok_or(Error::Unknown)?;
    Ok(view(conn, app, moderator, row)?)
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
                version: row.version,
                marks: marks::of(&row.marks),
                opened_at: row.opened_at.quarter(),
                due_at: row.due_at.map(crate::clock::Moment::quarter),
                overdue: row.state != CaseState::Closed && row.due_at.is_some_and(|due| due <= app.clock.now()),
                reports: reports.remove(&row.id).unwrap_or_default(),
                history,
                claimed_by: holder.map(|holder| name_of(conn, holder)).transpose()?,
                claimed_until: holder.and(row.claim_until).map(crate::clock::Moment::rfc3339),
                claimed_by_me: holder == Some(moderator.account),
            })
        })
        .collect()
}
