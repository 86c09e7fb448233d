//! The author's second thoughts: change a post, take it back, change or hide the thread.

use actix_web::web;

use super::for_others;
use super::markdown;
use super::mine;
use super::model::{self, Audience, Error, Need, Note, PostState, ThreadState};
use super::spaces;
use super::store::{self, EditionRow, ThreadChange, ThreadRow};
use super::views;
use crate::accounts::Member;
use crate::app::App;
use crate::clock::MINUTE;
use crate::moderation;
use crate::screening::{self, actions::Looked};
use crate::search;
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};
use crate::text;
use crate::voices::{self, VoiceKind};

/// For so many milliseconds a post can be changed without a trace.
pub const GRACE: i64 = 10 * MINUTE;

/// Changes the words of a post. After the first ten minutes what it said before is kept.
///
/// # Errors
/// `Fields`, `Unknown`, `NotHers`, `VoiceFixed`, or `Gone` when it was removed or taken back.
pub async fn edit(
    app: &web::Data<App>,
    member: Member,
    thread: ThreadId,
    number: i32,
    body: String,
    voice: Option<VoiceKind>,
) -> Result<(), Error> {
    let body = model::body(&body)?;
    let (html, excerpt, title) = (markdown::html(&body), markdown::excerpt(&body), markdown::title(&body));
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            store::hold(conn, thread)?;
            let row = mine::present_to(conn, app, member.account, thread)?;
            let post = store::post(conn, thread, number)?.ok_or(Error::Unknown)?;
            let own = voices::actions::hers(conn, app, member.account, thread)?;
            let speaker = own.iter().find(|own| own.id == post.voice).ok_or(Error::NotHers)?;
            if voice.is_some_and(|kind| kind != speaker.kind) {
                return Err(Error::VoiceFixed);
            }
            if !matches!(post.state, PostState::Visible | PostState::Held) {
                return Err(Error::Gone);
            }
            let now = app.clock.now();
            let traceless = now < post.posted_at.plus(GRACE);
            if !traceless {
                let edition = store::last_edition(conn, thread, number)? + 1;
                let kept = EditionRow { thread, number, edition, body: post.body.clone(), html: post.html, until: now };
                store::insert_edition(conn, &kept)?;
            }
            search::actions::changed(conn, app, thread, number)?;
            store::rewrite(conn, thread, number, &body, &html, if traceless { post.edited_at } else { Some(now) })?;
            if number == 1 {
                // A title that was made out of the words goes on being made out of them.
                let title = (row.title == markdown::title(&post.body)).then_some(title);
                store::change_thread(conn, thread, &ThreadChange { title, excerpt: Some(excerpt), ..ThreadChange::NONE })?;
            }
            if post.state == PostState::Visible {
                screening::actions::screen(conn, app, &member, Looked { thread, number, body: &body, edited: true })?;
            }
            Ok(())
        })
        .await
}

/// Takes a post back. No letter that was not yet sent goes out about it.
///
/// # Errors
/// `Unknown`, `NotHers`; taking it back again changes nothing.
pub async fn take_back(app: &web::Data<App>, member: Member, thread: ThreadId, number: i32) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            mine::present_to(conn, &inner, member.account, thread)?;
            let post = store::post(conn, thread, number)?.ok_or(Error::Unknown)?;
            if !voices::actions::is_hers(conn, &inner, member.account, thread, post.voice)? {
                return Err(Error::NotHers);
            }
            match post.state {
                PostState::Visible => Ok(for_others::set_post_state(conn, &inner, thread, number, PostState::TakenBack)?),
                PostState::Held => {
                    for_others::set_post_state(conn, &inner, thread, number, PostState::TakenBack)?;
                    Ok(moderation::holding::ended(conn, &inner, thread, number)?)
                }
                PostState::TakenBack => Ok(()),
                PostState::Removed => Err(Error::Gone),
            }
        })
        .await
}

/// The changes an author makes to her thread; `None` leaves a thing as it is.
#[derive(Debug, Default)]
pub struct Changes {
    /// Another title.
    pub title: Option<String>,
    /// Another need.
    pub need: Option<Need>,
    /// Other content notes.
    pub notes: Option<Vec<Note>>,
    /// Another audience.
    pub audience: Option<Audience>,
    /// Another space, by slug.
    pub space: Option<String>,
    /// Closed for replies, or open again.
    pub state: Option<ThreadState>,
}

/// Changes a thread.
///
/// # Errors
/// `Fields`, `Unknown`, `NotHers`, `SetByModerator` for notes or a space that a standing decision set, `AudienceFixed` when it is to become public again after another member replied, or
/// `Locked` when it is to be open again and a moderator locked it (S-35).
pub async fn change(app: &web::Data<App>, member: Member, id: ThreadId, changes: Changes) -> Result<(), Error> {
    let title = changes.title.as_deref().map(|title| text::line(title, text::TITLE)).transpose();
    let title = title.map_err(|why| Error::field("title", why))?;
    let space = changes.space.as_deref().map(|space| spaces::number_of(space).ok_or_else(|| Error::field("space", "unknown")));
    let space = space.transpose()?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let row = own_thread(conn, &inner, &member, id)?;
            let opens = row.audience == Audience::Members && changes.audience == Some(Audience::Public);
            if opens && answered(conn, &row)? {
                return Err(Error::AudienceFixed);
            }
            if changes.state == Some(ThreadState::Open) && row.state == ThreadState::Locked {
                return Err(Error::Locked);
            }
            let set = |what: &str| views::is_moderated(&row.moderated, what);
            if (space.is_some_and(|space| space != row.space) && set("space")) || (changes.notes.is_some() && set("notes")) {
                return Err(Error::SetByModerator);
            }
            let change = ThreadChange {
                title,
                space,
                need: changes.need,
                notes: changes.notes.map(|notes| model::notes_column(&notes)),
                audience: changes.audience,
                closed: changes.state.map(|state| state == ThreadState::Locked),
                ..ThreadChange::NONE
            };
            if change.title.is_some() || change.audience.is_some() {
                search::actions::changed_all(conn, &inner, id, row.last_number)?;
            }
            Ok(change_if_any(conn, id, &change)?)
        })
        .await
}

/// Whether another voice ever replied, even if that reply is gone: it was written for members, and may come back.
fn answered(conn: &mut Conn, row: &ThreadRow) -> Stored<bool> {
    Ok(store::outline(conn, row.id)?.iter().any(|(_, voice, _, _)| *voice != row.voice))
}

fn change_if_any(conn: &mut Conn, id: ThreadId, change: &ThreadChange) -> Stored<()> {
    let any = change.title.is_some()
        || change.space.is_some()
        || change.need.is_some()
        || change.notes.is_some()
        || change.audience.is_some()
        || change.closed.is_some();
    if any { store::change_thread(conn, id, change) } else { Ok(()) }
}

/// Hides a thread: for everybody else it does not exist any more.
///
/// # Errors
/// `Unknown`, `NotHers`.
pub async fn hide(app: &web::Data<App>, member: Member, id: ThreadId) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let row = own_thread(conn, &inner, &member, id)?;
            search::actions::changed_all(conn, &inner, id, row.last_number)?;
            Ok(store::change_thread(conn, id, &ThreadChange { deleted: Some(true), ..ThreadChange::NONE })?)
        })
        .await
}

fn own_thread(conn: &mut Conn, app: &App, member: &Member, id: ThreadId) -> Result<ThreadRow, Error> {
    store::hold(conn, id)?;
    let row = mine::present_to(conn, app, member.account, id)?;
    if voices::actions::is_hers(conn, app, member.account, id, row.voice)? { Ok(row) } else { Err(Error::NotHers) }
}
