//! `/notifications`, `/me/mail`, `/letters/stop`.

use std::convert::Infallible;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, get, patch, post, web};
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

/// A body that is taken in and not looked at: the link says all there is, and no mail program's way of saying it is refused.
pub struct Whatever;

impl FromRequest for Whatever {
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Infallible>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = Bytes::from_request(request, payload);
        Box::pin(async move {
            drop(sent.await);
            Ok(Self)
        })
    }
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
#[utoipa::path(tag = "notifications", request_body = Option<ReadNotifications>, security(("bearer" = [])), responses(
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
#[utoipa::path(tag = "me", request_body = Option<MailChange>, security(("bearer" = [])), responses(
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
///
/// Mail programs send `List-Unsubscribe=One-Click` (RFC 8058); any other body, or none, does the same.
#[utoipa::path(tag = "letters", params(("token" = String, Path, description = "Out of a letter; a wrong one is answered alike")), responses(
    (status = 200, body = StopOffer), (status = 429, body = Problem),
))]
#[post("/letters/stop/{token}")]
pub async fn stop_letters(
    app: web::Data<App>,
    request: HttpRequest,
    token: web::Path<String>,
    _: Whatever,
) -> Result<web::Json<StopOffer>, Error> {
    app.limits.visitor(&request)?;
    let kind = stop::stop(app, &token).await?;
    Ok(web::Json(StopOffer { kind, stopped: true }))
}
