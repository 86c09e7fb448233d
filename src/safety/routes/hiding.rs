//! `/voices/{id}/block`, `/blocks`, `/me/hidden`

use actix_web::{HttpResponse, delete, get, patch, put, web};
use serde::Deserialize;

use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::page::{self, List, Paging};
use crate::http::{Body, Query};
use crate::safety::blocks::{self, Blocked};
use crate::safety::hidden::{self, Hidden};
use crate::storage::columns::VoiceId;
use crate::threads::Note;

/// Block a voice: a name in every thread, an alias in its own. Nobody is told, and nothing is ever refused in a way that
/// shows whose it is.
#[utoipa::path(tag = "safety", params(("id" = VoiceId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[put("/voices/{id}/block")]
pub async fn block(app: web::Data<App>, member: Member, id: web::Path<VoiceId>) -> Result<HttpResponse, Error> {
    blocks::block(&app, member, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End a block, by any voice it is about.
#[utoipa::path(tag = "safety", params(("id" = VoiceId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[delete("/voices/{id}/block")]
pub async fn unblock(app: web::Data<App>, member: Member, id: web::Path<VoiceId>) -> Result<HttpResponse, Error> {
    blocks::unblock(&app, member, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The voices that she blocked, the newest first.
#[utoipa::path(tag = "safety", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<Blocked>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem),
))]
#[get("/blocks")]
pub async fn list_blocks(
    app: web::Data<App>,
    member: Member,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<Blocked>>, Error> {
    let before = page::read_cursor(&app, blocks::CURSOR, paging.cursor.as_deref())?;
    Ok(web::Json(blocks::list(&app, member, before, paging.limit).await?))
}

/// All that she does not want to see.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = Hidden), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/hidden")]
pub async fn get_hidden(app: web::Data<App>, member: Member) -> Result<web::Json<Hidden>, Error> {
    Ok(web::Json(hidden::get(&app, member).await?))
}

/// What she does not want to see; what is left out stays.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HiddenChange {
    /// Content notes.
    notes: Option<Vec<Note>>,
    /// Content notes that only fold a thread up; one that comes new into one of the two lists leaves the other.
    collapsed: Option<Vec<Note>>,
    /// Words of 1 to 60 characters, trimmed; the same in another case is the same.
    #[schema(max_items = 50)]
    words: Option<Vec<String>>,
}

/// Change the notes and words that keep threads out of her sight.
#[utoipa::path(tag = "me", request_body = Option<HiddenChange>, security(("bearer" = [])), responses(
    (status = 200, body = Hidden), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[patch("/me/hidden")]
pub async fn change_hidden(app: web::Data<App>, member: Member, body: Body<HiddenChange>) -> Result<web::Json<Hidden>, Error> {
    let HiddenChange { notes, collapsed, words } = body.value;
    Ok(web::Json(hidden::change(&app, member, hidden::Change { notes, collapsed, words }).await?))
}
