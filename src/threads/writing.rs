//! Opening a thread and replying: one transaction each, with everything that follows from it.

use actix_web::web;

use super::announcing::{self, Spoken};
use super::follows;
use super::markdown;
use super::model::{self, Audience, Error, Level, Need, Note, PostState, ThreadState};
use super::spaces;
use super::store::{self, PostRow, ThreadRow};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::endings;
use crate::idempotency::Attempt;
use crate::listening;
use crate::screening::{self, actions::Looked};
use crate::search;
use crate::storage::columns::{ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::text;
use crate::voices::actions::Offered;
use crate::voices::traces::{self, Trace};
use crate::voices::{self, VoiceKind};

/// A thread that somebody writes.
#[derive(Debug)]
pub struct NewThread {
    /// The slug of its space.
    pub space: String,
    /// A title, or none: then the first sentence is taken.
    pub title: Option<String>,
    /// Her words.
    pub body: String,
    /// Under which name.
    pub voice: VoiceKind,
    /// Keeps the alias that she was shown.
    pub ticket: Option<String>,
    /// What she asks for.
    pub need: Need,
    /// What it touches.
    pub notes: Vec<Note>,
    /// Who may read it.
    pub audience: Audience,
    /// She says that she is new here.
    pub new_here: bool,
    /// It is a column.
    pub column: bool,
}

/// Opens a thread; its author follows it.
///
/// # Errors
/// `Fields`, or a repeat with another body.
pub async fn open(app: &web::Data<App>, member: Member, new: NewThread, attempt: Attempt) -> Result<ThreadId, Error> {
    let body = model::body(&new.body)?;
    let title = match new.title.as_deref().map(str::trim) {
        None | Some("") => markdown::title(&body),
        Some(title) => text::line(title, text::TITLE).map_err(|why| Error::field("title", why))?,
    };
    let space = spaces::number_of(&new.space).ok_or_else(|| Error::field("space", "unknown"))?;
    let (html, excerpt) = (markdown::html(&body), markdown::excerpt(&body));
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            attempt.once(conn, |conn| -> Result<ThreadId, Error> {
                let app = &*inner;
                let id = ThreadId(app.chance.id());
                let now = app.clock.now();
                let shown = now.quarter().moment();
                let row = ThreadRow {
                    id,
                    space,
                    title,
                    excerpt,
                    need: new.need,
                    notes: model::notes_column(&new.notes),
                    audience: new.audience,
                    state: ThreadState::Open,
                    listed: true,
                    deleted: false,
                    voice: VoiceId(0),
                    replies: 0,
                    last_number: 1,
                    posted_at: shown,
                    last_reply_at: None,
                    active_at: shown,
                    waiting_since: (!new.column).then_some(shown),
                    closed: false,
                    held: false,
                    moderated: String::new(),
                    is_column: new.column,
                };
                store::insert_thread(conn, &row)?;
                let ticket = new.ticket.as_deref().filter(|_| new.voice == VoiceKind::Alias);
                let voice = voices::actions::speak(conn, app, &member, id, new.voice, Offered::Opening(ticket))?;
                store::set_opener(conn, id, voice.id)?;
                let post = PostRow {
                    thread: id,
                    number: 1,
                    voice: voice.id,
                    body,
                    html,
                    in_reply_to: None,
                    state: PostState::Visible,
                    posted_at: now,
                    edited_at: None,
                    new_here: new.new_here && is_new(conn, app, &member)?,
                };
                store::insert_post(conn, &post)?;
                search::actions::changed(conn, app, id, 1)?;
                if !new.column {
                    listening::actions::opened(conn, app, id)?;
                    endings::actions::opened(conn, app, id)?;
                }
                follows::begin(conn, app, member.account, id, Level::EveryReply)?;
                traces::leave(conn, app, member.account, &Trace::Opened { thread: id })?;
                screening::actions::screen(
                    conn,
                    app,
                    &member,
                    Looked { thread: id, number: 1, body: &post.body, edited: false },
                )?;
                Ok(id)
            })
        })
        .await
}

/// A reply that somebody writes.
#[derive(Debug)]
pub struct NewReply {
    /// Her words.
    pub body: String,
    /// Under which name.
    pub voice: VoiceKind,
    /// The post she answers.
    pub in_reply_to: Option<i32>,
    /// She opened the thread, and tells how it went.
    pub ending: bool,
    /// She says that she is new here.
    pub new_here: bool,
}

/// For so many days after joining somebody may say that she is new here.
pub const NEW_HERE: i32 = 30;

fn is_new(conn: &mut Conn, app: &App, member: &Member) -> Stored<bool> {
    let joined = accounts::actions::joined_on(conn, member.account)?;
    Ok(joined.is_some_and(|day| app.clock.now().day().0.saturating_sub(day.0) < NEW_HERE))
}

/// Replies in a thread; whoever waits for it is told, and a letter is promised.
///
/// # Errors
/// `Fields`, `Unknown`, `Locked`, or a repeat with another body.
pub async fn reply(app: &web::Data<App>, member: Member, id: ThreadId, new: NewReply, attempt: Attempt) -> Result<i32, Error> {
    let body = model::body(&new.body)?;
    let html = markdown::html(&body);
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            attempt.once(conn, |conn| -> Result<i32, Error> {
                let app = &*inner;
                let thread = store::readable(conn, id, true)?.ok_or(Error::Unknown)?;
                if thread.shown_state() == ThreadState::Locked || !thread.listed {
                    return Err(Error::Locked);
                }
                let answered = match new.in_reply_to {
                    None => None,
                    Some(number) => {
                        let answered = store::post(conn, id, number)?.filter(|post| post.state != PostState::Held);
                        Some(answered.ok_or_else(|| Error::field("in_reply_to", "unknown"))?)
                    }
                };
                let number = store::take_number(conn, id)?;
                let answered = answered.map(|post| post.voice);
                let waiting = announcing::waiting_for(conn, app, &thread, Some(member.account), answered)?;
                accounts::actions::hold(conn, waiting.told.iter().copied().chain([member.account]).collect())?;
                let voice = voices::actions::speak(conn, app, &member, id, new.voice, Offered::Reply)?;
                if new.ending && voice.id != thread.voice {
                    return Err(Error::field("ending", "unknown"));
                }
                let speaker = voice.spoken_by(member.account);
                let now = app.clock.now();
                let post = PostRow {
                    thread: id,
                    number,
                    voice: voice.id,
                    body,
                    html,
                    in_reply_to: new.in_reply_to,
                    state: PostState::Visible,
                    posted_at: now,
                    edited_at: None,
                    new_here: new.new_here && is_new(conn, app, &member)?,
                };
                store::insert_post(conn, &post)?;
                if new.ending {
                    endings::actions::told(conn, id, number)?;
                }
                search::actions::changed(conn, app, id, number)?;
                follows::begin(conn, app, member.account, id, Level::Digest)?;
                if screening::actions::screen(conn, app, &member, Looked { thread: id, number, body: &post.body, edited: false })?
                {
                    // Nobody hears of it before a person has looked at it.
                    return Ok(number);
                }
                // By voice, not by account: a thread that went on waiting would tell that both of its voices are one member's.
                store::count_reply(conn, id, now.quarter().moment(), voice.id != thread.voice)?;
                if voice.id != thread.voice && thread.waiting_since.is_some() {
                    listening::actions::answered(conn, app, id, now)?;
                }
                announcing::announce(conn, app, &thread, Spoken { number, writer: member.account, speaker }, waiting)?;
                Ok(number)
            })
        })
        .await
}
