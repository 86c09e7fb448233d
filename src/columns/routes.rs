//! `/columns`, `/columns/{id}`, `/me/bio`, `/atom/threads`, `/atom/columns`

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use serde::Deserialize;

use super::actions::{self, BesideColumn};
use super::atom;
use super::bios::{self, Bio};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{List, Paging};
use crate::http::{Body, Query, Viewer, Writer, answer, kept};
use crate::idempotency::Attempt;
use crate::storage::Subject;
use crate::storage::columns::ThreadId;
use crate::threads::model::{Audience, Need, Note, Order};
use crate::threads::reading::{self, Asked};
use crate::threads::views::{Card, Thread};
use crate::threads::writing::NewThread;
use crate::voices::VoiceKind;

/// Columns, the newest first. The same for everybody with the same right.
#[utoipa::path(tag = "columns", params(Paging), security((), ("bearer" = [])), responses(
    (status = 200, body = List<Card>), (status = 304, description = "Unchanged."), (status = 401, body = Problem),
    (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/columns")]
pub async fn list_columns(
    app: web::Data<App>,
    request: HttpRequest,
    viewer: Viewer,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Error> {
    let asked = Asked { columns: true, order: Some(Order::New), cursor: paging.cursor, limit: paging.limit, ..Asked::default() };
    kept::same_for_all(&request, &app, &viewer, Subject::Lists, format!("columns {asked:?}"), || {
        reading::list(&app, &viewer, asked.clone())
    })
    .await
}

/// A column, as a professional writes it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnWritten {
    /// A space's slug or id.
    space: String,
    /// Up to 200 characters.
    title: String,
    /// Markdown, up to 20,000 characters.
    body: String,
    /// What it touches.
    #[serde(default)]
    notes: Vec<Note>,
}

/// Write a column; for professionals, under their name.
#[utoipa::path(tag = "columns", request_body = ColumnWritten, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = Thread), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem, description = "A repeat, and its column has gone meanwhile."),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/columns")]
pub async fn write_column(
    app: web::Data<App>,
    Writer(member): Writer,
    key: IdempotencyKey,
    body: Body<ColumnWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, member.account, &key, &body.text);
    let ColumnWritten { space, title, body, notes } = body.value;
    let new = NewThread {
        space,
        title: Some(title),
        body,
        voice: VoiceKind::Named,
        ticket: None,
        need: Need::HasThisHappenedToYou,
        notes,
        audience: Audience::Public,
        new_here: false,
        column: true,
    };
    let id = actions::write(&app, member.clone(), new, attempt).await?;
    let thread = reading::opened(&app, member, id).await?;
    Ok(HttpResponse::Created().insert_header((header::LOCATION, format!("/api/v1/threads/{id}"))).json(thread))
}

/// Who wrote a column, and related ones. The column itself is a thread. The same for everybody with the same right.
#[utoipa::path(tag = "columns", params(("id" = ThreadId, Path)), security((), ("bearer" = [])), responses(
    (status = 200, body = BesideColumn), (status = 304, description = "Unchanged."), (status = 401, body = Problem),
    (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/columns/{id}")]
pub async fn beside_column(
    app: web::Data<App>,
    request: HttpRequest,
    viewer: Viewer,
    id: web::Path<ThreadId>,
) -> Result<HttpResponse, Error> {
    let beside = actions::beside(&app, &viewer, *id).await?;
    answer::same_for_all(&request, &viewer, &beside)
}

/// What a professional says about herself.
#[utoipa::path(tag = "columns", security(("bearer" = [])), responses(
    (status = 200, body = Bio), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/bio")]
pub async fn get_bio(app: web::Data<App>, member: Member) -> Result<web::Json<Bio>, Error> {
    Ok(web::Json(bios::get(&app, member).await?))
}

/// Say who she is, for everybody who reads her columns.
#[utoipa::path(tag = "columns", request_body = Bio, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 413, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/me/bio")]
pub async fn set_bio(app: web::Data<App>, Writer(member): Writer, body: Body<Bio>) -> Result<HttpResponse, Error> {
    bios::set(&app, member, body.value).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The newest public threads, for newsreaders: an alias or nobody as the author.
#[utoipa::path(tag = "columns", responses(
    (status = 200, content_type = "application/atom+xml", body = String), (status = 429, body = Problem),
))]
#[get("/atom/threads")]
pub async fn atom_threads(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Error> {
    atom_of(&app, &request, false).await
}

/// The newest columns, for newsreaders.
#[utoipa::path(tag = "columns", responses(
    (status = 200, content_type = "application/atom+xml", body = String), (status = 429, body = Problem),
))]
#[get("/atom/columns")]
pub async fn atom_columns(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Error> {
    atom_of(&app, &request, true).await
}

async fn atom_of(app: &web::Data<App>, request: &HttpRequest, columns: bool) -> Result<HttpResponse, Error> {
    app.limits.visitor(request)?;
    let document = atom::document(app, columns).await?;
    let kept = (header::CACHE_CONTROL, "public, max-age=300");
    Ok(HttpResponse::Ok().insert_header(kept).content_type("application/atom+xml; charset=utf-8").body(document))
}
