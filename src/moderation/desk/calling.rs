//! Calling staff: what should have been decided by now, and what somebody waits for.

use actix_web::web;

use super::store;
use crate::accounts;
use crate::app::App;
use crate::clock::HOUR;
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::moderation::log;
use crate::moderation::model::Error;
use crate::moderation::store::{self as cases, CaseChange, CaseRow};
use crate::notifications::{self, Event};
use crate::outside;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Stored};

/// Cases that staff is called about in one go.
const STRETCH: i64 = 100;
/// Nobody gets two letters about it within so many milliseconds.
const QUIET: i64 = 3 * HOUR;

/// Calls staff about every case that should have been decided by now: once a case, by notice and by letter (L-06). Run every
/// quarter of an hour.
///
/// # Errors
/// When the database fails.
pub async fn call_overdue(app: &web::Data<App>) -> Stored<()> {
    let (inner, now) = (app.clone(), app.clock.now());
    let look = move |conn: &mut Conn| -> Stored<bool> {
        Ok(!store::uncalled(conn, now, 1)?.is_empty() || !outside::actions::overdue(conn, now, 1)?.is_empty())
    };
    if !app.storage.read(look).await? {
        return Ok(());
    }
    let called = app.storage.write(move |conn| call_all(conn, &inner));
    match called.await {
        Ok(()) => Ok(()),
        Err(Error::Storage(failure)) => Err(failure),
        Err(error) => {
            tracing::error!(%error, "nobody could be called about what is overdue");
            Ok(())
        }
    }
}

fn call_all(conn: &mut Conn, app: &App) -> Result<(), Error> {
    let (now, mut any) = (app.clock.now(), false);
    for id in store::uncalled(conn, now, STRETCH)? {
        let Some(case) = cases::case(conn, id)? else { continue };
        // Somebody may decide it at this very moment.
        if cases::change_case(conn, &case, &CaseChange { called_at: Some(now), ..case.as_it_is() })? {
            let line = log::Line::about(&case, "called", "");
            log::write_line(conn, app, None, &line)?;
            for account in accounts::actions::staff(conn)? {
                call(conn, app, account, &case, case.due_at.map_or(0, |due| due.0))?;
            }
            any = true;
        }
    }
    if any {
        for account in accounts::actions::staff(conn)? {
            // One letter tells of whatever becomes overdue within some hours.
            let dedupe = Some(app.seal.lookup("letter-desk", &[account.0, now.0.div_euclid(QUIET)]));
            jobs::promise(conn, app, &Job { dedupe, ..Job::now(Work::Letter(Letter::DeskWaits { account }), now) })?;
        }
    }
    // A notice in no case is nobody's yet: one letter each, once.
    for notice in outside::actions::overdue(conn, now, STRETCH)? {
        for account in accounts::actions::staff(conn)? {
            let dedupe = Some(app.seal.lookup("letter-desk-notice", &[account.0, notice.0]));
            jobs::promise(conn, app, &Job { dedupe, ..Job::now(Work::Letter(Letter::DeskWaits { account }), now) })?;
        }
    }
    Ok(())
}

/// Tells one of staff that a case waits for her. `what` makes it one call and no other.
pub(super) fn call(conn: &mut Conn, app: &App, account: AccountId, case: &CaseRow, what: i64) -> Stored<()> {
    let event = Event::CaseWaits { thread: case.thread, number: case.number, what };
    notifications::actions::tell(conn, app, account, &event)
}

/// Tells everybody of staff but one.
pub(super) fn call_others(conn: &mut Conn, app: &App, but: AccountId, case: &CaseRow, what: i64) -> Stored<()> {
    for account in accounts::actions::staff(conn)?.into_iter().filter(|account| *account != but) {
        call(conn, app, account, case, what)?;
    }
    Ok(())
}

/// How much waits beyond its time, for the letter that says so.
///
/// # Errors
/// When the database fails.
pub fn overdue(conn: &mut Conn, app: &App) -> Stored<i64> {
    let notices = outside::actions::overdue(conn, app.clock.now(), STRETCH)?.len();
    Ok(cases::count_overdue(conn, app.clock.now())? + i64::try_from(notices).unwrap_or(STRETCH))
}
