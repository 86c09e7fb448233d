//! Letting letters go to an address again.

use actix_web::{HttpResponse, post, web};
use serde::Deserialize;

use super::actions;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::{Admin, Body};

/// Which address, and why.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Lift {
    /// The address.
    email: String,
    /// Why; it stands in the staff log, so it names nobody.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Let letters go to an address again, after bounces or a complaint. Alike whether or not anything was kept back.
#[utoipa::path(tag = "admin", request_body = Lift, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/admin/mail/suppressions/lift")]
pub async fn lift_suppression(app: web::Data<App>, Admin(admin): Admin, body: Body<Lift>) -> Result<HttpResponse, Error> {
    actions::lift(app, admin, &body.value.email, &body.value.reason).await?;
    Ok(HttpResponse::NoContent().finish())
}
