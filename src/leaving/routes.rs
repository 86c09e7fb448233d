//! `/me/export`, `/me/erasure`, `/erasures/{receipt}`.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;

use super::erasure;
use super::model::{self, Fate, Receipt};
use super::sections::Export;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::{Body, Departing, SignedIn};
use crate::idempotency::Attempt;

/// What is to become of her words.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Farewell {
    /// `remove`: they go. `keep_without_name`: they stay, and nobody's name is on them.
    words: Fate,
}

/// Everything that is held about her, as a file. Open to the suspended too.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = Export, description = "A file."), (status = 401, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/export")]
pub async fn export(app: web::Data<App>, SignedIn(member): SignedIn) -> Result<HttpResponse, Error> {
    let document = super::export::document(&app, &member).await?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"export.json\""));
    answer.insert_header((header::CONTENT_TYPE, "application/json"));
    answer.insert_header((header::CACHE_CONTROL, "private, no-store"));
    Ok(answer.body(document))
}

/// Leave for good. Nobody can sign in as her once this is answered; the rest is forgotten within two days. Open to the suspended
/// too. A repeat with the same `Idempotency-Key` gets the receipt again, for as long as the token would have been good.
#[utoipa::path(tag = "me", request_body = Farewell, security(("bearer" = [])), params(
    ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 printable characters: a repeat gets the first answer again."),
), responses(
    (status = 201, body = Receipt, description = "She has left."),
    (status = 400, body = Problem), (status = 401, body = Problem), (status = 409, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/me/erasure")]
pub async fn erase(
    app: web::Data<App>,
    departing: Departing,
    key: IdempotencyKey,
    body: Body<Farewell>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::of_session(&app, departing.session, &key, &body.text);
    let given = erasure::erase(&app, departing.member, body.value.words, attempt).await?;
    Ok(HttpResponse::Created().json(Receipt::from(given)))
}

/// How far an erasure has come: for whoever has the code of its receipt, without an account.
#[utoipa::path(tag = "me", params(("receipt" = String, Path, description = "The code of a receipt.")), responses(
    (status = 200, body = model::Erasure), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/erasures/{receipt}")]
pub async fn receipt(
    app: web::Data<App>,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<web::Json<model::Erasure>, Error> {
    app.limits.visitor(&request)?;
    Ok(web::Json(erasure::progress(&app, &code).await?))
}
