//! `/moderation/checks`, `/moderation/storm`, `/moderation/groups`

use actix_web::{HttpResponse, get, post, put, web};
use serde::Deserialize;

use super::checks::CheckSettings;
use super::groups::{self, CaseGroup};
use super::storm::{self, Storm};
use super::trial::{self, CheckTold, Trial};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::page::List;
use crate::http::{Admin, Body, Moderator};

/// The checks, as they are now.
#[utoipa::path(tag = "moderation", security(("bearer" = [])), responses(
    (status = 200, body = List<CheckTold>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/checks")]
pub async fn list_checks(app: web::Data<App>, _: Moderator) -> Result<web::Json<List<CheckTold>>, Error> {
    Ok(web::Json(List { items: trial::list(&app).await?, next: None }))
}

/// With which numbers a check is tried; as it is, if none are given.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckTried {
    /// Which.
    settings: Option<CheckSettings>,
}

/// Try a check on the last thousand posts. Nothing is held.
#[utoipa::path(tag = "moderation", params(("check" = String, Path)), request_body = Option<CheckTried>, security(("bearer" = [])), responses(
    (status = 200, body = Trial), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/checks/{check}/trial")]
pub async fn try_check(
    app: web::Data<App>,
    _: Moderator,
    name: web::Path<String>,
    body: Body<CheckTried>,
) -> Result<web::Json<Trial>, Error> {
    Ok(web::Json(trial::try_out(&app, name.into_inner(), body.value.settings).await?))
}

/// What becomes of a check.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckSwitched {
    /// On or off.
    on: bool,
    /// With which numbers; as it is, if none are given.
    settings: Option<CheckSettings>,
    /// The `trial` of a trial with exactly these numbers: needed to switch on.
    trial: Option<String>,
}

/// Switch a check on or off. On, only after it was tried with the same numbers.
#[utoipa::path(tag = "moderation", params(("check" = String, Path)), request_body = CheckSwitched, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/moderation/checks/{check}")]
pub async fn switch_check(
    app: web::Data<App>,
    Admin(admin): Admin,
    name: web::Path<String>,
    body: Body<CheckSwitched>,
) -> Result<HttpResponse, Error> {
    let CheckSwitched { on, settings, trial } = body.value;
    trial::switch(&app, admin, name.into_inner(), on, settings, trial).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Whether there is a storm.
#[utoipa::path(tag = "moderation", security(("bearer" = [])), responses(
    (status = 200, body = Storm), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/storm")]
pub async fn get_storm(app: web::Data<App>, _: Moderator) -> Result<web::Json<Storm>, Error> {
    Ok(web::Json(storm::now(&app).await?))
}

/// The storm switch.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StormSwitched {
    /// On or off.
    on: bool,
    /// For so many hours; 12 unless said otherwise, at most 72.
    #[schema(minimum = 1, maximum = 72)]
    hours: Option<i64>,
}

/// Begin a storm, or end it: new members' posts wait for a person meanwhile, and sign-ups are slowed.
#[utoipa::path(tag = "moderation", request_body = StormSwitched, security(("bearer" = [])), responses(
    (status = 200, body = Storm), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/storm")]
pub async fn switch_storm(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    body: Body<StormSwitched>,
) -> Result<web::Json<Storm>, Error> {
    let StormSwitched { on, hours } = body.value;
    if hours.is_some_and(|hours| !(1..=storm::LONGEST).contains(&hours)) {
        return Err(Error::field("hours", "not_allowed"));
    }
    Ok(web::Json(storm::switch(&app, moderator, on, hours.unwrap_or(12)).await?))
}

/// Open cases that are much alike, in groups.
#[utoipa::path(tag = "moderation", security(("bearer" = [])), responses(
    (status = 200, body = List<CaseGroup>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/groups")]
pub async fn list_groups(app: web::Data<App>, _: Moderator) -> Result<web::Json<List<CaseGroup>>, Error> {
    Ok(web::Json(List { items: groups::list(&app).await?, next: None }))
}
