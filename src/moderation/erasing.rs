//! Erasing the words of a removed post for good, before the 180 days are over: for what must not be kept, such as somebody's
//! address. Two steps, each by another of staff; a moderator who is alone waits a day (L-37). What was removed stays removed:
//! undoing the decision later lifts everything else, and brings no words back.

use actix_web::web;
use serde::Serialize;

use super::appeals::ALONE;
use super::log;
use super::model::{Action, Error};
use super::store::{self, DecisionRow, ErasureRow};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{Moment, Quarter};
use crate::storage::columns::{AccountId, DecisionId};
use crate::storage::{Conn, Stored};
use crate::text;
use crate::threads;
use crate::voices::seal::Row;

/// Words that are to be erased for good, or were.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct WordErasure {
    /// Why.
    pub reason: String,
    /// When somebody asked for it.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Quarter,
    /// When it was done.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub done_at: Option<Quarter>,
}

/// What becomes of the words that a decision removed: for their author, once they are gone; for staff, once somebody asked.
///
/// # Errors
/// When the database fails.
pub(super) fn told(conn: &mut Conn, decision: DecisionId, staff: bool) -> Stored<Option<WordErasure>> {
    let found = store::erasure(conn, decision)?.filter(|row| staff || row.done_at.is_some());
    Ok(found.map(|row| WordErasure {
        reason: row.reason,
        asked_at: row.asked_at.quarter(),
        done_at: row.done_at.map(Moment::quarter),
    }))
}

/// Whether the words are gone for good.
pub(super) fn is_done(conn: &mut Conn, decision: DecisionId) -> Stored<bool> {
    Ok(store::erasure(conn, decision)?.is_some_and(|row| row.done_at.is_some()))
}

/// The first step: somebody asks, with a reason.
///
/// # Errors
/// `Fields`; `Unknown` when nothing was removed; `AlreadyUndone`; `Faster` when somebody asked, or an objection waits.
pub async fn ask(app: &web::Data<App>, moderator: Member, id: DecisionId, reason: &str) -> Result<WordErasure, Error> {
    let reason = text::lines(reason, text::NOTE).map_err(|why| Error::field("reason", why))?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let decision = standing(conn, id)?;
            let sealed = app.seal.seal(row(&id.0), &moderator.account);
            let asked = ErasureRow { decision: id, reason, asked_at: app.clock.now(), done_at: None, sealed };
            if !store::ask_erasure(conn, &asked)? {
                return Err(Error::Faster("Somebody has asked for it already.".to_owned()));
            }
            write_line(conn, app, &moderator, "erasure_asked", &decision)?;
            told(conn, id, true)?.ok_or(Error::Unknown)
        })
        .await
}

/// The second step, by another of staff: the words are gone for good.
///
/// # Errors
/// `Unknown` when nobody asked; `OwnDecision` for whoever asked, while there is somebody else or within a day; `AlreadyUndone`;
/// `Faster` when it is done, or an objection waits.
pub async fn erase(app: &web::Data<App>, moderator: Member, id: DecisionId) -> Result<WordErasure, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let asked = store::erasure(conn, id)?.ok_or(Error::Unknown)?;
            let found = store::decision(conn, id)?.ok_or(Error::Unknown)?;
            threads::actions::hold_thread(conn, found.thread)?;
            let decision = standing(conn, id)?;
            let now = app.clock.now();
            let asker: Option<AccountId> = app.seal.open(row(&id.0), &asked.sealed);
            if asker == Some(moderator.account) {
                if accounts::actions::staff(conn)?.iter().any(|other| *other != moderator.account) {
                    return Err(Error::OwnDecision("You asked for it yourself. Another moderator has to agree."));
                }
                if now < asked.asked_at.plus(ALONE) {
                    return Err(Error::OwnDecision("You are alone here: look at it afresh when a day has passed."));
                }
            }
            if !store::end_erasure(conn, id, now)? {
                return Err(Error::Faster("It is done already.".to_owned()));
            }
            threads::leaving::forget_removed(conn, decision.thread, decision.number)?;
            write_line(conn, app, &moderator, "words_erased", &decision)?;
            told(conn, id, true)?.ok_or(Error::Unknown)
        })
        .await
}

/// Takes the first step back.
///
/// # Errors
/// `Unknown` when nothing waits.
pub async fn withdraw(app: &web::Data<App>, moderator: Member, id: DecisionId) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let decision = store::decision(conn, id)?.ok_or(Error::Unknown)?;
            if !store::withdraw_erasure(conn, id)? {
                return Err(Error::Unknown);
            }
            Ok(write_line(conn, &inner, &moderator, "erasure_withdrawn", &decision)?)
        })
        .await
}

/// The removal, if it stands and nobody objects to it just now.
fn standing(conn: &mut Conn, id: DecisionId) -> Result<DecisionRow, Error> {
    let decision = store::decision(conn, id)?.filter(|row| row.action == Action::Remove).ok_or(Error::Unknown)?;
    if decision.undone_at.is_some() {
        return Err(Error::AlreadyUndone);
    }
    if store::appeals_of(conn, decision.case_id)?.iter().any(|appeal| appeal.decided_at.is_none()) {
        return Err(Error::Faster("An objection waits. Answer it first.".to_owned()));
    }
    Ok(decision)
}

fn write_line(conn: &mut Conn, app: &App, by: &Member, act: &'static str, decision: &DecisionRow) -> Stored<()> {
    let line = log::Line::of(act).with_case(Some(decision.case_id)).with_thread(Some(decision.thread));
    log::write_line(conn, app, Some(by.account), &log::Line { number: Some(decision.number), ..line })
}

const fn row(id: &i64) -> Row<'_> {
    Row { table: "word_erasures", key: std::slice::from_ref(id) }
}
