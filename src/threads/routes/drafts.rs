//! `/drafts`, `/drafts/{place}`

use actix_web::{HttpResponse, delete, get, put, web};
use serde::{Deserialize, Serialize};

use crate::accounts::Member;
use crate::app::App;
use crate::clock::Moment;
use crate::error::{Code, Error, Problem};
use crate::http::Body;
use crate::http::page::List;
use crate::threads::drafts::{self, Place, Words};
use crate::threads::model::{Audience, Need, Note};
use crate::voices::VoiceKind;

/// Unsent words.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Draft {
    /// `new`, or `thread-<id>`.
    place: String,
    /// What it says so far.
    #[serde(flatten)]
    words: Words,
    /// When it was typed.
    #[schema(format = DateTime)]
    saved_at: String,
}

impl From<drafts::Draft> for Draft {
    fn from(draft: drafts::Draft) -> Self {
        Self { place: draft.place.to_string(), words: draft.words, saved_at: draft.saved_at.rfc3339() }
    }
}

/// Words to keep: the fields of the request that will send them, as far as they are typed.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftWritten {
    /// A space's slug.
    space: Option<String>,
    /// The title.
    title: Option<String>,
    /// The words.
    body: Option<String>,
    /// Under which name.
    voice: Option<VoiceKind>,
    /// Keeps the alias.
    ticket: Option<String>,
    /// What she asks for.
    need: Option<Need>,
    /// What it touches.
    notes: Option<Vec<Note>>,
    /// Who may read it.
    audience: Option<Audience>,
    /// The post she answers.
    in_reply_to: Option<i32>,
    /// When it was typed; now, unless told. An older one does not replace a newer one.
    #[schema(format = DateTime)]
    saved_at: Option<String>,
}

fn place(text: &str) -> Result<Place, Error> {
    Place::parse(text).ok_or_else(|| Code::NotFound.into())
}

/// All her drafts, the latest first.
#[utoipa::path(tag = "drafts", security(("bearer" = [])), responses(
    (status = 200, body = List<Draft>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/drafts")]
pub async fn list_drafts(app: web::Data<App>, member: Member) -> Result<web::Json<List<Draft>>, Error> {
    let all = drafts::all(&app, member).await?;
    Ok(web::Json(List::whole(all.into_iter().map(Draft::from).collect())))
}

/// The draft at a place.
#[utoipa::path(tag = "drafts", params(("place" = String, Path, description = "`new`, or `thread-<id>`")), security(("bearer" = [])), responses(
    (status = 200, body = Draft), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/drafts/{place}")]
pub async fn get_draft(app: web::Data<App>, member: Member, at: web::Path<String>) -> Result<web::Json<Draft>, Error> {
    Ok(web::Json(drafts::get(&app, member, place(&at)?).await?.into()))
}

/// Keep a draft. An older one than what is kept is answered with the newer one.
#[utoipa::path(tag = "drafts", params(("place" = String, Path, description = "`new`, or `thread-<id>`")), request_body = Option<DraftWritten>, security(("bearer" = [])), responses(
    (status = 200, body = Draft), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/drafts/{place}")]
pub async fn keep_draft(
    app: web::Data<App>,
    member: Member,
    at: web::Path<String>,
    body: Body<DraftWritten>,
) -> Result<web::Json<Draft>, Error> {
    let place = place(&at)?;
    let written = body.value;
    let saved_at = match written.saved_at.as_deref() {
        None => None,
        Some(text) => Some(Moment::parse(text).ok_or_else(|| Error::field("saved_at", "unknown"))?),
    };
    let words = Words {
        space: written.space,
        title: written.title,
        body: written.body,
        voice: written.voice,
        ticket: written.ticket,
        need: written.need,
        notes: written.notes,
        audience: written.audience,
        in_reply_to: written.in_reply_to,
    };
    Ok(web::Json(drafts::keep(&app, member, place, words, saved_at).await?.into()))
}

/// Throw a draft away.
#[utoipa::path(tag = "drafts", params(("place" = String, Path, description = "`new`, or `thread-<id>`")), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[delete("/drafts/{place}")]
pub async fn discard_draft(app: web::Data<App>, member: Member, at: web::Path<String>) -> Result<HttpResponse, Error> {
    drafts::discard(&app, member, place(&at)?).await?;
    Ok(HttpResponse::NoContent().finish())
}
