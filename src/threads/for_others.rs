//! What other domains ask of threads, inside their own transaction: reactions, letters, moderation.

use super::hiding::Told;
use super::model::{Audience, Error, Note, PostState, ThreadState, notes_column, notes_of_column};
use super::naming::{self, Names};
use super::spaces;
use super::store::{self, Tally, ThreadChange};
use super::views::{self, Card, Post};
use crate::app::App;
use crate::listening;
use crate::search;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::voices;

/// Sees to it that a post stands and members may read it.
///
/// # Errors
/// `Unknown` when it does not.
pub fn standing_post(conn: &mut Conn, thread: ThreadId, number: i32) -> Result<(), Error> {
    store::readable(conn, thread, true)?.ok_or(Error::Unknown)?;
    let post = store::post(conn, thread, number)?.filter(|post| post.state == PostState::Visible);
    post.map(|_| ()).ok_or(Error::Unknown)
}

/// Whether members may read a thread.
///
/// # Errors
/// When the database fails.
pub fn is_there(conn: &mut Conn, thread: ThreadId) -> Stored<bool> {
    Ok(store::readable(conn, thread, true)?.is_some())
}

/// Whether she does not want to be told of this reply. A reply that is gone is not hidden.
///
/// # Errors
/// When the database fails.
pub fn hides_reply(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, number: i32) -> Stored<bool> {
    let (Some(row), Some(post)) = (store::any(conn, thread)?, store::post(conn, thread, number)?) else { return Ok(false) };
    let Some((_, speaker)) = voices::actions::speaker(conn, app, post.voice)? else { return Ok(false) };
    Told::of(conn, app, &row, speaker)?.from(conn, app, account)
}

/// Who may read a thread.
///
/// # Errors
/// `Unknown` when it does not exist for members.
pub fn audience(conn: &mut Conn, thread: ThreadId) -> Result<Audience, Error> {
    Ok(store::readable(conn, thread, true)?.ok_or(Error::Unknown)?.audience)
}

/// The voice of the post that a reply answers, if it answers one, and the voice that opened the thread.
///
/// # Errors
/// When the database fails.
pub fn answered_voice(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<Option<(Option<VoiceId>, VoiceId)>> {
    let (Some(row), Some(post)) = (store::any(conn, thread)?, store::post(conn, thread, number)?) else { return Ok(None) };
    let answered = match post.in_reply_to {
        Some(number) => store::post(conn, thread, number)?.map(|post| post.voice),
        None => None,
    };
    Ok(Some((answered, row.voice)))
}

/// What these voices said, whatever became of it, the newest first.
///
/// # Errors
/// When the database fails.
pub fn said_under(conn: &mut Conn, voices: &[(ThreadId, VoiceId)], most: i64) -> Stored<Vec<String>> {
    let (threads, voices): (Vec<ThreadId>, Vec<VoiceId>) = voices.iter().copied().unzip();
    store::bodies_of(conn, &threads, &voices, most)
}

/// A post as moderators see it: with its words, whatever became of it, in its place.
#[derive(Debug)]
pub struct PostForStaff {
    /// The thread's card.
    pub card: Card,
    /// The post.
    pub post: Post,
    /// Up to two posts before it.
    pub before: Vec<Post>,
}

/// A post with its words and what stands before it.
///
/// # Errors
/// When the database fails.
pub fn post_for_staff(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<Option<PostForStaff>> {
    let Some(row) = store::any(conn, thread)? else { return Ok(None) };
    let opener = row.voice;
    let from = (number - 2).max(1);
    let rows = store::posts_between(conn, thread, from, number)?;
    let mut posts = views::posts(conn, opener, rows, true)?;
    let Some(post) = posts.pop().filter(|post| post.number == number) else { return Ok(None) };
    let names = Names::of(conn, naming::in_excerpts([(thread, row.excerpt.as_str())]))?;
    let (title, excerpt) = (row.title.clone(), names.in_excerpt(thread, &row.excerpt));
    let Some(mut card) = views::cards(conn, vec![row])?.pop() else { return Ok(None) };
    (card.title, card.excerpt) = (Some(title), Some(excerpt));
    Ok(Some(PostForStaff { card, post, before: posts }))
}

/// A post as a decision needs it.
#[derive(Clone, Debug)]
pub struct PostInBrief {
    /// Who spoke.
    pub voice: VoiceId,
    /// Who is behind the voice: to be told, never shown.
    pub account: Option<AccountId>,
    /// What became of it.
    pub state: PostState,
    /// Whether its thread takes replies.
    pub thread_state: ThreadState,
    /// The words.
    pub body: String,
}

/// A post in brief, whatever became of it.
///
/// # Errors
/// When the database fails.
pub fn post_in_brief(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<Option<PostInBrief>> {
    let (Some(row), Some(post)) = (store::any(conn, thread)?, store::post(conn, thread, number)?) else { return Ok(None) };
    let account = voices::actions::account_behind(conn, app, thread, post.voice)?;
    Ok(Some(PostInBrief { voice: post.voice, account, state: post.state, thread_state: row.state, body: post.body }))
}

/// Locks a thread or opens it again.
///
/// # Errors
/// When the database fails.
pub fn set_thread_state(conn: &mut Conn, thread: ThreadId, state: ThreadState) -> Stored<()> {
    store::change_thread(conn, thread, &ThreadChange { state: Some(state), ..ThreadChange::NONE })
}

/// Moves a thread to another space, by number.
///
/// # Errors
/// When the database fails.
pub fn set_space(conn: &mut Conn, thread: ThreadId, space: i32) -> Stored<()> {
    store::change_thread(conn, thread, &ThreadChange { space: Some(space), ..ThreadChange::NONE })
}

/// Gives a thread other content notes.
///
/// # Errors
/// When the database fails.
pub fn set_notes(conn: &mut Conn, thread: ThreadId, notes: &[Note]) -> Stored<()> {
    store::change_thread(conn, thread, &ThreadChange { notes: Some(notes_column(notes)), ..ThreadChange::NONE })
}

/// Says what moderators changed of a thread: pairs of what and the rule.
///
/// # Errors
/// When the database fails.
pub fn set_moderated(conn: &mut Conn, thread: ThreadId, parts: &[(&str, &str)]) -> Stored<()> {
    let column = parts.iter().map(|(what, rule)| format!("{what}={rule}")).collect::<Vec<_>>().join(";");
    store::change_thread(conn, thread, &ThreadChange { moderated: Some(column), ..ThreadChange::NONE })
}

/// Holds a thread until the caller's transaction ends: what is decided in it happens one after the other.
///
/// # Errors
/// When the database fails.
pub fn hold_thread(conn: &mut Conn, thread: ThreadId) -> Stored<()> {
    store::hold(conn, thread)
}

/// What of a post and its thread a decision can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets {
    /// What became of the post.
    pub post: PostState,
    /// Whether its thread takes replies, as far as moderators have a say.
    pub thread: ThreadState,
    /// The slug of its space.
    pub space: &'static str,
    /// What it touches.
    pub notes: Vec<Note>,
}

/// What a decision finds; `None` when there is no such post.
///
/// # Errors
/// When the database fails.
pub fn facets(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<Option<Facets>> {
    let (Some(row), Some(post)) = (store::any(conn, thread)?, store::post(conn, thread, number)?) else { return Ok(None) };
    let (space, notes) = (spaces::slug_of(row.space), notes_of_column(&row.notes));
    Ok(Some(Facets { post: post.state, thread: row.state, space, notes }))
}

/// Whether another voice answered this post, and the answer stands; of an opening post, any reply by another.
///
/// # Errors
/// When the database fails.
pub fn answered_by_others(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<bool> {
    let Some(post) = store::post(conn, thread, number)? else { return Ok(false) };
    let others = store::posts_from(conn, thread, number + 1, i64::from(i32::MAX))?;
    let is_answer = |other: &store::PostRow| number == 1 || other.in_reply_to == Some(number);
    Ok(others.iter().any(|other| other.state == PostState::Visible && other.voice != post.voice && is_answer(other)))
}

/// Removes a post, takes it back or brings it back, and counts the thread anew.
///
/// # Errors
/// When the database fails.
pub fn set_post_state(conn: &mut Conn, app: &App, thread: ThreadId, number: i32, state: PostState) -> Stored<()> {
    // The thread before all else, as whoever replies does: nobody waits in a circle, and nobody counts what another just changes.
    store::hold(conn, thread)?;
    store::set_post_state(conn, thread, number, state)?;
    search::actions::changed(conn, app, thread, number)?;
    recount(conn, app, thread)
}

/// Counts a thread's replies anew out of its posts: rare, and always right.
pub(super) fn recount(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<()> {
    let Some(row) = store::any(conn, thread)? else { return Ok(()) };
    let outline = store::outline(conn, thread)?;
    let opening = outline.iter().find(|(number, ..)| *number == 1).map(|(_, _, state, _)| *state);
    let replies: Vec<_> = outline.iter().filter(|(number, _, state, _)| *number > 1 && *state == PostState::Visible).collect();
    let last_reply_at = replies.iter().map(|(_, _, _, at)| at.quarter().moment()).max();
    let waiting = replies.iter().all(|(_, voice, _, _)| *voice == row.voice);
    let tally = Tally {
        listed: opening == Some(PostState::Visible),
        held: opening == Some(PostState::Held),
        replies: i32::try_from(replies.len()).unwrap_or(i32::MAX),
        last_reply_at,
        active_at: last_reply_at.unwrap_or(row.posted_at),
        waiting_since: waiting.then_some(row.posted_at),
    };
    if (tally.listed, tally.held) != (row.listed, row.held) {
        search::actions::changed_all(conn, app, thread, row.last_number)?;
    }
    match (row.waiting_since.is_some(), tally.waiting_since.is_some()) {
        (true, false) => listening::actions::answered(conn, app, thread, tally.last_reply_at.unwrap_or(row.posted_at))?,
        (false, true) => listening::actions::waits_again(conn, app, thread)?,
        _ => {}
    }
    store::set_tally(conn, thread, &tally)
}
