//! Deciding many cases in one act, looking first, and undoing the act.

use actix_web::{HttpResponse, post, web};
use serde::Deserialize;

use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::{Body, Moderator};
use crate::idempotency::Attempt;
use crate::moderation::deciding::{self, BatchDecided, BatchPreview};
use crate::moderation::model::{Action, Ground};
use crate::moderation::routes::cases::{DecisionWritten, SanctionWritten};
use crate::moderation::undoing::{self, BatchUndone};
use crate::storage::columns::{BatchId, CaseId};

/// Several cases.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CasesChosen {
    /// Which: at most 600.
    #[schema(max_items = 600)]
    cases: Vec<CaseId>,
}

/// Look at what a decision about several cases would touch.
#[utoipa::path(tag = "moderation", request_body = CasesChosen, security(("bearer" = [])),
    responses((status = 200, body = BatchPreview), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/batches/preview")]
pub async fn preview_batch(app: web::Data<App>, _: Moderator, body: Body<CasesChosen>) -> Result<web::Json<BatchPreview>, Error> {
    Ok(web::Json(deciding::preview(&app, body.value.cases).await?))
}

/// A decision about several cases.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchWritten {
    /// Which cases: at most 600.
    #[schema(max_items = 600)]
    cases: Vec<CaseId>,
    /// What is done about each.
    action: Action,
    /// What is done to the members behind the voices, besides.
    sanction: Option<SanctionWritten>,
    /// A rule's short name; needed for everything that restricts.
    #[serde(default)]
    rule: String,
    /// Which facts; needed for everything that restricts. Up to 2,000 characters.
    #[serde(default)]
    facts: String,
    /// What is said to each author. Up to 2,000 characters.
    #[serde(default)]
    message: String,
    /// On what it rests: a rule of this place, unless said otherwise.
    ground: Option<Ground>,
}

/// Decide several cases in one act. Each author gets the statement of reasons, each reporter the outcome.
#[utoipa::path(tag = "moderation", request_body = BatchWritten, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses((status = 201, body = BatchDecided), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/batches")]
pub async fn decide_batch(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    key: IdempotencyKey,
    body: Body<BatchWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, moderator.account, &key, &body.text);
    let BatchWritten { cases, action, sanction, rule, facts, message, ground } = body.value;
    let written = DecisionWritten::of_many(action, sanction, rule, facts, message, ground);
    let (verdict, _) = written.read(app.clock.now())?;
    Ok(HttpResponse::Created().json(deciding::decide_all(&app, moderator, cases, verdict, attempt).await?))
}

/// Undo what was decided in one act, within 180 days.
#[utoipa::path(tag = "moderation", security(("bearer" = [])),
    params(("id" = BatchId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key undoes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 200, body = BatchUndone), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/batches/{id}/undo")]
pub async fn undo_batch(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<BatchId>,
    key: IdempotencyKey,
) -> Result<web::Json<BatchUndone>, Error> {
    let attempt = Attempt::new(&app, moderator.account, &key, b"");
    Ok(web::Json(undoing::undo_all(&app, moderator, *id, attempt).await?))
}
