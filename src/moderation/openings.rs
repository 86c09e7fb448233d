//! Opening a name: who is behind a voice, for admins alone. It needs a reason and a second admin, or a day in which all
//! staff know of it; every step and every look is in the log; and the member hears of it when it has happened.
//!
//! An opening is about one voice. Two voices of one member are two openings, and nothing says that they are hers both.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::log::{self, Line};
use super::model::Error;
use super::store::{self, OpeningRow};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{DAY, HOUR, Moment, Quarter};
use crate::http::page::{self, Limit, List};
use crate::idempotency::Attempt;
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::notifications::{self, Event};
use crate::storage::columns::{AccountId, OpeningId, ThreadId, VoiceId, word_enum};
use crate::storage::{Conn, Failure, Stored};
use crate::text;
use crate::voices;
use crate::voices::seal::Row;
use crate::voices::traces::{self, Trace};

/// Without a second admin a name opens after so many milliseconds.
const WAIT: i64 = 24 * HOUR;
/// And may be read for so many.
const OPEN: i64 = 7 * DAY;
/// Characters of a reason, at least.
const SHORTEST: usize = 10;

word_enum! {
    /// Where an opening stands.
    OpeningState {
        /// It waits for a second admin, or for the day to pass.
        Waiting = "waiting",
        /// The name may be read.
        Open = "open",
        /// It was withdrawn, or seven days have passed.
        Closed = "closed",
    }
}

/// A name that an admin asked for.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Opening {
    /// Opaque.
    pub id: OpeningId,
    /// Which voice.
    pub voice: VoiceId,
    /// What the voice is called.
    pub voice_name: String,
    /// Where it speaks.
    pub thread: ThreadId,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub state: OpeningState,
    /// Which admin asked.
    pub asked_by: String,
    /// The one who reads this asked.
    pub asked_by_me: bool,
    /// Which admin agreed, if one did.
    pub approved_by: Option<String>,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Quarter,
    /// When it opens without a second admin.
    #[schema(value_type = String, format = DateTime)]
    pub opens_at: Quarter,
    /// When it was opened.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opened_at: Option<Quarter>,
    /// The name: only alone, and only while it is open. Reading it is written down.
    pub name: Option<String>,
}

/// An opening, as the member behind the voice reads it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct OpeningTold {
    /// Opaque.
    pub id: OpeningId,
    /// Where the voice speaks.
    pub thread: ThreadId,
    /// Why.
    pub reason: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Quarter,
}

/// What stands only sealed.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    asker: AccountId,
    approver: Option<AccountId>,
    reason: String,
}

/// Bytes of it: more than the longest reason has, so that no length is telling.
const KEPT: usize = 16_384;

/// Asks for the name behind a voice. All other staff hear of it now; the member behind it when it is opened.
///
/// # Errors
/// `Fields`, `Unknown`, or `AlreadyAsked` while an earlier one waits or is open.
pub async fn ask(app: &web::Data<App>, admin: Member, voice: VoiceId, reason: &str, attempt: Attempt) -> Result<Opening, Error> {
    let reason = text::lines(reason, text::NOTE).map_err(|why| Error::field("reason", why))?;
    if reason.trim().chars().count() < SHORTEST {
        return Err(Error::field("reason", "too_short"));
    }
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let id = attempt.once(conn, |conn| -> Result<OpeningId, Error> {
                let voice = voices::actions::with_ids(conn, &[voice])?.remove(&voice).ok_or(Error::Unknown)?;
                let now = app.clock.now();
                if store::openings_of(conn, voice.thread, voice.id)?.iter().any(|row| state(row, now) != OpeningState::Closed) {
                    return Err(Error::AlreadyAsked);
                }
                let id = OpeningId(app.chance.id());
                let kept = Kept { asker: admin.account, approver: None, reason };
                let opening = OpeningRow {
                    id,
                    thread: voice.thread,
                    voice: voice.id,
                    asked_at: now,
                    opened_at: None,
                    closed_at: None,
                    sealed: seal(app, id, &kept),
                };
                store::insert_opening(conn, &opening)?;
                let due_at = opens_at(&opening);
                let work = Work::OpenName { opening: id };
                jobs::promise(conn, app, &Job { due_at, expires_at: due_at.plus(OPEN), ..Job::now(work, now) })?;
                write(conn, app, admin.account, "opening_asked", &opening)?;
                let mut staff = accounts::actions::staff(conn)?;
                staff.retain(|account| *account != admin.account);
                accounts::actions::hold(conn, staff.iter().copied().collect())?;
                for account in staff {
                    notifications::actions::tell(conn, app, account, &Event::OpeningAsked { thread: voice.thread, opening: id })?;
                }
                Ok(id)
            })?;
            let row = store::opening(conn, id)?.ok_or(Error::Unknown)?;
            Ok(view(conn, app, &admin, &row)?)
        })
        .await
}

/// Openings, newest first; without names.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(
    app: &web::Data<App>,
    admin: Member,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Opening>, crate::error::Error> {
    let before: Option<(i64, i64)> = page::read_cursor(app, "openings", cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Opening>> {
        let rows = store::openings_before(conn, before, limit.and_one())?;
        let page = List::cut(&inner, "openings", rows, limit, |row| (row.asked_at.0, row.id.0));
        let items: Stored<Vec<Opening>> = page.items.iter().map(|row| view(conn, &inner, &admin, row)).collect();
        Ok(List { items: items?, next: page.next })
    };
    Ok(app.storage.read(read).await?)
}

/// One opening, with the name while it is open. Reading a name is written down before it is answered.
///
/// # Errors
/// `Unknown`.
pub async fn look(app: &web::Data<App>, admin: Member, id: OpeningId) -> Result<Opening, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            open_if_due(conn, app, id)?;
            let row = store::opening(conn, id)?.ok_or(Error::Unknown)?;
            let mut opening = view(conn, app, &admin, &row)?;
            if opening.state == OpeningState::Open {
                let account = behind(conn, app, &row)?;
                let person = account.map(|account| accounts::actions::person(conn, account)).transpose()?.flatten();
                opening.name = person.map(|person| person.name);
                if opening.name.is_some() {
                    write(conn, app, admin.account, "name_read", &row)?;
                }
            }
            Ok(opening)
        })
        .await
}

/// Agrees as a second admin: the name opens at once.
///
/// # Errors
/// `Unknown`, `OwnOpening` for the one who asked, or `Settled` when it is not waiting any more.
pub async fn approve(app: &web::Data<App>, admin: Member, id: OpeningId) -> Result<Opening, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let row = store::opening(conn, id)?.ok_or(Error::Unknown)?;
            let mut kept = kept(app, &row).ok_or(Error::Settled)?;
            if kept.asker == admin.account {
                return Err(Error::OwnOpening);
            }
            if state(&row, app.clock.now()) != OpeningState::Waiting {
                return Err(Error::Settled);
            }
            kept.approver = Some(admin.account);
            write(conn, app, admin.account, "opening_approved", &row)?;
            if !open(conn, app, &row, &kept, app.clock.now())? {
                return Err(Error::Settled);
            }
            let row = store::opening(conn, id)?.ok_or(Error::Unknown)?;
            Ok(view(conn, app, &admin, &row)?)
        })
        .await
}

/// Withdraws an opening: any admin may, whether it still waits or is open already.
///
/// # Errors
/// `Unknown`, or `Settled` when it is closed.
pub async fn withdraw(app: &web::Data<App>, admin: Member, id: OpeningId) -> Result<Opening, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let row = store::opening(conn, id)?.ok_or(Error::Unknown)?;
            let now = app.clock.now();
            if state(&row, now) == OpeningState::Closed || !store::withdraw(conn, id, now)? {
                return Err(Error::Settled);
            }
            write(conn, app, admin.account, "opening_withdrawn", &row)?;
            let row = store::opening(conn, id)?.ok_or(Error::Unknown)?;
            Ok(view(conn, app, &admin, &row)?)
        })
        .await
}

/// Opens a name whose day has passed. For the job.
///
/// # Errors
/// When the database fails.
pub async fn open_when_due(app: web::Data<App>, id: OpeningId) -> Stored<()> {
    let inner = app.clone();
    app.storage.write(move |conn| open_if_due(conn, &inner, id)).await
}

fn open_if_due(conn: &mut Conn, app: &App, id: OpeningId) -> Stored<()> {
    let Some(row) = store::opening(conn, id)? else { return Ok(()) };
    let due = opens_at(&row);
    if state(&row, app.clock.now()) != OpeningState::Waiting || due > app.clock.now() {
        return Ok(());
    }
    let Some(kept) = kept(app, &row) else { return Ok(()) };
    open(conn, app, &row, &kept, due)?;
    Ok(())
}

/// Opens a name that waits: written down, and the member behind it told.
fn open(conn: &mut Conn, app: &App, row: &OpeningRow, kept: &Kept, at: Moment) -> Stored<bool> {
    if !store::open(conn, row.id, at, &seal(app, row.id, kept))? {
        return Ok(false);
    }
    write(conn, app, kept.asker, "name_opened", row)?;
    if let Some(account) = behind(conn, app, row)? {
        accounts::actions::hold(conn, [account].into())?;
        traces::leave(conn, app, account, &Trace::NameOpened { opening: row.id })?;
        notifications::actions::tell(conn, app, account, &Event::NameOpened { thread: row.thread, opening: row.id })?;
        let letter = Letter::NameOpened { account, opening: row.id };
        jobs::promise(conn, app, &Job::now(Work::Letter(letter), app.clock.now()))?;
    }
    Ok(true)
}

/// The openings of names behind voices of hers, newest first.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn about_me(
    app: &web::Data<App>,
    member: Member,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<OpeningTold>, crate::error::Error> {
    let before: Option<i64> = page::read_cursor(app, "my-openings", cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<OpeningTold>> {
        let found = of_member(conn, &inner, member.account, before, limit.and_one())?;
        let page = List::cut(&inner, "my-openings", found, limit, |(seq, _)| *seq);
        Ok(List { items: told(conn, &inner, &page.items)?, next: page.next })
    };
    Ok(app.storage.read(read).await?)
}

/// A stretch of the openings of her names to take along, newest first, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn taken_along(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<(Vec<OpeningTold>, Option<i64>)> {
    let found = of_member(conn, app, account, before, limit)?;
    let next = found.last().map(|(seq, _)| *seq);
    Ok((told(conn, app, &found)?, next))
}

fn of_member(conn: &mut Conn, app: &App, account: AccountId, before: Option<i64>, limit: i64) -> Stored<Vec<(i64, OpeningId)>> {
    traces::find(conn, app, account, before, limit, |trace| match trace {
        Trace::NameOpened { opening } => Some(opening),
        _ => None,
    })
}

fn told(conn: &mut Conn, app: &App, found: &[(i64, OpeningId)]) -> Stored<Vec<OpeningTold>> {
    let ids: Vec<OpeningId> = found.iter().map(|(_, opening)| *opening).collect();
    let mut rows = store::openings_with_ids(conn, &ids)?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    let told = rows.into_iter().filter_map(|row| {
        let reason = kept(app, &row)?.reason;
        Some(OpeningTold { id: row.id, thread: row.thread, reason, opened_at: row.opened_at?.quarter() })
    });
    Ok(told.collect())
}

/// Who is behind the voice, if the key of the links still says so.
fn behind(conn: &mut Conn, app: &App, row: &OpeningRow) -> Stored<Option<AccountId>> {
    Ok(voices::actions::speaker(conn, app, row.voice)?.and_then(|(_, speaker)| speaker.account))
}

fn opens_at(row: &OpeningRow) -> Moment {
    row.asked_at.plus(WAIT).next_quarter()
}

fn state(row: &OpeningRow, now: Moment) -> OpeningState {
    match row.opened_at {
        _ if row.closed_at.is_some() => OpeningState::Closed,
        None => OpeningState::Waiting,
        Some(opened) if now < opened.plus(OPEN) => OpeningState::Open,
        Some(_) => OpeningState::Closed,
    }
}

fn view(conn: &mut Conn, app: &App, admin: &Member, row: &OpeningRow) -> Stored<Opening> {
    let kept = kept(app, row).ok_or(Failure::CutOff)?;
    let voice = voices::actions::with_ids(conn, &[row.voice])?.remove(&row.voice);
    let mut name = |account| -> Stored<String> {
        Ok(accounts::actions::person(conn, account)?.map_or_else(|| "somebody who has left".to_owned(), |person| person.name))
    };
    Ok(Opening {
        id: row.id,
        voice: row.voice,
        voice_name: voice.map_or_else(String::new, |voice| voice.name),
        thread: row.thread,
        state: state(row, app.clock.now()),
        asked_by: name(kept.asker)?,
        asked_by_me: kept.asker == admin.account,
        approved_by: kept.approver.map(&mut name).transpose()?,
        reason: kept.reason,
        asked_at: row.asked_at.quarter(),
        opens_at: opens_at(row).quarter(),
        opened_at: row.opened_at.map(Moment::quarter),
        name: None,
    })
}

fn write(conn: &mut Conn, app: &App, actor: AccountId, act: &'static str, row: &OpeningRow) -> Stored<()> {
    let detail = row.id.to_string();
    log::write_line(conn, app, Some(actor), &Line { thread: Some(row.thread), detail: &detail, ..Line::of(act) })
}

fn seal(app: &App, id: OpeningId, kept: &Kept) -> Vec<u8> {
    app.seal.seal_to_length(place(&id.0), kept, KEPT)
}

fn kept(app: &App, row: &OpeningRow) -> Option<Kept> {
    app.seal.open(place(&row.id.0), &row.sealed)
}

const fn place(id: &i64) -> Row<'_> {
    Row { table: "openings", key: std::slice::from_ref(id) }
}
