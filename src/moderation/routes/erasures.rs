//! Erasing the words of a removed post for good: one of staff asks, another does it.

use actix_web::{HttpResponse, delete, post, web};
use serde::Deserialize;

use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::{Body, Moderator};
use crate::moderation::erasing::{self, WordErasure};
use crate::storage::columns::DecisionId;

/// Why the words cannot stay even for their author.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordErasureAsked {
    /// Up to 2,000 characters. Their author reads it.
    reason: String,
}

/// Ask that the words of a removed post be erased for good, before their 180 days are over.
#[utoipa::path(tag = "moderation", request_body = WordErasureAsked, params(("id" = DecisionId, Path)), security(("bearer" = [])), responses(
    (status = 201, body = WordErasure), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/decisions/{id}/erasure")]
pub async fn ask_erasure(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<DecisionId>,
    body: Body<WordErasureAsked>,
) -> Result<HttpResponse, Error> {
    Ok(HttpResponse::Created().json(erasing::ask(&app, moderator, *id, &body.value.reason).await?))
}

/// Agree: the words are gone for good. For another of staff than the one who asked; for a moderator who is alone, after a day.
#[utoipa::path(tag = "moderation", params(("id" = DecisionId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = WordErasure), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/decisions/{id}/erasure/approval")]
pub async fn approve_erasure(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<DecisionId>,
) -> Result<web::Json<WordErasure>, Error> {
    Ok(web::Json(erasing::erase(&app, moderator, *id).await?))
}

/// Take back what was asked for.
#[utoipa::path(tag = "moderation", params(("id" = DecisionId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[delete("/moderation/decisions/{id}/erasure")]
pub async fn withdraw_erasure(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<DecisionId>,
) -> Result<HttpResponse, Error> {
    erasing::withdraw(&app, moderator, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
