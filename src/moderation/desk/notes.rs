//! What moderators say to each other about a case: notes, a second opinion, handing over (L-34).

use actix_web::web;

use super::calling;
use super::model::{CaseNote, NoteKind};
use super::store::{self, NoteRow};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::idempotency::Attempt;
use crate::moderation::log;
use crate::moderation::marks::{self, Mark};
use crate::moderation::model::{CaseState, Error};
use crate::moderation::queue;
use crate::moderation::store::{self as cases, CaseChange, CaseRow};
use crate::storage::columns::{AccountId, CaseId, CaseNoteId};
use crate::storage::{Conn, Stored};
use crate::text;
use crate::voices::seal::Row;

/// The notes about a case, oldest first.
///
/// # Errors
/// When the database fails.
pub(in crate::moderation) fn of_case(conn: &mut Conn, app: &App, case: CaseId) -> Stored<Vec<CaseNote>> {
    store::notes(conn, case)?.into_iter().map(|row| view(conn, app, row)).collect()
}

fn view(conn: &mut Conn, app: &App, note: NoteRow) -> Stored<CaseNote> {
    let by = author(app, &note).map_or(Ok(None), |account| accounts::actions::person(conn, account))?;
    Ok(CaseNote {
        id: note.id,
        kind: note.kind,
        text: note.body,
        by: by.map_or_else(|| "Somebody who has left".to_owned(), |person| person.name),
        at: note.at.quarter(),
    })
}

fn author(app: &App, note: &NoteRow) -> Option<AccountId> {
    app.seal.open(row(&note.id.0), &note.sealed)
}

const fn row(id: &i64) -> Row<'_> {
    Row { table: "case_notes", key: std::slice::from_ref(id) }
}

/// Writes a note about a case. A question asks for a second opinion: it stands in the queue until another of staff has written
/// something, which is its answer.
///
/// # Errors
/// `Fields`, `Unknown`.
pub async fn write(
    app: &web::Data<App>,
    moderator: Member,
    case: CaseId,
    words: &str,
    asks: bool,
    attempt: Attempt,
) -> Result<CaseNote, Error> {
    let body = text::lines(words, text::NOTE).map_err(|why| Error::field("text", why))?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let id = attempt
                .once(conn, |conn| -> Result<CaseNoteId, Error> { Ok(add(conn, app, &moderator, case, body, asks)?.id) })?;
            let found = store::notes(conn, case)?.into_iter().find(|note| note.id == id).ok_or(Error::Unknown)?;
            Ok(view(conn, app, found)?)
        })
        .await
}

fn add(conn: &mut Conn, app: &App, moderator: &Member, id: CaseId, body: String, asks: bool) -> Result<NoteRow, Error> {
    let case = cases::case(conn, id)?.ok_or(Error::Unknown)?;
    let before = store::notes(conn, id)?;
    let question = before.iter().rfind(|note| note.kind == NoteKind::Question);
    let asked = question.and_then(|question| author(app, question));
    let waits = marks::of(&case.marks).contains(&Mark::Opinion);
    let kind = match asked {
        _ if asks => NoteKind::Question,
        Some(asker) if waits && asker != moderator.account => NoteKind::Answer,
        _ => NoteKind::Note,
    };
    let change = match kind {
        NoteKind::Question => Some(marks::add(&case.marks, Mark::Opinion)),
        NoteKind::Answer => Some(marks::remove(&case.marks, Mark::Opinion)),
        NoteKind::Note | NoteKind::Handover => None,
    };
    if let Some(marks) = change {
        mark(conn, app, &case, marks)?;
    }
    let note = insert(conn, app, moderator, &case, kind, body)?;
    match kind {
        NoteKind::Question => calling::call_others(conn, app, moderator.account, &case, note.id.0)?,
        NoteKind::Answer => {
            if let Some(asker) = asked {
                calling::call(conn, app, asker, &case, note.id.0)?;
            }
        }
        NoteKind::Note | NoteKind::Handover => {}
    }
    Ok(note)
}

fn mark(conn: &mut Conn, app: &App, case: &CaseRow, marks: String) -> Result<(), Error> {
    if cases::change_case(conn, case, &CaseChange { marks, ..case.as_it_is() })? {
        Ok(())
    } else {
        Err(queue::lost(conn, app, case.id)?)
    }
}

fn insert(conn: &mut Conn, app: &App, by: &Member, case: &CaseRow, kind: NoteKind, body: String) -> Result<NoteRow, Error> {
    let id = CaseNoteId(app.chance.id());
    let sealed = app.seal.seal(row(&id.0), &by.account);
    let note = NoteRow { id, case_id: case.id, kind, body, at: app.clock.now(), sealed };
    store::insert_note(conn, &note)?;
    let act = match kind {
        NoteKind::Note => "noted",
        NoteKind::Question => "opinion_asked",
        NoteKind::Answer => "opinion_given",
        NoteKind::Handover => "handed_over",
    };
    log::write(conn, app, by, act, case, "")?;
    Ok(note)
}

/// Hands a case over: it is free for whoever comes next, with a word to her, or without one.
///
/// # Errors
/// `Fields`, `Unknown`, or `NotClaimed` when she does not have it.
pub async fn hand_over(app: &web::Data<App>, moderator: Member, id: CaseId, words: &str) -> Result<(), Error> {
    let body = match text::lines(words, text::NOTE) {
        Err("required") => String::new(),
        other => other.map_err(|why| Error::field("text", why))?,
    };
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let case = cases::case(conn, id)?.ok_or(Error::Unknown)?;
            if queue::holder(app, &case) != Some(moderator.account) {
                return Err(Error::NotClaimed);
            }
            give_back(conn, app, &moderator, &case, body)
        })
        .await
}

/// Gives a case back with a note that says so.
pub(super) fn give_back(conn: &mut Conn, app: &App, moderator: &Member, case: &CaseRow, body: String) -> Result<(), Error> {
    let change = CaseChange { state: CaseState::Open, claim_sealed: None, claim_until: None, ..case.as_it_is() };
    if !cases::change_case(conn, case, &change)? {
        return Err(queue::lost(conn, app, case.id)?);
    }
    insert(conn, app, moderator, case, NoteKind::Handover, body)?;
    Ok(())
}

/// Forgets notes after two years, as the reports they are about.
///
/// # Errors
/// When the database fails.
pub fn forget_old(conn: &mut Conn, app: &App) -> Stored<()> {
    let before = crate::clock::Moment(app.clock.now().0.saturating_sub(crate::moderation::forgetting::TWO_YEARS));
    store::forget_notes(conn, before)?;
    store::forget_messages(conn, before)?;
    store::forget_shifts(conn, before)
}
