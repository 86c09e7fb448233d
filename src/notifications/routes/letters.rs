//! What the links in letters do, without signing in: `/letters/stop`, `/letters/manage`, `/letters/confirm`.

use std::convert::Infallible;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, get, patch, post, web};
use serde::{Deserialize, Serialize};

use crate::accounts::second_address;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::Body;
use crate::notifications::manage::{self, Managed, ManagedChange};
use crate::notifications::stop::{self, Stoppable};

/// What a stop link is for.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct StopOffer {
    /// The kind of letter.
    kind: Stoppable,
    /// No more of them come.
    stopped: bool,
}

/// A body that is taken in and not looked at: the link says all there is, and no mail program's way of saying it is refused.
pub struct Whatever;

impl FromRequest for Whatever {
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Infallible>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = Bytes::from_request(request, payload);
        Box::pin(async move {
            drop(sent.await);
            Ok(Self)
        })
    }
}

/// What a stop link is for. Changes nothing: mail programs open links by themselves.
#[utoipa::path(tag = "letters", params(("token" = String, Path, description = "Out of a letter; a wrong one is answered alike")), responses(
    (status = 200, body = StopOffer), (status = 429, body = Problem),
))]
#[get("/letters/stop/{token}")]
pub async fn stop_offer(
    app: web::Data<App>,
    request: HttpRequest,
    token: web::Path<String>,
) -> Result<web::Json<StopOffer>, Error> {
    app.limits.visitor(&request)?;
    let (kind, stopped) = stop::offer(app, &token).await?;
    Ok(web::Json(StopOffer { kind, stopped }))
}

/// Stop the letters a link is for, without signing in. A second time changes nothing; a wrong token is answered alike.
///
/// Mail programs send `List-Unsubscribe=One-Click` (RFC 8058); any other body, or none, does the same.
#[utoipa::path(tag = "letters", params(("token" = String, Path, description = "Out of a letter; a wrong one is answered alike")), responses(
    (status = 200, body = StopOffer), (status = 429, body = Problem),
))]
#[post("/letters/stop/{token}")]
pub async fn stop_letters(
    app: web::Data<App>,
    request: HttpRequest,
    token: web::Path<String>,
    _: Whatever,
) -> Result<web::Json<StopOffer>, Error> {
    app.limits.visitor(&request)?;
    let kind = stop::stop(app, &token).await?;
    Ok(web::Json(StopOffer { kind, stopped: true }))
}

/// What can be changed without signing in. Changes nothing itself: mail programs open links by themselves.
#[utoipa::path(tag = "letters", params(("token" = String, Path, description = "Out of a letter; a wrong one is answered alike")), responses(
    (status = 200, body = Managed), (status = 429, body = Problem),
))]
#[get("/letters/manage/{token}")]
pub async fn see_choices(
    app: web::Data<App>,
    request: HttpRequest,
    token: web::Path<String>,
) -> Result<web::Json<Managed>, Error> {
    app.limits.visitor(&request)?;
    Ok(web::Json(manage::see(app, &token).await?))
}

/// Mute the thread of a letter, change how often letters come, or stop them all, without signing in.
#[utoipa::path(tag = "letters", params(("token" = String, Path, description = "Out of a letter; a wrong one is answered alike")),
    request_body = Option<ManagedChange>, responses(
    (status = 200, body = Managed), (status = 400, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[patch("/letters/manage/{token}")]
pub async fn change_choices(
    app: web::Data<App>,
    request: HttpRequest,
    token: web::Path<String>,
    body: Body<ManagedChange>,
) -> Result<web::Json<Managed>, Error> {
    app.limits.visitor(&request)?;
    Ok(web::Json(manage::change(app, &token, body.value).await?))
}

/// The link of a letter.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// Out of the letter.
    token: String,
}

/// Something is proven.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Confirmed {
    confirmed: bool,
}

/// Prove a second address by the link that was mailed to it.
#[utoipa::path(tag = "letters", request_body = Linked, responses(
    (status = 200, body = Confirmed), (status = 400, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/letters/confirm")]
pub async fn confirm_address(
    app: web::Data<App>,
    request: HttpRequest,
    body: Body<Linked>,
) -> Result<web::Json<Confirmed>, Error> {
    app.limits.entry(&request, None)?;
    second_address::confirm(app, &body.value.token).await?;
    Ok(web::Json(Confirmed { confirmed: true }))
}
