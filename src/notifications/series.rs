//! The memory of letters that belong together: those to one reader about one thread, and those that gather.
//!
//! A row by account. Which thread, how far she has been told, which letters have left and when the next may, stands sealed and
//! equally long for all. There is a row for whoever a letter was judged for, also for who wants none: a missing one would
//! tell that.

use serde::{Deserialize, Serialize};

use super::store::{self, SeriesRow};
use crate::accounts;
use crate::app::App;
use crate::clock::{DAY, Day, MINUTE, Moment};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices::seal::Row;

/// Bytes of the value before it is sealed: more than the fullest one has.
const LENGTH: usize = 2_048;
/// Letters whose ids are remembered: a mail reader needs no more to put them into one thread.
const REMEMBERED: usize = 9;
/// Threads of the forum that a digest told of and that are not told again.
const TOLD: usize = 40;
/// How long after a letter the next one about the same thread waits: it doubles, and after the last step it is a day. So
/// many replies to one post bring six letters in a day at the most.
const WINDOWS: [i64; 6] = [10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 80 * MINUTE, 160 * MINUTE, DAY];

/// A letter that has left or is about to. Short names: the value's length is limited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sent(String, i32, i32);

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Series {
    /// About which thread; none for letters that gather.
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    thread: Option<ThreadId>,
    /// She has been told of the replies up to this one.
    #[serde(rename = "r")]
    pub told: i32,
    /// The letters of these, the oldest first: the left part of the id, and the posts it told of.
    #[serde(rename = "i")]
    sent: Vec<Sent>,
    /// How many letters there were since the thread was last quiet for a day.
    #[serde(rename = "w")]
    step: usize,
    /// The next letter does not leave before this moment.
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    next_at: Option<Moment>,
    /// When something was last there to tell.
    #[serde(rename = "h", skip_serializing_if = "Option::is_none")]
    heard_at: Option<Moment>,
    /// For letters that gather: how many notices went out on which day,
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    counted: Option<(i32, u32)>,
    /// that something was kept back, to be told in the next one,
    #[serde(rename = "o")]
    pub owed: bool,
    /// what the last one tells, and for which moment it was made,
    #[serde(rename = "v", skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// up to when the forum has been told,
    #[serde(rename = "g", skip_serializing_if = "Option::is_none")]
    pub gathered_at: Option<Moment>,
    /// which of its threads,
    #[serde(rename = "m")]
    mentioned: Vec<ThreadId>,
    /// and whether one went out since she was last here.
    #[serde(rename = "d")]
    pub began: bool,
}

/// What a letter that gathers tells: fixed when it is promised, judged again when it leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Carried {
    #[serde(rename = "a")]
    pub at: Moment,
    #[serde(rename = "i")]
    pub items: Vec<(u8, ThreadId, i32, i32)>,
}

impl Series {
    /// Which letter this one answers in the mail reader, with all before it.
    ///
    /// The one about the post that the reply answers, or else the last one.
    pub(super) fn before(&self, id: &str, answers: Option<i32>) -> Vec<String> {
        let end = self.sent.iter().position(|sent| sent.0 == id).unwrap_or(self.sent.len());
        let earlier = self.sent.get(..end).unwrap_or_default();
        let parent = answers.and_then(|post| earlier.iter().position(|sent| (sent.1..=sent.2).contains(&post)));
        let upto = parent.map_or(earlier.len(), |parent| parent + 1);
        earlier.iter().take(upto).map(|sent| sent.0.clone()).collect()
    }

    /// The posts that the letter of this id told of, if it was taken already.
    pub(super) fn taken(&self, id: &str) -> Option<(i32, i32)> {
        self.sent.iter().find(|sent| sent.0 == id).map(|sent| (sent.1, sent.2))
    }

    /// When the next letter may leave; `None`: now.
    pub(super) fn waits(&self, now: Moment) -> Option<Moment> {
        self.next_at.filter(|next| *next > now)
    }

    /// Notes that there is something to tell. After a day without anything the windows begin anew.
    pub(super) fn hear(&mut self, now: Moment) {
        if self.heard_at.is_some_and(|heard| heard.plus(DAY) <= now) {
            self.step = 0;
            self.next_at = None;
        }
        self.heard_at = Some(now);
    }

    /// One letter takes all that there is to tell, and with it the time until the next.
    pub(super) fn take(&mut self, id: &str, first: i32, last: i32, now: Moment) {
        if self.taken(id).is_some() {
            return;
        }
        self.sent.push(Sent(id.to_owned(), first, last));
        let surplus = self.sent.len().saturating_sub(REMEMBERED + 1);
        self.sent.drain(..surplus);
        self.told = self.told.max(last);
        let window = WINDOWS.get(self.step).or(WINDOWS.last()).copied().unwrap_or(DAY);
        self.step = (self.step + 1).min(WINDOWS.len() - 1);
        self.next_at = Some(now.plus(window));
    }

    /// How many notices went out today.
    pub(super) fn today(&self, today: Day) -> u32 {
        self.counted.filter(|(day, _)| *day == today.0).map_or(0, |(_, count)| count)
    }

    /// One more went out.
    pub(super) fn count(&mut self, today: Day) {
        self.counted = Some((today.0, self.today(today) + 1));
    }

    /// Whether a digest told of a thread already.
    pub(super) fn has_mentioned(&self, thread: ThreadId) -> bool {
        self.mentioned.contains(&thread)
    }

    /// Remembers that it did.
    pub(super) fn mention(&mut self, thread: ThreadId) {
        self.mentioned.push(thread);
        let surplus = self.mentioned.len().saturating_sub(TOLD);
        self.mentioned.drain(..surplus);
    }
}

/// A row that was read, to be written back.
pub(super) struct Kept {
    account: AccountId,
    seq: i64,
    before: Series,
    /// What it says now.
    pub series: Series,
}

/// The row of a reader and a thread, or of what is gathered for her; made when there is none. None when she has left. Her
/// account is held until the caller's transaction ends.
pub(super) fn keep(conn: &mut Conn, app: &App, account: AccountId, thread: Option<ThreadId>) -> Stored<Option<Kept>> {
    accounts::actions::hold(conn, [account].into())?;
    let lookup = lookup(app, account, thread);
    if let Some((seq, sealed)) = store::series(conn, &lookup)? {
        let series: Series = app.seal.open(place(&[account.0, seq]), &sealed).unwrap_or_default();
        return Ok(Some(Kept { account, seq, before: series.clone(), series }));
    }
    let Some(seq) = accounts::actions::next_seq(conn, account)? else { return Ok(None) };
    let series = Series { thread, ..Series::default() };
    let day = app.clock.now().day();
    store::insert_series(conn, &SeriesRow { account, seq, day, sealed: sealed(app, account, seq, &series), lookup })?;
    Ok(Some(Kept { account, seq, before: series.clone(), series }))
}

/// How far she has been told of a thread by letter.
pub(super) fn told(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<i32> {
    let row = store::series(conn, &lookup(app, account, Some(thread)))?;
    let series = row.and_then(|(seq, sealed)| app.seal.open::<Series>(place(&[account.0, seq]), &sealed));
    Ok(series.map_or(0, |series| series.told))
}

impl Kept {
    /// Writes it back, if it says anything new.
    pub(super) fn store(self, conn: &mut Conn, app: &App) -> Stored<()> {
        if self.series == self.before {
            return Ok(());
        }
        store::set_series(conn, self.account, self.seq, &sealed(app, self.account, self.seq, &self.series))
    }
}

/// What is remembered of the letters about one thread, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptSeries {
    /// About which thread; null for letters that gather.
    pub thread: Option<ThreadId>,
    /// She was told of its replies up to this one.
    pub told_up_to: i32,
    /// Since which day it is remembered.
    #[schema(value_type = String, format = Date)]
    pub since: Day,
}

/// A stretch of that, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn kept(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    after: Option<i64>,
    limit: i64,
) -> Stored<(Vec<KeptSeries>, Option<i64>)> {
    let rows = store::all_series(conn, account, after.unwrap_or(0), limit)?;
    let next = rows.last().map(|row| row.seq);
    let opened = rows.iter().filter_map(|row| {
        let series: Series = app.seal.open(place(&[row.account.0, row.seq]), &row.sealed)?;
        Some(KeptSeries { thread: series.thread, told_up_to: series.told, since: row.day })
    });
    Ok((opened.collect(), next))
}

fn sealed(app: &App, account: AccountId, seq: i64, series: &Series) -> Vec<u8> {
    app.seal.seal_to_length(place(&[account.0, seq]), series, LENGTH)
}

const fn place(key: &[i64]) -> Row<'_> {
    Row { table: "mail_series", key }
}

fn lookup(app: &App, account: AccountId, thread: Option<ThreadId>) -> Vec<u8> {
    app.seal.lookup("mail-series", &[account.0, thread.map_or(0, |thread| thread.0)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::clock::HOUR;

    #[test]
    fn the_fullest_memory_is_as_long_as_an_empty_one() {
        let mut series = Series { thread: Some(ThreadId(i64::MAX)), owed: true, began: true, ..Series::default() };
        for letter in 0..30 {
            series.take(&format!("{letter:0>22}"), i32::MAX, i32::MAX, Moment(i64::MAX / 2));
            series.count(Day(i32::MAX));
        }
        for thread in 0..100 {
            series.mention(ThreadId(i64::MAX - thread));
        }
        series.hear(Moment(i64::MAX / 2));
        series.gathered_at = Some(Moment(i64::MAX));
        series.carried = Some(Carried { at: Moment(i64::MAX), items: vec![(3, ThreadId(i64::MAX), i32::MAX, i32::MAX); 5] });
        let length = serde_json::to_vec(&series).expect("it is written").len();
        assert!(length <= LENGTH, "{length}");
    }

    // E-39
    #[test]
    fn a_hundred_replies_within_a_day_bring_six_letters_at_most_however_they_come() {
        let chance = Chance::seeded(39);
        for round in 0..500 {
            let span = [MINUTE, 20 * MINUTE, HOUR, 6 * HOUR, DAY - 1][round % 5];
            let mut replies: Vec<i64> =
                (0..100).map(|_| i64::try_from(chance.below(usize::try_from(span).unwrap())).unwrap()).collect();
            replies.sort_unstable();
            let (mut series, mut letters, mut waiting) = (Series::default(), Vec::new(), Vec::new());
            for (number, at) in replies.iter().enumerate() {
                waiting.push((*at + 2 * MINUTE, i32::try_from(number).unwrap() + 2));
            }
            while let Some((at, number)) = waiting.iter().copied().min() {
                waiting.retain(|job| *job != (at, number));
                let now = Moment(at);
                if number <= series.told {
                    continue;
                }
                series.hear(now);
                if let Some(until) = series.waits(now) {
                    waiting.push((until.0, number));
                    continue;
                }
                let there = replies.iter().filter(|reply| **reply + 2 * MINUTE <= at).count();
                series.take(&format!("letter {}", letters.len()), number, i32::try_from(there).unwrap() + 1, now);
                letters.push(at);
            }
            assert_eq!(series.told, 101, "every reply is told of");
            let first = letters.first().copied().unwrap_or_default();
            let within = letters.iter().filter(|at| **at < first + DAY).count();
            assert!(within <= 6, "round {round}: {letters:?}");
            assert!(letters.windows(2).enumerate().all(|(step, pair)| pair[1] - pair[0] >= WINDOWS[step.min(5)]), "{letters:?}");
        }
    }

    #[test]
    fn after_a_quiet_day_the_windows_begin_anew() {
        let mut series = Series::default();
        let mut now = Moment(0);
        for (letter, window) in WINDOWS.into_iter().enumerate() {
            series.hear(now);
            assert_eq!(series.waits(now), None);
            series.take(&letter.to_string(), 2, 2, now);
            assert_eq!(series.waits(now), Some(now.plus(window)));
            now = now.plus(window);
        }
        series.hear(now.plus(DAY));
        series.take("new", 3, 3, now.plus(DAY));
        assert_eq!(series.waits(now.plus(DAY)), Some(now.plus(DAY + WINDOWS[0])));
    }

    // E-08
    #[test]
    fn a_letter_follows_the_one_about_the_post_it_answers_or_else_the_last() {
        let mut series = Series::default();
        for (id, first, last) in [("a", 2, 2), ("b", 3, 5), ("c", 6, 6)] {
            series.take(id, first, last, Moment(0));
        }
        assert_eq!(series.before("d", None), ["a", "b", "c"]);
        assert_eq!(series.before("d", Some(4)), ["a", "b"]);
        assert_eq!(series.before("d", Some(1)), ["a", "b", "c"]);
        assert_eq!(series.before("b", None), ["a"], "a letter that is sent again has the parent it had");
    }
}
