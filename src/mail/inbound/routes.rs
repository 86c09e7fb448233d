//! Mail that another program hands over by HTTP.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, post, web};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use utoipa::IntoParams;

use super::{LIMIT, Recipient, Unwelcome, events, receive};
use crate::app::App;
use crate::config::Secret;
use crate::error::{Code, Error, Problem};
use crate::http::query::Query;
use crate::http::viewer;

/// Bytes of what a sending service tells at once, at most.
const EVENTS: usize = 256 << 10;

/// Whom a mail is for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Envelope {
    /// The envelope's recipient, at `mail.domain`.
    to: String,
    /// The envelope's sender; left out or empty for a bounce.
    #[serde(default)]
    from: String,
}

/// Hand over one mail that came for one address. The Bearer is `mail.inbound_secret`. It is kept before the answer; a mail
/// that comes several times is looked at once.
#[utoipa::path(tag = "inbound", params(Envelope), security(("bearer" = [])), request_body(content = String, content_type = "message/rfc822"), responses(
    (status = 202, description = "Kept"), (status = 401, body = Problem), (status = 404, body = Problem), (status = 413, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/inbound/mail")]
pub async fn hand_over(
    app: web::Data<App>,
    request: HttpRequest,
    envelope: Result<Query<Envelope>, Error>,
    body: web::Payload,
) -> Result<HttpResponse, Error> {
    if app.config.mail.domain.is_empty() || app.config.mail.inbound_secret.reveal().is_empty() {
        return Err(Code::NotFound.into());
    }
    knows_secret(&app, &request, &app.config.mail.inbound_secret)?;
    let Query(envelope) = envelope?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("message/rfc822") {
        return Err(Error::new(Code::UnsupportedMediaType).detailed("Please send message/rfc822."));
    }
    if Recipient::parse(&envelope.to, &app.config.mail.domain).is_none() {
        return Err(Code::NotFound.into());
    }
    app.limits.inbound(&envelope.to)?;
    let raw = body.to_bytes_limited(LIMIT).await.map_err(|_| Code::TooLarge)?.map_err(|_| Code::Malformed)?;
    receive(&app, &envelope.from, &envelope.to, raw.to_vec()).await.map_err(|error| match error {
        Unwelcome::Unknown => Code::NotFound.into(),
        Unwelcome::TooLarge => Code::TooLarge.into(),
        Unwelcome::NoMail => Error::field("body", "unknown"),
        Unwelcome::Storage(failure) => failure.into(),
    })?;
    Ok(HttpResponse::Accepted().finish())
}

/// Tell what became of letters, for sending services: a bounce or a complaint. Signed with `mail.events_secret` (Standard
/// Webhooks, or Mailgun's own way) within five minutes. Told twice it counts once; alike whether or not a letter is known.
#[utoipa::path(tag = "inbound", security(("bearer" = [])), request_body = Object, responses(
    (status = 202, description = "Taken"), (status = 401, body = Problem), (status = 404, body = Problem), (status = 413, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/inbound/events")]
pub async fn tell_events(app: web::Data<App>, request: HttpRequest, body: web::Payload) -> Result<HttpResponse, Error> {
    let secret = app.config.mail.events_secret.reveal();
    if secret.is_empty() {
        return Err(Code::NotFound.into());
    }
    let body = body.to_bytes_limited(EVENTS).await.map_err(|_| Code::TooLarge)?.map_err(|_| Code::Malformed)?;
    if !events::is_signed(secret, request.headers(), &body, app.clock.now()) {
        app.limits.visitor(&request)?;
        return Err(Code::Unauthenticated.into());
    }
    let told = events::read(&body).ok_or_else(|| Error::field("body", "unknown"))?;
    events::take(app.clone(), told).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Whether a request carries this secret; who does not is counted like any visitor, so that nobody tries them all.
fn knows_secret(app: &App, request: &HttpRequest, secret: &Secret) -> Result<(), Error> {
    // Hashed first: what is compared is then of one length, whatever was sent.
    let hash = |text: &str| Sha256::digest(text.as_bytes());
    let told = viewer::bearer(request).ok().flatten().unwrap_or_default();
    if bool::from(hash(told).ct_eq(&hash(secret.reveal()))) {
        return Ok(());
    }
    app.limits.visitor(request)?;
    Err(Code::Unauthenticated.into())
}
