//! Objecting to a decision, and deciding an objection.

use actix_web::{HttpResponse, post, web};
use serde::Deserialize;

use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::{Body, Moderator, SignedIn};
use crate::idempotency::Attempt;
use crate::moderation::appeals;
use crate::moderation::model::AppealTold;
use crate::storage::columns::{AppealId, DecisionId};

/// An objection, as somebody writes it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealWritten {
    /// In her words, up to 2,000 characters.
    text: String,
}

/// Object to a decision about oneself, once, within 180 days; open to the suspended too. Somebody else decides.
#[utoipa::path(tag = "moderation", request_body = AppealWritten, security(("bearer" = [])),
    params(("id" = DecisionId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses((status = 201, body = AppealTold), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/decisions/{id}/appeal")]
pub async fn appeal(
    app: web::Data<App>,
    SignedIn(member): SignedIn,
    id: web::Path<DecisionId>,
    key: IdempotencyKey,
    body: Body<AppealWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, member.account, &key, &body.text);
    Ok(HttpResponse::Created().json(appeals::object(&app, member, *id, &body.value.text, attempt).await?))
}

/// What a moderator says to an objection.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealAnswer {
    /// The decision is undone, and everything is as it was.
    uphold: bool,
    /// Why, up to 2,000 characters. Whoever objected reads it.
    reason: String,
}

/// Decide an objection. Whoever took the decision cannot, while there is somebody else.
#[utoipa::path(tag = "moderation", request_body = AppealAnswer, security(("bearer" = [])),
    params(("id" = AppealId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key decides nothing twice.", min_length = 1, max_length = 255)),
    responses((status = 200, body = AppealTold), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/appeals/{id}/decision")]
pub async fn decide_appeal(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<AppealId>,
    key: IdempotencyKey,
    body: Body<AppealAnswer>,
) -> Result<web::Json<AppealTold>, Error> {
    let attempt = Attempt::new(&app, moderator.account, &key, &body.text);
    let AppealAnswer { uphold, reason } = body.value;
    Ok(web::Json(appeals::decide(&app, moderator, *id, uphold, &reason, attempt).await?))
}
