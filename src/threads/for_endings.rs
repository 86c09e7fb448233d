//! What endings, keepsakes and the note about the same question ask of threads.

use super::follows;
use super::markdown;
use super::model::{PostState, ThreadState};
use super::naming::{self, Names};
use super::store;
use crate::app::App;
use crate::clock::Moment;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices::{self, VoiceView};

/// Who opened a thread and may be asked how it went; nobody where it is gone, closed, a column, or muted by her.
///
/// # Errors
/// When the database fails.
pub fn writer_to_ask(conn: &mut Conn, app: &App, thread: ThreadId) -> Stored<Option<AccountId>> {
    let Some(row) = store::readable(conn, thread, true)? else { return Ok(None) };
    if !row.listed || row.is_column || row.shown_state() == ThreadState::Locked {
        return Ok(None);
    }
    let Some(account) = voices::actions::account_behind(conn, app, thread, row.voice)? else { return Ok(None) };
    Ok((!follows::is_muted(conn, app, account, thread)?).then_some(account))
}

/// What somebody said, in plain text.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// Who spoke.
    pub voice: VoiceView,
    /// The words on one line; whoever is mentioned stands there by her name.
    pub text: String,
}

/// A post that stands and that members may read.
///
/// # Errors
/// When the database fails.
pub fn spoken(conn: &mut Conn, thread: ThreadId, number: i32) -> Stored<Option<Spoken>> {
    let Some(row) = store::readable(conn, thread, true)? else { return Ok(None) };
    let Some(post) = store::post(conn, thread, number)?.filter(|post| post.state == PostState::Visible) else { return Ok(None) };
    let Some(voice) = voices::actions::with_ids(conn, &[post.voice])?.remove(&post.voice) else { return Ok(None) };
    let words = markdown::words(&post.body);
    let names = Names::of(conn, naming::in_excerpts([(thread, words.as_str())]))?;
    Ok(Some(Spoken { voice: voice.view(row.voice), text: names.in_excerpt(thread, &words) }))
}

/// The first characters of a text, cut between words.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    markdown::cut(text, most)
}

/// The title and words of a thread that was opened since a moment, whatever became of it.
///
/// # Errors
/// When the database fails.
pub fn opened_since(conn: &mut Conn, thread: ThreadId, since: Moment) -> Stored<Option<String>> {
    let Some(row) = store::any(conn, thread)?.filter(|row| row.posted_at >= since.quarter().moment()) else { return Ok(None) };
    Ok(store::post(conn, thread, 1)?.map(|post| format!("{}\n{}", row.title, post.body)))
}
