//! Statements of reasons to hand on.

use actix_web::{HttpResponse, get, web};
use serde::Deserialize;

use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::{Admin, Query};
use crate::moderation::statements::{self, Statements};
use crate::transparency::csv::table;
use crate::transparency::month::Month;

/// Which months.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatementsAsked {
    /// The first month, as `2026-03`; this one unless said otherwise.
    from: Option<String>,
    /// The last month; the first one unless said otherwise.
    until: Option<String>,
}

impl StatementsAsked {
    fn read(&self, now: crate::clock::Moment) -> Result<(Month, Month), Error> {
        let month = |field: &str, text: &Option<String>| {
            text.as_deref().map(|text| Month::parse(text).ok_or_else(|| Error::field(field, "invalid"))).transpose()
        };
        let from = month("from", &self.from)?.unwrap_or_else(|| Month::of(now));
        let until = month("until", &self.until)?.unwrap_or(from);
        if from > until { Err(Error::field("from", "after_until")) } else { Ok((from, until)) }
    }
}

/// Statements of reasons without personal data. One in which a program finds any is left out, and listed.
#[utoipa::path(tag = "moderation", params(StatementsAsked), security(("bearer" = [])), responses(
    (status = 200, body = Statements), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/admin/statements")]
pub async fn export_statements(
    app: web::Data<App>,
    Admin(admin): Admin,
    Query(asked): Query<StatementsAsked>,
) -> Result<web::Json<Statements>, Error> {
    let (from, until) = asked.read(app.clock.now())?;
    Ok(web::Json(statements::export(&app, admin, from.begins(), until.plus(1).begins()).await?))
}

/// The same statements as a table.
#[utoipa::path(tag = "moderation", params(StatementsAsked), security(("bearer" = [])), responses(
    (status = 200, content_type = "text/csv", body = String), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/admin/statements.csv")]
pub async fn export_statements_csv(
    app: web::Data<App>,
    Admin(admin): Admin,
    Query(asked): Query<StatementsAsked>,
) -> Result<HttpResponse, Error> {
    let (from, until) = asked.read(app.clock.now())?;
    let found = statements::export(&app, admin, from.begins(), until.plus(1).begins()).await?;
    let head = [
        "id",
        "decided",
        "action",
        "sanction",
        "content",
        "scope",
        "ground",
        "rule",
        "rule_title",
        "facts",
        "found_by",
        "detected",
        "automatic",
        "undone",
    ];
    let rows = found.statements.into_iter().map(|one| {
        let day = serde_json::to_value(one.decided).ok().and_then(|day| day.as_str().map(str::to_owned)).unwrap_or_default();
        vec![
            one.id.to_string(),
            day,
            one.action.word().to_owned(),
            one.sanction.map_or_else(String::new, |kind| kind.word().to_owned()),
            one.content.to_owned(),
            one.scope.to_owned(),
            one.ground.word().to_owned(),
            one.rule,
            one.rule_title,
            one.facts,
            one.found_by.word().to_owned(),
            one.detected.to_string(),
            one.automatic.to_string(),
            one.undone.to_string(),
        ]
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("content-disposition", format!("attachment; filename=\"statements-{from}-{until}.csv\"")))
        .body(table(&head, rows)))
}
