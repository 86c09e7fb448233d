//! Keeping the index: what changed is marked, and read again by the worker a moment later.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use actix_web::web;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::ranking::{OPENING, Totals};
use super::stems::stems;
use super::store::{self, Pending, SectionRow, TermRow};
use crate::app::App;
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Failure, Stored};

use crate::threads;

/// Posts of a section.
pub(super) const POSTS: i32 = 20;
/// Sections that are read again in a pass,
const AT_ONCE: i64 = 50;
/// and of them, those that are written together: whoever writes at that moment waits for so many.
const TOGETHER: usize = 8;
/// After a pass in which others wrote too it rests for as long, once for each time that they wrote as often as it did; but not more
/// often than this: a tenth of the time is for the index.
const SHARE: u64 = 9;
/// How long it rests when nothing is left.
const POLL: Duration = Duration::from_millis(250);
/// How long it leaves a database alone that failed.
const PAUSE: Duration = Duration::from_secs(3);

/// The section that a post stands in.
const fn section_of(number: i32) -> i32 {
    (number - 1) / POSTS
}

/// The numbers of the posts that a section holds: the first and the last.
pub(super) const fn posts_of(section: i32) -> (i32, i32) {
    (section * POSTS + 1, (section + 1) * POSTS)
}

/// Marks the section of a post that is there, changed or gone.
///
/// # Errors
/// When the database fails.
pub fn changed(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<()> {
    store::mark(conn, &[Pending { thread, section: section_of(number), mark: app.chance.id() }])
}

/// Marks a whole thread: its title changed, or who may read it.
///
/// # Errors
/// When the database fails.
pub fn changed_all(conn: &mut Conn, app: &App, thread: ThreadId, last_number: i32) -> Stored<()> {
    let mark = app.chance.id();
    let marks: Vec<Pending> = (0..=section_of(last_number.max(1))).map(|section| Pending { thread, section, mark }).collect();
    store::mark(conn, &marks)
}

/// Reads all marked sections again, and says how many that were.
///
/// # Errors
/// When the database fails; what was read before stays.
pub async fn sweep(app: &web::Data<App>) -> Stored<usize> {
    let mut swept = 0;
    loop {
        match read_again(app).await? {
            0 => return Ok(swept),
            some => swept += some,
        }
    }
}

/// Goes on reading what is marked until it is told to stop. While everybody writes at once it takes a tenth of the time, and search
/// hears of it a little later; beside a single writer it keeps up, and what is left when they are done it reads without a rest.
pub async fn keep_up(app: web::Data<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        let (begun, before) = (Instant::now(), app.storage.counts().writes.get());
        let (least, most) = match read_again(&app).await {
            Ok(0) => (POLL, POLL),
            Ok(own) => {
                let own = u64::try_from(own).unwrap_or(u64::MAX);
                let others = (app.storage.counts().writes.get() - before).saturating_sub(own);
                (Duration::ZERO, begun.elapsed() * u32::try_from((others / own).min(SHARE)).unwrap_or(0))
            }
            Err(failure) => {
                tracing::error!(%failure, "search does not know what was written last");
                (PAUSE, PAUSE)
            }
        };
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stop| *stop) => return,
            () = rests(&app, least, most) => {}
        }
    }
}

/// Rests: after the least of it only for as long as others write.
async fn rests(app: &App, least: Duration, most: Duration) {
    let begun = Instant::now();
    loop {
        let before = app.storage.counts().writes.get();
        tokio::time::sleep(POLL.min(most.saturating_sub(begun.elapsed()))).await;
        let (rested, quiet) = (begun.elapsed(), app.storage.counts().writes.get() == before);
        if rested >= most || (rested >= least && quiet) {
            return;
        }
    }
}

/// Reads some marked sections again, and says how many.
async fn read_again(app: &web::Data<App>) -> Stored<usize> {
    let waiting = app.storage.read(marked).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let count = waiting.len();
    // Reading Markdown and cutting endings takes a while, and nobody waits for it with the database in hand.
    let prepared = tokio::task::spawn_blocking(move || {
        waiting.into_iter().map(|(mark, text)| (mark, text.as_ref().map(Prepared::of))).collect::<Vec<_>>()
    });
    let prepared = prepared.await.map_err(|_| Failure::CutOff)?;
    // One after the other from a first one on: two that are drawn in one millisecond could be the same.
    let mut prepared = (fresh_id(app)..).zip(prepared).peekable();
    while prepared.peek().is_some() {
        // Together, so that they share one commit; each in a transaction of its own, so that none waits long for another.
        let mut writes = JoinSet::new();
        for (id, (mark, section)) in prepared.by_ref().take(TOGETHER) {
            let storage = app.storage.clone();
            writes.spawn(async move { storage.write(move |conn| replace(conn, id, mark, section)).await });
        }
        while let Some(done) = writes.join_next().await {
            done.map_err(|_| Failure::CutOff)??;
        }
    }
    Ok(count)
}

/// An id that is larger than those of milliseconds before, so that the newest sections can be taken first.
pub(super) fn fresh_id(app: &App) -> i64 {
    (app.clock.now().0 << 20) | (app.chance.id() & 0xF_FFFF)
}

type Text = threads::actions::SectionText;

/// Sections that are marked, with the words they hold now.
fn marked(conn: &mut Conn) -> Stored<Vec<(Pending, Option<Text>)>> {
    let marks = store::pending(conn, AT_ONCE)?;
    let text = |mark: Pending| {
        let (from, to) = posts_of(mark.section);
        Ok((mark, threads::actions::section_text(conn, mark.thread, from, to)?))
    };
    marks.into_iter().map(text).collect()
}

/// A section, ready to be put into the index.
struct Prepared {
    public: bool,
    opening: i32,
    length: i64,
    stems: String,
}

impl Prepared {
    fn of(text: &Text) -> Self {
        let mut all: Vec<String> = text.opening.iter().flat_map(|words| stems(words)).collect();
        let opening = all.len();
        all.extend(text.replies.iter().flat_map(|words| stems(words)));
        let length = opening * usize::from(OPENING) + (all.len() - opening);
        Self {
            public: text.public,
            opening: i32::try_from(opening).unwrap_or(i32::MAX),
            length: i64::try_from(length).unwrap_or(i64::MAX),
            stems: all.join(" "),
        }
    }
}

pub(super) fn words(stems: &str) -> BTreeSet<&str> {
    stems.split(' ').filter(|stem| !stem.is_empty()).collect()
}

/// Puts a section in the place of what the index held of it, and counts what differs. Only words that came or went are touched: a
/// reply brings a few to the many that its section holds already.
fn replace(conn: &mut Conn, id: i64, mark: Pending, new: Option<Prepared>) -> Stored<()> {
    if !store::take_mark(conn, mark)? {
        return Ok(());
    }
    let old = store::section(conn, mark.thread, mark.section)?;
    let new = new.filter(|new| !new.stems.is_empty()).map(|Prepared { public, opening, length, stems }| SectionRow {
        id: old.as_ref().map_or(id, |old| old.id),
        thread: mark.thread,
        section: mark.section,
        public,
        opening,
        length,
        stems,
    });
    if old == new {
        return Ok(());
    }
    let mut counts: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    let (mut public, mut all) = (Totals::default(), Totals::default());
    for (row, by) in [(&old, -1), (&new, 1)] {
        let Some(row) = row else { continue };
        for stem in words(&row.stems) {
            let count = counts.entry(stem).or_default();
            count.0 += if row.public { by } else { 0 };
            count.1 += by;
        }
        for totals in [Some(&mut all), row.public.then_some(&mut public)].into_iter().flatten() {
            totals.sections += by;
            totals.length += by * row.length;
        }
    }
    let with = |sign: i64| counts.iter().filter(move |(_, by)| by.1 == sign).map(|(stem, _)| *stem).collect::<Vec<_>>();
    store::put(conn, old.as_ref(), new.as_ref(), &with(-1), &with(1))?;
    let changed = counts.iter().filter(|(_, by)| **by != (0, 0));
    let rows: Vec<TermRow> =
        changed.map(|(term, by)| TermRow { term: (*term).to_owned(), public_sections: by.0, all_sections: by.1 }).collect();
    store::count(conn, &rows)?;
    store::add_totals(conn, public, all)
}
