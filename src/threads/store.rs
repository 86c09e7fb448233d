//! The tables `threads`, `posts` and `post_editions`; and, in files of their own, `follows`, `read_marks` and `drafts`.

mod drafts;
mod follows;
mod leaving;
mod lists;
mod many;

use diesel::prelude::*;

use super::model::{Audience, Need, PostState, ThreadState};
use crate::clock::Moment;
use crate::storage::columns::{ThreadId, VoiceId};
use crate::storage::schema::{post_editions, posts, threads};
use crate::storage::{Change, Conn, Part, Stored, dialect, on_each, prepared, touch};

pub(super) use drafts::{all_drafts, draft, drop_draft, swap_draft};
pub(super) use follows::*;
pub(super) use leaving::{
    follows_with, forget_editions, forget_reader, forget_removed, forget_words, ids_after, read_marks_with,
};
pub(super) use lists::{Place, Wanted, list};
pub(super) use many::insert_many;

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = threads)]
#[expect(clippy::struct_excessive_bools, reason = "a row has the columns of its table")]
pub(super) struct ThreadRow {
    pub id: ThreadId,
    pub space: i32,
    pub title: String,
    pub excerpt: String,
    pub need: Need,
    pub notes: String,
    pub audience: Audience,
    pub state: ThreadState,
    pub listed: bool,
    pub deleted: bool,
    pub voice: VoiceId,
    pub replies: i32,
    pub last_number: i32,
    pub posted_at: Moment,
    pub last_reply_at: Option<Moment>,
    pub active_at: Moment,
    pub waiting_since: Option<Moment>,
    pub closed: bool,
    /// Its opening post waits for a person: for others it is not there.
    pub held: bool,
    /// What moderators changed of it, and by which rule: `notes=kindness;space=asked`.
    pub moderated: String,
    /// A longer piece by a professional: in a list of its own, and never waiting.
    pub is_column: bool,
}

impl ThreadRow {
    /// Whether it takes replies, as everybody sees it: who closed it is told nobody.
    pub(super) const fn shown_state(&self) -> ThreadState {
        if self.closed { ThreadState::Locked } else { self.state }
    }
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = posts)]
pub(super) struct PostRow {
    pub thread: ThreadId,
    pub number: i32,
    pub voice: VoiceId,
    pub body: String,
    pub html: String,
    pub in_reply_to: Option<i32>,
    pub state: PostState,
    pub posted_at: Moment,
    pub edited_at: Option<Moment>,
    /// Its writer said that she is new here.
    pub new_here: bool,
}

// Threads

/// A thread that is there for this reader.
pub(super) fn readable(conn: &mut Conn, id: ThreadId, members: bool) -> Stored<Option<ThreadRow>> {
    Ok(present(conn, id)?.filter(|row| !row.held && (members || row.audience == Audience::Public)))
}

/// A thread that its author has not hidden, be it that it is held: for what is hers.
pub(super) fn present(conn: &mut Conn, id: ThreadId) -> Stored<Option<ThreadRow>> {
    Ok(any(conn, id)?.filter(|row| !row.deleted))
}

/// A thread, whatever became of it: for staff, and for jobs that judge for themselves.
pub(super) fn any(conn: &mut Conn, id: ThreadId) -> Stored<Option<ThreadRow>> {
    Ok(threads::table.find(id).select(ThreadRow::as_select()).first(conn).optional()?)
}

pub(super) fn with_ids(conn: &mut Conn, ids: &[ThreadId]) -> Stored<Vec<ThreadRow>> {
    Ok(on_each!(conn, c => threads::table.filter(threads::id.eq_any(ids)).select(ThreadRow::as_select()).load(c))?)
}

pub(super) fn insert_thread(conn: &mut Conn, row: &ThreadRow) -> Stored<()> {
    diesel::insert_into(threads::table).values(row).execute(conn)?;
    touch(row.id, Part::Card, Change::Added);
    Ok(())
}

pub(super) fn set_opener(conn: &mut Conn, id: ThreadId, voice: VoiceId) -> Stored<()> {
    diesel::update(threads::table.find(id)).set(threads::voice.eq(voice)).execute(conn)?;
    Ok(())
}

/// Takes the next number of a thread; holds its row until the transaction ends, so that numbers have no gaps.
pub(super) fn take_number(conn: &mut Conn, id: ThreadId) -> Stored<i32> {
    let next = threads::last_number.eq(threads::last_number + 1);
    Ok(prepared(diesel::update(threads::table.find(id)).set(next).returning(threads::last_number)).get_result(conn)?)
}

pub(super) fn count_reply(conn: &mut Conn, id: ThreadId, at: Moment, answered: bool) -> Stored<()> {
    let counted = (threads::replies.eq(threads::replies + 1), threads::last_reply_at.eq(at), threads::active_at.eq(at));
    let counts = diesel::update(threads::table.find(id));
    let _: Option<i32> = if answered {
        let counts = counts.set((counted, threads::waiting_since.eq(None::<Moment>)));
        prepared(counts.returning(threads::replies)).get_result(conn).optional()?
    } else {
        prepared(counts.set(counted).returning(threads::replies)).get_result(conn).optional()?
    };
    touch(id, Part::Card, Change::Added);
    Ok(())
}

/// Holds a thread's row until the transaction ends: what is decided in it happens one after the other.
pub(super) fn hold(conn: &mut Conn, id: ThreadId) -> Stored<()> {
    if !dialect::writes_alone(conn) {
        // A column that no other table refers to: rows that point to the thread may be written meanwhile.
        let holds = diesel::update(threads::table.find(id)).set(threads::last_number.eq(threads::last_number));
        let _: Option<i32> = prepared(holds.returning(threads::last_number)).get_result(conn).optional()?;
    }
    Ok(())
}

/// What a thread's row says about its posts.
#[derive(AsChangeset)]
#[diesel(table_name = threads, treat_none_as_null = true)]
pub(super) struct Tally {
    pub listed: bool,
    pub held: bool,
    pub replies: i32,
    pub last_reply_at: Option<Moment>,
    pub active_at: Moment,
    pub waiting_since: Option<Moment>,
}

pub(super) fn set_tally(conn: &mut Conn, id: ThreadId, tally: &Tally) -> Stored<()> {
    diesel::update(threads::table.find(id)).set(tally).execute(conn)?;
    touch(id, Part::Card, Change::Altered);
    Ok(())
}

/// The author's own changes; what is `None` stays.
#[derive(AsChangeset)]
#[diesel(table_name = threads)]
pub(super) struct ThreadChange {
    pub title: Option<String>,
    pub excerpt: Option<String>,
    pub need: Option<Need>,
    pub notes: Option<String>,
    pub audience: Option<Audience>,
    pub space: Option<i32>,
    pub state: Option<ThreadState>,
    pub closed: Option<bool>,
    pub deleted: Option<bool>,
    pub moderated: Option<String>,
}

impl ThreadChange {
    pub(super) const NONE: Self = Self {
        title: None,
        excerpt: None,
        need: None,
        notes: None,
        audience: None,
        space: None,
        state: None,
        closed: None,
        deleted: None,
        moderated: None,
    };
}

pub(super) fn change_thread(conn: &mut Conn, id: ThreadId, change: &ThreadChange) -> Stored<()> {
    diesel::update(threads::table.find(id)).set(change).execute(conn)?;
    touch(id, Part::Card, Change::Altered);
    Ok(())
}

// Posts

pub(super) fn insert_post(conn: &mut Conn, row: &PostRow) -> Stored<()> {
    diesel::insert_into(posts::table).values(row).execute(conn)?;
    touch(row.thread, Part::Posts, Change::Added);
    Ok(())
}

pub(super) fn post(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<Option<PostRow>> {
    Ok(posts::table.find((thread, number)).select(PostRow::as_select()).first(conn).optional()?)
}

/// A stretch of a thread from this number on, without what is held: one range scan.
pub(super) fn posts_from(conn: &mut Conn, thread: ThreadId, from: i32, limit: i64) -> Stored<Vec<PostRow>> {
    Ok(posts::table
        .filter(posts::thread.eq(thread))
        .filter(posts::number.ge(from))
        .filter(posts::state.ne(PostState::Held))
        .order(posts::number)
        .limit(limit)
        .select(PostRow::as_select())
        .load(conn)?)
}

/// Posts from one number to another, held ones among them: for staff.
pub(super) fn posts_between(conn: &mut Conn, thread: ThreadId, from: i32, to: i32) -> Stored<Vec<PostRow>> {
    Ok(posts::table
        .filter(posts::thread.eq(thread))
        .filter(posts::number.between(from, to))
        .order(posts::number)
        .select(PostRow::as_select())
        .load(conn)?)
}

/// The voices of these posts, of those that stand. More rows than asked for where several threads are.
pub(super) fn standing(conn: &mut Conn, threads: &[ThreadId], numbers: &[i32]) -> Stored<Vec<(ThreadId, i32, VoiceId)>> {
    Ok(on_each!(conn, c => posts::table
        .filter(posts::thread.eq_any(threads))
        .filter(posts::number.eq_any(numbers))
        .filter(posts::state.eq(PostState::Visible))
        .select((posts::thread, posts::number, posts::voice))
        .load(c))?)
}

/// Number, voice, state and time of every post of a thread, without their words.
pub(super) fn outline(conn: &mut Conn, thread: ThreadId) -> Stored<Vec<(i32, VoiceId, PostState, Moment)>> {
    Ok(posts::table
        .filter(posts::thread.eq(thread))
        .order(posts::number)
        .select((posts::number, posts::voice, posts::state, posts::posted_at))
        .load(conn)?)
}

/// The last posts of all threads that stand or are held, the newest first.
pub(super) fn newest_posts(conn: &mut Conn, limit: i64) -> Stored<Vec<PostRow>> {
    let there = posts::state.eq(PostState::Visible).or(posts::state.eq(PostState::Held));
    Ok(posts::table.filter(there).order(posts::posted_at.desc()).limit(limit).select(PostRow::as_select()).load(conn)?)
}

/// The posts of one voice in a thread, in order.
pub(super) fn posts_of_voice(conn: &mut Conn, thread: ThreadId, voice: VoiceId) -> Stored<Vec<PostRow>> {
    Ok(posts::table
        .filter(posts::thread.eq(thread))
        .filter(posts::voice.eq(voice))
        .order(posts::number)
        .select(PostRow::as_select())
        .load(conn)?)
}

/// The words of these voices in these threads, the newest first.
pub(super) fn bodies_of(conn: &mut Conn, threads: &[ThreadId], voices: &[VoiceId], limit: i64) -> Stored<Vec<String>> {
    Ok(on_each!(conn, c => posts::table
        .filter(posts::thread.eq_any(threads))
        .filter(posts::voice.eq_any(voices))
        .order(posts::posted_at.desc())
        .limit(limit)
        .select(posts::body)
        .load(c))?)
}

pub(super) fn rewrite(
    conn: &mut Conn,
    thread: ThreadId,
    number: i32,
    body: &str,
    html: &str,
    edited_at: Option<Moment>,
) -> Stored<()> {
    diesel::update(posts::table.find((thread, number)))
        .set((posts::body.eq(body), posts::html.eq(html), posts::edited_at.eq(edited_at)))
        .execute(conn)?;
    touch(thread, Part::Posts, Change::Altered);
    Ok(())
}

pub(super) fn set_post_state(conn: &mut Conn, thread: ThreadId, number: i32, state: PostState) -> Stored<()> {
    diesel::update(posts::table.find((thread, number))).set(posts::state.eq(state)).execute(conn)?;
    // Lists name whom an excerpt mentions, as long as that post stands.
    touch(thread, Part::Card, Change::Altered);
    Ok(())
}

// Editions

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = post_editions)]
pub(super) struct EditionRow {
    pub thread: ThreadId,
    pub number: i32,
    pub edition: i32,
    pub body: String,
    pub html: String,
    pub until: Moment,
}

pub(super) fn editions(conn: &mut Conn, thread: ThreadId, number: i32, after: i32, limit: i64) -> Stored<Vec<EditionRow>> {
    Ok(post_editions::table
        .filter(post_editions::thread.eq(thread))
        .filter(post_editions::number.eq(number))
        .filter(post_editions::edition.gt(after))
        .order(post_editions::edition)
        .limit(limit)
        .select(EditionRow::as_select())
        .load(conn)?)
}

pub(super) fn last_edition(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<i32> {
    let last: Option<i32> = post_editions::table
        .filter(post_editions::thread.eq(thread))
        .filter(post_editions::number.eq(number))
        .order(post_editions::edition.desc())
        .select(post_editions::edition)
        .first(conn)
        .optional()?;
    Ok(last.unwrap_or(0))
}

pub(super) fn insert_edition(conn: &mut Conn, row: &EditionRow) -> Stored<()> {
    diesel::insert_into(post_editions::table).values(row).execute(conn)?;
    Ok(())
}

/// Those of these threads that nobody has answered.
pub(super) fn unanswered(conn: &mut Conn, ids: &[ThreadId]) -> Stored<Vec<ThreadId>> {
    Ok(on_each!(conn, c => threads::table
        .filter(threads::id.eq_any(ids))
        .filter(threads::replies.eq(0))
        .select(threads::id)
        .load(c))?)
}
