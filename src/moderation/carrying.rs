//! Carrying out what was decided: the decision with its reasons, what it changes, everybody's notice and the line in the log,
//! in one transaction. The database refuses to change a post whose decision does not stand there first.

use std::collections::BTreeSet;

use super::effects::{self, Facet};
use super::log;
use super::marks::{self, Mark};
use super::model::{Action, CaseState, Error, Found, HoldClass, ReportState, Sanction};
use super::queue;
use super::reporting;
use super::store::{self, CaseChange, CaseRow, DecisionRow};
use super::verdict::Verdict;
use crate::accounts::{self, standing};
use crate::app::App;
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::notifications::{self, Event};
use crate::outside;
use crate::storage::Conn;
use crate::storage::columns::{AccountId, BatchId, DecisionId};
use crate::threads;
use crate::voices::seal::Row;
use crate::voices::traces::{self, Trace};

/// Who decides.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// A moderator; perhaps several at once.
    Moderator(AccountId, Option<BatchId>),
    /// A check, which holds and does nothing else.
    Check(HoldClass),
}

impl By {
    pub(super) const fn account(self) -> Option<AccountId> {
        match self {
            Self::Moderator(account, _) => Some(account),
            Self::Check(_) => None,
        }
    }

    const fn batch(self) -> Option<BatchId> {
        match self {
            Self::Moderator(_, batch) => batch,
            Self::Check(_) => None,
        }
    }
}

/// Carries out a verdict about a case that nobody else decides at this moment.
///
/// # Errors
/// `Changed` when there is nothing to do any more, `Fields` when it is not said what to do, or who was faster.
pub(super) fn carry_out(conn: &mut Conn, app: &App, case: &CaseRow, verdict: &Verdict, by: By) -> Result<DecisionId, Error> {
    threads::actions::hold_thread(conn, case.thread)?;
    let place = (case.thread, case.number);
    let post = threads::actions::post_in_brief(conn, app, case.thread, case.number)?.ok_or(Error::Unknown)?;
    let facets = threads::actions::facets(conn, case.thread, case.number)?.ok_or(Error::Unknown)?;
    let (before, after) = effects::ends(&facets, verdict)?;
    let (facet, changes) = (Facet::of(verdict.action), before != after);
    let id = DecisionId(app.chance.id());
    let class = match (by, verdict.action) {
        (By::Check(class), _) => class.word(),
        (By::Moderator(..), Action::Hold) => HoldClass::Moderator.word(),
        (By::Moderator(..), _) => "",
    };
    let sealed = app.seal.seal(row(&id.0), &by.account().unwrap_or(AccountId(0)));
    let new = DecisionRow {
        id,
        case_id: case.id,
        thread: case.thread,
        number: case.number,
        action: verdict.action,
        rule: verdict.rule.clone(),
        facts: verdict.facts.clone(),
        message: verdict.message.clone(),
        found_by: found(conn, case, by)?,
        automatic: by.account().is_none(),
        before_state: before,
        decided_at: app.clock.now(),
        undone_at: None,
        sealed,
        sanction: app.seal.seal(sanction_row(&id.0), &verdict.sanction),
        after_state: after.clone(),
        class: class.to_owned(),
        ground: verdict.ground,
        detected: marks::of(&case.marks).contains(&Mark::Signal) || by.account().is_none(),
        // A full statement stands beside a sanction and beside none: which of the two it is stands only sealed.
        restricts: verdict.restricts() || !(verdict.rule.is_empty() || verdict.facts.is_empty()),
        decider: decider(app, by.account().unwrap_or(AccountId(app.chance.id())), id),
        batch: by.batch(),
        step: store::next_step(conn, case.thread)?,
        ended_at: None,
    };
    store::insert_decision(conn, &new)?;
    if changes {
        effects::put(conn, app, place, facet, &after)?;
    }
    let sanctioned = post.account.filter(|_| verdict.sanction.is_some());
    let concerned = match verdict.action {
        Action::Keep => post.account.filter(|_| changes),
        Action::Remove | Action::Hold => post.account,
        Action::Lock | Action::Move | Action::EditNotes => {
            threads::actions::post_in_brief(conn, app, case.thread, 1)?.and_then(|opening| opening.account)
        }
    };
    let affected: BTreeSet<AccountId> = concerned.into_iter().chain(sanctioned).collect();
    if verdict.action == Action::Hold {
        held(conn, app, case)?;
    } else {
        close(conn, app, case, by, (id, verdict), &affected)?;
    }
    for account in affected {
        // Asked again while she is held: she may have left since the post was read.
        if accounts::actions::person(conn, account)?.is_none() {
            continue;
        }
        traces::leave(conn, app, account, &Trace::Decided { decision: id })?;
        let event = Event::Decision { thread: case.thread, number: case.number, decision: id };
        notifications::actions::tell(conn, app, account, &event)?;
        if verdict.restricts() && by.account().is_some() {
            promise(conn, app, Letter::Decision { account, decision: id }, by.batch())?;
        }
    }
    // A lock, a move or a hold alone says nothing against anybody.
    if let Some(account) = post.account.filter(|_| sanctioned.is_some() || verdict.action == Action::Remove) {
        let sanction = verdict.sanction.map(|sanction| (sanction.kind, sanction.until));
        standing::impose(conn, app, account, id, post.voice, sanction)?;
    }
    let act = if by.account().is_none() { "held" } else { "decided" };
    let line = log::Line::about(case, act, verdict.action.word());
    let sanction = verdict.sanction.map(|sanction| sanction.kind);
    log::write_line(conn, app, by.account(), &log::Line { sanction, decision: Some(&new), ..line })?;
    Ok(id)
}

/// How the matter was found: by what is open in the case, the outermost first.
fn found(conn: &mut Conn, case: &CaseRow, by: By) -> Result<Found, Error> {
    let marks = marks::of(&case.marks);
    if by.account().is_none() {
        return Ok(Found::Check);
    }
    if marks.contains(&Mark::Notice) {
        return Ok(Found::Notice);
    }
    let reports = store::reports_of(conn, &[case.id])?;
    if reports.iter().any(|report| report.state == ReportState::Open) {
        return Ok(Found::Report);
    }
    Ok(if marks.contains(&Mark::Signal) || marks.contains(&Mark::Hold) { Found::Check } else { Found::OwnInitiative })
}

/// A held post waits in the queue: its case stays open, free for whoever comes first.
fn held(conn: &mut Conn, app: &App, case: &CaseRow) -> Result<(), Error> {
    let change = CaseChange {
        state: CaseState::Open,
        claim_sealed: None,
        claim_until: None,
        marks: marks::add(&case.marks, Mark::Hold),
        ..case.as_it_is()
    };
    if store::change_case(conn, case, &change)? { Ok(()) } else { Err(queue::lost(conn, app, case.id)?) }
}

/// Closes the case with everything in it, and tells each reporter once, naming nobody.
fn close(
    conn: &mut Conn,
    app: &App,
    case: &CaseRow,
    by: By,
    (decision, verdict): (DecisionId, &Verdict),
    affected: &BTreeSet<AccountId>,
) -> Result<(), Error> {
    let outcome = verdict.action.outcome();
    let appealed = store::appeals_of(conn, case.id)?.iter().any(|appeal| appeal.decided_at.is_none());
    let change = CaseChange {
        // An objection waits for its own answer.
        state: if appealed { CaseState::Open } else { CaseState::Closed },
        claim_sealed: None,
        claim_until: None,
        marks: if appealed { marks::column(&[Mark::Appeal]) } else { case.marks.clone() },
        ..case.as_it_is()
    };
    if !store::change_case(conn, case, &change)? {
        return Err(queue::lost(conn, app, case.id)?);
    }
    store::set_signals(conn, case.id, ReportState::Closed)?;
    outside::actions::decided(conn, app, by.account(), case.id, (decision, outcome))?;
    let reports = store::close_reports(conn, case.id, (outcome, decision), verdict.bad_faith)?;
    let told: Vec<(AccountId, _)> =
        reports.into_iter().filter_map(|report| Some((reporting::reporter(app, &report)?, report))).collect();
    accounts::actions::hold(conn, told.iter().map(|(account, _)| *account).chain(affected.iter().copied()).collect())?;
    for (account, report) in told {
        let event = Event::ReportClosed { thread: case.thread, number: case.number, report: report.id };
        notifications::actions::tell(conn, app, account, &event)?;
        promise(conn, app, Letter::ReportClosed { account, report: report.id }, None)?;
    }
    Ok(())
}

/// Promises a letter. Of what was decided in one act each gets one; the others stand in the product.
pub(super) fn promise(conn: &mut Conn, app: &App, letter: Letter, batch: Option<BatchId>) -> Result<(), Error> {
    let account = letter.account();
    let key = batch.zip(account).map(|(batch, account)| (letter.kind(), batch, account));
    let dedupe = key.map(|(kind, batch, account)| {
        let purpose = if kind == "letter_undone" { "batch-undone" } else { "batch-decided" };
        app.seal.lookup(purpose, &[batch.0, account.0])
    });
    Ok(jobs::promise(conn, app, &Job { dedupe, ..Job::now(Work::Letter(letter), app.clock.now()) })?)
}

/// Knows again whoever decided, for the database: a keyed hash of her and the decision.
pub(super) fn decider(app: &App, account: AccountId, decision: DecisionId) -> Vec<u8> {
    app.seal.lookup("decider", &[account.0, decision.0])
}

/// What a decision did to the member behind the voice.
pub(super) fn sanction_of(app: &App, row: &DecisionRow) -> Option<Sanction> {
    app.seal.open::<Option<Sanction>>(sanction_row(&row.id.0), &row.sanction).flatten()
}

const fn row(id: &i64) -> Row<'_> {
    Row { table: "decisions", key: std::slice::from_ref(id) }
}

const fn sanction_row(id: &i64) -> Row<'_> {
    Row { table: "decision-sanction", key: std::slice::from_ref(id) }
}
