//! What search asks of threads: their words, and which of them a reader may see.

use std::collections::{HashMap, HashSet};

use super::hiding::Told;
use super::markdown;
use super::model::{Audience, Need, PostState};
use super::naming::{self, Names};
use super::store;
use super::views::{self, Card};
use crate::app::App;
use crate::safety;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::voices;

/// The words of a stretch of a thread that readers see.
#[derive(Debug)]
pub struct SectionText {
    /// Whether visitors may read it.
    pub public: bool,
    /// The title and the opening post, where the stretch holds it.
    pub opening: Vec<String>,
    /// The replies.
    pub replies: Vec<String>,
}

/// What readers see of the posts from one number to another, without marks and names; `None` where the thread stands in no list.
///
/// # Errors
/// When the database fails.
pub fn section_text(conn: &mut Conn, thread: ThreadId, from: i32, to: i32) -> Stored<Option<SectionText>> {
    let Some(row) = store::any(conn, thread)?.filter(|row| row.listed && !row.deleted && !row.held) else { return Ok(None) };
    let (mut opening, mut replies) = (Vec::new(), Vec::new());
    for post in store::posts_between(conn, thread, from, to)?.into_iter().filter(|post| post.state == PostState::Visible) {
        if post.number == 1 {
            // A title that was made out of the first words says nothing that they do not.
            if row.title != markdown::title(&post.body) {
                opening.push(row.title.clone());
            }
            opening.push(post.body);
        } else {
            replies.push(post.body);
        }
    }
    Ok(Some(SectionText { public: row.audience == Audience::Public, opening, replies }))
}

/// Which threads somebody looks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listing {
    /// Members' threads too.
    pub members: bool,
    /// Only this space's, by number.
    pub space: Option<i32>,
    /// Only those that ask for this.
    pub need: Option<Need>,
}

/// Those of these threads that stand in such a list, as cards.
///
/// # Errors
/// When the database fails.
pub fn cards_among(conn: &mut Conn, ids: &[ThreadId], listing: Listing) -> Stored<HashMap<ThreadId, Card>> {
    let mut rows = store::with_ids(conn, ids)?;
    rows.retain(|row| {
        row.listed
            && !row.deleted
            && !row.held
            && (listing.members || row.audience == Audience::Public)
            && listing.space.is_none_or(|space| row.space == space)
            && listing.need.is_none_or(|need| row.need == need)
    });
    Ok(views::cards(conn, rows)?.into_iter().map(|card| (card.id, card)).collect())
}

/// Whether she does not want to see a thread: who opened it is blocked, or it touches what she hides.
///
/// # Errors
/// When the database fails.
pub fn hides_thread(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<bool> {
    let Some(row) = store::any(conn, thread)? else { return Ok(false) };
    let Some((_, opener)) = voices::actions::speaker(conn, app, row.voice)? else { return Ok(false) };
    Told::of(conn, app, &row, opener)?.from(conn, app, account)
}

/// A post's words on one line, without marks.
#[derive(Debug)]
pub struct PostText {
    /// Its number.
    pub number: i32,
    /// Its words; whoever is mentioned stands there by the name she has now.
    pub text: String,
}

/// The posts from one number to another that this reader sees.
///
/// # Errors
/// When the database fails.
pub fn post_texts(
    conn: &mut Conn,
    app: &App,
    reader: Option<AccountId>,
    thread: ThreadId,
    from: i32,
    to: i32,
) -> Stored<Vec<PostText>> {
    let hidden: HashSet<VoiceId> = match reader {
        Some(account) => safety::actions::hidden_in(conn, app, account, thread)?.into_iter().collect(),
        None => HashSet::new(),
    };
    let mut rows = store::posts_between(conn, thread, from, to)?;
    rows.retain(|post| post.state == PostState::Visible && !hidden.contains(&post.voice));
    let texts: Vec<(i32, String)> = rows.into_iter().map(|post| (post.number, markdown::words(&post.body))).collect();
    let names = Names::of(conn, naming::in_excerpts(texts.iter().map(|(_, text)| (thread, text.as_str()))))?;
    Ok(texts.into_iter().map(|(number, text)| PostText { number, text: names.in_excerpt(thread, &text) }).collect())
}

/// The title and the opening words of a thread that this reader may see.
///
/// # Errors
/// When the database fails.
pub fn opening_words(conn: &mut Conn, thread: ThreadId, members: bool) -> Stored<Option<String>> {
    let Some(row) = store::readable(conn, thread, members)?.filter(|row| row.listed) else { return Ok(None) };
    let opening = store::post(conn, thread, 1)?.filter(|post| post.state == PostState::Visible);
    Ok(opening.map(|post| format!("{}\n{}", row.title, post.body)))
}
