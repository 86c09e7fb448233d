//! What every member may do: report, hear what came of it, read what was decided about her.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;

use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{List, Paging};
use crate::http::{Body, Query, SignedIn};
use crate::idempotency::Attempt;
use crate::moderation::model::{Decision, Reason, Report};
use crate::moderation::openings::{self, OpeningTold};
use crate::moderation::{about_me, reporting};
use crate::storage::columns::ThreadId;

/// A report, as somebody writes it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportWritten {
    /// Why.
    reason: Reason,
    /// In her words, up to 2,000 characters.
    note: Option<String>,
}

/// Report a post. Its author never learns who did.
#[utoipa::path(tag = "moderation", request_body = ReportWritten, security(("bearer" = [])),
    params(("id" = ThreadId, Path), ("n" = i32, Path, minimum = 1), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = Report), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/threads/{id}/posts/{n}/reports")]
pub async fn report(
    app: web::Data<App>,
    member: Member,
    path: web::Path<(ThreadId, i32)>,
    key: IdempotencyKey,
    body: Body<ReportWritten>,
) -> Result<HttpResponse, Error> {
    let (thread, number) = path.into_inner();
    let attempt = Attempt::new(&app, member.account, &key, &body.text);
    let ReportWritten { reason, note } = body.value;
    let report = reporting::report(&app, member, thread, number, reason, note, attempt).await?;
    Ok(HttpResponse::Created().json(report))
}

/// Her reports and what came of them, newest first.
#[utoipa::path(tag = "moderation", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<Report>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/reports")]
pub async fn my_reports(
    app: web::Data<App>,
    member: Member,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<Report>>, Error> {
    Ok(web::Json(reporting::mine(&app, member, paging.cursor.as_deref(), paging.limit).await?))
}

/// Decisions about her own posts, newest first; open to the suspended too.
#[utoipa::path(tag = "moderation", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<Decision>), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/decisions")]
pub async fn my_decisions(
    app: web::Data<App>,
    SignedIn(member): SignedIn,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<Decision>>, Error> {
    Ok(web::Json(about_me::list(&app, member, paging.cursor.as_deref(), paging.limit).await?))
}

/// Names behind voices of hers that were opened, newest first; open to the suspended too, because it is a decision about her.
#[utoipa::path(tag = "moderation", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<OpeningTold>), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/openings")]
pub async fn my_openings(
    app: web::Data<App>,
    SignedIn(member): SignedIn,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<OpeningTold>>, Error> {
    Ok(web::Json(openings::about_me(&app, member, paging.cursor.as_deref(), paging.limit).await?))
}
