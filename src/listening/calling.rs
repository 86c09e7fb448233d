//! Calling: a few times a minute, about every thread whose time has come. By notice and by letter, and never twice about one thread.

use actix_web::web;

use super::plan::{self, Candidate, Circle, Plan};
use super::rota::{self, Rota};
use super::store::{self, WaitRow};
use super::waits;
use crate::accounts::{self, mail_choices, standing};
use crate::app::App;
use crate::clock::{MINUTE, SECOND};
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::notifications::{self, Event};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::threads;

/// Between two looks, in milliseconds: one indexed query where nothing is due.
pub const EVERY: i64 = 15 * SECOND;
/// Threads that are looked at in one go.
const STRETCH: i64 = 50;
/// So long a thread whose opening waits for a person is left alone before it is looked at again.
const HELD: i64 = 15 * MINUTE;

/// Calls about every thread whose time has come.
///
/// # Errors
/// When the database fails.
pub async fn call(app: &web::Data<App>) -> Stored<()> {
    let now = app.clock.now();
    let due = app.storage.read(move |conn: &mut Conn| store::due(conn, now, STRETCH)).await?;
    for thread in due {
        let inner = app.clone();
        app.storage.write(move |conn| call_about(conn, &inner, thread)).await?;
    }
    Ok(())
}

fn call_about(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<()> {
    let now = app.clock.now();
    store::hold(conn, thread)?;
    // Another process may have been here meanwhile.
    let Some(row) = store::find(conn, thread)?.filter(|row| row.next_at.is_some_and(|at| at <= now)) else { return Ok(()) };
    let stands = threads::actions::stands(conn, thread)?;
    if stands.is_gone {
        return waits::withdrawn(conn, app, &row);
    }
    if !row.unanswered || stands.is_closed {
        return store::keep(conn, &WaitRow { next_at: None, ..row });
    }
    if stands.is_held {
        return store::keep(conn, &WaitRow { next_at: Some(now.plus(HELD)), ..row });
    }
    if let Some(until) = row.writing_until.filter(|until| *until > now) {
        return store::keep(conn, &WaitRow { next_at: Some(until), ..row });
    }
    let plan = Plan::of(&app.config.listening);
    let circle = plan.circle(now.0 - row.began_at.0);
    let next_at = plan.next_call(row.began_at, now);
    let (mut called, rotas) = chosen(conn, app, &plan, circle, thread, stands.space)?;
    if circle == Circle::Moderators {
        called.extend(staff_to_call(conn, app, thread)?);
    }
    called.sort_unstable();
    called.dedup();
    accounts::actions::hold(conn, called.iter().copied().collect())?;
    for account in &called {
        tell(conn, app, thread, *account)?;
        if let Some((_, rota)) = rotas.iter().find(|(of, _)| of == account) {
            let day = now.day().0;
            let calls = rota.calls_on(day).saturating_add(1);
            rota::keep(conn, app, *account, &Rota { day, calls, ..rota.clone() })?;
        }
    }
    let calls = row.calls.saturating_add(i32::try_from(called.len()).unwrap_or(0));
    store::keep(conn, &WaitRow { next_at, calls, ..row })
}

/// Listeners to call, and what all of them chose.
type Chosen = (Vec<AccountId>, Vec<(AccountId, Rota)>);

/// Chooses whom to call now.
fn chosen(conn: &mut Conn, app: &App, plan: &Plan, circle: Circle, thread: ThreadId, space: i32) -> Stored<Chosen> {
    let (now, mut candidates, mut rotas) = (app.clock.now(), Vec::new(), Vec::new());
    for (account, sealed) in store::all_listeners(conn)? {
        let Some(rota) = rota::open(app, account, &sealed).filter(|rota| rota.on) else { continue };
        let Some(person) = accounts::actions::person(conn, account)?.filter(|person| rota::may_listen(person.role)) else {
            continue;
        };
        let zone = person.time_zone.as_deref().unwrap_or(&app.config.listening.time_zone);
        let paused = mail_choices::of(conn, app, account)?
            .is_some_and(|choices| choices.is_paused(now) || choices.rests_until(now).is_some());
        let awake = rota.is_awake(zone, now) && !paused && !standing::is_suspended(conn, app, account)?;
        let candidate = Candidate {
            who: account,
            in_space: rota.spaces.contains(&space),
            awake,
            calls_today: rota.calls_on(now.day().0),
            spent: awake && is_spent(conn, app, thread, account)?,
        };
        candidates.push(candidate);
        rotas.push((account, rota));
    }
    Ok((plan::choose(plan, circle, &candidates, &app.chance), rotas))
}

/// She was called about it before, wrote it herself, or does not want to see it.
fn is_spent(conn: &mut Conn, app: &App, thread: ThreadId, account: AccountId) -> Stored<bool> {
    Ok(store::was_called(conn, thread, &lookup(app, account, thread))?
        || threads::actions::has_spoken(conn, app, account, thread)?
        || threads::actions::hides_thread(conn, app, account, thread)?)
}

fn staff_to_call(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<Vec<AccountId>> {
    let mut called = Vec::new();
    for account in accounts::actions::staff(conn)? {
        if !is_spent(conn, app, thread, account)? {
            called.push(account);
        }
    }
    Ok(called)
}

fn lookup(app: &App, account: AccountId, thread: ThreadId) -> Vec<u8> {
    app.seal.lookup("call", &[account.0, thread.0])
}

fn tell(conn: &mut Conn, app: &App, thread: ThreadId, account: AccountId) -> Stored<()> {
    store::note_call(conn, thread, &lookup(app, account, thread))?;
    notifications::actions::tell(conn, app, account, &Event::Called { thread })?;
    let dedupe = Some(app.seal.lookup("letter-called", &[account.0, thread.0]));
    jobs::promise(conn, app, &Job { dedupe, ..Job::now(Work::Letter(Letter::Called { account, thread }), app.clock.now()) })
}

/// Whether a thread still waits for an answer: what the letter asks before it leaves.
///
/// # Errors
/// When the database fails.
pub fn still_waits(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<bool> {
    let waits = store::find(conn, thread)?.is_some_and(|row| row.unanswered);
    let stands = threads::actions::stands(conn, thread)?;
    Ok(waits
        && !stands.is_gone
        && !stands.is_held
        && !stands.is_closed
        && !threads::actions::hides_thread(conn, app, account, thread)?)
}
