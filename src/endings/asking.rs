//! Asking, once: by notice, and by a letter that is stopped like those about replies.

use actix_web::web;

use super::store;
use crate::accounts::standing;
use crate::app::App;
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::notifications::{self, Event};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::threads;

/// Threads that are looked at in one go.
const STRETCH: i64 = 50;

/// Asks everybody who is to be asked by now.
///
/// # Errors
/// When the database fails.
pub async fn ask(app: &web::Data<App>) -> Stored<()> {
    let now = app.clock.now();
    let due = app.storage.read(move |conn: &mut Conn| store::due(conn, now, STRETCH)).await?;
    for thread in due {
        let inner = app.clone();
        app.storage.write(move |conn| ask_about(conn, &inner, thread)).await?;
    }
    Ok(())
}

fn ask_about(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<()> {
    let now = app.clock.now();
    if !store::take(conn, thread, now)? {
        return Ok(());
    }
    let Some(account) = threads::actions::writer_to_ask(conn, app, thread)? else { return Ok(()) };
    if standing::is_suspended(conn, app, account)? {
        return Ok(());
    }
    notifications::actions::tell(conn, app, account, &Event::HowAreYou { thread })?;
    let dedupe = Some(app.seal.lookup("letter-how-are-you", &[account.0, thread.0]));
    jobs::promise(conn, app, &Job { dedupe, ..Job::now(Work::Letter(Letter::HowAreYou { account, thread }), now) })
}

/// Whether the question still stands when its letter leaves: the thread is hers and there, and she has not told.
///
/// # Errors
/// When the database fails.
pub fn still_asked(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<bool> {
    Ok(store::number(conn, thread)?.is_none() && threads::actions::writer_to_ask(conn, app, thread)? == Some(account))
}
