//! `/answers`, `/me/listening`, `/threads/{id}/writing`

use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::Deserialize;

use super::figures::{self, FirstAnswers};
use super::rota::{self, Choices, Listening};
use super::waits;
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::answer::same_for_all;
use crate::http::{Body, Viewer, Writer};
use crate::storage::columns::ThreadId;

/// How long first answers take, in the last thirty days. Open to everybody.
#[utoipa::path(tag = "listening", responses((status = 200, body = FirstAnswers), (status = 429, body = Problem)))]
#[get("/answers")]
pub async fn first_answers(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Error> {
    app.limits.visitor(&request)?;
    let figures = figures::look(&app).await?;
    same_for_all(&request, &Viewer(None), &figures)
}

/// When and about what a listener is called; for listeners, professionals and staff.
#[utoipa::path(tag = "listening", security(("bearer" = [])), responses(
    (status = 200, body = Listening), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/listening")]
pub async fn get_listening(app: web::Data<App>, member: Member) -> Result<web::Json<Listening>, Error> {
    Ok(web::Json(rota::get(&app, member).await?))
}

/// When and about what somebody wants to be called.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListeningChosen {
    /// Whether at all.
    on: bool,
    /// Slugs or ids of spaces.
    spaces: Vec<String>,
    /// `HH:MM` on her clock.
    from: String,
    /// `HH:MM`; equal ends: at any hour.
    to: String,
}

/// Choose when and about what to be called.
#[utoipa::path(tag = "listening", request_body = ListeningChosen, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/me/listening")]
pub async fn choose_listening(app: web::Data<App>, member: Member, body: Body<ListeningChosen>) -> Result<HttpResponse, Error> {
    let ListeningChosen { on, spaces, from, to } = body.value;
    rota::choose(&app, member, Choices { on, spaces, from, to }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Say "I am writing" about a thread that waits, so that two listeners do not; it holds for half an hour.
#[utoipa::path(tag = "listening", params(("id" = ThreadId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 429, body = Problem),
))]
#[put("/threads/{id}/writing")]
pub async fn begin_writing(app: web::Data<App>, Writer(member): Writer, id: web::Path<ThreadId>) -> Result<HttpResponse, Error> {
    waits::set_writing(&app, member, *id, true).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take "I am writing" back.
#[utoipa::path(tag = "listening", params(("id" = ThreadId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 429, body = Problem),
))]
#[delete("/threads/{id}/writing")]
pub async fn end_writing(app: web::Data<App>, Writer(member): Writer, id: web::Path<ThreadId>) -> Result<HttpResponse, Error> {
    waits::set_writing(&app, member, *id, false).await?;
    Ok(HttpResponse::NoContent().finish())
}
