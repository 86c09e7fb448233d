//! `/threads/{id}/posts`, `/threads/{id}/posts/{n}`, its history

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use serde::{Deserialize, Serialize};

use crate::accounts::Member;
use crate::app::App;
use crate::clock::Quarter;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{Limit, List};
use crate::http::{Body, Query, Viewer, Writer, kept};

use crate::idempotency::Attempt;
use crate::safety::card::{self, Written};
use crate::storage::Subject;
use crate::storage::columns::ThreadId;
use crate::threads::changing;
use crate::threads::reading;
use crate::threads::reading::HistoryAsked;
use crate::threads::views::Post;
use crate::threads::writing::{self, NewReply};
use crate::voices::VoiceKind;

/// Which posts.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PostsAsked {
    /// From this number on.
    #[param(minimum = 1)]
    from: Option<i32>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// Items on a page.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// The posts of a thread, in order. The same for everybody with the same right.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path), PostsAsked), security((), ("bearer" = [])), responses(
    (status = 200, body = List<Post>), (status = 304, description = "Unchanged."), (status = 401, body = Problem),
    (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/threads/{id}/posts")]
pub async fn list_posts(
    app: web::Data<App>,
    request: HttpRequest,
    viewer: Viewer,
    id: web::Path<ThreadId>,
    Query(asked): Query<PostsAsked>,
) -> Result<HttpResponse, Error> {
    if asked.from.is_some_and(|number| number < 1) {
        return Err(Error::field("from", "unknown"));
    }
    let (id, PostsAsked { from, cursor, limit }) = (*id, &asked);
    kept::same_for_all(&request, &app, &viewer, Subject::Thread(id), format!("posts {id} {asked:?}"), || {
        reading::posts(&app, &viewer, id, *from, cursor.as_deref(), *limit)
    })
    .await
}

/// A reply, as somebody writes it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyWritten {
    /// Markdown, up to 20,000 characters.
    body: String,
    /// Under which name.
    voice: VoiceKind,
    /// The post it answers.
    #[schema(minimum = 1)]
    in_reply_to: Option<i32>,
    /// She opened the thread, speaks under the same name, and tells how it went: it stands at the top from now on.
    #[serde(default)]
    ending: bool,
    /// She says that she is new here; heard in her first thirty days.
    #[serde(default)]
    new_here: bool,
}

/// Reply in a thread.
#[utoipa::path(tag = "threads", request_body = ReplyWritten, security(("bearer" = [])),
    params(("id" = ThreadId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = Written<Post>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/threads/{id}/posts")]
pub async fn reply(
    app: web::Data<App>,
    Writer(member): Writer,
    id: web::Path<ThreadId>,
    key: IdempotencyKey,
    body: Body<ReplyWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, member.account, &key, &body.text);
    let ReplyWritten { body, voice, in_reply_to, ending, new_here } = body.value;
    let words = body.clone();
    let new = NewReply { body, voice, in_reply_to, ending, new_here };
    let number = writing::reply(&app, member.clone(), *id, new, attempt).await?;
    let post = reading::written(&app, member.clone(), *id, number).await?;
    let post = card::beside(&app, &member, &words, post).await?;
    let location = format!("/api/v1/threads/{id}/posts?from={number}");
    Ok(HttpResponse::Created().insert_header((header::LOCATION, location)).json(post))
}

/// Other words for a post.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostChange {
    /// Markdown, up to 20,000 characters.
    body: String,
    /// Must be the voice it was written with: a published post keeps it.
    voice: Option<VoiceKind>,
}

/// Change one's own post: for ten minutes without a trace, later with its history kept.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path), ("n" = i32, Path, minimum = 1)), request_body = PostChange, security(("bearer" = [])), responses(
    (status = 200, body = Written<Post>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[patch("/threads/{id}/posts/{n}")]
pub async fn edit_post(
    app: web::Data<App>,
    Writer(member): Writer,
    path: web::Path<(ThreadId, i32)>,
    body: Body<PostChange>,
) -> Result<web::Json<Written<Post>>, Error> {
    let (id, number) = path.into_inner();
    let words = body.value.body.clone();
    changing::edit(&app, member.clone(), id, number, body.value.body, body.value.voice).await?;
    let post = reading::written(&app, member.clone(), id, number).await?;
    Ok(web::Json(card::beside(&app, &member, &words, post).await?))
}

/// Take one's own post back.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path), ("n" = i32, Path, minimum = 1)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 429, body = Problem),
))]
#[delete("/threads/{id}/posts/{n}")]
pub async fn take_back(app: web::Data<App>, member: Member, path: web::Path<(ThreadId, i32)>) -> Result<HttpResponse, Error> {
    let (id, number) = path.into_inner();
    changing::take_back(&app, member, id, number).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What a post said up to a moment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Edition {
    /// Markdown.
    body: String,
    /// Rendered and sanitised.
    html: String,
    /// Until when it stood.
    #[schema(value_type = String, format = DateTime)]
    until: Quarter,
}

/// What a post said before, oldest first: for its author and for moderators.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path), ("n" = i32, Path, minimum = 1), HistoryAsked), security(("bearer" = [])), responses(
    (status = 200, body = List<Edition>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/threads/{id}/posts/{n}/history")]
pub async fn history(
    app: web::Data<App>,
    member: Member,
    path: web::Path<(ThreadId, i32)>,
    Query(asked): Query<HistoryAsked>,
) -> Result<web::Json<List<Edition>>, Error> {
    let (id, number) = path.into_inner();
    let list = reading::history(&app, member, id, number, asked).await?;
    Ok(web::Json(list.map(|edition| Edition { body: edition.body, html: edition.html, until: edition.until.quarter() })))
}
