//! Finding threads: by words that somebody types, and threads like another.

use std::collections::HashSet;

use actix_web::web;
use serde::Serialize;

use super::finding::{Hit, Question, Reach};
use super::snippet::{self, Snippet};
use super::stems;
use crate::accounts::Member;
use crate::app::App;
use crate::error;
use crate::http::Viewer;
use crate::http::page::{self, Limit, List};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::text;
use crate::threads::actions::Listing;
use crate::threads::views::Card;
use crate::threads::{self, Need};

pub use super::indexing::{changed, changed_all};

/// Characters of a question, at most.
pub const QUESTION: usize = 200;
/// Threads whose cards are looked up at once.
const STRETCH: usize = 30;
/// Threads like another, at most: enough to see that she is not the only one.
const SIMILAR: usize = 3;
/// So many are remembered, in case some of them go.
const SPARE: usize = 9;
/// Words that such a thread shares with it, at least.
const SHARED: usize = 3;

/// A thread that was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SearchHit {
    /// What its card says.
    #[serde(flatten)]
    pub card: Card,
    /// The post that the snippet is of.
    pub number: i32,
    /// What of it fits best, in plain words.
    pub snippet: String,
    /// Where in it the words stand: from and to, in characters.
    #[schema(value_type = Vec<Vec<usize>>)]
    pub marks: Vec<[usize; 2]>,
}

/// What somebody looks for.
#[derive(Debug, Default)]
pub struct Asked {
    /// Her words.
    pub words: String,
    /// Only this space's, by number.
    pub space: Option<i32>,
    /// Only those that ask for this.
    pub need: Option<Need>,
    /// Where to go on.
    pub cursor: Option<String>,
    /// How many.
    pub limit: Limit,
}

/// A page of threads that speak of it, the best first. What she hides is not among them.
///
/// # Errors
/// `fields.q`, `fields.cursor`.
pub async fn search(app: &web::Data<App>, viewer: Viewer, asked: Asked) -> Result<List<SearchHit>, error::Error> {
    let words = text::line(&asked.words, QUESTION).map_err(|why| error::Error::field("q", why))?;
    let from: usize = page::read_cursor(app, "search", asked.cursor.as_deref())?.unwrap_or(0);
    let (inner, limit) = (app.clone(), asked.limit);
    let listing = Listing { members: viewer.0.is_some(), space: asked.space, need: asked.need };
    let reader = viewer.0.map(|member| member.account);
    let read = move |conn: &mut Conn| -> Stored<List<SearchHit>> {
        let question = Question::typed(conn, &words, reach(&inner, listing.members))?;
        let hits = question.hits(conn)?;
        let wanted = usize::from(limit.0) + 1;
        let found = seen(conn, &inner, &hits, reader, listing, from, wanted)?;
        let page = List::cut(&inner, "search", found, limit, |(place, ..)| place + 1);
        let stems = question.stems();
        let with_words = page.items.into_iter().map(|(_, hit, card)| {
            let snippet = shown(conn, &inner, reader, hit, &stems)?;
            Ok(SearchHit { card, number: snippet.number, snippet: snippet.text, marks: snippet.marks })
        });
        Ok(List { items: with_words.collect::<Stored<_>>()?, next: page.next })
    };
    Ok(app.storage.read(read).await?)
}

/// Of these hits, from one place on, the first that the reader may see and wants to see.
fn seen(
    conn: &mut Conn,
    app: &App,
    hits: &[Hit],
    reader: Option<AccountId>,
    listing: Listing,
    from: usize,
    wanted: usize,
) -> Stored<Vec<(usize, Hit, Card)>> {
    let mut found = Vec::new();
    let mut places = hits.iter().copied().enumerate().skip(from);
    loop {
        let stretch: Vec<(usize, Hit)> = places.by_ref().take(STRETCH).collect();
        if stretch.is_empty() || found.len() >= wanted {
            return Ok(found);
        }
        let ids: Vec<ThreadId> = stretch.iter().map(|(_, hit)| hit.thread).collect();
        let mut cards = threads::actions::cards_among(conn, &ids, listing)?;
        for (place, hit) in stretch {
            let Some(card) = cards.remove(&hit.thread) else { continue };
            let hidden = match reader {
                Some(account) => threads::actions::hides_thread(conn, app, account, hit.thread)?,
                None => false,
            };
            if !hidden {
                found.push((place, hit, card));
            }
        }
    }
}

fn shown(conn: &mut Conn, app: &App, reader: Option<AccountId>, hit: Hit, stems: &HashSet<&str>) -> Stored<Snippet> {
    let (from, to) = super::indexing::posts_of(hit.section);
    let posts = threads::actions::post_texts(conn, app, reader, hit.thread, from, to)?;
    Ok(snippet::best(&posts, stems).unwrap_or_default())
}

/// How much two texts have in common, in percent, from 0 (nothing) to 100 (the same words): shared stems by all stems of both.
#[must_use]
pub fn likeness(one: &str, other: &str) -> usize {
    let of = |text: &str| stems::stems(text).into_iter().collect::<std::collections::BTreeSet<_>>();
    let (one, other) = (of(one), of(other));
    let all = one.union(&other).count();
    (100 * one.intersection(&other).count()).checked_div(all).unwrap_or(0)
}

/// Threads in which others speak of the same as this one: at most three, the same for everybody with the same right.
///
/// # Errors
/// `not_found` when the thread does not exist for this reader.
pub async fn similar(app: &web::Data<App>, viewer: &Viewer, thread: ThreadId) -> Result<Vec<Card>, error::Error> {
    let members = viewer.0.is_some();
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<Option<Vec<Card>>> {
        let Some(words) = threads::actions::opening_words(conn, thread, members)? else { return Ok(None) };
        let now = inner.clock.now();
        let ids = match inner.near.of(thread, members, now) {
            Some(ids) => ids,
            None => {
                let ids = near(conn, &words, Some(thread), reach(&inner, members))?
                    .into_iter()
                    .map(|hit| hit.thread)
                    .take(SPARE)
                    .collect();
                inner.near.remember(thread, members, now, Vec::clone(&ids));
                ids
            }
        };
        let mut cards = threads::actions::cards_among(conn, &ids, Listing { members, ..Listing::default() })?;
        Ok(Some(ids.iter().filter_map(|id| cards.remove(id)).take(SIMILAR).collect()))
    };
    app.storage.read(read).await?.ok_or_else(|| error::Code::NotFound.into())
}

/// Threads in which others speak of the same as a text she has not sent; what she hides is not among them.
///
/// # Errors
/// When the database fails.
pub fn like_text(conn: &mut Conn, app: &App, member: &Member, words: &str, but: Option<ThreadId>) -> Stored<Vec<Card>> {
    let hits = near(conn, words, but, reach(app, true))?;
    let listing = Listing { members: true, ..Listing::default() };
    let found = seen(conn, app, &hits, Some(member.account), listing, 0, SIMILAR)?;
    Ok(found.into_iter().take(SIMILAR).map(|(_, _, card)| card).collect())
}

/// Where others speak of the same as a text, the best first.
fn near(conn: &mut Conn, words: &str, but: Option<ThreadId>, reach: Reach) -> Stored<Vec<Hit>> {
    let mut hits = Question::text(conn, words, reach)?.hits(conn)?;
    hits.retain(|hit| Some(hit.thread) != but && hit.words >= SHARED);
    Ok(hits)
}

fn reach(app: &App, members: bool) -> Reach {
    Reach { members, weighed: app.config.search.weighed }
}
