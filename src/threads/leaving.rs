//! What somebody takes along of her threads, and what becomes of them when she leaves.

use serde::Serialize;

use super::drafts::{self, Words};
use super::follows;
use super::for_others;
use super::model::{Audience, Level, Need, Note, PostState, ThreadState, notes_of_column};
use super::spaces;
use super::store::{self, PostRow, ThreadChange};
use crate::app::App;
use crate::clock::Quarter;
use crate::search;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::voices::traces::{self, Trace};
use crate::voices::{self, Voice, VoiceKind};

/// Threads that are looked through at once for her marks.
const STRETCH: i64 = 200;
/// Editions that are read at once.
const EDITIONS: i64 = 100;

/// A thread she opened, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptThread {
    /// Its address.
    pub thread: ThreadId,
    /// The slug of its space.
    #[schema(value_type = String)]
    pub space: &'static str,
    /// Its title.
    pub title: String,
    /// What she asked for.
    pub need: Need,
    /// What it touches.
    pub notes: Vec<Note>,
    /// Who may read it.
    pub audience: Audience,
    /// Whether it takes replies.
    pub state: ThreadState,
    /// She hid it.
    pub hidden: bool,
    /// When she opened it.
    #[schema(value_type = String, format = DateTime)]
    pub posted_at: Quarter,
}

/// One of her voices, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptVoice {
    /// Tells two voices of one thread apart; made anew for every export, and found nowhere else.
    pub id: VoiceId,
    /// What it is called.
    pub name: String,
    /// Her name or an alias.
    pub kind: VoiceKind,
    /// Draws the emblem.
    pub seed: i32,
}

/// A post of hers, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptPost {
    /// Where.
    pub thread: ThreadId,
    /// Its number there.
    pub number: i32,
    /// Under which name.
    pub voice: KeptVoice,
    /// Her words, whatever became of the post.
    pub body: String,
    /// The number of the post it answers.
    pub in_reply_to: Option<i32>,
    /// What became of it.
    pub state: PostState,
    /// When she wrote it.
    #[schema(value_type = String, format = DateTime)]
    pub posted_at: Quarter,
    /// When she last changed it, after its first ten minutes.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub edited_at: Option<Quarter>,
    /// What it said before, oldest first.
    pub editions: Vec<KeptEdition>,
}

/// What a post of hers said before, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptEdition {
    /// Her words.
    pub body: String,
    /// Until when they stood.
    #[schema(value_type = String, format = DateTime)]
    pub until: Quarter,
}

/// How she reads a thread, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptReading {
    /// Which thread.
    pub thread: ThreadId,
    /// How she follows it.
    pub follow: Option<Level>,
    /// How far she has read.
    pub read: Option<i32>,
}

/// A draft, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptDraft {
    /// `new` or `thread-<id>`.
    pub place: String,
    /// What it says.
    #[serde(flatten)]
    pub words: Words,
    /// When she typed it.
    #[schema(format = DateTime)]
    pub saved_at: String,
}

/// A stretch of the threads she opened, hidden ones too, newest first; and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn threads(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<(Vec<KeptThread>, Option<i64>)> {
    let found = traces::find(conn, app, account, before, limit, |trace| match trace {
        Trace::Opened { thread } => Some(thread),
        _ => None,
    })?;
    let next = found.last().map(|(seq, _)| *seq);
    let ids: Vec<ThreadId> = found.into_iter().map(|(_, thread)| thread).collect();
    let mut rows = store::with_ids(conn, &ids)?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    let kept = rows.into_iter().map(|row| KeptThread {
        thread: row.id,
        space: spaces::slug_of(row.space),
        title: row.title,
        need: row.need,
        notes: notes_of_column(&row.notes),
        audience: row.audience,
        state: row.state,
        hidden: row.deleted,
        posted_at: row.posted_at.quarter(),
    });
    Ok((kept.collect(), next))
}

/// Her posts in a stretch of the threads she spoke in, under both of her names, whatever became of them; and where the next
/// stretch begins. `label` makes the ids of voices that stand in this export alone.
///
/// # Errors
/// When the database fails.
pub fn posts(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
    label: impl Fn(VoiceId) -> VoiceId,
) -> Stored<(Vec<KeptPost>, Option<i64>)> {
    let found = voices::actions::spoken_in(conn, app, account, before, limit)?;
    let next = found.last().map(|(seq, _)| *seq);
    let mut kept = Vec::new();
    for (_, thread) in found {
        let mut of_thread = Vec::new();
        for voice in voices::actions::hers(conn, app, account, thread)? {
            for row in store::posts_of_voice(conn, thread, voice.id)? {
                of_thread.push(kept_post(conn, row, &voice, label(voice.id))?);
            }
        }
        of_thread.sort_by_key(|post| post.number);
        kept.append(&mut of_thread);
    }
    Ok((kept, next))
}

fn kept_post(conn: &mut Conn, row: PostRow, voice: &Voice, id: VoiceId) -> Stored<KeptPost> {
    let mut editions = Vec::new();
    loop {
        let after = i32::try_from(editions.len()).unwrap_or(i32::MAX);
        let rows = store::editions(conn, row.thread, row.number, after, EDITIONS)?;
        if rows.is_empty() {
            break;
        }
        editions.extend(rows.into_iter().map(|row| KeptEdition { body: row.body, until: row.until.quarter() }));
    }
    Ok(KeptPost {
        thread: row.thread,
        number: row.number,
        voice: KeptVoice { id, name: voice.name.clone(), kind: voice.kind, seed: voice.seed },
        body: row.body,
        in_reply_to: row.in_reply_to,
        state: row.state,
        posted_at: row.posted_at.quarter(),
        edited_at: row.edited_at.map(crate::clock::Moment::quarter),
        editions,
    })
}

/// A stretch of all threads, by id, and where the next one begins. Who follows, reads or reacts without a word leaves no trace
/// by account, so her marks are found by trying her lookup in every thread.
///
/// # Errors
/// When the database fails.
pub fn stretch(conn: &mut Conn, after: Option<i64>) -> Stored<(Vec<ThreadId>, Option<i64>)> {
    let ids = store::ids_after(conn, ThreadId(after.unwrap_or(0)), STRETCH)?;
    let next = ids.last().map(|id| id.0);
    Ok((ids, next))
}

/// How she reads these threads.
///
/// # Errors
/// When the database fails.
pub fn reading(conn: &mut Conn, app: &App, account: AccountId, threads: &[ThreadId]) -> Stored<Vec<KeptReading>> {
    let (follows, marks) = follows::reading(conn, app, account, threads)?;
    let kept = threads.iter().filter(|thread| follows.contains_key(thread) || marks.contains_key(thread));
    let kept = kept.map(|thread| KeptReading {
        thread: *thread,
        follow: follows.get(thread).copied(),
        read: marks.get(thread).copied(),
    });
    Ok(kept.collect())
}

/// Her drafts.
///
/// # Errors
/// When the database fails.
pub fn drafts(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<KeptDraft>> {
    let kept = drafts::kept(conn, app, account)?.into_iter().map(|draft| KeptDraft {
        place: draft.place.to_string(),
        // A ticket is a secret of ours, of use to nobody else.
        words: Words { ticket: None, ..draft.words },
        saved_at: draft.saved_at.rfc3339(),
    });
    Ok(kept.collect())
}

// Leaving

/// Forgets that she follows or has read these threads.
///
/// # Errors
/// When the database fails.
pub fn forget_reader(conn: &mut Conn, app: &App, account: AccountId, threads: &[ThreadId]) -> Stored<()> {
    follows::forget_reader(conn, app, account, threads)
}

/// Forgets what a removed post said; one that stands, or was taken back, stays as it is.
///
/// # Errors
/// When the database fails.
pub fn forget_removed(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<()> {
    store::forget_removed(conn, thread, number)
}

/// Forgets the words of a voice whose owner has left: all of them, or only those that nobody else can read. What a post said
/// before it was changed goes in both cases.
///
/// What is forgotten stands as if it had been taken back: nobody learns which of the two it was.
///
/// # Errors
/// When the database fails.
pub fn forget_words(conn: &mut Conn, app: &App, thread: ThreadId, voice: VoiceId, all: bool) -> Stored<()> {
    let Some(row) = store::any(conn, thread)? else { return Ok(()) };
    let mut changed = false;
    for (number, speaker, state, _) in store::outline(conn, thread)? {
        if speaker != voice {
            continue;
        }
        if !all && !row.deleted && state != PostState::TakenBack {
            store::forget_editions(conn, thread, number)?;
            continue;
        }
        store::forget_words(conn, thread, number)?;
        changed |= matches!(state, PostState::Visible | PostState::Held);
        if number == 1 {
            let nothing = || Some(String::new());
            store::change_thread(conn, thread, &ThreadChange { title: nothing(), excerpt: nothing(), ..ThreadChange::NONE })?;
        }
    }
    if !changed {
        return Ok(());
    }
    search::actions::changed_all(conn, app, thread, row.last_number)?;
    for_others::recount(conn, app, thread)
}
