//! What letters ask of threads at the moment they leave: what is still wanted, and what there is besides.

use std::collections::BTreeSet;

use super::follows;
use super::hiding::Told;
use super::markdown;
use super::model::{Level, Note, Order, PostState, notes_of_column};
use super::naming::{self, Names};
use super::store::{self, PostRow, ThreadRow, Wanted};
use crate::app::App;
use crate::clock::Moment;
use crate::moderation;
use crate::safety;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::voices;

/// Posts that are looked at for one letter, at most.
const POSTS: i64 = 200;
/// Threads that are looked at for one digest, at most.
const THREADS: i64 = 300;

/// What a reply is to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It stands in a thread that she opened.
    Opened,
    /// It answers something she wrote.
    Answered,
    /// It stands in a thread of which she wants to hear every reply.
    Closely,
    /// It stands in a thread that she follows.
    Follows,
}

impl Relation {
    /// Whether it counts as a reply to her.
    #[must_use]
    pub const fn is_to_her(self) -> bool {
        !matches!(self, Self::Follows)
    }
}

/// Replies that somebody has not heard of.
#[derive(Clone, Debug)]
pub struct Replied {
    /// Their numbers, in order; never empty, and the one that was asked about among them.
    pub numbers: Vec<i32>,
    /// What the one that was asked about is to her.
    pub relation: Relation,
    /// The post that the first one answers.
    pub answers: Option<i32>,
    /// The thread touches self-harm, or somebody is worried about its writer: nothing of it is ever gathered or quoted.
    pub is_delicate: bool,
    /// When the one that was asked about was written.
    pub posted_at: Moment,
}

/// What a reader's place in a thread is: asked once for all replies of a letter.
struct Reader<'a> {
    account: AccountId,
    thread: &'a ThreadRow,
    level: Option<Level>,
    hers: BTreeSet<VoiceId>,
    read: i32,
    /// The last post she wrote: she saw what stood before it.
    spoke: i32,
}

impl<'a> Reader<'a> {
    fn of(conn: &mut Conn, app: &App, account: AccountId, thread: &'a ThreadRow) -> Stored<Self> {
        let hers: BTreeSet<VoiceId> =
            voices::actions::hers(conn, app, account, thread.id)?.into_iter().map(|voice| voice.id).collect();
        let mut spoke = 0;
        for voice in &hers {
            spoke = store::posts_of_voice(conn, thread.id, *voice)?.last().map_or(spoke, |post| spoke.max(post.number));
        }
        let level = follows::level(conn, app, account, thread.id)?;
        Ok(Self { account, thread, level, hers, read: follows::read_to(conn, app, account, thread.id)?, spoke })
    }

    fn relation(&self, conn: &mut Conn, post: &PostRow) -> Stored<Option<Relation>> {
        if self.level == Some(Level::Muted) || self.hers.contains(&post.voice) {
            return Ok(None);
        }
        if self.hers.contains(&self.thread.voice) && self.level == Some(Level::EveryReply) {
            return Ok(Some(Relation::Opened));
        }
        if let Some(number) = post.in_reply_to
            && store::post(conn, post.thread, number)?.is_some_and(|answered| self.hers.contains(&answered.voice))
        {
            return Ok(Some(Relation::Answered));
        }
        Ok(self.level.map(|level| if level == Level::EveryReply { Relation::Closely } else { Relation::Follows }))
    }

    /// Why a reply needs no letter; `None` when it does. `instant`: nothing counts as read.
    fn needless(&self, conn: &mut Conn, app: &App, post: &PostRow, instant: bool) -> Stored<Option<&'static str>> {
        match post.state {
            PostState::Visible => {}
            PostState::Held => return Ok(Some("held")),
            PostState::Removed => return Ok(Some("removed")),
            PostState::TakenBack => return Ok(Some("taken_back")),
        }
        if self.level == Some(Level::Muted) {
            return Ok(Some("muted"));
        }
        if !instant && self.read >= post.number {
            return Ok(Some("read"));
        }
        if !instant && self.spoke > post.number {
            return Ok(Some("active"));
        }
        let Some((_, speaker)) = voices::actions::speaker(conn, app, post.voice)? else { return Ok(None) };
        Told::of(conn, app, self.thread, speaker)?.why_from(conn, app, self.account)
    }
}

fn is_delicate(conn: &mut Conn, thread: &ThreadRow) -> Stored<bool> {
    Ok(notes_of_column(&thread.notes).contains(&Note::SelfHarm) || moderation::actions::is_concern_open(conn, thread.id)?)
}

/// Judges, at the moment of sending, whether a letter about this reply is still wanted, and which others belong into it: those
/// after `told`, written until `until`. The word says why not.
///
/// # Errors
/// When the database fails.
pub fn reply_for_letter(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    thread: ThreadId,
    number: i32,
    told: i32,
    until: Moment,
) -> Stored<Result<Replied, &'static str>> {
    let Some(row) = store::readable(conn, thread, true)? else { return Ok(Err("gone")) };
    let Some(post) = store::post(conn, thread, number)? else { return Ok(Err("gone")) };
    let instant = app.config.mail.wait == 0;
    let reader = Reader::of(conn, app, account, &row)?;
    if let Some(why) = reader.needless(conn, app, &post, instant)? {
        return Ok(Err(why));
    }
    let Some(relation) = reader.relation(conn, &post)? else { return Ok(Err("unwanted")) };
    let mut replies = vec![(number, post.in_reply_to)];
    if !instant {
        for other in store::posts_from(conn, thread, told.max(1) + 1, POSTS)? {
            if other.number == number || other.posted_at > until {
                continue;
            }
            let alike = reader.relation(conn, &other)?.is_some_and(|other| other.is_to_her() == relation.is_to_her());
            if alike && reader.needless(conn, app, &other, false)?.is_none() {
                replies.push((other.number, other.in_reply_to));
            }
        }
        replies.sort_unstable();
    }
    let answers = replies.first().and_then(|(_, answers)| *answers);
    let numbers = replies.into_iter().map(|(number, _)| number).collect();
    Ok(Ok(Replied { numbers, relation, answers, is_delicate: is_delicate(conn, &row)?, posted_at: post.posted_at }))
}

/// What a letter may show of a post, to members who asked for text.
#[derive(Clone, Debug)]
pub struct Glance {
    /// The thread's title, if it shows one.
    pub title: Option<String>,
    /// Who spoke.
    pub voice: String,
    /// The first words.
    pub excerpt: String,
}

/// A glance at a post that stands; none where she folds up what the thread touches, unless she opened it herself.
///
/// # Errors
/// When the database fails.
pub fn glance(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, number: i32) -> Stored<Option<Glance>> {
    let Some(row) = store::readable(conn, thread, true)? else { return Ok(None) };
    let folded = safety::actions::wishes(conn, app, account)?.fold(&notes_of_column(&row.notes));
    if folded && !voices::actions::hers(conn, app, account, thread)?.iter().any(|voice| voice.id == row.voice) {
        return Ok(None);
    }
    let Some(post) = store::post(conn, thread, number)?.filter(|post| post.state == PostState::Visible) else { return Ok(None) };
    let voice = voices::actions::with_ids(conn, &[post.voice])?.remove(&post.voice).map(|voice| voice.name);
    let excerpt = markdown::excerpt(&post.body);
    let names = Names::of(conn, naming::in_excerpts([(thread, excerpt.as_str())]))?;
    let title = row.listed.then_some(row.title);
    Ok(Some(Glance { title, voice: voice.unwrap_or_default(), excerpt: names.in_excerpt(thread, &excerpt) }))
}

/// Something new in a thread, for a letter that gathers.
#[derive(Clone, Copy, Debug)]
pub struct News {
    /// Where.
    pub thread: ThreadId,
    /// The first new post.
    pub first: i32,
    /// The last one.
    pub last: i32,
    /// How many.
    pub count: i32,
}

/// Everybody who follows a thread without wanting to hear of each reply at once.
///
/// # Errors
/// When the database fails.
pub fn digest_followers(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<Vec<AccountId>> {
    follows::at_level(conn, app, thread, Level::Digest)
}

/// Some of them, after the one with this lookup; each with hers.
///
/// # Errors
/// When the database fails.
pub fn some_digest_followers(
    conn: &mut Conn,
    app: &App,
    thread: ThreadId,
    after: &[u8],
    limit: i64,
) -> Stored<Vec<(Vec<u8>, Option<AccountId>)>> {
    let rows = store::followers_after(conn, thread, Level::Digest, after, limit)?;
    Ok(rows.into_iter().map(|(lookup, sealed)| (lookup, follows::opened(app, thread, &sealed))).collect())
}

/// New replies in threads that she follows in the digest, the longest quiet last; `told` says how far she heard already.
///
/// # Errors
/// When the database fails.
pub fn followed_news(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    since: Moment,
    mut told: impl FnMut(&mut Conn, ThreadId) -> Stored<i32>,
) -> Stored<Vec<News>> {
    let rows = listed(conn, Order::Active)?;
    let rows: Vec<ThreadRow> = rows.into_iter().take_while(|row| row.active_at >= since.quarter().moment()).collect();
    let ids: Vec<ThreadId> = rows.iter().map(|row| row.id).collect();
    let (levels, _) = follows::reading(conn, app, account, &ids)?;
    let mut news = Vec::new();
    for row in rows.iter().filter(|row| levels.get(&row.id) == Some(&Level::Digest)) {
        if is_delicate(conn, row)? {
            continue;
        }
        let reader = Reader::of(conn, app, account, row)?;
        let heard = told(conn, row.id)?.max(reader.read).max(reader.spoke).max(1);
        let mut numbers = Vec::new();
        for post in store::posts_from(conn, row.id, heard + 1, POSTS)? {
            let follows = reader.relation(conn, &post)?.is_some();
            if follows && reader.needless(conn, app, &post, false)?.is_none() {
                numbers.push(post.number);
            }
        }
        if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
            let count = i32::try_from(numbers.len()).unwrap_or(i32::MAX);
            news.push(News { thread: row.id, first: *first, last: *last, count });
        }
    }
    Ok(news)
}

/// Threads of the whole forum that she has not seen: those without an answer first, the longest waiting before the others;
/// then those that are new. Never by how many liked or read them.
///
/// # Errors
/// When the database fails.
pub fn forum_news(conn: &mut Conn, app: &App, account: AccountId, since: Moment) -> Stored<(Vec<ThreadId>, Vec<ThreadId>)> {
    let waiting = listed(conn, Order::Waiting)?;
    let new = listed(conn, Order::New)?;
    let new: Vec<ThreadRow> = new.into_iter().take_while(|row| row.posted_at >= since.quarter().moment()).collect();
    let is_waiting: BTreeSet<ThreadId> = waiting.iter().map(|row| row.id).collect();
    let new: Vec<ThreadRow> = new.into_iter().filter(|row| !is_waiting.contains(&row.id)).collect();
    Ok((unseen(conn, app, account, &waiting)?, unseen(conn, app, account, &new)?))
}

fn listed(conn: &mut Conn, order: Order) -> Stored<Vec<ThreadRow>> {
    store::list(conn, &Wanted { members: true, columns: false, space: None, need: None, order, after: None, limit: THREADS })
}

fn unseen(conn: &mut Conn, app: &App, account: AccountId, rows: &[ThreadRow]) -> Stored<Vec<ThreadId>> {
    let ids: Vec<ThreadId> = rows.iter().map(|row| row.id).collect();
    let (levels, marks) = follows::reading(conn, app, account, &ids)?;
    let mut unseen = Vec::new();
    for row in rows {
        // Whoever follows a thread knows it, and hears of it in her own part of the letter.
        if levels.contains_key(&row.id) || marks.get(&row.id).is_some_and(|read| *read > 0) || is_delicate(conn, row)? {
            continue;
        }
        let Some((_, opener)) = voices::actions::speaker(conn, app, row.voice)? else { continue };
        let hers = opener.account == Some(account);
        if !hers && Told::of(conn, app, row, opener)?.why_from(conn, app, account)?.is_none() {
            unseen.push(row.id);
        }
    }
    Ok(unseen)
}

/// Whether a thread may still be told of in a letter that gathers.
///
/// # Errors
/// When the database fails.
pub fn may_be_told(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<bool> {
    let Some(row) = store::readable(conn, thread, true)?.filter(|row| row.listed) else { return Ok(false) };
    Ok(!unseen(conn, app, account, &[row])?.is_empty())
}
