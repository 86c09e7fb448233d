//! `/transparency`, `/transparency.csv`

use actix_web::{HttpResponse, get, web};
use serde::Deserialize;

use super::figures::Transparency;
use super::{actions, csv};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::{Query, Viewer};

/// Which months.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MonthsAsked {
    /// The first month, as `2026-03`; eleven before the last unless said otherwise.
    from: Option<String>,
    /// The last month; the one before this unless said otherwise. At most 36 months.
    until: Option<String>,
}

/// What moderation did, in numbers: whole months, for everybody, naming nobody. Made of the staff log alone.
#[utoipa::path(tag = "transparency", params(MonthsAsked), responses(
    (status = 200, body = Transparency), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/transparency")]
pub async fn transparency(
    app: web::Data<App>,
    _: Viewer,
    Query(asked): Query<MonthsAsked>,
) -> Result<web::Json<Transparency>, Error> {
    let (from, until) = actions::span(app.clock.now(), asked.from.as_deref(), asked.until.as_deref())?;
    Ok(web::Json(actions::read(&app, from, until).await?))
}

/// The same numbers as a table.
#[utoipa::path(tag = "transparency", params(MonthsAsked), responses(
    (status = 200, content_type = "text/csv", body = String), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/transparency.csv")]
pub async fn transparency_csv(app: web::Data<App>, _: Viewer, Query(asked): Query<MonthsAsked>) -> Result<HttpResponse, Error> {
    let (from, until) = actions::span(app.clock.now(), asked.from.as_deref(), asked.until.as_deref())?;
    let books = actions::read(&app, from, until).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("content-disposition", format!("attachment; filename=\"transparency-{from}-{until}.csv\"")))
        .body(csv::write(&books)))
}
