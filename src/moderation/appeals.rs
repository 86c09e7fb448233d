//! Objections: whoever a decision restricts may object once, in here, for 180 days; somebody else decides, with a reason.
//!
//! While there is another moderator the first one is refused, by the program and by the database. A moderator who is alone waits a
//! day and looks afresh.

use actix_web::web;

use super::carrying::{decider, promise};
use super::deciding::{self, UNDO};
use super::facts::{self, Facts};
use super::joining;
use super::log;
use super::marks::{self, Mark};
use super::model::{AppealState, AppealTold, CaseState, Error, ReportState};
use super::store::{self, AppealRow, CaseChange};
use super::undoing;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::DAY;
use crate::idempotency::Attempt;
use crate::mail::letters::Letter;
use crate::notifications::{self, Event};
use crate::storage::columns::{AccountId, AppealId, DecisionId};
use crate::storage::{Conn, Stored};
use crate::text;
use crate::threads::{self, PostState};
use crate::voices::seal::Row;
use crate::voices::traces::{self, Trace};

/// The weight of an objection in the queue.
const WEIGHT: i32 = 70;
/// A moderator who is alone decides about her own decision after so many milliseconds.
pub(super) const ALONE: i64 = DAY;

impl From<AppealRow> for AppealTold {
    fn from(row: AppealRow) -> Self {
        Self {
            id: row.id,
            decision: row.decision,
            text: row.body,
            state: row.state,
            reason: Some(row.reason).filter(|reason| !reason.is_empty()),
            appealed_at: row.appealed_at.quarter(),
            decided_at: row.decided_at.map(crate::clock::Moment::quarter),
        }
    }
}

/// Objects to a decision that restricts her; open to the suspended too.
///
/// # Errors
/// `Fields`, `Unknown` when the decision is not about her, `AlreadyUndone`, `AlreadyAppealed`, or `TooLate` after 180 days.
pub async fn object(
    app: &web::Data<App>,
    member: Member,
    id: DecisionId,
    words: &str,
    attempt: Attempt,
) -> Result<AppealTold, Error> {
    let body = text::lines(words, text::NOTE).map_err(|why| Error::field("text", why))?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let made = attempt.once(conn, |conn| -> Result<AppealId, Error> {
                let decision = store::decision(conn, id)?.ok_or(Error::Unknown)?;
                if !traces::has_left(conn, app, member.account, &Trace::Decided { decision: id })? || !decision.restricts {
                    return Err(Error::Unknown);
                }
                if decision.undone_at.is_some() {
                    return Err(Error::AlreadyUndone);
                }
                if app.clock.now() > decision.decided_at.plus(UNDO) {
                    return Err(Error::TooLate);
                }
                let id = AppealId(app.chance.id());
                let case = joining::join(conn, app, (decision.thread, decision.number), WEIGHT, Some(Mark::Appeal))?;
                let row = AppealRow {
                    id,
                    decision: decision.id,
                    case_id: case.id,
                    body,
                    state: AppealState::Open,
                    appealed_at: app.clock.now(),
                    reason: String::new(),
                    decided_at: None,
                    sealed: app.seal.seal(row(&id.0), &member.account),
                    lookup: lookup(app, member.account, decision.id),
                    decider: None,
                    decided_sealed: None,
                };
                if !store::insert_appeal(conn, &row)? {
                    return Err(Error::AlreadyAppealed);
                }
                let line = log::Line::about(&case, "appealed", decision.action.word());
                log::write_line(conn, app, None, &log::Line { decision: Some(&decision), ..line })?;
                Ok(id)
            })?;
            Ok(store::appeal(conn, made)?.ok_or(Error::Unknown)?.into())
        })
        .await
}

/// Her objection to a decision.
///
/// # Errors
/// When the database fails.
pub(super) fn hers(conn: &mut Conn, app: &App, account: AccountId, decision: DecisionId) -> Stored<Option<AppealTold>> {
    Ok(store::appeal_by_lookup(conn, &lookup(app, account, decision))?.map(Into::into))
}

/// Decides an objection: upheld, everything is as it was; refused, the decision stands. Both with a reason.
///
/// # Errors
/// `Fields`, `Unknown`, `Faster` when it is decided, `OwnDecision` for whoever decided first, `Own`, `OwnReport`, `Blocked`.
pub async fn decide(
    app: &web::Data<App>,
    moderator: Member,
    id: AppealId,
    uphold: bool,
    reason: &str,
    attempt: Attempt,
) -> Result<AppealTold, Error> {
    let reason = text::lines(reason, text::NOTE).map_err(|why| Error::field("reason", why))?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            attempt.once(conn, |conn| -> Result<AppealId, Error> {
                settle(conn, app, &moderator, id, uphold, reason)?;
                Ok(id)
            })?;
            Ok(store::appeal(conn, id)?.ok_or(Error::Unknown)?.into())
        })
        .await
}

fn settle(conn: &mut Conn, app: &App, moderator: &Member, id: AppealId, uphold: bool, reason: String) -> Result<(), Error> {
    let appeal = store::appeal(conn, id)?.ok_or(Error::Unknown)?;
    let decision = store::decision(conn, appeal.decision)?.ok_or(Error::Unknown)?;
    // Held in the order of every decision: the thread, then the case.
    threads::actions::hold_thread(conn, decision.thread)?;
    let case = store::case(conn, appeal.case_id)?.ok_or(Error::Unknown)?;
    if appeal.decided_at.is_some() {
        return Err(Error::Faster(super::queue::last_act(conn, app, case.id)?));
    }
    let (now, mine) = (app.clock.now(), decider(app, moderator.account, decision.id));
    if decision.decider == mine {
        if accounts::actions::staff(conn)?.iter().any(|other| *other != moderator.account) {
            return Err(Error::OwnDecision("You decided this yourself. Another moderator looks at the objection."));
        }
        if now < appeal.appealed_at.plus(ALONE) {
            return Err(Error::OwnDecision("You are alone here: look at it afresh when a day has passed."));
        }
    }
    let appellant: Option<AccountId> = app.seal.open(row(&id.0), &appeal.sealed);
    if appellant == Some(moderator.account) {
        return Err(Error::Own);
    }
    let post = threads::actions::post_in_brief(conn, app, case.thread, case.number)?.ok_or(Error::Unknown)?;
    deciding::impartial(conn, app, moderator, &case, &post)?;
    let decided = AppealRow {
        state: if uphold { AppealState::Upheld } else { AppealState::Refused },
        reason,
        decided_at: Some(now),
        decider: Some(mine),
        decided_sealed: Some(app.seal.seal(decided_row(&id.0), &moderator.account)),
        ..appeal
    };
    if !store::decide_appeal(conn, &decided)? {
        return Err(Error::Faster(super::queue::last_act(conn, app, case.id)?));
    }
    if uphold && decision.undone_at.is_none() {
        undoing::take_back(conn, app, moderator, decision.id, false)?;
    }
    if let Some(account) = appellant
        && accounts::actions::person(conn, account)?.is_some()
    {
        let event = Event::AppealDecided { thread: case.thread, number: case.number, appeal: id };
        notifications::actions::tell(conn, app, account, &event)?;
        promise(conn, app, Letter::AppealDecided { account, appeal: id }, None)?;
    }
    let case = store::case(conn, case.id)?.ok_or(Error::Unknown)?;
    let line = log::Line::about(&case, "appeal_decided", decided.state.word());
    let facts = Facts {
        outcome: Some(decided.state.word().to_owned()),
        took: Some(facts::minutes(decided.appealed_at, now)),
        ..Facts::default()
    };
    log::write_line(conn, app, Some(moderator.account), &log::Line { decision: Some(&decision), facts, ..line })?;
    let more = store::appeals_of(conn, case.id)?.iter().any(|appeal| appeal.decided_at.is_none());
    let reports = store::reports_of(conn, &[case.id])?.iter().any(|report| report.state == ReportState::Open);
    let held = threads::actions::facets(conn, case.thread, case.number)?.is_some_and(|facets| facets.post == PostState::Held);
    let change = CaseChange {
        state: if more || reports || held { case.state } else { CaseState::Closed },
        marks: if more { case.marks.clone() } else { marks::remove(&case.marks, Mark::Appeal) },
        ..case.as_it_is()
    };
    if store::change_case(conn, &case, &change)? { Ok(()) } else { Err(Error::Changed) }
}

/// An objection, for the letter that tells what came of it.
#[derive(Clone, Debug)]
pub struct AppealForLetter {
    /// To which decision.
    pub decision: DecisionId,
    /// The decision was undone.
    pub upheld: bool,
    /// Why.
    pub reason: String,
}

/// An objection that is decided.
///
/// # Errors
/// When the database fails.
pub fn for_letter(conn: &mut Conn, id: AppealId) -> Stored<Option<AppealForLetter>> {
    let Some(row) = store::appeal(conn, id)?.filter(|row| row.decided_at.is_some()) else { return Ok(None) };
    Ok(Some(AppealForLetter { decision: row.decision, upheld: row.state == AppealState::Upheld, reason: row.reason }))
}

/// The decisions she objected to.
///
/// # Errors
/// When the database fails.
pub fn objected_to(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<DecisionId>> {
    let mut objected = Vec::new();
    for (_, decision) in super::about_me::of_member(conn, app, account, None, i64::MAX)? {
        if hers(conn, app, account, decision)?.is_some() {
            objected.push(decision);
        }
    }
    Ok(objected)
}

/// Makes the objection of somebody who left nobody's; `false` when it was before. Her words go with the others of hers.
///
/// # Errors
/// When the database fails.
pub fn forget(conn: &mut Conn, app: &App, account: AccountId, decision: DecisionId, with_words: bool) -> Stored<bool> {
    let Some(appeal) = store::appeal_by_lookup(conn, &lookup(app, account, decision))? else { return Ok(false) };
    let nobody = AccountId(app.chance.id());
    let sealed = app.seal.seal(row(&appeal.id.0), &nobody);
    store::cut_off_appeal(conn, appeal.id, &sealed, &lookup(app, nobody, decision), with_words)?;
    Ok(true)
}

fn lookup(app: &App, account: AccountId, decision: DecisionId) -> Vec<u8> {
    app.seal.lookup("appeal", &[account.0, decision.0])
}

const fn row(id: &i64) -> Row<'_> {
    Row { table: "appeals", key: std::slice::from_ref(id) }
}

const fn decided_row(id: &i64) -> Row<'_> {
    Row { table: "appeal-decider", key: std::slice::from_ref(id) }
}
