//! `/voice`: her two names before a thread exists.

use actix_web::{get, web};

use super::actions;
use super::model::VoiceOffer;
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};

/// Her name and an alias for a thread that she is about to open. Stores nothing; the ticket keeps the alias.
#[utoipa::path(tag = "voices", security(("bearer" = [])), responses(
    (status = 200, body = VoiceOffer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/voice")]
pub async fn offer(app: web::Data<App>, member: Member) -> Result<web::Json<VoiceOffer>, Error> {
    Ok(web::Json(actions::offer(&app, &member).await?))
}
