//! `/notices`, `/moderation/notices`

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;

use super::model::{Notice, NoticeCategory, NoticeContact, NoticeState, NoticeStatus, NoticeTaken};
use super::receiving::{self, Written};
use super::staff;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::page::{Limit, List};
use crate::http::{Body, Moderator, Query};
use crate::storage::columns::{NoticeId, ThreadId};

/// A notice that something here is against the law.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeWritten {
    /// What it is about.
    category: NoticeCategory,
    /// Why it is against the law, up to 5,000 characters.
    #[serde(default)]
    explanation: String,
    /// Where: one to 20 addresses.
    #[serde(default)]
    urls: Vec<String>,
    /// What else helps to find it, up to 2,000 characters.
    extra: Option<String>,
    /// Who sends it; not needed for `child_sexual_abuse`.
    name: Option<String>,
    /// Where the receipt and the outcome go; not needed for `child_sexual_abuse`.
    email: Option<String>,
    /// Whoever sends it believes that it is right and complete.
    #[serde(default)]
    good_faith: bool,
    /// A language tag, for the letters.
    locale: Option<String>,
}

/// Tell that something here is against the law, without an account.
#[utoipa::path(tag = "notices", request_body = NoticeWritten, responses(
    (status = 201, body = NoticeTaken), (status = 400, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/notices")]
pub async fn send_notice(app: web::Data<App>, request: HttpRequest, body: Body<NoticeWritten>) -> Result<HttpResponse, Error> {
    let NoticeWritten { category, explanation, urls, extra, name, email, good_faith, locale } = body.value;
    let address = email.as_deref().map(|email| app.seal.address_lookup_for("notice", email));
    app.limits.notice(&request, address)?;
    let written = Written { category, explanation, urls, extra, name, email, good_faith, locale };
    Ok(HttpResponse::Created().json(receiving::receive(&app, written).await?))
}

/// How a notice stands: for whoever has its token, without an account.
#[utoipa::path(tag = "notices", params(("token" = String, Path, description = "The token of a notice.")), responses(
    (status = 200, body = NoticeStatus), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/notices/{token}")]
pub async fn notice_status(
    app: web::Data<App>,
    request: HttpRequest,
    token: web::Path<String>,
) -> Result<web::Json<NoticeStatus>, Error> {
    app.limits.visitor(&request)?;
    Ok(web::Json(receiving::status(&app, &token).await?))
}

/// Which notices.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NoticesAsked {
    /// `open` unless asked otherwise.
    #[param(inline)]
    state: Option<NoticeState>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// Items on a page.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// Notices: the open ones by when they should be decided, the closed ones newest first.
#[utoipa::path(tag = "moderation", params(NoticesAsked), security(("bearer" = [])), responses(
    (status = 200, body = List<Notice>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/notices")]
pub async fn list_notices(
    app: web::Data<App>,
    _: Moderator,
    Query(asked): Query<NoticesAsked>,
) -> Result<web::Json<List<Notice>>, Error> {
    let state = asked.state.unwrap_or(NoticeState::Open);
    Ok(web::Json(staff::list(&app, state, asked.cursor.as_deref(), asked.limit).await?))
}

/// One notice, without whoever sent it.
#[utoipa::path(tag = "moderation", params(("id" = NoticeId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Notice), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/notices/{id}")]
pub async fn get_notice(app: web::Data<App>, _: Moderator, id: web::Path<NoticeId>) -> Result<web::Json<Notice>, Error> {
    Ok(web::Json(staff::one(&app, *id).await?))
}

/// The post that a notice is about.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticePlace {
    /// Where.
    thread: ThreadId,
    /// Which post.
    #[schema(minimum = 1)]
    number: i32,
}

/// Say which post a notice is about. It joins the post's case.
#[utoipa::path(tag = "moderation", request_body = NoticePlace, params(("id" = NoticeId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Notice), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/notices/{id}/place")]
pub async fn place_notice(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<NoticeId>,
    body: Body<NoticePlace>,
) -> Result<web::Json<Notice>, Error> {
    let NoticePlace { thread, number } = body.value;
    Ok(web::Json(staff::place(&app, moderator, *id, thread, number).await?))
}

/// An answer to a notice.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeAnswer {
    /// With reasons, up to 2,000 characters.
    answer: String,
}

/// Answer a notice that is about no post here, with reasons. It closes.
#[utoipa::path(tag = "moderation", request_body = NoticeAnswer, params(("id" = NoticeId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Notice), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/notices/{id}/answer")]
pub async fn answer_notice(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<NoticeId>,
    body: Body<NoticeAnswer>,
) -> Result<web::Json<Notice>, Error> {
    Ok(web::Json(staff::answer(&app, moderator, *id, &body.value.answer).await?))
}

/// Why somebody wants to see who sent a notice.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeContactAsked {
    /// Goes into the log. Up to 2,000 characters.
    reason: String,
}

/// See who sent a notice. The log keeps who looked, and why.
#[utoipa::path(tag = "moderation", request_body = NoticeContactAsked, params(("id" = NoticeId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = NoticeContact), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/notices/{id}/contact")]
pub async fn read_contact(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<NoticeId>,
    body: Body<NoticeContactAsked>,
) -> Result<web::Json<NoticeContact>, Error> {
    Ok(web::Json(staff::contact(&app, moderator, *id, &body.value.reason).await?))
}
