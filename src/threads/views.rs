//! Threads and posts as everybody with the same right sees them: built from voices, never from accounts.

use serde::Serialize;

use super::model::{Audience, Need, Note, PostState, ThreadState, notes_of_column};
use super::naming::{self, Names};
use super::spaces;
use super::store::{PostRow, ThreadRow};
use crate::clock::Quarter;
use crate::http::page::List;
use crate::reactions::{self, Counts};
use crate::storage::columns::{ThreadId, VoiceId};
use crate::storage::{Conn, Failure, Stored};
use crate::voices::{self, VoiceView};

/// A thread in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Card {
    /// Opaque.
    pub id: ThreadId,
    /// The slug of its space.
    #[schema(value_type = String)]
    pub space: &'static str,
    /// Its title; null when its opening post is gone.
    pub title: Option<String>,
    /// The first words of the opening post; null when that is gone.
    pub excerpt: Option<String>,
    /// Who opened it.
    pub voice: VoiceView,
    /// What the writer asks for.
    pub need: Need,
    /// What it touches.
    pub notes: Vec<Note>,
    /// Who may read it.
    pub audience: Audience,
    /// Whether it takes replies.
    pub state: ThreadState,
    /// Visible replies.
    pub replies: i32,
    /// When the last of them came.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_reply_at: Option<Quarter>,
    /// Since when it has waited for somebody's answer; null once it has one.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub waiting_since: Option<Quarter>,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub posted_at: Quarter,
    /// What a moderator changed of it, and by which rule (L-30).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moderated: Vec<Moderated>,
    /// It is a column: a longer piece by a professional.
    #[serde(skip_serializing_if = "is_not")]
    pub column: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
pub(super) const fn is_not(said: &bool) -> bool {
    !*said
}

/// Something that a moderator changed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Moderated {
    /// `notes` or `space`.
    pub what: String,
    /// The short name of the rule.
    pub rule: String,
}

fn moderated(column: &str) -> Vec<Moderated> {
    let pairs = column.split(';').filter_map(|pair| pair.split_once('='));
    pairs.map(|(what, rule)| Moderated { what: what.to_owned(), rule: rule.to_owned() }).collect()
}

/// Whether a moderator's decision stands about this part of a thread.
pub(super) fn is_moderated(column: &str, what: &str) -> bool {
    moderated(column).iter().any(|part| part.what == what)
}

/// A post.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Post {
    /// Its thread.
    pub thread: ThreadId,
    /// Its number in it; the opening post is 1.
    pub number: i32,
    /// Who speaks.
    pub voice: VoiceView,
    /// Markdown as written; null when the post is gone.
    pub body: Option<String>,
    /// Rendered and sanitised; null when the post is gone.
    pub html: Option<String>,
    /// The post it answers.
    pub in_reply_to: Option<i32>,
    /// How much warmth of each kind.
    #[schema(value_type = std::collections::BTreeMap<String, i64>)]
    pub reactions: Counts,
    /// What became of it.
    pub state: PostState,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub posted_at: Quarter,
    /// When it was last changed, after its first ten minutes.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub edited_at: Option<Quarter>,
    /// Its writer said that she is new here.
    #[serde(skip_serializing_if = "is_not")]
    pub new_here: bool,
}

/// A thread with the first page of its posts.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Thread {
    /// What its card says.
    #[serde(flatten)]
    pub card: Card,
    /// How it went, told by whoever opened it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub ending: Option<Post>,
    /// The first page of its posts.
    pub posts: PostPage,
}

/// A page of posts.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PostPage {
    /// In order.
    pub items: Vec<Post>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

impl From<List<Post>> for PostPage {
    fn from(list: List<Post>) -> Self {
        Self { items: list.items, next: list.next }
    }
}

/// Turns rows into cards, their voices and whom they mention looked up together.
pub(super) fn cards(conn: &mut Conn, rows: Vec<ThreadRow>) -> Stored<Vec<Card>> {
    let openers: Vec<VoiceId> = rows.iter().map(|row| row.voice).collect();
    let voices = voices::actions::with_ids(conn, &openers)?;
    let names = Names::of(conn, naming::in_excerpts(rows.iter().map(|row| (row.id, row.excerpt.as_str()))))?;
    rows.into_iter()
        .map(|row| {
            let voice = voices.get(&row.voice).ok_or(Failure::CutOff)?.view(row.voice);
            let state = row.shown_state();
            Ok(Card {
                id: row.id,
                space: spaces::slug_of(row.space),
                title: row.listed.then_some(row.title),
                excerpt: row.listed.then(|| names.in_excerpt(row.id, &row.excerpt)),
                voice,
                need: row.need,
                notes: notes_of_column(&row.notes),
                audience: row.audience,
                state,
                replies: row.replies,
                last_reply_at: row.last_reply_at.map(crate::clock::Moment::quarter),
                waiting_since: row.waiting_since.map(crate::clock::Moment::quarter),
                posted_at: row.posted_at.quarter(),
                moderated: moderated(&row.moderated),
                column: row.is_column,
            })
        })
        .collect()
}

/// Turns rows of one thread into posts; `words` also shows what was removed, for those who decide about it.
pub(super) fn posts(conn: &mut Conn, opener: VoiceId, rows: Vec<PostRow>, words: bool) -> Stored<Vec<Post>> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    let mut counts = reactions::counts(conn, first.thread, first.number, last.number)?;
    let mut ids: Vec<VoiceId> = rows.iter().map(|row| row.voice).collect();
    ids.sort_unstable();
    ids.dedup();
    let voices = voices::actions::in_thread(conn, first.thread, &ids)?;
    let shown = rows.iter().filter(|row| words || row.state == PostState::Visible);
    let names = Names::of(conn, naming::in_html(shown.map(|row| (row.thread, row.html.as_str()))))?;
    rows.into_iter()
        .map(|row| {
            let stands = row.state == PostState::Visible;
            Ok(Post {
                thread: row.thread,
                number: row.number,
                voice: voices.get(&row.voice).ok_or(Failure::CutOff)?.view(opener),
                body: (stands || words).then_some(row.body),
                html: (stands || words).then(|| names.in_html(row.thread, &row.html)),
                in_reply_to: row.in_reply_to,
                reactions: if stands { counts.remove(&row.number).unwrap_or_default() } else { Counts::new() },
                state: row.state,
                posted_at: row.posted_at.quarter(),
                edited_at: row.edited_at.map(crate::clock::Moment::quarter),
                new_here: row.new_here,
            })
        })
        .collect()
}
