//! Lists, a thread, its posts, and what a post said before.

use actix_web::web;
use serde::Deserialize;

use super::mine;
use super::model::{Error, Need, Order, PostState};
use super::naming::{self, Names};
use super::store::{self, EditionRow, Place, PostRow, ThreadRow, Wanted};
use super::views::{self, Card, Post, Thread};
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::clock::Moment;
use crate::endings;
use crate::http::Viewer;
use crate::http::page::{self, Limit, List};
use crate::moderation;
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};
use crate::voices;
use crate::voices::traces::{self, Trace};

/// Posts on a thread's first page.
const FIRST_PAGE: Limit = Limit(20);

/// Which list somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Only this space's, by number.
    pub space: Option<i32>,
    /// Only those that ask for this.
    pub need: Option<Need>,
    /// Columns, in the place of threads.
    pub columns: bool,
    /// In which order.
    pub order: Option<Order>,
    /// Where to go on.
    pub cursor: Option<String>,
    /// How many.
    pub limit: Limit,
}

const fn cursor_kind(order: Order) -> &'static str {
    match order {
        Order::Active => "threads-active",
        Order::New => "threads-new",
        Order::Waiting => "threads-waiting",
    }
}

fn place(order: Order, row: &ThreadRow) -> Place {
    let at = match order {
        Order::Active => row.active_at,
        Order::New => row.posted_at,
        Order::Waiting => row.waiting_since.unwrap_or(row.posted_at),
    };
    (at.0, row.id.0)
}

/// A page of threads.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(app: &web::Data<App>, viewer: &Viewer, asked: Asked) -> Result<List<Card>, crate::error::Error> {
    let order = asked.order.unwrap_or(Order::Active);
    let kind = cursor_kind(order);
    let after: Option<Place> = page::read_cursor(app, kind, asked.cursor.as_deref())?;
    let members = viewer.0.is_some();
    let (inner, limit) = (app.clone(), asked.limit);
    let wanted =
        Wanted { members, columns: asked.columns, space: asked.space, need: asked.need, order, after, limit: limit.and_one() };
    let read = move |conn: &mut Conn| -> Stored<List<Card>> {
        let rows = store::list(conn, &wanted)?;
        let page = List::cut(&inner, kind, rows, limit, |row| place(order, row));
        Ok(List { next: page.next, items: views::cards(conn, page.items)? })
    };
    Ok(app.storage.read(read).await?)
}

/// A thread with its first page.
///
/// # Errors
/// `Unknown` when it does not exist for this reader.
pub async fn thread(app: &web::Data<App>, viewer: &Viewer, id: ThreadId) -> Result<Thread, Error> {
    let (inner, members) = (app.clone(), viewer.0.is_some());
    app.storage
        .read(move |conn| {
            let row = store::readable(conn, id, members)?.ok_or(Error::Unknown)?;
            let posts = post_page(conn, &inner, &row, 1, FIRST_PAGE)?.into();
            let ending = ending(conn, &row)?;
            let card = views::cards(conn, vec![row])?.pop().ok_or(Error::Unknown)?;
            Ok(Thread { card, ending, posts })
        })
        .await
}

/// A page of a thread's posts, from a number or a cursor on.
///
/// # Errors
/// `Unknown` when the thread does not exist for this reader; `fields.cursor`.
pub async fn posts(
    app: &web::Data<App>,
    viewer: &Viewer,
    id: ThreadId,
    from: Option<i32>,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Post>, crate::error::Error> {
    let after: Option<(ThreadId, i32)> = page::read_cursor(app, "posts", cursor)?;
    let from = match after {
        Some((thread, number)) if thread == id => number.saturating_add(1),
        Some(_) => return Err(crate::error::Error::field("cursor", "unknown")),
        None => from.unwrap_or(1),
    };
    let (inner, members) = (app.clone(), viewer.0.is_some());
    let read = move |conn: &mut Conn| -> Result<List<Post>, Error> {
        let row = store::readable(conn, id, members)?.ok_or(Error::Unknown)?;
        Ok(post_page(conn, &inner, &row, from, limit)?)
    };
    Ok(app.storage.read(read).await?)
}

/// The post in which its writer told how it went, as long as it stands.
fn ending(conn: &mut Conn, thread: &ThreadRow) -> Stored<Option<Post>> {
    let Some(number) = endings::actions::of(conn, thread.id)? else { return Ok(None) };
    let post = store::post(conn, thread.id, number)?.filter(|post| post.state == PostState::Visible);
    Ok(views::posts(conn, thread.voice, post.into_iter().collect(), false)?.pop())
}

fn post_page(conn: &mut Conn, app: &App, thread: &ThreadRow, from: i32, limit: Limit) -> Stored<List<Post>> {
    let rows = store::posts_from(conn, thread.id, from, limit.and_one())?;
    let page = List::cut(app, "posts", rows, limit, |row| (row.thread, row.number));
    Ok(List { next: page.next, items: views::posts(conn, thread.voice, page.items, false)? })
}

/// A post as its writer gets it when she has just written or changed it: held or not.
///
/// # Errors
/// `Unknown` when it is not there.
pub async fn written(app: &web::Data<App>, member: Member, id: ThreadId, number: i32) -> Result<Post, Error> {
    let inner = app.clone();
    app.storage
        .read(move |conn| {
            let thread = mine::present_to(conn, &inner, member.account, id)?;
            let row = store::post(conn, id, number)?.ok_or(Error::Unknown)?;
            let held = row.state == PostState::Held;
            views::posts(conn, thread.voice, vec![row], held)?.pop().ok_or(Error::Unknown)
        })
        .await
}

/// A thread as its writer gets it when she has just opened or changed it: held or not.
///
/// # Errors
/// `Unknown` when it is not there.
pub async fn opened(app: &web::Data<App>, member: Member, id: ThreadId) -> Result<Thread, Error> {
    let inner = app.clone();
    app.storage
        .read(move |conn| {
            let row = mine::present_to(conn, &inner, member.account, id)?;
            if !row.held {
                let posts = post_page(conn, &inner, &row, 1, FIRST_PAGE)?.into();
                let ending = ending(conn, &row)?;
                return Ok(Thread { card: views::cards(conn, vec![row])?.pop().ok_or(Error::Unknown)?, ending, posts });
            }
            let opening = store::post(conn, id, 1)?.ok_or(Error::Unknown)?;
            let items = views::posts(conn, row.voice, vec![opening], true)?;
            let (title, excerpt) = (Some(row.title.clone()), Some(row.excerpt.clone()));
            let card = views::cards(conn, vec![row])?.pop().ok_or(Error::Unknown)?;
            Ok(Thread { card: Card { title, excerpt, ..card }, ending: None, posts: List { items, next: None }.into() })
        })
        .await
}

/// A post's words up to a moment.
#[derive(Debug)]
pub struct Edition {
    /// The number of the edition.
    pub number: i32,
    /// Markdown.
    pub body: String,
    /// Rendered.
    pub html: String,
    /// Until when it stood.
    pub until: Moment,
}

/// Which stretch of a history, and why.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryAsked {
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// Items on a page.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
    /// Why a moderator looks: up to 200 characters, for the staff log. Every look of hers is written down.
    #[param(max_length = 200)]
    reason: Option<String>,
}

/// What a post said before, oldest first: for its author and for moderators, whose look is written down (L-28).
///
/// # Errors
/// `Unknown`, or `NotHers` for everybody else.
pub async fn history(
    app: &web::Data<App>,
    member: Member,
    id: ThreadId,
    number: i32,
    asked: HistoryAsked,
) -> Result<List<Edition>, crate::error::Error> {
    let HistoryAsked { cursor, limit, reason } = asked;
    let cursor = cursor.as_deref();
    let after: Option<i32> = page::read_cursor(app, "editions", cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Result<List<Edition>, Error> {
        store::present(conn, id)?.ok_or(Error::Unknown)?;
        let post = store::post(conn, id, number)?.ok_or(Error::Unknown)?;
        let staff = matches!(member.role, Role::Moderator | Role::Admin);
        if !voices::actions::is_hers(conn, &inner, member.account, id, post.voice)? {
            if !staff {
                standing_for_others(conn, id, &post)?;
                return Err(Error::NotHers);
            }
            moderation::actions::looked(conn, &inner, &member, "history", (id, number), reason)?;
        }
        let rows = store::editions(conn, id, number, after.unwrap_or(0), limit.and_one())?;
        let names = Names::of(conn, naming::in_html(rows.iter().map(|row| (id, row.html.as_str()))))?;
        let page = List::cut(&inner, "editions", rows, limit, |row| row.edition);
        Ok(page.map(|EditionRow { edition, body, html, until, .. }| {
            let html = names.in_html(id, &html);
            Edition { number: edition, body, html, until }
        }))
    };
    Ok(app.storage.write(read).await?)
}

/// For others, what is held is not there.
fn standing_for_others(conn: &mut Conn, id: ThreadId, post: &PostRow) -> Result<(), Error> {
    let readable = store::readable(conn, id, true)?.is_some() && post.state != PostState::Held;
    if readable { Ok(()) } else { Err(Error::Unknown) }
}

/// The threads she opened, under both voices, newest first.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn own(
    app: &web::Data<App>,
    member: Member,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Card>, crate::error::Error> {
    let before: Option<i64> = page::read_cursor(app, "own-threads", cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Card>> {
        let found = traces::find(conn, &inner, member.account, before, limit.and_one(), |trace| match trace {
            Trace::Opened { thread } => Some(thread),
            _ => None,
        })?;
        let page = List::cut(&inner, "own-threads", found, limit, |(seq, _)| *seq);
        let ids: Vec<ThreadId> = page.items.iter().map(|(_, thread)| *thread).collect();
        let mut rows = store::with_ids(conn, &ids)?;
        rows.retain(|row| !row.deleted);
        rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        let held: Vec<_> = rows.iter().map(|row| row.held.then(|| (row.title.clone(), row.excerpt.clone()))).collect();
        let mut items = views::cards(conn, rows)?;
        for (card, words) in items.iter_mut().zip(held) {
            // What waits for a person is there for her.
            if let Some((title, excerpt)) = words {
                (card.title, card.excerpt) = (Some(title), Some(excerpt));
            }
        }
        Ok(List { items, next: page.next })
    };
    Ok(app.storage.read(read).await?)
}
