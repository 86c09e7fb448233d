//! `/admin/disclosures`

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;

use super::actions::{self, Written};
use super::model::Disclosure;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{List, Paging};
use crate::http::{Admin, Body, Query};
use crate::idempotency::Attempt;
use crate::storage::columns::{DisclosureId, ThreadId, VoiceId};

/// What an authority is to be told.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureWritten {
    /// Why it cannot wait: 10 to 2,000 characters.
    #[schema(min_length = 10, max_length = 2000)]
    reason: String,
    /// What exactly: 10 to 2,000 characters.
    #[schema(min_length = 10, max_length = 2000)]
    what: String,
    /// To whom: 3 to 2,000 characters.
    #[schema(min_length = 3, max_length = 2000)]
    to_whom: String,
    /// Why whoever it is about is not told, if a law forbids it.
    silence: Option<String>,
    /// About which thread.
    thread: Option<ThreadId>,
    /// About which voice.
    voice: Option<VoiceId>,
    /// It cannot even wait for another admin: it is made at once, and somebody looks at it later.
    #[serde(default)]
    alone: bool,
}

/// Begin an emergency disclosure. Another admin agrees, or looks at it later.
#[utoipa::path(tag = "moderation", request_body = DisclosureWritten, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = Disclosure), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem),
    ))]
#[post("/admin/disclosures")]
pub async fn begin_disclosure(
    app: web::Data<App>,
    Admin(admin): Admin,
    key: IdempotencyKey,
    body: Body<DisclosureWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, admin.account, &key, &body.text);
    let DisclosureWritten { reason, what, to_whom, silence, thread, voice, alone } = body.value;
    let written = Written { reason, what, to_whom, silence, thread, voice, alone };
    Ok(HttpResponse::Created().json(actions::begin(&app, admin, written, attempt).await?))
}

/// Emergency disclosures, newest first. Each look is in the staff log.
#[utoipa::path(tag = "moderation", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<Disclosure>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/admin/disclosures")]
pub async fn list_disclosures(
    app: web::Data<App>,
    Admin(admin): Admin,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<Disclosure>>, Error> {
    Ok(web::Json(actions::list(&app, admin, paging.cursor.as_deref(), paging.limit).await?))
}

/// What another admin says to a disclosure.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureLook {
    /// Up to 2,000 characters.
    #[serde(default)]
    note: String,
}

/// Agree to a disclosure that waits, or look at one that was made alone.
#[utoipa::path(tag = "moderation", request_body = DisclosureLook, params(("id" = DisclosureId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Disclosure), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/admin/disclosures/{id}/approval")]
pub async fn approve_disclosure(
    app: web::Data<App>,
    Admin(admin): Admin,
    id: web::Path<DisclosureId>,
    body: Body<DisclosureLook>,
) -> Result<web::Json<Disclosure>, Error> {
    Ok(web::Json(actions::look_at(&app, admin, *id, &body.value.note).await?))
}

/// Withdraw a disclosure that was not made.
#[utoipa::path(tag = "moderation", params(("id" = DisclosureId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Disclosure), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 429, body = Problem),
))]
#[post("/admin/disclosures/{id}/withdrawal")]
pub async fn withdraw_disclosure(
    app: web::Data<App>,
    Admin(admin): Admin,
    id: web::Path<DisclosureId>,
) -> Result<web::Json<Disclosure>, Error> {
    Ok(web::Json(actions::withdraw(&app, admin, *id).await?))
}
