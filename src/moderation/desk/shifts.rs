//! Who is on duty, what weighs on her, and what she leaves for the next (S-33); and what everybody is told of it.
//!
//! Nobody has to use the clock: where no shift began for two weeks, the place counts as looked after. Where somebody does, a
//! time without anybody on duty is told openly, and checks let half as much pass until somebody is.

use actix_web::web;

use super::model::{Coverage, Shift, ShiftNote};
use super::notes;
use super::store::{self, ShiftRow};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{DAY, HOUR, Moment};
use crate::moderation::joining::URGENT;
use crate::moderation::marks::{self, Mark};
use crate::moderation::model::Error;
use crate::moderation::queue;
use crate::moderation::store::{self as cases, CaseRow};
use crate::screening;
use crate::storage::columns::{AccountId, ShiftId};
use crate::storage::{Conn, Stored};
use crate::text;
use crate::voices::seal::Row;

/// The longest shift, in hours.
pub const LONGEST: i64 = 12;
/// A place where no shift began for so long does not use the clock.
const UNUSED: i64 = 14 * DAY;
/// Notes of those before are shown for so long.
const NOTES: i64 = 7 * DAY;
/// So many of them.
const MOST_NOTES: i64 = 5;

/// Goes on duty for so many hours, or stays longer.
///
/// # Errors
/// When the database fails.
pub async fn begin(app: &web::Data<App>, moderator: Member, hours: i64) -> Result<Shift, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let (app, now) = (&*inner, inner.clock.now());
            let ends_at = now.plus(hours.clamp(1, LONGEST) * HOUR);
            match current(conn, app, moderator.account)? {
                Some(shift) => store::set_end(conn, shift.id, ends_at)?,
                None => {
                    let id = ShiftId(app.chance.id());
                    let (note, sealed) = (String::new(), app.seal.seal(row(&id.0), &moderator.account));
                    let shift = ShiftRow { id, began_at: now, ends_at, ended_at: None, hard: 0, note, sealed };
                    store::insert_shift(conn, &shift)?;
                }
            }
            Ok(view(conn, app, moderator.account)?)
        })
        .await
}

/// Goes off duty, with a word for the next. Everything she holds is handed over.
///
/// # Errors
/// `Fields`, or `NotClaimed` when she is not on duty.
pub async fn end(app: &web::Data<App>, moderator: Member, words: &str) -> Result<Shift, Error> {
    let note = match text::lines(words, text::NOTE) {
        Err("required") => String::new(),
        other => other.map_err(|why| Error::field("note", why))?,
    };
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let (app, now) = (&*inner, inner.clock.now());
            if let Some(shift) = current(conn, app, moderator.account)? {
                store::end(conn, shift.id, &note, now)?;
            }
            for case in held(conn, app, moderator.account)? {
                notes::give_back(conn, app, &moderator, &case, String::new())?;
            }
            Ok(view(conn, app, moderator.account)?)
        })
        .await
}

/// How it stands with her.
///
/// # Errors
/// When the database fails.
pub async fn now(app: &web::Data<App>, moderator: Member) -> Stored<Shift> {
    let inner = app.clone();
    app.storage.read(move |conn| view(conn, &inner, moderator.account)).await
}

fn view(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Shift> {
    let now = app.clock.now();
    let shift = current(conn, app, account)?;
    let enough = app.config.moderation.hard_cases;
    let hard = shift.as_ref().map_or(0, |shift| shift.hard);
    let mut notes = Vec::new();
    for left in store::left_notes(conn, Moment(now.0.saturating_sub(NOTES)), MOST_NOTES)? {
        let by = who(app, &left).map_or(Ok(None), |account| accounts::actions::person(conn, account))?;
        let by = by.map_or_else(String::new, |person| person.name);
        notes.push(ShiftNote { by, text: left.note, at: left.ended_at.unwrap_or(left.ends_at).quarter() });
    }
    Ok(Shift {
        on: shift.is_some(),
        since: shift.as_ref().map(|shift| shift.began_at.quarter()),
        until: shift.as_ref().map(|shift| shift.ends_at.next_quarter().quarter()),
        hard,
        enough,
        rest: hard >= enough,
        holds: held(conn, app, account)?.len(),
        on_duty: store::under_way(conn, now)?.len(),
        notes,
    })
}

/// The shift that she is in.
fn current(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<ShiftRow>> {
    Ok(store::under_way(conn, app.clock.now())?.into_iter().find(|shift| who(app, shift) == Some(account)))
}

fn who(app: &App, shift: &ShiftRow) -> Option<AccountId> {
    app.seal.open(row(&shift.id.0), &shift.sealed)
}

const fn row(id: &i64) -> Row<'_> {
    Row { table: "shifts", key: std::slice::from_ref(id) }
}

fn held(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<CaseRow>> {
    let claimed = cases::claimed_cases(conn)?.into_iter();
    Ok(claimed.filter(|case| queue::holder(app, case) == Some(account)).collect())
}

/// She took a case: a hard one weighs on her shift.
pub(in crate::moderation) fn took(conn: &mut Conn, app: &App, account: AccountId, case: &CaseRow) -> Stored<()> {
    if case.weight < URGENT && !marks::of(&case.marks).contains(&Mark::Concern) {
        return Ok(());
    }
    match current(conn, app, account)? {
        Some(shift) => store::one_more_hard(conn, shift.id),
        None => Ok(()),
    }
}

/// Whether nobody is on duty in a place that uses the clock.
///
/// # Errors
/// When the database fails.
pub fn is_unattended(conn: &mut Conn, now: Moment) -> Stored<bool> {
    Ok(store::under_way(conn, now)?.is_empty() && store::any_since(conn, Moment(now.0.saturating_sub(UNUSED)))?)
}

/// What everybody may know of it.
///
/// # Errors
/// When the database fails.
pub async fn coverage(app: &web::Data<App>) -> Stored<Coverage> {
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<bool> { is_unattended(conn, inner.clock.now()) };
    let unattended = app.storage.read(read).await?;
    let storm = screening::storm::now(app).await?;
    Ok(Coverage { on_duty: !unattended, stricter: unattended, storm: storm.on, sign_up_wait: storm.sign_up_wait })
}
