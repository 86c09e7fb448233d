//! `/me/night`: "enough for tonight".

use actix_web::{HttpResponse, delete, get, put, web};
use serde::Serialize;

use crate::accounts::Member;
use crate::app::App;
use crate::clock::Moment;
use crate::error::{Error, Problem};
use crate::notifications::night;

/// Her night.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Night {
    /// Until then no letter about others comes, and no count of notices shows; null while she has not said "enough".
    #[schema(format = DateTime)]
    until: Option<String>,
}

impl From<Option<Moment>> for Night {
    fn from(until: Option<Moment>) -> Self {
        Self { until: until.map(Moment::rfc3339) }
    }
}

/// Whether she said "enough for tonight".
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = Night), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/night")]
pub async fn get_night(app: web::Data<App>, member: Member) -> Result<web::Json<Night>, Error> {
    Ok(web::Json(night::until(&app, member).await?.into()))
}

/// Enough for tonight: nothing calls her until the end of her quiet hours, or seven in the morning.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[put("/me/night")]
pub async fn begin_night(app: web::Data<App>, member: Member) -> Result<HttpResponse, Error> {
    night::set(&app, member, true).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// She is awake after all.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[delete("/me/night")]
pub async fn end_night(app: web::Data<App>, member: Member) -> Result<HttpResponse, Error> {
    night::set(&app, member, false).await?;
    Ok(HttpResponse::NoContent().finish())
}
