//! `/admin/health`

use actix_web::{get, web};

use super::actions::{self, Upkeep};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::Admin;

/// What has to be looked after: documents, late cases, disclosures; and how long everything is kept.
#[utoipa::path(tag = "about", security(("bearer" = [])), responses(
    (status = 200, body = Upkeep), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/admin/health")]
pub async fn upkeep(app: web::Data<App>, _: Admin) -> Result<web::Json<Upkeep>, Error> {
    Ok(web::Json(actions::look(&app).await?))
}
