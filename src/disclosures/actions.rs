//! Beginning a disclosure, agreeing, looking at it later, withdrawing it.

use std::collections::BTreeMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::model::{Disclosure, DisclosureState, Error};
use super::store::{self, DisclosureRow};
use crate::accounts::{self, Member, Role};
use crate::app::App;
use crate::clock::{DAY, HOUR, Moment};
use crate::http::page::{self, Limit, List};
use crate::idempotency::Attempt;
use crate::moderation::actions::{Line, write_line};
use crate::storage::columns::{AccountId, DisclosureId, ThreadId, VoiceId};
use crate::storage::{Conn, Failure, Stored};
use crate::text;
use crate::voices::seal::Row;

/// Alone, an admin looks at her own disclosure afresh when so many milliseconds have passed.
const ALONE: i64 = 24 * HOUR;
/// Settled ones are forgotten after so many milliseconds.
const KEPT_FOR: i64 = 730 * DAY;
/// Bytes of what is sealed: more than the longest words have.
const LENGTH: usize = 49_152;

/// What an admin writes.
#[derive(Debug)]
pub struct Written {
    /// Why it cannot wait.
    pub reason: String,
    /// What exactly is told.
    pub what: String,
    /// To whom.
    pub to_whom: String,
    /// Why whoever it is about is not told.
    pub silence: Option<String>,
    /// About which thread.
    pub thread: Option<ThreadId>,
    /// About which voice.
    pub voice: Option<VoiceId>,
    /// It cannot even wait for another admin.
    pub alone: bool,
}

/// What stands only sealed.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    asker: AccountId,
    seen: Option<AccountId>,
    reason: String,
    what: String,
    to_whom: String,
    silence: Option<String>,
    note: String,
}

/// Begins a disclosure. Alone, it is made at once and waits for a later look; else it waits for another admin.
///
/// # Errors
/// `Fields`.
pub async fn begin(app: &web::Data<App>, admin: Member, written: Written, attempt: Attempt) -> Result<Disclosure, Error> {
    let mut wrong = BTreeMap::new();
    let mut checked = |field: &str, typed: &str, shortest: usize| match text::lines(typed, text::NOTE) {
        Ok(text) if text.chars().count() < shortest => {
            wrong.insert(field.to_owned(), "too_short");
            String::new()
        }
        Ok(text) => text,
        Err(why) => {
            wrong.insert(field.to_owned(), why);
            String::new()
        }
    };
    let kept = Kept {
        asker: admin.account,
        seen: None,
        reason: checked("reason", &written.reason, 10),
        what: checked("what", &written.what, 10),
        to_whom: checked("to_whom", &written.to_whom, 3),
        silence: written.silence.as_deref().filter(|why| !why.trim().is_empty()).map(|why| checked("silence", why, 10)),
        note: String::new(),
    };
    if !wrong.is_empty() {
        return Err(Error::Fields(wrong));
    }
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let id = attempt.once(conn, |conn| -> Result<DisclosureId, Error> {
                let (id, now) = (DisclosureId(app.chance.id()), app.clock.now());
                let row = DisclosureRow {
                    id,
                    thread: written.thread,
                    voice: written.voice,
                    asked_at: now,
                    made_at: written.alone.then_some(now),
                    reviewed_at: None,
                    closed_at: None,
                    sealed: seal(app, id, &kept),
                };
                store::insert(conn, &row)?;
                log(conn, app, &admin, "disclosure_begun", &row)?;
                if written.alone {
                    log(conn, app, &admin, "disclosed", &row)?;
                }
                Ok(id)
            })?;
            read(conn, app, &admin, id)
        })
        .await
}

/// Agrees as another admin: it may be told now. Of one that was made alone it is the later look; whoever made it looks at it herself
/// only if she is the only admin, and not before a day has passed.
///
/// # Errors
/// `Fields`, `Unknown`, `Own`, `Settled`.
pub async fn look_at(app: &web::Data<App>, admin: Member, id: DisclosureId, note: &str) -> Result<Disclosure, Error> {
    let note = match text::lines(note, text::NOTE) {
        Ok(note) => note,
        Err("required") => String::new(),
        Err(why) => return Err(Error::Fields(BTreeMap::from([("note".to_owned(), why)]))),
    };
    settle(app, admin, id, move |conn, app, admin, row, kept| {
        let now = app.clock.now();
        if kept.asker == admin.account {
            let others = accounts::actions::with_role(conn, Role::Admin)?.iter().any(|other| *other != admin.account);
            match row.made_at {
                None => return Err(Error::Own("Another admin has to agree. If it cannot wait, begin it anew and say so.")),
                Some(_) if others => return Err(Error::Own("You made this alone. Another admin looks at it.")),
                Some(made) if now < made.plus(ALONE) => {
                    return Err(Error::Own("You are the only admin: look at it afresh when a day has passed."));
                }
                Some(_) => {}
            }
        }
        (kept.seen, kept.note) = (Some(admin.account), note);
        let act = if row.made_at.is_none() { "disclosed" } else { "disclosure_reviewed" };
        row.made_at = row.made_at.or(Some(now));
        row.reviewed_at = Some(now);
        Ok(act)
    })
    .await
}

/// Withdraws one that has not been made.
///
/// # Errors
/// `Unknown`, or `Settled`.
pub async fn withdraw(app: &web::Data<App>, admin: Member, id: DisclosureId) -> Result<Disclosure, Error> {
    settle(app, admin, id, |_, _, _, row, _| if row.made_at.is_none() { Ok("disclosure_withdrawn") } else { Err(Error::Settled) })
        .await
}

async fn settle(
    app: &web::Data<App>,
    admin: Member,
    id: DisclosureId,
    change: impl FnOnce(&mut Conn, &App, &Member, &mut DisclosureRow, &mut Kept) -> Result<&'static str, Error> + Send + 'static,
) -> Result<Disclosure, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let was = store::one(conn, id)?.ok_or(Error::Unknown)?;
            let mut kept = opened(app, &was).ok_or(Error::Unknown)?;
            if was.closed_at.is_some() {
                return Err(Error::Settled);
            }
            let mut row = was.clone();
            let act = change(conn, app, &admin, &mut row, &mut kept)?;
            (row.closed_at, row.sealed) = (Some(app.clock.now()), seal(app, id, &kept));
            if !store::change(conn, &was, &row)? {
                return Err(Error::Settled);
            }
            log(conn, app, &admin, act, &row)?;
            read(conn, app, &admin, id)
        })
        .await
}

/// Disclosures, newest first. That somebody read them is written down.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(
    app: &web::Data<App>,
    admin: Member,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Disclosure>, crate::error::Error> {
    let before: Option<(i64, i64)> = page::read_cursor(app, "disclosures", cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Result<List<Disclosure>, Failure> {
        let rows = store::before(conn, before, limit.and_one())?;
        let page = List::cut(&inner, "disclosures", rows, limit, |row| (row.asked_at.0, row.id.0));
        let mut items = Vec::new();
        for row in &page.items {
            items.extend(view(conn, &inner, &admin, row)?);
        }
        if !items.is_empty() {
            write_line(conn, &inner, Some(admin.account), &Line::of("looked").with_detail("disclosures"))?;
        }
        Ok(List { items, next: page.next })
    };
    Ok(app.storage.write(read).await?)
}

/// How many wait for another admin, or for a later look.
///
/// # Errors
/// When the database fails.
pub fn count_unsettled(conn: &mut Conn) -> Stored<i64> {
    store::count_unsettled(conn)
}

/// Forgets those that were settled two years ago.
///
/// # Errors
/// When the database fails.
pub fn forget_old(conn: &mut Conn, app: &App) -> Stored<()> {
    store::forget(conn, Moment(app.clock.now().0.saturating_sub(KEPT_FOR)))
}

fn read(conn: &mut Conn, app: &App, admin: &Member, id: DisclosureId) -> Result<Disclosure, Error> {
    let row = store::one(conn, id)?.ok_or(Error::Unknown)?;
    view(conn, app, admin, &row)?.ok_or(Error::Unknown)
}

/// As admins read it; nothing, once the links are forgotten.
fn view(conn: &mut Conn, app: &App, admin: &Member, row: &DisclosureRow) -> Stored<Option<Disclosure>> {
    let Some(kept) = opened(app, row) else { return Ok(None) };
    let mut name = |account| -> Stored<String> {
        Ok(accounts::actions::person(conn, account)?.map_or_else(|| "somebody who has left".to_owned(), |person| person.name))
    };
    let state = match (row.made_at, row.reviewed_at, row.closed_at) {
        (None, _, None) => DisclosureState::Waiting,
        (None, _, Some(_)) => DisclosureState::Withdrawn,
        (Some(_), None, _) => DisclosureState::Unreviewed,
        (Some(_), Some(_), _) => DisclosureState::Made,
    };
    Ok(Some(Disclosure {
        id: row.id,
        asked_by: name(kept.asker)?,
        asked_by_me: kept.asker == admin.account,
        looked_at_by: kept.seen.map(&mut name).transpose()?,
        reason: kept.reason,
        what: kept.what,
        to_whom: kept.to_whom,
        silence: kept.silence,
        note: kept.note,
        thread: row.thread,
        voice: row.voice,
        state,
        asked_at: row.asked_at.quarter(),
        made_at: row.made_at.map(Moment::quarter),
        reviewed_at: row.reviewed_at.map(Moment::quarter),
    }))
}

fn log(conn: &mut Conn, app: &App, admin: &Member, act: &'static str, row: &DisclosureRow) -> Stored<()> {
    let detail = row.id.to_string();
    write_line(conn, app, Some(admin.account), &Line::of(act).with_thread(row.thread).with_detail(&detail))
}

fn seal(app: &App, id: DisclosureId, kept: &Kept) -> Vec<u8> {
    app.seal.seal_to_length(place(&id.0), kept, LENGTH)
}

fn opened(app: &App, row: &DisclosureRow) -> Option<Kept> {
    app.seal.open(place(&row.id.0), &row.sealed)
}

const fn place(id: &i64) -> Row<'_> {
    Row { table: "disclosures", key: std::slice::from_ref(id) }
}
