//! `/notifications`; what she chose about letters is in `mail`, what the links in letters do in `letters`.

pub mod letters;
pub mod mail;
pub mod night;

use actix_web::{get, post, web};
use serde::{Deserialize, Serialize};

use super::actions;
use super::model::Notification;
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
