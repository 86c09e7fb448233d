//! `/helplines` and `/rules`; what somebody does not want to see is in `hiding`.

pub mod hiding;

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::{Deserialize, Serialize};

use super::helplines::{self, Emergency, Helpline};
use super::lead::{self, SafetyLead};
use super::rules::{self, Rule};
use crate::accounts::model;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::answer::same_for_all;
use crate::http::page::{self, Limit, List, Paging};
use crate::http::{Query, Viewer};

/// Which helplines.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Where {
    /// Two letters (ISO 3166); without it the worldwide ones.
    #[param(pattern = "^[A-Za-z]{2}$")]
    country: Option<String>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// Items on a page.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// Helplines, and whom to call when there is no time.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Helplines {
    /// One page of them: those of the country first, then the worldwide ones.
    items: Vec<Helpline>,
    /// The cursor of the next page; null on the last.
    next: Option<String>,
    /// Whom to call when there is no time.
    emergency: Emergency,
}

/// A page of a list that is known from the start.
fn cut<T>(app: &App, kind: &'static str, whole: Vec<T>, cursor: Option<&str>, limit: Limit) -> Result<List<T>, Error> {
    let from: usize = page::read_cursor(app, kind, cursor)?.unwrap_or(0);
    let rows = whole.into_iter().enumerate().skip(from).take(usize::from(limit.0) + 1).collect();
    Ok(List::cut(app, kind, rows, limit, |(place, _)| place + 1).map(|(_, item)| item))
}

/// Helplines for a country. Open to everybody; nobody is asked who she is.
#[utoipa::path(tag = "safety", params(Where), responses(
    (status = 200, body = Helplines), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/helplines")]
pub async fn list_helplines(
    app: web::Data<App>,
    request: HttpRequest,
    Query(place): Query<Where>,
) -> Result<HttpResponse, Error> {
    app.limits.visitor(&request)?;
    let country = place.country.as_deref().map(model::country).transpose().map_err(|why| Error::field("country", why))?;
    let whole = helplines::for_country(country.as_deref());
    let List { items, next } = cut(&app, "helplines", whole, place.cursor.as_deref(), place.limit)?;
    let answer = Helplines { items, next, emergency: helplines::emergency(country.as_deref()) };
    same_for_all(&request, &Viewer(None), &answer)
}

/// Who answers for safety here, and when she looks again. Open to everybody.
#[utoipa::path(tag = "safety", responses((status = 200, body = SafetyLead), (status = 429, body = Problem)))]
#[get("/safety")]
pub async fn safety_lead(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Error> {
    app.limits.visitor(&request)?;
    same_for_all(&request, &Viewer(None), &lead::of(&app))
}

/// The rules of the forum, in the order shown.
#[utoipa::path(tag = "safety", params(Paging), responses(
    (status = 200, body = List<Rule>), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/rules")]
pub async fn list_rules(app: web::Data<App>, request: HttpRequest, Query(paging): Query<Paging>) -> Result<HttpResponse, Error> {
    app.limits.visitor(&request)?;
    let page = cut(&app, "rules", rules::all().to_vec(), paging.cursor.as_deref(), paging.limit)?;
    same_for_all(&request, &Viewer(None), &page)
}
