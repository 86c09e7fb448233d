//! `/terms`, `/me/terms`, `/me/consents`

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, put, web};
use serde::{Deserialize, Serialize};

use super::agreements::{self, Consents};
use super::versions::{self, Terms, TermsChange, TermsSection};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Code, Error, Problem};
use crate::http::{Body, SignedIn};

/// A version of the terms, and what it changed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TermsTold {
    /// Which.
    version: String,
    /// The day on which members were told of it.
    #[schema(format = Date)]
    announced_on: String,
    /// From which day on it holds.
    #[schema(format = Date)]
    in_force_from: String,
    /// It holds now.
    in_force: bool,
    /// What it says.
    sections: Vec<TermsSection>,
    /// What it changed of the version before it.
    changes: Vec<TermsChange>,
    /// What it says in other languages, by language (BCP 47); to be read, while `sections` holds.
    translations: BTreeMap<&'static str, Vec<TermsSection>>,
}

/// One of the versions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TermsVersion {
    /// Which.
    version: String,
    /// The day on which members were told of it.
    #[schema(format = Date)]
    announced_on: String,
    /// From which day on it holds.
    #[schema(format = Date)]
    in_force_from: String,
    /// It holds now.
    in_force: bool,
}

fn holds(app: &App, terms: &Terms) -> bool {
    versions::current(app.clock.now()).is_some_and(|now| now.version == terms.version)
}

fn told(app: &App, terms: &Terms) -> TermsTold {
    TermsTold {
        version: terms.version.clone(),
        announced_on: terms.announced_on.clone(),
        in_force_from: terms.in_force_from.clone(),
        in_force: holds(app, terms),
        sections: terms.sections.clone(),
        changes: versions::changes(&terms.version),
        translations: versions::translations(&terms.version),
    }
}

/// The terms that hold now.
#[utoipa::path(tag = "terms", responses((status = 200, body = TermsTold), (status = 404, body = Problem)))]
#[get("/terms")]
pub async fn current(app: web::Data<App>) -> Result<web::Json<TermsTold>, Error> {
    let terms = versions::current(app.clock.now()).ok_or(Code::NotFound)?;
    Ok(web::Json(told(&app, terms)))
}

/// Every version of the terms, the newest first.
#[utoipa::path(tag = "terms", responses((status = 200, body = [TermsVersion])))]
#[get("/terms/versions")]
pub async fn list_versions(app: web::Data<App>) -> web::Json<Vec<TermsVersion>> {
    let each = versions::all().iter().rev().map(|terms| TermsVersion {
        version: terms.version.clone(),
        announced_on: terms.announced_on.clone(),
        in_force_from: terms.in_force_from.clone(),
        in_force: holds(&app, terms),
    });
    web::Json(each.collect())
}

/// One version of the terms, and what it changed.
#[utoipa::path(tag = "terms", params(("version" = String, Path)), responses((status = 200, body = TermsTold), (status = 404, body = Problem)))]
#[get("/terms/versions/{version}")]
pub async fn version(app: web::Data<App>, version: web::Path<String>) -> Result<web::Json<TermsTold>, Error> {
    let terms = versions::named(&version).ok_or(Code::NotFound)?;
    Ok(web::Json(told(&app, terms)))
}

/// A version of the terms that somebody accepts.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsAccepted {
    /// Which.
    version: String,
}

/// Accept a version of the terms.
#[utoipa::path(tag = "me", request_body = TermsAccepted, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 413, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/me/terms")]
pub async fn accept(app: web::Data<App>, member: Member, body: Body<TermsAccepted>) -> Result<HttpResponse, Error> {
    agreements::accept(&app, member, &body.value.version).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What she agreed to; open to the suspended too.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = Consents), (status = 401, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/consents")]
pub async fn consents(app: web::Data<App>, SignedIn(member): SignedIn) -> Result<web::Json<Consents>, Error> {
    Ok(web::Json(agreements::get(&app, member).await?))
}

/// What she agrees to.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentsChange {
    /// That what she writes about her health and her family's is kept and shown here; false takes it back.
    health_data: bool,
}

/// Give the consent to health data in posts, or take it back; open to the suspended too.
#[utoipa::path(tag = "me", request_body = ConsentsChange, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 413, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/me/consents")]
pub async fn change_consents(
    app: web::Data<App>,
    SignedIn(member): SignedIn,
    body: Body<ConsentsChange>,
) -> Result<HttpResponse, Error> {
    agreements::change(&app, member, body.value.health_data).await?;
    Ok(HttpResponse::NoContent().finish())
}
