//! Deciding a case, and undoing a decision: what is done, its statement of reasons, everybody's notice and the line in the
//! log are one transaction.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web;

use super::log;
use super::model::{Action, CaseState, Decision, Error, Outcome, Sanction};
use super::queue;
use super::reporting;
use super::store::{self, CaseChange, CaseRow, DecisionRow};
use crate::accounts::{self, Member, standing};
use crate::app::App;
use crate::clock::DAY;
use crate::idempotency::Attempt;
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::notifications::{self, Event};
use crate::safety::{self, rules};
use crate::storage::Conn;
use crate::storage::columns::{AccountId, CaseId, DecisionId};
use crate::text;
use crate::threads::{self, PostState, ThreadState};
use crate::voices;
use crate::voices::seal::Row;
use crate::voices::traces::{self, Trace};

/// For so many milliseconds a decision can be undone.
pub const UNDO: i64 = 180 * DAY;

/// What a moderator decides.
#[derive(Debug)]
pub struct Verdict {
    /// What is done.
    pub action: Action,
    /// What is done to the member behind the voice, besides.
    pub sanction: Option<Sanction>,
    /// Which rule; needed for everything that restricts.
    pub rule: String,
    /// Which facts; needed for everything that restricts.
    pub facts: String,
    /// What she says to the author.
    pub message: String,
}

/// The statement of reasons: nothing that restricts goes without it.
fn reasoned(verdict: &Verdict) -> Result<Verdict, Error> {
    let mut wrong = BTreeMap::new();
    let restricts = verdict.action != Action::Keep || verdict.sanction.is_some();
    let mut checked = |field: &str, typed: &str, needed: bool| match text::lines(typed, text::NOTE) {
        Ok(text) => text,
        Err("required") if !needed => String::new(),
        Err(why) => {
            wrong.insert(field.to_owned(), why);
            String::new()
        }
    };
    let facts = checked("facts", &verdict.facts, restricts);
    let message = checked("message", &verdict.message, false);
    let rule = verdict.rule.trim().to_owned();
    if rule.is_empty() && restricts {
        wrong.insert("rule".to_owned(), "required");
    } else if !rule.is_empty() && rules::named(&rule).is_none() {
        wrong.insert("rule".to_owned(), "unknown");
    }
    let Verdict { action, sanction, .. } = *verdict;
    if wrong.is_empty() { Ok(Verdict { action, sanction, rule, facts, message }) } else { Err(Error::Fields(wrong)) }
}

/// Decides a case that she has claimed.
///
/// # Errors
/// `Fields`, `Unknown`, `Closed`, `NotClaimed`, `AlreadyClaimed`, `Own`, `OwnReport`, `Blocked`, or `Changed` when the post is
/// gone already.
pub async fn decide(
    app: &web::Data<App>,
    moderator: Member,
    id: CaseId,
    verdict: Verdict,
    attempt: Attempt,
) -> Result<Decision, Error> {
    let verdict = reasoned(&verdict)?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let made = attempt.once(conn, |conn| -> Result<DecisionId, Error> {
                let case = claimed_case(conn, app, &moderator, id)?;
                let post = threads::actions::post_in_brief(conn, app, case.thread, case.number)?.ok_or(Error::Unknown)?;
                impartial(conn, app, &moderator, &case, &post)?;
                let (before_state, restricted) = act(conn, app, &case, verdict.action, &post)?;
                let decision = DecisionId(app.chance.id());
                store::insert_decision(
                    conn,
                    &DecisionRow {
                        id: decision,
                        case_id: id,
                        thread: case.thread,
                        number: case.number,
                        action: verdict.action,
                        rule: verdict.rule,
                        facts: verdict.facts,
                        message: verdict.message,
                        found_by: "report".to_owned(),
                        automatic: false,
                        before_state: before_state.to_owned(),
                        decided_at: app.clock.now(),
                        undone_at: None,
                        sealed: app.seal.seal(row(&decision.0), &moderator.account),
                        sanction: app.seal.seal(sanction_row(&decision.0), &verdict.sanction),
                    },
                )?;
                let sanctioned = post.account.filter(|_| verdict.sanction.is_some());
                let affected: BTreeSet<AccountId> = restricted.into_iter().chain(sanctioned).collect();
                close(conn, app, &case, verdict.action.outcome(), decision, &affected)?;
                for account in affected {
                    // Asked again while she is held: she may have left since the post was read.
                    if accounts::actions::person(conn, account)?.is_none() {
                        continue;
                    }
                    traces::leave(conn, app, account, &Trace::Decided { decision })?;
                    tell_author(conn, app, account, &case, decision)?;
                }
                // A lock alone says nothing against anybody.
                if let Some(account) = post.account.filter(|_| sanctioned.is_some() || verdict.action == Action::Remove) {
                    let sanction = verdict.sanction.map(|sanction| (sanction.kind, sanction.until));
                    standing::impose(conn, app, account, decision, post.voice, sanction)?;
                }
                let line = log::Line::about(&case, "decided", verdict.action.word());
                let sanction = verdict.sanction.map(|sanction| sanction.kind);
                log::write_line(conn, app, moderator.account, &log::Line { sanction, ..line })?;
                Ok(decision)
            })?;
            read(conn, app, made)
        })
        .await
}

fn claimed_case(conn: &mut Conn, app: &App, moderator: &Member, id: CaseId) -> Result<CaseRow, Error> {
    let case = store::case(conn, id)?.ok_or(Error::Unknown)?;
    if case.state == CaseState::Closed {
        return Err(Error::Closed);
    }
    match queue::holder(app, &case) {
        Some(holder) if holder == moderator.account => Ok(case),
        Some(_) => Err(queue::lost(conn, app, id)?),
        None => Err(Error::NotClaimed),
    }
}

/// Nobody decides about her own post, her own report, or a voice that she blocked (L-40). A block is of a name or of one
/// alias, here as everywhere: what she may decide tells her nothing about who is behind the other.
fn impartial(
    conn: &mut Conn,
    app: &App,
    moderator: &Member,
    case: &CaseRow,
    post: &threads::actions::PostInBrief,
) -> Result<(), Error> {
    if post.account == Some(moderator.account) {
        return Err(Error::Own);
    }
    let reports = store::reports_of(conn, &[case.id])?;
    if reports.iter().any(|report| reporting::reporter(app, report) == Some(moderator.account)) {
        return Err(Error::OwnReport);
    }
    if let Some((_, speaker)) = voices::actions::speaker(conn, app, post.voice)?
        && safety::actions::is_blocked(conn, app, moderator.account, &speaker)?
    {
        return Err(Error::Blocked);
    }
    Ok(())
}

/// Does what was decided; returns what undo will bring back, and whom it restricts.
fn act(
    conn: &mut Conn,
    app: &App,
    case: &CaseRow,
    action: Action,
    post: &threads::actions::PostInBrief,
) -> Result<(&'static str, Option<AccountId>), Error> {
    match action {
        Action::Keep => Ok(("", None)),
        Action::Remove if post.state != PostState::Visible => Err(Error::Changed),
        Action::Remove => {
            threads::actions::set_post_state(conn, case.thread, case.number, PostState::Removed)?;
            Ok((PostState::Visible.word(), post.account))
        }
        Action::Lock if post.thread_state == ThreadState::Locked => Err(Error::Changed),
        Action::Lock => {
            threads::actions::set_thread_state(conn, case.thread, ThreadState::Locked)?;
            let opening = threads::actions::post_in_brief(conn, app, case.thread, 1)?;
            Ok((ThreadState::Open.word(), opening.and_then(|opening| opening.account)))
        }
    }
}

/// Closes the case and its reports, and tells each reporter once, naming nobody.
fn close(
    conn: &mut Conn,
    app: &App,
    case: &CaseRow,
    outcome: Outcome,
    decision: DecisionId,
    affected: &BTreeSet<AccountId>,
) -> Result<(), Error> {
    let change = CaseChange {
        state: CaseState::Closed,
        weight: case.weight,
        opened_at: case.opened_at,
        claim_sealed: None,
        claim_until: None,
    };
    if !store::change_case(conn, case, &change)? {
        return Err(queue::lost(conn, app, case.id)?);
    }
    let reports = store::close_reports(conn, case.id, outcome, decision)?;
    let told: Vec<(AccountId, _)> =
        reports.into_iter().filter_map(|report| Some((reporting::reporter(app, &report)?, report))).collect();
    accounts::actions::hold(conn, told.iter().map(|(account, _)| *account).chain(affected.iter().copied()).collect())?;
    for (account, report) in told {
        let event = Event::ReportClosed { thread: case.thread, number: case.number, report: report.id };
        notifications::actions::tell(conn, app, account, &event)?;
        promise(conn, app, Letter::ReportClosed { account, report: report.id })?;
    }
    Ok(())
}

fn tell_author(conn: &mut Conn, app: &App, account: AccountId, case: &CaseRow, decision: DecisionId) -> Result<(), Error> {
    let event = Event::Decision { thread: case.thread, number: case.number, decision };
    notifications::actions::tell(conn, app, account, &event)?;
    promise(conn, app, Letter::Decision { account, decision })
}

fn promise(conn: &mut Conn, app: &App, letter: Letter) -> Result<(), Error> {
    Ok(jobs::promise(conn, app, &Job::now(Work::Letter(letter), app.clock.now()))?)
}

/// Undoes a decision: the post is back in its place, the thread open, the author told.
///
/// # Errors
/// `Unknown`, `AlreadyUndone`, or `TooLate` after 180 days.
pub async fn undo(app: &web::Data<App>, moderator: Member, id: DecisionId, attempt: Attempt) -> Result<Decision, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let undone = attempt.once(conn, |conn| -> Result<DecisionId, Error> {
                let decision = store::decision(conn, id)?.ok_or(Error::Unknown)?;
                let case = store::case(conn, decision.case_id)?.ok_or(Error::Unknown)?;
                let now = app.clock.now();
                if now > decision.decided_at.plus(UNDO) {
                    return Err(Error::TooLate);
                }
                if !store::undo(conn, id, now)? {
                    return Err(Error::AlreadyUndone);
                }
                store::set_outcome(conn, id, Outcome::Undone)?;
                for account in bring_back(conn, app, &decision)? {
                    promise(conn, app, Letter::Undone { account, decision: id })?;
                }
                let line = log::Line::about(&case, "undone", decision.action.word());
                let sanction = sanction_of(app, &decision).map(|sanction| sanction.kind);
                log::write_line(conn, app, moderator.account, &log::Line { sanction, ..line })?;
                Ok(id)
            })?;
            read(conn, app, undone)
        })
        .await
}

/// Brings back what a decision took, and lifts its sanction; returns who was restricted by it.
fn bring_back(conn: &mut Conn, app: &App, decision: &DecisionRow) -> Result<BTreeSet<AccountId>, Error> {
    let mut restricted: BTreeSet<AccountId> = restore(conn, app, decision)?.into_iter().collect();
    let post = threads::actions::post_in_brief(conn, app, decision.thread, decision.number)?;
    if let Some(account) = post.and_then(|post| post.account) {
        standing::lift(conn, app, account, decision.id)?;
        restricted.extend(sanction_of(app, decision).map(|_| account));
    }
    Ok(restricted)
}

fn restore(conn: &mut Conn, app: &App, decision: &DecisionRow) -> Result<Option<AccountId>, Error> {
    let number = if decision.action == Action::Lock { 1 } else { decision.number };
    let post = threads::actions::post_in_brief(conn, app, decision.thread, number)?.ok_or(Error::Unknown)?;
    match decision.action {
        Action::Keep => return Ok(None),
        Action::Remove if post.state == PostState::Removed => {
            let before = PostState::from_word(&decision.before_state).unwrap_or(PostState::Visible);
            threads::actions::set_post_state(conn, decision.thread, number, before)?;
        }
        Action::Lock => {
            let before = ThreadState::from_word(&decision.before_state).unwrap_or(ThreadState::Open);
            threads::actions::set_thread_state(conn, decision.thread, before)?;
        }
        Action::Remove => {}
    }
    Ok(post.account)
}

/// A decision with the author's words: for her and for moderators.
pub(super) fn read(conn: &mut Conn, app: &App, id: DecisionId) -> Result<Decision, Error> {
    let row = store::decision(conn, id)?.ok_or(Error::Unknown)?;
    let post = threads::actions::post_in_brief(conn, app, row.thread, row.number)?;
    let sanction = sanction_of(app, &row);
    Ok(view(row, sanction, post.map(|post| post.body)))
}

/// What a decision did to the member behind the voice.
pub(super) fn sanction_of(app: &App, row: &DecisionRow) -> Option<Sanction> {
    app.seal.open::<Option<Sanction>>(sanction_row(&row.id.0), &row.sanction).flatten()
}

pub(super) fn view(row: DecisionRow, sanction: Option<Sanction>, text: Option<String>) -> Decision {
    Decision {
        id: row.id,
        thread: row.thread,
        number: row.number,
        action: row.action,
        sanction: sanction.map(Into::into),
        rule: row.rule,
        facts: row.facts,
        message: row.message,
        found_by: "report",
        automatic: row.automatic,
        text,
        decided_at: row.decided_at.quarter(),
        undone_at: row.undone_at.map(crate::clock::Moment::quarter),
    }
}

const fn row(id: &i64) -> Row<'_> {
    Row { table: "decisions", key: std::slice::from_ref(id) }
}

const fn sanction_row(id: &i64) -> Row<'_> {
    Row { table: "decision-sanction", key: std::slice::from_ref(id) }
}
