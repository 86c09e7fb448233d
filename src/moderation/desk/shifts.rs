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
            match store::current(conn, moderator.account, now)? {
                Some(shift) => store::set_end(conn, shift.id, ends_at)?,
                None => {
                    let id = ShiftId(app.chance.id());
                    let note = String::new();
                    let shift =
                        ShiftRow { id, account: moderator.account, began_at: now, ends_at, ended_at: None, hard: 0, note };
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
            if let Some(shift) = store::current(conn, moderator.account, now)? {
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
    let shift = store::current(conn, account, now)?;
    let enough = app.config.moderation.hard_cases;
    let hard = shift.as_ref().map_or(0, |shift| shift.hard);
    let mut notes = Vec::new();
    for left in store::left_notes(conn, Moment(now.0.saturating_sub(NOTES)), MOST_NOTES)? {
        let by = accounts::actions::person(conn, left.account)?.map_or_else(String::new, |person| person.name);
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
        on_duty: usize::try_from(store::on_duty(conn, now)?).unwrap_or_default(),
        notes,
    })
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
    match store::current(conn, account, app.clock.now())? {
        Some(shift) => store::one_more_hard(conn, shift.id),
        None => Ok(()),
    }
}

/// Whether nobody is on duty in a place that uses the clock.
///
/// # Errors
/// When the database fails.
pub fn is_unattended(conn: &mut Conn, now: Moment) -> Stored<bool> {
    Ok(store::on_duty(conn, now)? == 0 && store::any_since(conn, Moment(now.0.saturating_sub(UNUSED)))?)
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
