//! What admins may do: ask for the name behind a voice, agree, withdraw, read it.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;

use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{List, Paging};
use crate::http::{Admin, Body, Query};
use crate::idempotency::Attempt;
use crate::moderation::openings::{self, Opening};
use crate::storage::columns::{OpeningId, VoiceId};

/// Why an admin asks for a name.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningAsked {
    /// Why: 10 to 2,000 characters. The member behind the voice reads it.
    #[schema(min_length = 10, max_length = 2000)]
    reason: String,
}

/// Ask for the name behind a voice. All staff hear of it; a second admin or a day's wait opens it.
#[utoipa::path(tag = "moderation", request_body = OpeningAsked, security(("bearer" = [])),
    params(("id" = VoiceId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = Opening), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/voices/{id}/openings")]
pub async fn ask_name(
    app: web::Data<App>,
    Admin(admin): Admin,
    id: web::Path<VoiceId>,
    key: IdempotencyKey,
    body: Body<OpeningAsked>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, admin.account, &key, &body.text);
    let opening = openings::ask(&app, admin, *id, &body.value.reason, attempt).await?;
    Ok(HttpResponse::Created().json(opening))
}

/// Names that were asked for, newest first. The names themselves are not in it.
#[utoipa::path(tag = "moderation", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<Opening>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/openings")]
pub async fn list_openings(
    app: web::Data<App>,
    Admin(admin): Admin,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<Opening>>, Error> {
    Ok(web::Json(openings::list(&app, admin, paging.cursor.as_deref(), paging.limit).await?))
}

/// One opening; with the name, for seven days after it was opened. Each look at the name is in the staff log.
#[utoipa::path(tag = "moderation", params(("id" = OpeningId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Opening), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/openings/{id}")]
pub async fn get_opening(
    app: web::Data<App>,
    Admin(admin): Admin,
    id: web::Path<OpeningId>,
) -> Result<web::Json<Opening>, Error> {
    Ok(web::Json(openings::look(&app, admin, *id).await?))
}

/// Agree as a second admin: the name opens at once, and the member behind it is told.
#[utoipa::path(tag = "moderation", params(("id" = OpeningId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Opening), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/openings/{id}/approval")]
pub async fn approve_opening(
    app: web::Data<App>,
    Admin(admin): Admin,
    id: web::Path<OpeningId>,
) -> Result<web::Json<Opening>, Error> {
    Ok(web::Json(openings::approve(&app, admin, *id).await?))
}

/// Withdraw an opening, waiting or open: the name is not shown any more.
#[utoipa::path(tag = "moderation", params(("id" = OpeningId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Opening), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/openings/{id}/withdrawal")]
pub async fn withdraw_opening(
    app: web::Data<App>,
    Admin(admin): Admin,
    id: web::Path<OpeningId>,
) -> Result<web::Json<Opening>, Error> {
    Ok(web::Json(openings::withdraw(&app, admin, *id).await?))
}
