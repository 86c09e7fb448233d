//! The desk: notes, handing over, conversations, and who is on duty.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;

use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{List, Paging};
use crate::http::{Body, Moderator, Query};
use crate::idempotency::Attempt;
use crate::moderation::desk::model::{CaseMessage, CaseNote, Conversation, Coverage, Shift};
use crate::moderation::desk::{notes, shifts, talks};
use crate::storage::columns::CaseId;

/// A note about a case.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseNoteWritten {
    /// What it says, up to 2,000 characters.
    text: String,
    /// It asks for a second opinion.
    #[serde(default)]
    asks: bool,
}

/// Write a note about a case, for staff alone; or ask for a second opinion. What another of staff writes next is the answer.
#[utoipa::path(tag = "moderation", request_body = CaseNoteWritten, security(("bearer" = [])),
    params(("id" = CaseId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = CaseNote), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/cases/{id}/notes")]
pub async fn write_note(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<CaseId>,
    key: IdempotencyKey,
    body: Body<CaseNoteWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, moderator.account, &key, &body.text);
    let CaseNoteWritten { text, asks } = body.value;
    Ok(HttpResponse::Created().json(notes::write(&app, moderator, *id, &text, asks, attempt).await?))
}

/// A word to whoever takes the case next.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// Up to 2,000 characters; may be empty.
    #[serde(default)]
    note: String,
}

/// Hand a claimed case over: it is free for whoever comes next.
#[utoipa::path(tag = "moderation", request_body = Handover, params(("id" = CaseId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/cases/{id}/handover")]
pub async fn hand_over(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<CaseId>,
    body: Body<Handover>,
) -> Result<HttpResponse, Error> {
    notes::hand_over(&app, moderator, *id, &body.value.note).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Something to say in a conversation.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageWritten {
    /// Up to 2,000 characters.
    text: String,
}

/// Write to whoever wrote the post. It is no penalty, and neither learns who the other is.
#[utoipa::path(tag = "moderation", request_body = MessageWritten, security(("bearer" = [])),
    params(("id" = CaseId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = CaseMessage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/cases/{id}/messages")]
pub async fn write_to_author(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<CaseId>,
    key: IdempotencyKey,
    body: Body<MessageWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, moderator.account, &key, &body.text);
    Ok(HttpResponse::Created().json(talks::write(&app, moderator, *id, &body.value.text, attempt).await?))
}

/// Her conversations with the moderators, the last begun first.
#[utoipa::path(tag = "moderation", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<Conversation>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/conversations")]
pub async fn my_conversations(
    app: web::Data<App>,
    member: Member,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<Conversation>>, Error> {
    Ok(web::Json(talks::list(&app, member, paging.cursor.as_deref(), paging.limit).await?))
}

/// One conversation of hers.
#[utoipa::path(tag = "moderation", params(("id" = CaseId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Conversation), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/conversations/{id}")]
pub async fn my_conversation(
    app: web::Data<App>,
    member: Member,
    id: web::Path<CaseId>,
) -> Result<web::Json<Conversation>, Error> {
    Ok(web::Json(talks::hers(&app, member, *id).await?))
}

/// Answer the moderators.
#[utoipa::path(tag = "moderation", request_body = MessageWritten, security(("bearer" = [])),
    params(("id" = CaseId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = CaseMessage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/conversations/{id}/messages")]
pub async fn answer_moderators(
    app: web::Data<App>,
    member: Member,
    id: web::Path<CaseId>,
    key: IdempotencyKey,
    body: Body<MessageWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, member.account, &key, &body.text);
    Ok(HttpResponse::Created().json(talks::answer(&app, member, *id, &body.value.text, attempt).await?))
}

/// How it stands with her, and with the desk.
#[utoipa::path(tag = "moderation", security(("bearer" = [])), responses(
    (status = 200, body = Shift), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/shift")]
pub async fn get_shift(app: web::Data<App>, Moderator(moderator): Moderator) -> Result<web::Json<Shift>, Error> {
    Ok(web::Json(shifts::now(&app, moderator).await?))
}

/// For how long.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftBegun {
    /// Hours from now; more than 12 count as 12.
    #[schema(minimum = 1)]
    hours: u8,
}

/// Go on duty, or stay longer.
#[utoipa::path(tag = "moderation", request_body = ShiftBegun, security(("bearer" = [])), responses(
    (status = 200, body = Shift), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/shift")]
pub async fn begin_shift(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    body: Body<ShiftBegun>,
) -> Result<web::Json<Shift>, Error> {
    Ok(web::Json(shifts::begin(&app, moderator, i64::from(body.value.hours)).await?))
}

/// Go off duty. Every case she holds is handed over.
#[utoipa::path(tag = "moderation", request_body = Handover, security(("bearer" = [])), responses(
    (status = 200, body = Shift), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/shift/end")]
pub async fn end_shift(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    body: Body<Handover>,
) -> Result<web::Json<Shift>, Error> {
    Ok(web::Json(shifts::end(&app, moderator, &body.value.note).await?))
}

/// Whether somebody looks after this place just now, and what changes while nobody does.
#[utoipa::path(tag = "moderation", responses((status = 200, body = Coverage), (status = 429, body = Problem)))]
#[get("/coverage")]
pub async fn coverage(app: web::Data<App>) -> Result<web::Json<Coverage>, Error> {
    Ok(web::Json(shifts::coverage(&app).await?))
}
