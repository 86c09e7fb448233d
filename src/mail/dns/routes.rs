//! `/admin/mail`: what to publish, and whether it is there.

use actix_web::{get, post, web};
use serde::Serialize;

use super::{Check, Domains, Record, check, records};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::Admin;
use crate::mail::addresses;

/// What the DNS has to say so that letters arrive.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MailRecords {
    /// The domain in the sender's address.
    domain: String,
    /// Every record to publish.
    records: Vec<Record>,
    /// What should be mended in the settings; sentences.
    warnings: Vec<&'static str>,
}

/// What the DNS says.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MailChecks {
    /// One for each record, in their order.
    checks: Vec<Check>,
}

/// The DNS records that letters need, and what should be mended in the settings.
#[utoipa::path(tag = "admin", security(("bearer" = [])), responses(
    (status = 200, body = MailRecords), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/admin/mail")]
pub async fn mail_records(app: web::Data<App>, Admin(_admin): Admin) -> Result<web::Json<MailRecords>, Error> {
    let domains = Domains::of(&app.config);
    let mut warnings = domains.warnings(&app.config);
    warnings.extend(addresses::told_to_admin(app.clone()).await?);
    Ok(web::Json(MailRecords { records: wanted(&app).await?, warnings, domain: domains.from }))
}

/// Ask the DNS for every record; takes five seconds at most.
#[utoipa::path(tag = "admin", security(("bearer" = [])), responses(
    (status = 200, body = MailChecks), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[post("/admin/mail/checks")]
pub async fn check_mail(app: web::Data<App>, Admin(_admin): Admin) -> Result<web::Json<MailChecks>, Error> {
    let wanted = wanted(&app).await?;
    Ok(web::Json(MailChecks { checks: check(&app.config.mail.resolver, wanted).await }))
}

/// The keys are files.
async fn wanted(app: &web::Data<App>) -> Result<Vec<Record>, Error> {
    let inner = app.clone();
    let found = tokio::task::spawn_blocking(move || records(&inner.config)).await;
    found.map_err(Error::internal)?.map_err(Error::internal)
}
