//! `/spaces`, `/threads`, `/threads/{id}`

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use serde::Deserialize;

use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{Limit, List};
use crate::http::{Body, Query, Viewer, Writer, kept};

use crate::idempotency::Attempt;
use crate::safety::again;
use crate::safety::card::{self, Written};
use crate::storage::Subject;
use crate::storage::columns::ThreadId;
use crate::threads::changing::{self, Changes};
use crate::threads::model::{Audience, Need, Note, Order, ThreadState};
use crate::threads::reading::{self, Asked};
use crate::threads::spaces::{self, Space};
use crate::threads::views::{Card, Thread};
use crate::threads::writing::{self, NewThread};
use crate::voices::VoiceKind;

/// The spaces, in their order.
#[utoipa::path(tag = "threads", responses((status = 200, body = [Space])))]
#[get("/spaces")]
pub async fn list_spaces() -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=300")).json(spaces::all())
}

/// Which threads.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ThreadsAsked {
    /// Only this space's (slug or id).
    space: Option<String>,
    /// `active` unless asked otherwise; none is by popularity.
    #[param(inline)]
    order: Option<Order>,
    /// Only those that ask for this.
    #[param(inline)]
    need: Option<Need>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// Items on a page.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// Threads, as cards. The same for everybody with the same right.
#[utoipa::path(tag = "threads", params(ThreadsAsked), security((), ("bearer" = [])), responses(
    (status = 200, body = List<Card>), (status = 304, description = "Unchanged."), (status = 401, body = Problem),
    (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/threads")]
pub async fn list_threads(
    app: web::Data<App>,
    request: HttpRequest,
    viewer: Viewer,
    Query(asked): Query<ThreadsAsked>,
) -> Result<HttpResponse, Error> {
    let space = asked.space.as_deref().map(|space| spaces::number_of(space).ok_or_else(|| Error::field("space", "unknown")));
    let asked = Asked {
        space: space.transpose()?,
        columns: false,
        need: asked.need,
        order: asked.order,
        cursor: asked.cursor,
        limit: asked.limit,
    };
    kept::same_for_all(&request, &app, &viewer, Subject::Lists, format!("threads {asked:?}"), || {
        reading::list(&app, &viewer, asked.clone())
    })
    .await
}

/// A thread, as somebody writes it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreadWritten {
    /// A space's slug or id.
    space: String,
    /// Up to 200 characters, or none.
    title: Option<String>,
    /// Markdown, up to 20,000 characters.
    body: String,
    /// Under which name.
    voice: VoiceKind,
    /// From `GET /voice`: keeps that alias.
    ticket: Option<String>,
    /// What the writer asks for.
    need: Need,
    /// What it touches.
    #[serde(default)]
    notes: Vec<Note>,
    /// Who may read it.
    audience: Audience,
    /// She says that she is new here; heard in her first thirty days.
    #[serde(default)]
    new_here: bool,
}

/// Open a thread.
#[utoipa::path(tag = "threads", request_body = ThreadWritten, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = Written<Thread>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem, description = "A repeat, and its thread has gone meanwhile."),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/threads")]
pub async fn open_thread(
    app: web::Data<App>,
    Writer(member): Writer,
    key: IdempotencyKey,
    body: Body<ThreadWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, member.account, &key, &body.text);
    let written = body.value;
    let words = format!("{}\n{}", written.title.as_deref().unwrap_or_default(), written.body);
    let new = NewThread {
        space: written.space,
        title: written.title,
        body: written.body,
        voice: written.voice,
        ticket: written.ticket,
        need: written.need,
        notes: written.notes,
        audience: written.audience,
        new_here: written.new_here,
        column: false,
    };
    let id = writing::open(&app, member.clone(), new, attempt).await?;
    let thread = reading::opened(&app, member.clone(), id).await?;
    let asked_again = again::asked_again(&app, &member, id, &words).await?;
    let thread = Written { asked_again, ..card::beside(&app, &member, &words, thread).await? };
    Ok(HttpResponse::Created().insert_header((header::LOCATION, format!("/api/v1/threads/{id}"))).json(thread))
}

/// A thread with the first page of its posts. The same for everybody with the same right.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path)), security((), ("bearer" = [])), responses(
    (status = 200, body = Thread), (status = 304, description = "Unchanged."), (status = 401, body = Problem),
    (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/threads/{id}")]
pub async fn get_thread(
    app: web::Data<App>,
    request: HttpRequest,
    viewer: Viewer,
    id: web::Path<ThreadId>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    kept::same_for_all(&request, &app, &viewer, Subject::Thread(id), format!("thread {id}"), async || {
        Ok(reading::thread(&app, &viewer, id).await?)
    })
    .await
}

/// What the author changes; what is left out stays.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreadChange {
    /// Another title.
    title: Option<String>,
    /// Another need.
    need: Option<Need>,
    /// Other content notes.
    notes: Option<Vec<Note>>,
    /// Another audience; not back to public once another member replied.
    audience: Option<Audience>,
    /// Another space's slug or id.
    space: Option<String>,
    /// `locked`: it takes no more replies. `open`: it does again; 409 while a moderator's lock stands.
    state: Option<ThreadState>,
}

/// Change one's own thread.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path)), request_body = Option<ThreadChange>, security(("bearer" = [])), responses(
    (status = 200, body = Thread), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[patch("/threads/{id}")]
pub async fn change_thread(
    app: web::Data<App>,
    Writer(member): Writer,
    id: web::Path<ThreadId>,
    body: Body<ThreadChange>,
) -> Result<web::Json<Thread>, Error> {
    let ThreadChange { title, need, notes, audience, space, state } = body.value;
    changing::change(&app, member.clone(), *id, Changes { title, need, notes, audience, space, state }).await?;
    Ok(web::Json(reading::opened(&app, member, *id).await?))
}

/// Hide one's own thread.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[delete("/threads/{id}")]
pub async fn hide_thread(app: web::Data<App>, member: Member, id: web::Path<ThreadId>) -> Result<HttpResponse, Error> {
    changing::hide(&app, member, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
