//! What depends on the reader: `/threads/{id}/mine`, `/voice`, `/follow`, `/read`, `/me/threads`

use actix_web::{HttpResponse, delete, get, put, web};
use serde::Deserialize;

use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::page::{List, Paging};
use crate::http::{Body, Query};
use crate::storage::columns::ThreadId;
use crate::threads::follows;
use crate::threads::mine::{self, Mine};
use crate::threads::model::Level;
use crate::threads::reading;
use crate::threads::views::Card;
use crate::voices::VoiceOffer;

/// Everything in a thread that depends on the reader.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Mine), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/threads/{id}/mine")]
pub async fn in_thread(app: web::Data<App>, member: Member, id: web::Path<ThreadId>) -> Result<web::Json<Mine>, Error> {
    Ok(web::Json(mine::in_thread(&app, member, *id).await?))
}

/// Her two names in a thread: those she spoke under, or those she would. Stores nothing.
#[utoipa::path(tag = "voices", params(("id" = ThreadId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = VoiceOffer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/threads/{id}/voice")]
pub async fn voice(app: web::Data<App>, member: Member, id: web::Path<ThreadId>) -> Result<web::Json<VoiceOffer>, Error> {
    Ok(web::Json(mine::voice_choices(&app, member, *id).await?))
}

/// How to follow.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Following {
    /// At which level.
    level: Level,
}

/// Follow a thread.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path)), request_body = Following, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/threads/{id}/follow")]
pub async fn follow(
    app: web::Data<App>,
    member: Member,
    id: web::Path<ThreadId>,
    body: Body<Following>,
) -> Result<HttpResponse, Error> {
    follows::follow(&app, member, *id, body.value.level).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Follow it no more.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[delete("/threads/{id}/follow")]
pub async fn unfollow(app: web::Data<App>, member: Member, id: web::Path<ThreadId>) -> Result<HttpResponse, Error> {
    follows::unfollow(&app, member, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// How far she has read.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadTo {
    /// The last post she has seen.
    #[schema(minimum = 0)]
    number: i32,
}

/// Mark how far she has read; never backwards.
#[utoipa::path(tag = "threads", params(("id" = ThreadId, Path)), request_body = ReadTo, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/threads/{id}/read")]
pub async fn mark_read(
    app: web::Data<App>,
    member: Member,
    id: web::Path<ThreadId>,
    body: Body<ReadTo>,
) -> Result<HttpResponse, Error> {
    if body.value.number < 0 {
        return Err(Error::field("number", "wrong_type"));
    }
    follows::mark_read(&app, member, *id, body.value.number).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The threads she opened, under both voices, newest first.
#[utoipa::path(tag = "me", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<Card>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/threads")]
pub async fn own_threads(
    app: web::Data<App>,
    member: Member,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<Card>>, Error> {
    Ok(web::Json(reading::own(&app, member, paging.cursor.as_deref(), paging.limit).await?))
}
