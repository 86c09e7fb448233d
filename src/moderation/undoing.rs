//! Undoing: what a decision changed is as it was, for 180 days, one decision or all of one act.
//!
//! If a later decision that stands changed the same thing, that one now counts as having changed what the undone one found:
//! in whatever order decisions are undone, the end is the beginning.

use std::collections::BTreeSet;

use actix_web::web;
use serde::Serialize;

use super::carrying::{promise, sanction_of};
use super::deciding::{self, UNDO};
use super::effects::{self, Facet};
use super::erasing;
use super::log;
use super::marks::{self, Mark};
use super::model::{Action, CaseState, Decision, Error, Outcome, ReportState};
use super::store::{self, CaseChange, DecisionRow};
use crate::accounts::{Member, standing};
use crate::app::App;
use crate::idempotency::Attempt;
use crate::mail::letters::Letter;
use crate::outside;
use crate::storage::Conn;
use crate::storage::columns::{AccountId, BatchId, DecisionId};
use crate::threads::{self, PostState};

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
                take_back(conn, app, &moderator, id, true)?;
                Ok(id)
            })?;
            deciding::read(conn, app, undone)
        })
        .await
}

/// What came of undoing an act.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BatchUndone {
    /// Which act.
    pub id: BatchId,
    /// Decisions that are undone now.
    pub undone: usize,
}

/// Undoes what was decided in one act; what was undone before stays so.
///
/// # Errors
/// `Unknown`, `AlreadyUndone` when nothing of it stands, or `TooLate` after 180 days.
pub async fn undo_all(app: &web::Data<App>, moderator: Member, id: BatchId, attempt: Attempt) -> Result<BatchUndone, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let mut undone = 0;
            attempt.once(conn, |conn| -> Result<BatchId, Error> {
                let decisions = store::decisions_of_batch(conn, id)?;
                if decisions.is_empty() {
                    return Err(Error::Unknown);
                }
                // The last first, so that each finds what it left.
                for row in decisions.iter().rev().filter(|row| row.undone_at.is_none()) {
                    take_back(conn, app, &moderator, row.id, true)?;
                    undone += 1;
                }
                if undone == 0 { Err(Error::AlreadyUndone) } else { Ok(id) }
            })?;
            if undone == 0 {
                undone = store::decisions_of_batch(conn, id)?.len();
            }
            Ok(BatchUndone { id, undone })
        })
        .await
}

/// Takes a decision back, inside the caller's transaction. `tells`: with the letter that says so.
///
/// # Errors
/// As [`undo`].
pub(super) fn take_back(conn: &mut Conn, app: &App, moderator: &Member, id: DecisionId, tells: bool) -> Result<(), Error> {
    let found = store::decision(conn, id)?.ok_or(Error::Unknown)?;
    threads::actions::hold_thread(conn, found.thread)?;
    // Read again while the thread is held: what it changed from may be another thing by now.
    let decision = store::decision(conn, id)?.ok_or(Error::Unknown)?;
    let now = app.clock.now();
    if now > decision.decided_at.plus(UNDO) {
        return Err(Error::TooLate);
    }
    if !store::undo(conn, id, now)? {
        return Err(Error::AlreadyUndone);
    }
    store::set_outcome(conn, id, Outcome::Undone)?;
    outside::actions::undone(conn, id)?;
    // Words that were erased for good come back by nothing; everything else does.
    if !erasing::is_done(conn, id)? {
        bring_back(conn, app, &decision)?;
    }
    let restricted = restricted_by(conn, app, &decision)?;
    if let Some(account) = author(conn, app, &decision)? {
        standing::lift(conn, app, account, decision.id)?;
    }
    for account in restricted.into_iter().filter(|_| tells && decision.restricts && !decision.automatic) {
        promise(conn, app, Letter::Undone { account, decision: id }, decision.batch)?;
    }
    settle(conn, app, &decision)?;
    let case = store::case(conn, decision.case_id)?.ok_or(Error::Unknown)?;
    let line = log::Line::about(&case, "undone", decision.action.word());
    let sanction = sanction_of(app, &decision).map(|sanction| sanction.kind);
    Ok(log::write_line(conn, app, Some(moderator.account), &log::Line { sanction, decision: Some(&decision), ..line })?)
}

fn author(conn: &mut Conn, app: &App, decision: &DecisionRow) -> Result<Option<AccountId>, Error> {
    let post = threads::actions::post_in_brief(conn, app, decision.thread, decision.number)?;
    Ok(post.and_then(|post| post.account))
}

/// Who was restricted by a decision.
fn restricted_by(conn: &mut Conn, app: &App, decision: &DecisionRow) -> Result<BTreeSet<AccountId>, Error> {
    let about_thread = matches!(decision.action, Action::Lock | Action::Move | Action::EditNotes);
    let number = if about_thread { 1 } else { decision.number };
    let concerned = threads::actions::post_in_brief(conn, app, decision.thread, number)?.and_then(|post| post.account);
    let concerned = concerned.filter(|_| decision.action != Action::Keep);
    let sanctioned = author(conn, app, decision)?.filter(|_| sanction_of(app, decision).is_some());
    Ok(concerned.into_iter().chain(sanctioned).collect())
}

/// Gives back what a decision took.
fn bring_back(conn: &mut Conn, app: &App, decision: &DecisionRow) -> Result<(), Error> {
    let facet = Facet::of(decision.action);
    let standing = store::standing_decisions(conn, decision.thread)?;
    let later = standing.iter().find(|other| {
        other.step > decision.step && facet.is_shared(decision.number, other) && other.before_state != other.after_state
    });
    if decision.before_state != decision.after_state {
        match later {
            Some(later) => store::set_before(conn, later.id, &decision.before_state)?,
            None => {
                let place = (decision.thread, decision.number);
                let facets = threads::actions::facets(conn, place.0, place.1)?.ok_or(Error::Unknown)?;
                // What its author changed since, as taking it back, stays.
                if facet.value(&facets) == decision.after_state {
                    effects::put(conn, app, place, facet, &decision.before_state)?;
                }
            }
        }
    }
    if matches!(facet, Facet::Space | Facet::Notes) {
        effects::say_so(conn, decision.thread)?;
    }
    let facets = threads::actions::facets(conn, decision.thread, decision.number)?.ok_or(Error::Unknown)?;
    let is_hold = |other: &&DecisionRow| other.action == Action::Hold && other.number == decision.number;
    if facets.post == PostState::Held
        && let Some(hold) = standing.iter().rev().find(is_hold)
    {
        store::resume_hold(conn, hold.id)?;
    }
    Ok(())
}

/// A case whose post waits again waits again itself; one whose post no longer waits loses its mark.
fn settle(conn: &mut Conn, _app: &App, decision: &DecisionRow) -> Result<(), Error> {
    let case = store::case(conn, decision.case_id)?.ok_or(Error::Unknown)?;
    let facets = threads::actions::facets(conn, decision.thread, decision.number)?.ok_or(Error::Unknown)?;
    let is_held = facets.post == PostState::Held;
    let open_reports = store::reports_of(conn, &[case.id])?.iter().any(|report| report.state == ReportState::Open);
    let open_appeals = store::appeals_of(conn, case.id)?.iter().any(|appeal| appeal.decided_at.is_none());
    let was = marks::of(&case.marks).contains(&Mark::Hold);
    let state = match case.state {
        CaseState::Closed if is_held => CaseState::Open,
        CaseState::Open if was && !is_held && !open_reports && !open_appeals => CaseState::Closed,
        same => same,
    };
    let marks = if is_held { marks::add(&case.marks, Mark::Hold) } else { marks::remove(&case.marks, Mark::Hold) };
    store::change_case(conn, &case, &CaseChange { state, marks, ..case.as_it_is() })?;
    Ok(())
}
