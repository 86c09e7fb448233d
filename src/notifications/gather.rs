//! Judging a letter about a reply at the moment it leaves, and gathering into it what came besides (E-37, E-39, E-40).
//!
//! Of many jobs about one thread and reader one takes all that there is to tell, in a transaction of its own, before its letter
//! leaves; the others find that it was told. A crash after that leaves the taker's job, which comes again with the same
//! Message-ID.

use super::manage;
use super::series::{self, Series};
use super::stop::{self, Stoppable};
use crate::accounts::mail_choices::{self, MailChoices, Often};
use crate::accounts::quiet::{TimeOfDay, next_showing};
use crate::app::App;
use crate::clock::{Moment, SECOND};
use crate::jobs::Ending;
use crate::mail::addresses::{self, Weight};
use crate::mail::letters::{self, Because, Reader, Reply, Shown, Written};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::threads;
use crate::threads::actions::{Relation, Replied};

/// Notices that one member gets in a day, at most; what is more is told in the next letter that gathers (E-45).
const CAP: u32 = 20;

/// A notice that is to leave.
pub struct Notice {
    /// Where it goes.
    pub to: String,
    /// How its reader reads.
    pub reader: Reader,
    /// Whether she may answer it by mail.
    pub may_be_answered: bool,
    /// The letter.
    pub letter: Box<dyn Written>,
}

/// The notice; or what becomes of its job instead.
pub type Judged = Result<Notice, Ending>;

/// What is known of the reader when a notice is judged.
pub(super) struct Recipient {
    pub choices: MailChoices,
    pub time_zone: Option<String>,
    /// Where her notices go.
    address: String,
    locale: String,
}

impl Recipient {
    /// The notice to her.
    pub(super) fn gets(self, letter: Box<dyn Written>) -> Notice {
        let may_be_answered = self.choices.reply_by_mail && !self.choices.discreet;
        let reader = Reader { locale: self.locale, time_zone: self.time_zone };
        Notice { to: self.address, reader, may_be_answered, letter }
    }
}

/// Who a notice would go to; or why it goes to nobody.
pub(super) fn recipient(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Result<Recipient, Ending>> {
    let Some(to) = mail_choices::addressee(conn, app, account)? else { return Ok(Err(Ending::Skipped("gone"))) };
    if to.is_suspended {
        return Ok(Err(Ending::Skipped("suspended")));
    }
    let Some(address) = to.address else { return Ok(Err(Ending::Skipped("gone"))) };
    // What is wanted goes out only where letters arrive, and nobody has said that there are too many (E-27).
    if let Some(why) = addresses::obstacle(conn, app, &address, Weight::Notice)? {
        return Ok(Err(Ending::Skipped(why)));
    }
    Ok(Ok(Recipient { choices: to.choices, time_zone: to.time_zone, address, locale: to.locale }))
}

/// Judges a letter about a reply, and takes for it what it is to tell. `message_id` names the job: it is fixed before the first
/// try.
///
/// # Errors
/// When the database fails.
pub fn judge(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, number: i32, message_id: &str) -> Stored<Judged> {
    // First of all, so that whatever she chose leaves the same row behind.
    let Some(mut kept) = series::keep(conn, app, account, Some(thread))? else { return Ok(Err(Ending::Skipped("gone"))) };
    let Some(mut day) = series::keep(conn, app, account, None)? else { return Ok(Err(Ending::Skipped("gone"))) };
    let judged = judge_with(conn, app, account, (thread, number), id_of(message_id), (&mut kept.series, &mut day.series));
    let judged = judged?;
    kept.store(conn, app)?;
    day.store(conn, app)?;
    Ok(judged)
}

fn judge_with(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    (thread, number): (ThreadId, i32),
    id: &str,
    (series, day): (&mut Series, &mut Series),
) -> Stored<Judged> {
    let now = app.clock.now();
    let to = match recipient(conn, app, account)? {
        Ok(to) => to,
        Err(ending) => return Ok(Err(ending)),
    };
    // One that is sent again tells what it told before, if that is still wanted, and nothing else.
    let taken = series.taken(id);
    let told = taken.map_or(series.told, |(first, _)| first - 1);
    let until = now.plus(-i64::from(app.config.mail.wait) * SECOND);
    let mut asked = threads::actions::reply_for_letter(conn, app, account, thread, number, told, until)?;
    // The one that was taken back since does not take the others with it.
    let (first, last) = taken.unwrap_or((1, 0));
    for other in (first..=last).filter(|other| *other != number) {
        if asked.is_err() {
            asked = threads::actions::reply_for_letter(conn, app, account, thread, other, told, until)?;
        }
    }
    let mut replied = match asked {
        Ok(replied) => replied,
        Err(why) => return Ok(Err(Ending::Skipped(why))),
    };
    let often = if replied.relation.is_to_her() { to.choices.replies() } else { to.choices.followed() };
    if often == Often::Off {
        return Ok(Err(Ending::Skipped("unwanted")));
    }
    match taken {
        Some(_) => replied.numbers.retain(|number| (first..=last).contains(number)),
        None => {
            if let Some(ending) = not_now(app, account, (thread, number), (often, &to), &replied, (series, day)) {
                return Ok(Err(ending));
            }
            let (first, last) = ends(&replied, number);
            series.take(id, first, last, now);
            day.count(now.day());
        }
    }
    let letter = write(conn, app, account, thread, (&to.choices, series), &replied, id)?;
    Ok(Ok(to.gets(Box::new(letter))))
}

/// What becomes of the job if its letter does not leave now.
fn not_now(
    app: &App,
    account: AccountId,
    (thread, number): (ThreadId, i32),
    (often, to): (Often, &Recipient),
    replied: &Replied,
    (series, day): (&mut Series, &mut Series),
) -> Option<Ending> {
    let now = app.clock.now();
    if often.is_gathered() {
        // Nothing delicate is gathered (E-41): it comes when the gathering would, in a letter of its own that shows nothing.
        let due = replied.is_delicate.then(|| gathered_at(often, to.time_zone.as_deref(), replied.posted_at)).flatten();
        match due {
            None => return Some(Ending::Skipped("in_digest")),
            Some(until) if until > now => return Some(Ending::Postponed { until, why: "in_digest" }),
            Some(_) => {}
        }
    }
    if to.choices.is_paused(now) {
        day.owed = true;
        return Some(Ending::Skipped("paused"));
    }
    if app.config.mail.wait > 0 {
        if number <= series.told {
            return Some(Ending::Skipped("coalesced"));
        }
        if let Some(until) = to.choices.quiet_until(to.time_zone.as_deref(), now) {
            return Some(Ending::Postponed { until, why: "quiet" });
        }
        if let Some(until) = app.presence.until(account, thread, now) {
            return Some(Ending::Postponed { until, why: "active" });
        }
        series.hear(now);
        if let Some(until) = series.waits(now) {
            return Some(Ending::Postponed { until, why: "coalesced" });
        }
    }
    if app.limits.enabled() && day.today(now.day()) >= CAP {
        day.owed = true;
        return Some(Ending::Skipped("cap"));
    }
    None
}

/// When what was written at a moment would be gathered.
fn gathered_at(often: Often, zone: Option<&str>, posted_at: Moment) -> Option<Moment> {
    match often {
        Often::Hourly => Some(Moment((posted_at.0.div_euclid(crate::clock::HOUR) + 1) * crate::clock::HOUR)),
        Often::Daily | Often::Weekly => next_showing(zone, TimeOfDay::MORNING, often == Often::Weekly, posted_at),
        Often::Off | Often::AtOnce => None,
    }
}

fn ends(replied: &Replied, number: i32) -> (i32, i32) {
    (replied.numbers.first().copied().unwrap_or(number), replied.numbers.last().copied().unwrap_or(number))
}

fn write(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    thread: ThreadId,
    (choices, series): (&MailChoices, &Series),
    replied: &Replied,
    id: &str,
) -> Stored<Reply> {
    let number = replied.numbers.first().copied().unwrap_or(1);
    // No words of what is delicate stand in any letter, whatever she chose (E-41).
    let glance = if choices.discreet || replied.is_delicate {
        None
    } else {
        threads::actions::glance(conn, app, account, thread, number)?
    };
    let shown = glance.map(|glance| Shown { title: glance.title, voice: glance.voice, excerpt: glance.excerpt });
    let (kind, because) = match replied.relation {
        Relation::Opened => (Stoppable::Replies, Because::Opened),
        Relation::Answered => (Stoppable::Replies, Because::Answered),
        Relation::Closely => (Stoppable::Replies, Because::Follows),
        Relation::Follows => (Stoppable::Followed, Because::Follows),
    };
    let series = letters::Series {
        list: "replies",
        root: root(app, account, Some(thread)),
        before: series.before(id, replied.answers),
        stop: stop::link(app, account, kind),
        stop_by_mail: stop::mail_link(app, account, kind),
        manage: manage::link(app, account, Some(thread)),
    };
    let count = i32::try_from(replied.numbers.len()).unwrap_or(i32::MAX);
    Ok(Reply { thread, number, count, because, shown, series })
}

/// Two readers of one thread get roots that cannot be compared, and so do two threads of one reader (E-09).
pub(super) fn root(app: &App, account: AccountId, thread: Option<ThreadId>) -> String {
    let hash = app.seal.lookup("letter-root", &[account.0, thread.map_or(0, |thread| thread.0)]);
    format!("t.{}", bs58::encode(hash.get(..16).unwrap_or_default()).into_string())
}

/// The left part of a Message-ID.
pub(super) fn id_of(message_id: &str) -> &str {
    message_id.trim_start_matches('<').split('@').next().unwrap_or_default()
}
