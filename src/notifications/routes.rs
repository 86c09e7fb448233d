//! `/notifications`, `/me/mail`, `/letters/stop`.

use actix_web::web::Bytes;
use actix_web::{HttpRequest, get, patch, post, web};
use serde::{Deserialize, Serialize};

use super::actions::{self, MailChoice};
use super::model::{Notification, Replies};
use super::stop::{self, Stoppable};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::page::{self, Paging};
use crate::http::{Body, Query};
use crate::storage::columns::NotificationId;

/// Ids in one request, at most.
const MOST: usize = 100;

/// A page of notifications.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Notifications {
    /// The notifications, the newest first.
    items: Vec<Notification>,
    /// The cursor of the next page; null on the last.
    next: Option<String>,
    /// How many are unread, on all pages.
    #[schema(minimum = 0)]
    unread: i64,
}

/// Which notifications were read.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadNotifications {
    /// These; left out: all.
    #[schema(max_items = 100)]
    ids: Option<Vec<NotificationId>>,
}

/// How many notifications are unread.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Unread {
    #[schema(minimum = 0)]
    unread: i64,
}

/// How letters come.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MailSettings {
    /// Letters about replies.
    replies: Replies,
    /// Letters say little: no name, no title, no words of a reply.
    discreet: bool,
}

impl From<MailChoice> for MailSettings {
    fn from(choice: MailChoice) -> Self {
        Self { replies: choice.replies, discreet: choice.discreet }
    }
}

/// What she changes about letters; what is left out stays.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailChange {
    replies: Option<Replies>,
    discreet: Option<bool>,
}

/// What a stop link is for.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct StopOffer {
    /// The kind of letter.
    kind: Stoppable,
    /// No more of them come.
    stopped: bool,
}

/// What a mail program sends when its reader clicks "unsubscribe" (RFC 8058).
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct OneClick {
    /// `One-Click`.
    #[serde(rename = "List-Unsubscribe")]
    #[schema(required = false, example = "One-Click")]
    _list_unsubscribe: Option<String>,
}

/// Her notifications, the newest first.
#[utoipa::path(tag = "notifications", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = Notifications), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem),
))]
#[get("/notifications")]
pub async fn list_notifications(
    app: web::Data<App>,
    member: Member,
    Query(paging): Query<Paging>,
) -> Result<web::Json<Notifications>, Error> {
    let before = page::read_cursor(&app, actions::CURSOR, paging.cursor.as_deref())?;
    let (page, unread) = actions::list(app, member, before, paging.limit).await?;
    Ok(web::Json(Notifications { items: page.items, next: page.next, unread }))
}

/// Mark notifications as read: these, or all.
#[utoipa::path(tag = "notifications", request_body = ReadNotifications, security(("bearer" = [])), responses(
    (status = 200, body = Unread), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/notifications/read")]
pub async fn read_notifications(
    app: web::Data<App>,
    member: Member,
    body: Body<ReadNotifications>,
) -> Result<web::Json<Unread>, Error> {
    let ids = body.value.ids;
    if ids.as_ref().is_some_and(|ids| ids.len() > MOST) {
        return Err(Error::field("ids", "too_long"));
    }
    Ok(web::Json(Unread { unread: actions::mark_read(app, member, ids).await? }))
}

/// How letters come to her.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = MailSettings), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/mail")]
pub async fn mail_settings(app: web::Data<App>, member: Member) -> Result<web::Json<MailSettings>, Error> {
    Ok(web::Json(actions::mail_choice(&app, &member).await?.into()))
}

/// Change how letters come to her, those already waiting too.
#[utoipa::path(tag = "me", request_body = MailChange, security(("bearer" = [])), responses(
    (status = 200, body = MailSettings), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[patch("/me/mail")]
pub async fn change_mail(app: web::Data<App>, member: Member, body: Body<MailChange>) -> Result<web::Json<MailSettings>, Error> {
    let MailChange { replies, discreet } = body.value;
    Ok(web::Json(actions::change_mail(app, member, replies, discreet).await?.into()))
}

/// What a stop link is for. Changes nothing: mail programs open links by themselves.
#[utoipa::path(tag = "letters", params(("token" = String, Path, description = "Out of a letter; a wrong one is answered alike")), responses(
    (status = 200, body = StopOffer), (status = 429, body = Problem),
))]
#[get("/letters/stop/{token}")]
pub async fn stop_offer(
    app: web::Data<App>,
    request: HttpRequest,
    token: web::Path<String>,
) -> Result<web::Json<StopOffer>, Error> {
    app.limits.visitor(&request)?;
    let (kind, stopped) = stop::offer(&app, &token).await?;
    Ok(web::Json(StopOffer { kind, stopped }))
}

/// Stop the letters a link is for, without signing in. A second time changes nothing; a wrong token is answered alike.
#[utoipa::path(
    tag = "letters",
    params(("token" = String, Path, description = "Out of a letter; a wrong one is answered alike")),
    request_body(content = OneClick, content_type = "application/x-www-form-urlencoded", description = "Whatever a mail program sends, or nothing."),
    responses((status = 200, body = StopOffer), (status = 429, body = Problem)),
)]
#[post("/letters/stop/{token}")]
pub async fn stop_letters(
    app: web::Data<App>,
    request: HttpRequest,
    token: web::Path<String>,
    // Taken in and not looked at: the link says all there is, and no mail program's way of saying it is refused.
    _sent: Result<Bytes, actix_web::Error>,
) -> Result<web::Json<StopOffer>, Error> {
    app.limits.visitor(&request)?;
    let kind = stop::stop(app, &token).await?;
    Ok(web::Json(StopOffer { kind, stopped: true }))
}
