//! Every quarter of an hour: whose morning has come, and whose hour.
//!
//! In the morning everybody is looked at alike, whatever she chose, so that the jobs of a morning tell nothing. They are
//! promised when they are due and not before: a job that waited for eight o'clock would tell a time zone.

use std::collections::HashMap;

use actix_web::web;

use super::digest::{self, Slot, is_hourly, is_long_gone};
use crate::accounts::mail_choices::{self, Reader};
use crate::accounts::quiet::{TimeOfDay, next_showing};
use crate::app::App;
use crate::clock::{HOUR, MINUTE, Moment};
use crate::jobs::{self, Job, Work};
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Stored};

/// Between two sweeps, in milliseconds: some zones are a quarter of an hour beside the hour.
pub const EVERY: i64 = 15 * MINUTE;
/// So far back a sweep looks for times that passed while nobody swept.
const BACK: i64 = HOUR;
/// Accounts that are looked at in one transaction.
const STRETCH: i64 = 200;
/// Until then what was not looked at is no news any more.
const LIFE: i64 = 20 * HOUR;
/// After everything that somebody waits for.
const PRIORITY: i32 = 8;

/// Promises to look at everybody whose time has come since the last sweep; done twice it promises once.
///
/// # Errors
/// When the database fails; what was promised stays promised.
pub async fn sweep(app: &web::Data<App>) -> Stored<()> {
    let mut after = AccountId(0);
    let mut mornings: HashMap<Option<String>, Option<(Moment, Slot)>> = HashMap::new();
    loop {
        let inner = app.clone();
        let readers = app.storage.read(move |conn| mail_choices::readers_after(conn, &inner, after, STRETCH)).await?;
        let Some(last) = readers.last() else { return Ok(()) };
        after = last.account;
        let due: Vec<(AccountId, Slot, Moment)> =
            readers.iter().flat_map(|reader| times_of(app.clock.now(), reader, &mut mornings)).collect();
        if due.is_empty() {
            continue;
        }
        let inner = app.clone();
        let promise = move |conn: &mut Conn| -> Stored<()> {
            for (account, slot, at) in due {
                promise(conn, &inner, account, slot, at)?;
            }
            Ok(())
        };
        app.storage.write(promise).await?;
    }
}

fn promise(conn: &mut Conn, app: &App, account: AccountId, slot: Slot, at: Moment) -> Stored<()> {
    let now = app.clock.now();
    let hourly = i64::from(slot == Slot::Hour);
    let dedupe = Some(app.seal.lookup("digest", &[account.0, at.0, hourly]));
    let work = Work::Digest { account, slot, at };
    jobs::promise(conn, app, &Job { priority: PRIORITY, dedupe, expires_at: now.plus(LIFE), ..Job::now(work, now) })
}

/// The times of hers that have come.
fn times_of(
    now: Moment,
    reader: &Reader,
    mornings: &mut HashMap<Option<String>, Option<(Moment, Slot)>>,
) -> Vec<(AccountId, Slot, Moment)> {
    if is_long_gone(&reader.choices, now.day()) {
        return Vec::new();
    }
    let zone = &reader.time_zone;
    let morning = *mornings.entry(zone.clone()).or_insert_with(|| morning(zone.as_deref(), now));
    let hour = is_hourly(&reader.choices).then(|| (digest::whole_hour(now), Slot::Hour));
    morning.into_iter().chain(hour).map(|(at, slot)| (reader.account, slot, at)).collect()
}

/// Eight o'clock in a zone, if that was within the last hour.
fn morning(zone: Option<&str>, now: Moment) -> Option<(Moment, Slot)> {
    let before = now.plus(-BACK);
    let at = next_showing(zone, TimeOfDay::MORNING, false, before).filter(|at| *at <= now)?;
    let is_monday = next_showing(zone, TimeOfDay::MORNING, true, before) == Some(at);
    Some((at, if is_monday { Slot::Monday } else { Slot::Morning }))
}
