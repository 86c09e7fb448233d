//! The conversation about a case: a moderator has a word with whoever wrote the post. It is no penalty, it counts nowhere, and
//! neither learns who the other is.

use actix_web::web;

use super::calling;
use super::model::{CaseMessage, Conversation, Side};
use super::store::{self, MessageRow};
use crate::accounts::Member;
use crate::app::App;
use crate::http::page::{self, Limit, List};
use crate::idempotency::Attempt;
use crate::mail::letters::Letter;
use crate::moderation::carrying::promise;
use crate::moderation::joining;
use crate::moderation::log;
use crate::moderation::marks::Mark;
use crate::moderation::model::Error;
use crate::moderation::store::{self as cases, CaseRow};
use crate::notifications::{self, Event};
use crate::storage::columns::{AccountId, CaseId, CaseMessageId};
use crate::storage::{Conn, Stored};
use crate::text;
use crate::threads;
use crate::voices::traces::{self, Trace};

/// The weight of an answer in the queue: somebody waits for one in turn.
const WEIGHT: i32 = 30;

impl From<MessageRow> for CaseMessage {
    fn from(row: MessageRow) -> Self {
        let from = if row.by_staff { Side::Moderator } else { Side::Member };
        Self { id: row.id, from, text: row.body, at: row.at.quarter() }
    }
}

/// What was said in a case, oldest first.
///
/// # Errors
/// When the database fails.
pub(in crate::moderation) fn of_case(conn: &mut Conn, case: CaseId) -> Stored<Vec<CaseMessage>> {
    Ok(store::messages(conn, case)?.into_iter().map(Into::into).collect())
}

/// A moderator writes to whoever wrote the post.
///
/// # Errors
/// `Fields`; `Unknown` when there is no such case, or its writer has left; `Own` when she wrote the post herself.
pub async fn write(
    app: &web::Data<App>,
    moderator: Member,
    case: CaseId,
    words: &str,
    attempt: Attempt,
) -> Result<CaseMessage, Error> {
    let body = text::lines(words, text::NOTE).map_err(|why| Error::field("text", why))?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let id = attempt.once(conn, |conn| -> Result<CaseMessageId, Error> {
                let case = cases::case(conn, case)?.ok_or(Error::Unknown)?;
                let post = threads::actions::post_in_brief(conn, app, case.thread, case.number)?.ok_or(Error::Unknown)?;
                let writer = post.account.ok_or(Error::Unknown)?;
                if writer == moderator.account {
                    return Err(Error::Own);
                }
                let id = insert(conn, app, &case, true, body)?;
                traces::leave(conn, app, writer, &Trace::Talked { case: case.id })?;
                let event = Event::ModeratorWrote { thread: case.thread, number: case.number, message: id };
                notifications::actions::tell(conn, app, writer, &event)?;
                promise(conn, app, Letter::ModeratorWrote { account: writer, message: id }, None)?;
                log::write(conn, app, &moderator, "wrote", &case, "")?;
                Ok(id)
            })?;
            message(conn, case, id)
        })
        .await
}

fn insert(conn: &mut Conn, app: &App, case: &CaseRow, by_staff: bool, body: String) -> Stored<CaseMessageId> {
    let id = CaseMessageId(app.chance.id());
    store::insert_message(conn, &MessageRow { id, case_id: case.id, by_staff, body, at: app.clock.now() })?;
    Ok(id)
}

fn message(conn: &mut Conn, case: CaseId, id: CaseMessageId) -> Result<CaseMessage, Error> {
    let found = store::messages(conn, case)?.into_iter().find(|message| message.id == id);
    Ok(found.ok_or(Error::Unknown)?.into())
}

/// Her conversations, the last begun first.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(
    app: &web::Data<App>,
    member: Member,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Conversation>, crate::error::Error> {
    let before: Option<i64> = page::read_cursor(app, "conversations", cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Conversation>> {
        let found = of_member(conn, &inner, member.account, before, limit.and_one())?;
        let page = List::cut(&inner, "conversations", found, limit, |(seq, _)| *seq);
        let items = page.items.into_iter().map(|(_, case)| one(conn, case));
        Ok(List { items: items.filter_map(Result::transpose).collect::<Stored<_>>()?, next: page.next })
    };
    Ok(app.storage.read(read).await?)
}

fn of_member(conn: &mut Conn, app: &App, account: AccountId, before: Option<i64>, limit: i64) -> Stored<Vec<(i64, CaseId)>> {
    traces::find(conn, app, account, before, limit, |trace| match trace {
        Trace::Talked { case } => Some(case),
        _ => None,
    })
}

fn one(conn: &mut Conn, case: CaseId) -> Stored<Option<Conversation>> {
    let Some(row) = cases::case(conn, case)? else { return Ok(None) };
    Ok(Some(Conversation { id: case, thread: row.thread, number: row.number, messages: of_case(conn, case)? }))
}

/// One conversation of hers.
///
/// # Errors
/// `Unknown` when it is not hers.
pub async fn hers(app: &web::Data<App>, member: Member, case: CaseId) -> Result<Conversation, Error> {
    let inner = app.clone();
    app.storage
        .read(move |conn| {
            if !traces::has_left(conn, &inner, member.account, &Trace::Talked { case })? {
                return Err(Error::Unknown);
            }
            one(conn, case)?.ok_or(Error::Unknown)
        })
        .await
}

/// She answers the moderators: the case is in the queue again.
///
/// # Errors
/// `Fields`, or `Unknown` when the conversation is not hers.
pub async fn answer(
    app: &web::Data<App>,
    member: Member,
    case: CaseId,
    words: &str,
    attempt: Attempt,
) -> Result<CaseMessage, Error> {
    let body = text::lines(words, text::NOTE).map_err(|why| Error::field("text", why))?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let id = attempt.once(conn, |conn| -> Result<CaseMessageId, Error> {
                if !traces::has_left(conn, app, member.account, &Trace::Talked { case })? {
                    return Err(Error::Unknown);
                }
                let row = cases::case(conn, case)?.ok_or(Error::Unknown)?;
                let row = joining::join(conn, app, (row.thread, row.number), WEIGHT, Some(Mark::Message))?;
                let id = insert(conn, app, &row, false, body)?;
                if let Some(holder) = crate::moderation::queue::holder(app, &row) {
                    calling::call(conn, app, holder, &row, id.0)?;
                }
                Ok(id)
            })?;
            message(conn, case, id)
        })
        .await
}

/// A stretch of her conversations to take along.
///
/// # Errors
/// When the database fails.
pub fn kept(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<(Vec<Conversation>, Option<i64>)> {
    let found = of_member(conn, app, account, before, limit)?;
    let next = found.last().map(|(seq, _)| *seq);
    let kept = found.into_iter().map(|(_, case)| one(conn, case));
    Ok((kept.filter_map(Result::transpose).collect::<Stored<_>>()?, next))
}

/// The cases in which she said something.
///
/// # Errors
/// When the database fails.
pub fn of_leaver(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<CaseId>> {
    let mut hers = Vec::new();
    for (_, case) in of_member(conn, app, account, None, i64::MAX)? {
        if store::messages(conn, case)?.iter().any(|message| !message.by_staff) {
            hers.push(case);
        }
    }
    Ok(hers)
}

/// Forgets what she said in a conversation: it was said to the moderators alone, and goes whatever becomes of her posts.
///
/// # Errors
/// When the database fails.
pub fn forget(conn: &mut Conn, case: CaseId) -> Stored<bool> {
    store::forget_hers(conn, case)
}
