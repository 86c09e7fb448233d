//! What moderators do with notices.

use std::collections::HashMap;

use actix_web::web;

use super::actions::{self, answered};
use super::model::{Contact, Error, Notice, NoticeContact, NoticeState};
use super::store::{self, NoticeRow, PlaceRow};
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
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Notice>> {
        let rows = store::list(conn, state, after, limit.and_one())?;
        let place = |row: &NoticeRow| (if state == NoticeState::Open { row.due_at.0 } else { row.received_at.0 }, row.id.0);
        let page = List::cut(&inner, kind, rows, limit, place);
        Ok(List { next: page.next, items: views(conn, &inner, page.items)? })
    };
    Ok(app.storage.read(read).await?)
}

/// One notice.
///
/// # Errors
/// `Unknown`.
pub async fn one(app: &web::Data<App>, id: NoticeId) -> Result<Notice, Error> {
    let inner = app.clone();
    app.storage.read(move |conn: &mut Conn| found(conn, &inner, id)).await
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
            if row.closed_at.is_some() || !store::places(conn, &[id])?.is_empty() {
                return Err(Error::Settled);
            }
            let case = noticed(conn, app, thread, number, weight, false)?.ok_or(Error::Unknown)?;
            store::place(conn, id, case)?;
            write_log(conn, app, &moderator, "notice_placed", Some(case), &row.reference)?;
            found(conn, app, id)
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
            let placed = !store::places(conn, &[id])?.is_empty();
            if placed || !store::close(conn, id, None, &answer, app.clock.now())? {
                return Err(Error::Settled);
            }
            answered(conn, app, Some(moderator.account), &row)?;
            found(conn, app, id)
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
            write_log(conn, app, &moderator, "notice_contact_read", None, &detail)?;
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

fn write_log(conn: &mut Conn, app: &App, actor: &Member, act: &'static str, case: Option<CaseId>, detail: &str) -> Stored<()> {
    write_line(conn, app, Some(actor.account), &Line::of(act).with_case(case).with_detail(detail))
}

fn found(conn: &mut Conn, app: &App, id: NoticeId) -> Result<Notice, Error> {
    let row = store::notice(conn, id)?.ok_or(Error::Unknown)?;
    views(conn, app, vec![row])?.pop().ok_or(Error::Unknown)
}

fn views(conn: &mut Conn, app: &App, rows: Vec<NoticeRow>) -> Stored<Vec<Notice>> {
    let ids: Vec<NoticeId> = rows.iter().map(|row| row.id).collect();
    let mut places: HashMap<NoticeId, Vec<PlaceRow>> = HashMap::new();
    for place in store::places(conn, &ids)? {
        places.entry(place.notice).or_default().push(place);
    }
    Ok(rows.into_iter().map(|row| view(app, &places.remove(&row.id).unwrap_or_default(), row)).collect())
}

fn view(app: &App, places: &[PlaceRow], row: NoticeRow) -> Notice {
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
        overdue: row.closed_at.is_none() && row.due_at <= app.clock.now(),
        cases: places.iter().map(|place| place.case_id).collect(),
        closed_at: row.closed_at.map(Moment::quarter),
        outcomes: actions::outcomes(places, &row.answer),
        answer: Some(row.answer).filter(|answer| !answer.is_empty()),
        has_contact: contact.is_some_and(|contact| contact.name.is_some() || contact.email.is_some()),
    }
}
