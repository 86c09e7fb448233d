//! What moderators do with notices.

use actix_web::web;

use super::actions::{self, tell};
use super::model::{Contact, Error, Notice, NoticeContact, NoticeState};
use super::store::{self, NoticeRow};
use crate::accounts::Member;
use crate::app::App;
use crate::clock::Moment;
use crate::http::page::{self, Limit, List};
use crate::moderation::actions::{Line, noticed, write_line};
use crate::storage::columns::{CaseId, NoticeId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::text;

/// One page of notices: the open ones by when they should be decided, the closed ones newest first.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(
    app: &web::Data<App>,
    state: NoticeState,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Notice>, crate::error::Error> {
    let kind = if state == NoticeState::Open { "notices-open" } else { "notices-closed" };
    let after: Option<(i64, i64)> = page::read_cursor(app, kind, cursor)?;
    let rows = app.storage.read(move |conn: &mut Conn| store::list(conn, state, after, limit.and_one())).await?;
    let place = |row: &NoticeRow| (if state == NoticeState::Open { row.due_at.0 } else { row.received_at.0 }, row.id.0);
    let now = app.clock.now();
    Ok(List::cut(app, kind, rows, limit, place).map(|row| view(app, row, now)))
}

/// One notice.
///
/// # Errors
/// `Unknown`.
pub async fn one(app: &web::Data<App>, id: NoticeId) -> Result<Notice, Error> {
    let row = app.storage.read(move |conn: &mut Conn| store::notice(conn, id)).await?.ok_or(Error::Unknown)?;
    Ok(view(app, row, app.clock.now()))
}

/// Says which post a notice is about: it joins the post's case.
///
/// # Errors
/// `Unknown` when there is no such notice or post; `Settled` when it is closed or has its place.
pub async fn place(
    app: &web::Data<App>,
    moderator: Member,
    id: NoticeId,
    thread: ThreadId,
    number: i32,
) -> Result<Notice, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let row = store::notice(conn, id)?.ok_or(Error::Unknown)?;
            let weight = row.category.weight();
            let case = noticed(conn, app, thread, number, weight, false)?.ok_or(Error::Unknown)?;
            if !store::place(conn, id, case)? {
                return Err(Error::Settled);
            }
            write_log(conn, app, Some(&moderator), "notice_placed", Some(case), &row.reference)?;
            let row = store::notice(conn, id)?.ok_or(Error::Unknown)?;
            Ok(view(app, row, app.clock.now()))
        })
        .await
}

/// Answers a notice that is about no post here: it closes, and whoever sent it is told why.
///
/// # Errors
/// `Fields`, `Unknown`, `Settled`.
pub async fn answer(app: &web::Data<App>, moderator: Member, id: NoticeId, answer: &str) -> Result<Notice, Error> {
    let answer = reason("answer", answer)?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let row = store::notice(conn, id)?.ok_or(Error::Unknown)?;
            if !store::answer(conn, id, &answer, app.clock.now())? {
                return Err(Error::Settled);
            }
            write_log(conn, app, Some(&moderator), "notice_answered", None, &row.reference)?;
            tell(conn, app, id)?;
            let row = store::notice(conn, id)?.ok_or(Error::Unknown)?;
            Ok(view(app, row, app.clock.now()))
        })
        .await
}

/// Shows who sent a notice, and writes into the log that somebody looked, and why (L-05, L-28).
///
/// # Errors
/// `Fields` without a reason, `Unknown`.
pub async fn contact(app: &web::Data<App>, moderator: Member, id: NoticeId, why: &str) -> Result<NoticeContact, Error> {
    let why = reason("reason", why)?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let row = store::notice(conn, id)?.ok_or(Error::Unknown)?;
            let detail = format!("{}: {why}", row.reference);
            write_log(conn, app, Some(&moderator), "notice_contact_read", row.case_id, &detail)?;
            let contact = row.contact.as_deref().and_then(|sealed| app.seal.open::<Contact>(actions::row(&id.0), sealed));
            Ok(contact.map_or(NoticeContact { name: None, email: None }, |contact| NoticeContact {
                name: contact.name,
                email: contact.email,
            }))
        })
        .await
}

fn reason(field: &str, typed: &str) -> Result<String, Error> {
    text::lines(typed, text::NOTE).map_err(|why| Error::Fields([(field.to_owned(), why)].into()))
}

pub(super) fn write_log(
    conn: &mut Conn,
    app: &App,
    actor: Option<&Member>,
    act: &'static str,
    case: Option<CaseId>,
    detail: &str,
) -> Stored<()> {
    write_line(conn, app, actor.map(|actor| actor.account), &Line::of(act).with_case(case).with_detail(detail))
}

fn view(app: &App, row: NoticeRow, now: Moment) -> Notice {
    let contact = row.contact.as_deref().and_then(|sealed| app.seal.open::<Contact>(actions::row(&row.id.0), sealed));
    Notice {
        id: row.id,
        reference: row.reference,
        state: if row.closed_at.is_some() { NoticeState::Closed } else { NoticeState::Open },
        category: row.category,
        explanation: row.explanation,
        urls: row.urls.lines().map(str::to_owned).collect(),
        extra: row.extra,
        received_at: row.received_at.quarter(),
        due_at: row.due_at.quarter(),
        overdue: row.closed_at.is_none() && row.due_at <= now,
        case: row.case_id,
        closed_at: row.closed_at.map(Moment::quarter),
        outcome: row.outcome,
        answer: Some(row.answer).filter(|answer| !answer.is_empty()),
        has_contact: contact.is_some_and(|contact| contact.name.is_some() || contact.email.is_some()),
    }
}
