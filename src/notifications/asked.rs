//! Judging the letter that asks how it went, at the moment it leaves.

use super::gather::{Judged, recipient, root};
use super::manage;
use super::stop::{self, Stoppable};
use crate::accounts::mail_choices::Often;
use crate::app::App;
use crate::endings;
use crate::jobs::Ending;
use crate::mail::letters::{HowAreYou, Series};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};

/// The letter, or what becomes of its job: it waits for the end of quiet hours, and whoever stopped letters about replies gets
/// none. It shows no words.
///
/// # Errors
/// When the database fails.
pub fn judge(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<Judged> {
    let now = app.clock.now();
    let to = match recipient(conn, app, account)? {
        Ok(to) => to,
        Err(ending) => return Ok(Err(ending)),
    };
    if to.choices.replies() == Often::Off {
        return Ok(Err(Ending::Skipped("unwanted")));
    }
    if !endings::actions::still_asked(conn, app, account, thread)? {
        return Ok(Err(Ending::Skipped("answered")));
    }
    if to.choices.is_paused(now) {
        return Ok(Err(Ending::Skipped("paused")));
    }
    if let Some(until) = to.choices.quiet_until(to.time_zone.as_deref(), now) {
        return Ok(Err(Ending::Postponed { until, why: "quiet" }));
    }
    let series = Series {
        list: "replies",
        root: root(app, account, Some(thread)),
        before: Vec::new(),
        stop: stop::link(app, account, Stoppable::Replies),
        stop_by_mail: stop::mail_link(app, account, Stoppable::Replies),
        manage: manage::link(app, account, Some(thread)),
    };
    Ok(Ok(to.gets(Box::new(HowAreYou { thread, series }))))
}
