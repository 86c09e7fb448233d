//! A thread's place in the list of those that wait, from its opening to its first answer.

use actix_web::web;
use serde::Serialize;

use super::figures;
use super::plan::Plan;
use super::rota::may_listen;
use super::store::{self, WaitRow};
use crate::accounts::Member;
use crate::accounts::quiet::{QuietHours, TimeOfDay};
use crate::app::App;
use crate::clock::{Day, MINUTE, Moment};
use crate::error::{Code, Error};
use crate::storage::columns::{AccountId, ThreadId, word_enum};
use crate::storage::{Conn, Stored};
use crate::threads;

word_enum! {
    /// How many have read a thread that waits, as roughly as its writer is told.
    LookedAt {
        /// Nobody yet, as far as is known: visitors are not counted.
        Nobody = "nobody",
        /// One to four.
        AFew = "a_few",
        /// More.
        Several = "several",
    }
}

word_enum! {
    /// Who says that she is writing an answer.
    Writing {
        /// Nobody.
        Nobody = "nobody",
        /// She herself.
        You = "you",
        /// Somebody else.
        Somebody = "somebody",
    }
}

/// How a thread that waits stands, for its writer alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Waiting {
    /// How many have read it, roughly.
    pub looked: LookedAt,
    /// Somebody looks at it at this moment.
    pub reading: bool,
    /// Somebody says that she is writing.
    pub writing: bool,
    /// Somebody was called.
    pub called: bool,
}

/// The hour of the day on the clock of the place, for the figures; and whether it is night there.
fn hour_at(app: &App, at: Moment) -> i32 {
    let zone = jiff::tz::TimeZone::get(&app.config.listening.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    jiff::Timestamp::from_millisecond(at.0).map_or(0, |at| i32::from(zone.to_datetime(at).hour()))
}

fn is_night(app: &App, at: Moment) -> bool {
    let settings = &app.config.listening;
    let ends = (TimeOfDay::parse(&settings.night_from), TimeOfDay::parse(&settings.night_to));
    let (Ok(from), Ok(to)) = ends else { return false };
    // The night of the place and not of the writer: when she is called for would tell where an alias lives.
    QuietHours { from, to }.until(&settings.time_zone, at).is_some()
}

/// The day and hour that a thread is counted under.
fn place(app: &App, opened: Moment) -> (Day, i32) {
    (opened.day(), hour_at(app, opened.quarter().moment()))
}

/// A thread was opened and waits.
///
/// # Errors
/// When the database fails.
pub fn opened(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<()> {
    let now = app.clock.now();
    let next_at = Plan::of(&app.config.listening).first_call(now, is_night(app, now));
    store::insert(
        conn,
        &WaitRow {
            thread,
            began_at: now,
            next_at: Some(next_at),
            unanswered: true,
            counted: false,
            calls: 0,
            writing_until: None,
            writing: None,
        },
    )?;
    let (day, hour) = place(app, now);
    store::count(conn, day, hour, -1, 1)
}

/// A thread was answered by another voice: nobody is called any more.
///
/// # Errors
/// When the database fails.
pub fn answered(conn: &mut Conn, app: &App, thread: ThreadId, at: Moment) -> Stored<()> {
    let Some(row) = store::find(conn, thread)? else { return Ok(()) };
    if !row.counted {
        let (day, hour) = place(app, row.began_at);
        let quarters = figures::quarters_between(row.began_at, at);
        store::count(conn, day, hour, quarters, 1)?;
        app.metrics.first_answer(i64::from(quarters) * 15);
    }
    let over = WaitRow { unanswered: false, counted: true, next_at: None, writing_until: None, writing: None, ..row };
    store::keep(conn, &over)
}

/// The answers of a thread are gone, and it waits again.
///
/// # Errors
/// When the database fails.
pub fn waits_again(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<()> {
    let Some(row) = store::find(conn, thread)?.filter(|row| !row.unanswered) else { return Ok(()) };
    let now = app.clock.now();
    let next_at = Plan::of(&app.config.listening).next_call(row.began_at, now);
    store::keep(conn, &WaitRow { unanswered: true, next_at, ..row })
}

/// A thread that was never answered is gone: it is not one that went unheard.
pub(super) fn withdrawn(conn: &mut Conn, app: &App, row: &WaitRow) -> Stored<()> {
    if !row.counted {
        let (day, hour) = place(app, row.began_at);
        store::count(conn, day, hour, -1, -1)?;
    }
    store::keep(conn, &WaitRow { counted: true, next_at: None, ..row.clone() })
}

pub(super) fn writing_lookup(app: &App, account: AccountId, thread: ThreadId) -> Vec<u8> {
    app.seal.lookup("writing", &[account.0, thread.0])
}

/// How her thread stands, if it waits.
///
/// # Errors
/// When the database fails.
pub fn of_writer(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<Option<Waiting>> {
    let Some(row) = store::find(conn, thread)?.filter(|row| row.unanswered) else { return Ok(None) };
    let now = app.clock.now();
    let looked = match threads::actions::readers_but(conn, app, account, thread)? {
        0 => LookedAt::Nobody,
        1..=4 => LookedAt::AFew,
        _ => LookedAt::Several,
    };
    Ok(Some(Waiting {
        looked,
        reading: app.presence.is_read_by_others(account, thread, now),
        writing: row.writing_until.is_some_and(|until| until > now),
        called: row.calls > 0,
    }))
}

/// Who is writing an answer, for a listener; `None` where it does not wait.
///
/// # Errors
/// When the database fails.
pub fn of_listener(conn: &mut Conn, app: &App, member: &Member, thread: ThreadId) -> Stored<Option<Writing>> {
    if !may_listen(member.role) {
        return Ok(None);
    }
    let Some(row) = store::find(conn, thread)?.filter(|row| row.unanswered) else { return Ok(None) };
    let hers = row.writing.as_deref() == Some(&writing_lookup(app, member.account, thread));
    Ok(Some(match row.writing_until.is_some_and(|until| until > app.clock.now()) {
        false => Writing::Nobody,
        true if hers => Writing::You,
        true => Writing::Somebody,
    }))
}

/// Says "I am writing", so that two do not; or takes it back. It holds for half an hour.
///
/// # Errors
/// `forbidden` for who is no listener, `not_found`, `not_now` when it does not wait any more, `somebody_writes`.
pub async fn set_writing(app: &web::Data<App>, member: Member, thread: ThreadId, writes: bool) -> Result<(), Error> {
    if !may_listen(member.role) {
        return Err(Code::Forbidden.into());
    }
    let inner = app.clone();
    let write = move |conn: &mut Conn| -> Stored<Result<(), Code>> {
        let (app, now) = (&*inner, inner.clock.now());
        if !threads::actions::is_there(conn, thread)? {
            return Ok(Err(Code::NotFound));
        }
        store::hold(conn, thread)?;
        let Some(row) = store::find(conn, thread)?.filter(|row| row.unanswered) else { return Ok(Err(Code::NotNow)) };
        let lookup = writing_lookup(app, member.account, thread);
        let hers = row.writing.as_ref() == Some(&lookup);
        let taken = row.writing_until.is_some_and(|until| until > now) && !hers;
        match (writes, taken, hers) {
            (true, true, _) => return Ok(Err(Code::SomebodyWrites)),
            (true, false, _) => {
                let until = now.plus(i64::from(app.config.listening.writing_minutes) * MINUTE);
                store::keep(conn, &WaitRow { writing_until: Some(until), writing: Some(lookup), ..row })?;
            }
            (false, _, true) => store::keep(conn, &WaitRow { writing_until: None, writing: None, ..row })?,
            (false, _, false) => {}
        }
        Ok(Ok(()))
    };
    app.storage.write(write).await?.map_err(Error::from)
}
