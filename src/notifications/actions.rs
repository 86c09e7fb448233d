//! Telling members, and what they do about it.

use std::collections::BTreeSet;

use actix_web::web;
use serde::Serialize;

use super::model::{Event, Notification, NotificationKind, Told};
use super::night;
use super::store::{self, Row};
use crate::accounts::mail_choices::{self, Often};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{DAY, Quarter, SECOND};
use crate::error::{Code, FieldCode};
use crate::http::page::{Limit, List};
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::storage::columns::{AccountId, NotificationId, ThreadId};
use crate::storage::{Conn, Failure, Stored};
use crate::voices::seal;
use crate::{safety, threads};

/// The first reply in a thread goes before all but what somebody waits for (E-44); other replies let everything owed go first.
const FIRST: i32 = 1;
const OTHERS: i32 = 2;
/// The number of the first reply: the opening is number one.
const FIRST_REPLY: i32 = 2;
/// Milliseconds after which a letter about a reply is no news any more.
const LIFE: i64 = 2 * DAY;

/// Followers of one transaction.
const STRETCH: i64 = 100;

/// Why something about notifications could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The account is gone.
    #[error("no such account")]
    Unknown,
    /// A field does not fit.
    #[error("a field does not fit")]
    Field(&'static str, FieldCode),
    /// So soon it is not done again; after so many seconds it is.
    #[error("too soon")]
    TooSoon(u64),
    /// A letter cannot be written.
    #[error("template: {0}")]
    Unwritten(#[from] crate::mail::letters::Unwritten),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Unknown => Code::NotFound.into(),
            Error::Field(field, why) => Self::field(field, why),
            Error::TooSoon(seconds) => {
                let mut error = Self::new(Code::TooMany);
                error.retry_after = Some(seconds);
                error
            }
            Error::Unwritten(error) => Self::internal(error),
            Error::Storage(failure) => failure.into(),
        }
    }
}

// For other domains, inside their transaction

/// Tells somebody what happened; twice the same is told once, and whoever has left is told nothing.
///
/// # Errors
/// When the database fails.
pub fn tell(conn: &mut Conn, app: &App, account: AccountId, event: &Event) -> Stored<()> {
    let (id, number) = event.identity();
    let lookup = app.seal.lookup(purpose(event), &[account.0, id, i64::from(number)]);
    // Looked up first, so that a repeat uses up no number.
    if store::is_known(conn, &lookup)? {
        return Ok(());
    }
    let Some(seq) = accounts::actions::next_seq(conn, account)? else { return Ok(()) };
    let at = app.clock.now();
    let sealed = app.seal.seal(place(&[account.0, seq]), &Told { event: event.clone(), at });
    store::insert(conn, &Row { account, seq, day: at.day(), seen: false, sealed, lookup })
}

/// Marks as seen what she has just chosen not to see: it leaves her list, and no number goes on speaking of it.
///
/// # Errors
/// When the database fails.
pub fn let_go_of_hidden(conn: &mut Conn, app: &App, account: AccountId) -> Stored<()> {
    let mut gone = Vec::new();
    for row in store::unseen(conn, account)? {
        if is_hidden(conn, app, &row)? {
            gone.push(row.seq);
        }
    }
    if gone.is_empty() { Ok(()) } else { store::mark(conn, account, Some(&gone)) }
}

/// Whether a notification is about a reply that its owner does not want to see.
fn is_hidden(conn: &mut Conn, app: &App, row: &Row) -> Stored<bool> {
    let told: Option<Told> = app.seal.open(place(&[row.account.0, row.seq]), &row.sealed);
    match told.map(|told| told.event) {
        Some(Event::Reply { thread, number }) => threads::actions::hides_reply(conn, app, row.account, thread, number),
        _ => Ok(false),
    }
}

/// Promises a letter about a reply, whether she wants letters or not: that is judged when it is sent. A post without a letter
/// would tell which of the members without letters is told of it.
///
/// # Errors
/// When the database fails.
pub fn mail_reply(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, number: i32) -> Stored<()> {
    let due_at = app.clock.now().plus(i64::from(app.config.mail.wait) * SECOND);
    let job = Job {
        work: Work::Letter(Letter::Reply { account, thread, number }),
        due_at,
        expires_at: due_at.plus(LIFE),
        priority: if number == FIRST_REPLY { FIRST } else { OTHERS },
        dedupe: Some(letter_key(app, account, thread, number)),
    };
    jobs::promise(conn, app, &job)
}

fn letter_key(app: &App, account: AccountId, thread: ThreadId, number: i32) -> Vec<u8> {
    app.seal.lookup("letter-reply", &[account.0, thread.0, i64::from(number)])
}

fn followers_key(app: &App, thread: ThreadId, number: i32) -> Vec<u8> {
    app.seal.lookup("tell-followers", &[thread.0, i64::from(number)])
}

fn many_key(app: &App, thread: ThreadId, number: i32) -> Vec<u8> {
    app.seal.lookup("tell-many", &[thread.0, i64::from(number)])
}

/// Promises to tell the many who want to hear of every reply in a thread.
///
/// # Errors
/// When the database fails.
pub fn tell_many(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<()> {
    let dedupe = Some(many_key(app, thread, number));
    jobs::promise(conn, app, &Job { dedupe, ..Job::now(Work::TellMany { thread, number }, app.clock.now()) })
}

/// Forgets that letters about a reply did not leave: it was gone when they were judged, and stands again.
///
/// # Errors
/// When the database fails.
pub fn forget_unsent(conn: &mut Conn, app: &App, told: &BTreeSet<AccountId>, thread: ThreadId, number: i32) -> Stored<()> {
    jobs::forget_unsent(conn, &followers_key(app, thread, number), true)?;
    jobs::forget_unsent(conn, &many_key(app, thread, number), true)?;
    for account in told.iter().copied().chain(threads::actions::digest_followers(conn, app, thread)?) {
        jobs::forget_unsent(conn, &letter_key(app, account, thread, number), false)?;
    }
    Ok(())
}

/// Promises to look, when a reply has stood long enough, who of those that follow its thread wants to hear of it at once.
/// Not here, where somebody waits for her words to be taken.
///
/// # Errors
/// When the database fails.
pub fn mail_followers(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<()> {
    let due_at = app.clock.now().plus(i64::from(app.config.mail.wait) * SECOND);
    let dedupe = Some(followers_key(app, thread, number));
    let work = Work::TellFollowers { thread, number };
    jobs::promise(conn, app, &Job { work, due_at, expires_at: due_at.plus(LIFE), priority: OTHERS, dedupe })
}

/// Promises letters about a reply to those who follow its thread and want them at once, some in each transaction. Whether it
/// concerns them is judged when the letters leave.
///
/// # Errors
/// When the database fails; what was promised stays promised, once.
pub async fn tell_followers(app: &web::Data<App>, thread: ThreadId, number: i32) -> Stored<()> {
    let mut after = Vec::new();
    loop {
        let inner = app.clone();
        match app.storage.write(move |conn| tell_some_followers(conn, &inner, thread, number, &after)).await? {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

fn tell_some_followers(conn: &mut Conn, app: &App, thread: ThreadId, number: i32, after: &[u8]) -> Stored<Option<Vec<u8>>> {
    let followers = threads::actions::some_digest_followers(conn, app, thread, after, STRETCH)?;
    for account in followers.iter().filter_map(|(_, account)| *account) {
        let choices = mail_choices::of(conn, app, account)?;
        if choices.is_some_and(|choices| choices.followed() == Often::AtOnce) {
            let due_at = app.clock.now();
            let job = Job {
                work: Work::Letter(Letter::Reply { account, thread, number }),
                due_at,
                expires_at: due_at.plus(LIFE),
                priority: OTHERS,
                dedupe: Some(letter_key(app, account, thread, number)),
            };
            jobs::promise(conn, app, &job)?;
        }
    }
    Ok(followers.into_iter().last().map(|(lookup, _)| lookup))
}

pub(super) const fn purpose(event: &Event) -> &'static str {
    match event {
        Event::Reply { .. } => "notification-reply",
        Event::Decision { .. } => "notification-decision",
        Event::AppealDecided { .. } => "notification-appeal",
        Event::ReportClosed { .. } => "notification-report",
        Event::ModeratorWrote { .. } => "notification-moderator-wrote",
        Event::CaseWaits { .. } => "notification-case-waits",
        Event::Called { .. } => "notification-called",
        Event::NotWhatWasAsked { .. } => "notification-not-asked",
        Event::HowAreYou { .. } => "notification-how-are-you",
        Event::OpeningAsked { .. } => "notification-opening-asked",
        Event::NameOpened { .. } => "notification-name-opened",
        Event::Mailed { .. } => "notification-mailed",
    }
}

pub(super) const fn place(key: &[i64]) -> seal::Row<'_> {
    seal::Row { table: "notifications", key }
}

// For the member herself

/// A page of her notifications, the newest first, and how many are unread in all.
///
/// # Errors
/// When the database fails.
pub async fn list(
    app: web::Data<App>,
    member: Member,
    before: Option<NotificationId>,
    limit: Limit,
) -> Result<(List<Notification>, i64), Error> {
    let account = member.account;
    let before = before.map(|id| id.0);
    let inner = app.clone();
    let (page, unread) = app
        .storage
        .read(move |conn| -> Stored<_> {
            let rows = store::page(conn, account, before, limit.and_one())?;
            let mut page = List::cut(&inner, CURSOR, rows, limit, |row| NotificationId(row.seq));
            if safety::actions::hides_anything(conn, account)? {
                page.items = wanted(conn, &inner, page.items)?;
            }
            // "Enough for tonight": the notices are there, and none of them calls.
            let rests = night::rests(conn, &inner, account)?;
            Ok((page, if rests { 0 } else { store::unread(conn, account)? }))
        })
        .await?;
    // A row whose key is lost says nothing any more, and is left out.
    let items = page.items.into_iter().filter_map(|row| opened(&app, &row)).collect();
    Ok((List { items, next: page.next }, unread))
}

/// Without what its owner does not want to see now; when she wants to see it again it is there.
fn wanted(conn: &mut Conn, app: &App, rows: Vec<Row>) -> Stored<Vec<Row>> {
    let mut wanted = Vec::new();
    for row in rows {
        if !is_hidden(conn, app, &row)? {
            wanted.push(row);
        }
    }
    Ok(wanted)
}

/// A notification as its owner gets it to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptNotification {
    /// What it is about.
    pub kind: NotificationKind,
    /// Where.
    pub thread: ThreadId,
    /// Which post.
    pub number: i32,
    /// She has seen it.
    pub read: bool,
    /// When, rounded down to the quarter hour.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
}

/// A stretch of her notifications to take along, newest first, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn kept(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<(Vec<KeptNotification>, Option<i64>)> {
    let rows = store::page(conn, account, before, limit)?;
    let next = rows.last().map(|row| row.seq);
    let told = rows.iter().filter_map(|row| opened(app, row));
    let kept =
        told.map(|Notification { kind, thread, number, read, at, .. }| KeptNotification { kind, thread, number, read, at });
    Ok((kept.collect(), next))
}

/// The kind of the list's cursors.
pub(super) const CURSOR: &str = "notifications";

fn opened(app: &App, row: &Row) -> Option<Notification> {
    let told: Told = app.seal.open(place(&[row.account.0, row.seq]), &row.sealed)?;
    let (thread, number) = told.event.place();
    let id = NotificationId(row.seq);
    Some(Notification { id, kind: told.event.kind(), thread, number, read: row.seen, at: told.at.quarter() })
}

/// Marks these as read, or all; ids that are not hers are passed over. Returns how many are left.
///
/// # Errors
/// When the database fails.
pub async fn mark_read(app: web::Data<App>, member: Member, ids: Option<Vec<NotificationId>>) -> Result<i64, Error> {
    let account = member.account;
    let seqs: Option<Vec<i64>> = ids.map(|ids| ids.into_iter().map(|id| id.0).collect());
    let inner = app.clone();
    let unread = app.storage.write(move |conn| -> Stored<i64> {
        let mut seen = store::unseen(conn, account)?;
        seen.retain(|row| seqs.as_ref().is_none_or(|seqs| seqs.contains(&row.seq)));
        let threads: BTreeSet<ThreadId> = seen.iter().filter_map(|row| opened(&inner, row)).map(|told| told.thread).collect();
        threads::actions::has_seen(conn, &inner, account, &Vec::from_iter(threads))?;
        store::mark(conn, account, seqs.as_deref())?;
        store::unread(conn, account)
    });
    Ok(unread.await?)
}
