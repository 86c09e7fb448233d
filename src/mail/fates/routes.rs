//! `/me/letters`, `/admin/mail/fates`.

use actix_web::{get, web};

use super::actions;
use super::model::{FateCount, LetterFate};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::page::{self, List, Paging};
use crate::http::{Admin, Query};

/// What became of the letters to her, the newest first: "why didn't I get it". Ninety days.
#[utoipa::path(tag = "me", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<LetterFate>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem),
))]
#[get("/me/letters")]
pub async fn my_letters(
    app: web::Data<App>,
    member: Member,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<LetterFate>>, Error> {
    let before = page::read_cursor(&app, actions::CURSOR, paging.cursor.as_deref())?;
    Ok(web::Json(actions::list(app, member, before, paging.limit).await?))
}

/// How many letters of each kind left, were skipped, failed or came back, day by day for thirty days. Nobody is in it.
#[utoipa::path(tag = "admin", security(("bearer" = [])), responses(
    (status = 200, body = List<FateCount>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/admin/mail/fates")]
pub async fn letter_fates(app: web::Data<App>, _admin: Admin) -> Result<web::Json<List<FateCount>>, Error> {
    Ok(web::Json(List::whole(actions::totals(app).await?)))
}
