//! Letters that gather: what there is since the last one, five things at most, never an empty one (E-41 … E-43).
//!
//! First replies to her, then threads she follows, then, if she wants it, the whole forum: those whom nobody has answered
//! before those who are new. Nothing she has read, hides or was mailed already, and nothing delicate.

use serde::{Deserialize, Serialize};

use super::gather::{self, Judged, Recipient};
use super::manage;
use super::model::{Event, Told};
use super::series::{self, Carried, Kept};
use super::stop::{self, Stoppable};
use super::store;
use crate::accounts::mail_choices::{MailChoices, Often};
use crate::app::App;
use crate::clock::{DAY, Day, HOUR, Moment};
use crate::jobs::{self, Ending, Job, Work};
use crate::mail::addresses;
use crate::mail::letters::{self, About, DigestItem, Glimpse, Letter, MOST, Resting, Written};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::threads;

/// Days without a visit after which no more of them come.
const RESTS_AFTER: i32 = 90;
/// How far back the first one looks, in milliseconds, and how far back any does.
const FIRST_LOOK: i64 = 7 * DAY;
/// After the letters that somebody waits for.
const PRIORITY: i32 = 3;

/// A time at which letters that gather may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// Every hour.
    Hour,
    /// In the morning.
    Morning,
    /// In the morning of a Monday.
    Monday,
}

impl Slot {
    /// Whether letters that come so often come now. The whole forum at once would be a letter a thread: it comes by the hour.
    const fn brings(self, often: Often) -> bool {
        matches!(
            (self, often),
            (Self::Hour, Often::Hourly) | (Self::Morning | Self::Monday, Often::Daily) | (Self::Monday, Often::Weekly)
        )
    }

    fn brings_forum(self, often: Often) -> bool {
        self.brings(if often == Often::AtOnce { Often::Hourly } else { often })
    }
}

/// Whether anything of hers comes by the hour.
pub(super) fn is_hourly(choices: &MailChoices) -> bool {
    Slot::Hour.brings(choices.replies()) || Slot::Hour.brings(choices.followed()) || Slot::Hour.brings_forum(choices.digest())
}

/// Looks whether there is something to gather for her, and promises a letter about it, if there is.
///
/// # Errors
/// When the database fails; nothing is promised then.
pub fn prepare(conn: &mut Conn, app: &App, account: AccountId, slot: Slot, at: Moment) -> Stored<Ending> {
    let Some(mut kept) = series::keep(conn, app, account, None)? else { return Ok(Ending::Done) };
    let Ok(to) = gather::recipient(conn, app, account)? else { return Ok(Ending::Done) };
    let now = app.clock.now();
    if to.choices.is_paused(now) {
        return Ok(Ending::Done);
    }
    if slot != Slot::Hour
        && let Some(until) = quiet(app, &to, now)
    {
        kept.store(conn, app)?;
        return Ok(Ending::Postponed { until, why: "quiet" });
    }
    if quiet(app, &to, now).is_some() {
        return Ok(Ending::Done);
    }
    let rests = to.choices.here_on.is_some_and(|here| now.day().0.saturating_sub(here) >= RESTS_AFTER);
    if rests {
        // Said once, to whoever got such letters, and then it is quiet.
        if std::mem::take(&mut kept.series.began) {
            kept.series.carried = Some(Carried { at, items: Vec::new() });
            promise(conn, app, account, at)?;
        }
        kept.store(conn, app)?;
        return Ok(Ending::Done);
    }
    let items = look(conn, app, account, slot, &to.choices, &mut kept)?;
    if !items.is_empty() {
        kept.series.carried = Some(Carried { at, items });
        kept.series.began = true;
        promise(conn, app, account, at)?;
    }
    kept.store(conn, app)?;
    Ok(Ending::Done)
}

/// Without the two minutes before a letter nothing is quiet either.
fn quiet(app: &App, to: &Recipient, now: Moment) -> Option<Moment> {
    if app.config.mail.wait == 0 { None } else { to.choices.quiet_until(to.time_zone.as_deref(), now) }
}

fn promise(conn: &mut Conn, app: &App, account: AccountId, at: Moment) -> Stored<()> {
    let dedupe = Some(app.seal.lookup("letter-digest", &[account.0, at.0]));
    let now = app.clock.now();
    let letter = Letter::Digest { account, at };
    jobs::promise(
        conn,
        app,
        &Job { priority: PRIORITY, dedupe, expires_at: now.plus(DAY), ..Job::now(Work::Letter(letter), now) },
    )
}

/// What there is for her now; it is remembered as told.
fn look(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    slot: Slot,
    choices: &MailChoices,
    kept: &mut Kept,
) -> Stored<Vec<(u8, ThreadId, i32, i32)>> {
    let now = app.clock.now();
    let since = kept.series.gathered_at.unwrap_or(now.plus(-FIRST_LOOK));
    let mut items: Vec<(u8, ThreadId, i32, i32)> = Vec::new();
    let owed = kept.series.owed && slot != Slot::Hour && choices.replies() != Often::Off;
    if owed || slot.brings(choices.replies()) {
        for (thread, first, last) in replies_to_her(conn, app, account)? {
            items.push((number_of(About::Yours), thread, first, last));
        }
        kept.series.owed = false;
    }
    if slot.brings(choices.followed()) {
        let week = since.min(now.plus(-FIRST_LOOK));
        let news =
            threads::actions::followed_news(conn, app, account, week, |conn, thread| series::told(conn, app, account, thread));
        for news in news? {
            if !items.iter().any(|(_, thread, ..)| *thread == news.thread) {
                items.push((number_of(About::Followed), news.thread, news.first, news.last));
            }
        }
    }
    if slot.brings_forum(choices.digest()) {
        let (waiting, new) = threads::actions::forum_news(conn, app, account, since)?;
        let waiting = waiting.into_iter().map(|thread| (number_of(About::Waiting), thread));
        for (about, thread) in waiting.chain(new.into_iter().map(|thread| (number_of(About::New), thread))) {
            if items.len() < MOST && !kept.series.has_mentioned(thread) {
                kept.series.mention(thread);
                items.push((about, thread, 1, 1));
            }
        }
        kept.series.gathered_at = Some(now);
    }
    items.truncate(MOST);
    for (_, thread, _, last) in items.iter().filter(|(about, ..)| *about <= number_of(About::Followed)) {
        if let Some(mut told) = series::keep(conn, app, account, Some(*thread))? {
            told.series.told = told.series.told.max(*last);
            told.store(conn, app)?;
        }
    }
    Ok(items)
}

/// Replies to her that she has neither seen nor been mailed, thread by thread, the oldest first.
fn replies_to_her(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<(ThreadId, i32, i32)>> {
    let mut found: Vec<(ThreadId, i32, i32)> = Vec::new();
    for row in store::unseen(conn, account)? {
        let told: Option<Told> = app.seal.open(super::actions::place(&[row.account.0, row.seq]), &row.sealed);
        let Some(Event::Reply { thread, number }) = told.map(|told| told.event) else { continue };
        let heard = series::told(conn, app, account, thread)?;
        if number <= heard {
            continue;
        }
        let asked = threads::actions::reply_for_letter(conn, app, account, thread, number, heard, app.clock.now())?;
        if !asked.is_ok_and(|replied| replied.relation.is_to_her() && !replied.is_delicate) {
            continue;
        }
        match found.iter_mut().find(|(known, ..)| *known == thread) {
            Some((_, first, last)) => (*first, *last) = ((*first).min(number), (*last).max(number)),
            None => found.push((thread, number, number)),
        }
    }
    Ok(found)
}

const fn number_of(about: About) -> u8 {
    match about {
        About::Yours => 0,
        About::Followed => 1,
        About::Waiting => 2,
        About::New => 3,
    }
}

const fn about_of(number: u8) -> About {
    match number {
        0 => About::Yours,
        1 => About::Followed,
        2 => About::Waiting,
        _ => About::New,
    }
}

/// Judges a letter that gathers at the moment it leaves: what was read, taken back or stopped since is not in it.
///
/// # Errors
/// When the database fails.
pub fn judge(conn: &mut Conn, app: &App, account: AccountId, at: Moment, message_id: &str) -> Stored<Judged> {
    let Some(mut kept) = series::keep(conn, app, account, None)? else { return Ok(Err(Ending::Skipped("gone"))) };
    let to = match gather::recipient(conn, app, account)? {
        Ok(to) => to,
        Err(ending) => return Ok(Err(ending)),
    };
    let Some(carried) = kept.series.carried.clone().filter(|carried| carried.at == at) else {
        return Ok(Err(Ending::Skipped("gone")));
    };
    let now = app.clock.now();
    if to.choices.is_paused(now) {
        return Ok(Err(Ending::Skipped("paused")));
    }
    // Too many people called letters unwanted: what can wait does, until large providers trust us again (E-26).
    if addresses::are_digests_paused(conn, app)? {
        return Ok(Err(Ending::Postponed { until: now.plus(6 * HOUR), why: "complaints" }));
    }
    if let Some(until) = quiet(app, &to, now) {
        return Ok(Err(Ending::Postponed { until, why: "quiet" }));
    }
    let rests = carried.items.is_empty();
    let wanted = [to.choices.replies(), to.choices.followed(), to.choices.digest()];
    if rests && wanted == [Often::Off; 3] {
        return Ok(Err(Ending::Skipped("unwanted")));
    }
    let mut items = Vec::new();
    for item in carried.items {
        items.extend(standing(conn, app, account, &to.choices, item)?);
    }
    if items.is_empty() && !rests {
        let unwanted = wanted.into_iter().all(|often| often == Often::Off || often == Often::AtOnce) && !kept.series.owed;
        return Ok(Err(Ending::Skipped(if unwanted { "unwanted" } else { "read" })));
    }
    let id = gather::id_of(message_id);
    kept.series.take(id, 0, 0, now);
    kept.series.count(now.day());
    let series = letters::Series {
        list: "digest",
        root: gather::root(app, account, None),
        before: kept.series.before(id, None),
        stop: stop::link(app, account, Stoppable::Digest),
        stop_by_mail: stop::mail_link(app, account, Stoppable::Digest),
        manage: manage::link(app, account, None),
    };
    kept.store(conn, app)?;
    let letter: Box<dyn Written> = if rests { Box::new(Resting { series }) } else { Box::new(letters::Digest { items, series }) };
    Ok(Ok(to.gets(letter)))
}

/// What still stands of one thing that the letter was promised for.
fn standing(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    choices: &MailChoices,
    (about, thread, first, last): (u8, ThreadId, i32, i32),
) -> Stored<Option<DigestItem>> {
    let about = about_of(about);
    let often = match about {
        About::Yours => choices.replies(),
        About::Followed => choices.followed(),
        About::Waiting | About::New => choices.digest(),
    };
    if often == Often::Off {
        return Ok(None);
    }
    let (number, count) = match about {
        About::Waiting | About::New => {
            if !threads::actions::may_be_told(conn, app, account, thread)? {
                return Ok(None);
            }
            (1, 0)
        }
        About::Yours | About::Followed => {
            let mut numbers = Vec::new();
            for number in first..=last {
                let asked = threads::actions::reply_for_letter(conn, app, account, thread, number, last, app.clock.now())?;
                if asked.is_ok_and(|replied| !replied.is_delicate && replied.relation.is_to_her() == (about == About::Yours)) {
                    numbers.push(number);
                }
            }
            let Some(number) = numbers.first() else { return Ok(None) };
            (*number, i32::try_from(numbers.len()).unwrap_or(i32::MAX))
        }
    };
    let glance = if choices.discreet { None } else { threads::actions::glance(conn, app, account, thread, number)? };
    // Of replies the title says enough; of a thread that she does not know its first words say what it is about.
    let shown =
        glance.map(|glance| Glimpse { title: glance.title, excerpt: if count == 0 { glance.excerpt } else { String::new() } });
    Ok(Some(DigestItem { about, thread, number, count, shown }))
}

/// The whole hour before a moment.
pub(super) const fn whole_hour(now: Moment) -> Moment {
    Moment(now.0 - now.0.rem_euclid(HOUR))
}

/// Whether she is known to have been away for so long that nobody need look for her.
pub(super) fn is_long_gone(choices: &MailChoices, today: Day) -> bool {
    choices.here_on.is_some_and(|here| today.0.saturating_sub(here) > 2 * RESTS_AFTER)
}
