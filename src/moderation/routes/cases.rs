//! What moderators may do: the queue, a case, a decision, its undoing, the log.

use actix_web::{HttpResponse, delete, get, post, web};
use serde::Deserialize;

use crate::accounts::standing::SanctionKind;
use crate::app::App;
use crate::clock::Moment;
use crate::error::{Error, Problem};
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{Limit, List, Paging};
use crate::http::{Body, Moderator, Query};
use crate::idempotency::Attempt;
use crate::moderation::log::{self, LogEntry};
use crate::moderation::marks::Mark;
use crate::moderation::model::{Action, Case, CaseState, Decision, Ground};
use crate::moderation::prepared::{self, Prepared};
use crate::moderation::queue::{self, CaseDetail};
use crate::moderation::verdict::Verdict;
use crate::moderation::{deciding, sanction, undoing};
use crate::storage::columns::{CaseId, DecisionId, ThreadId};
use crate::threads::Note;

/// Which cases.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CasesAsked {
    /// `open` unless asked otherwise.
    #[param(inline)]
    state: Option<CaseState>,
    /// Only cases in which this came together.
    #[param(inline)]
    mark: Option<Mark>,
    /// Only cases that should have been decided by now.
    #[serde(default)]
    overdue: bool,
    /// Only cases whose thread nobody has answered.
    #[serde(default)]
    unanswered: bool,
    /// Only those that whoever asks holds; the other filters do not matter then.
    #[serde(default)]
    mine: bool,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// Items on a page.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// The queue: heaviest first, then oldest.
#[utoipa::path(tag = "moderation", params(CasesAsked), security(("bearer" = [])), responses(
    (status = 200, body = List<Case>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/cases")]
pub async fn list_cases(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    Query(asked): Query<CasesAsked>,
) -> Result<web::Json<List<Case>>, Error> {
    if asked.mine {
        return Ok(web::Json(queue::mine(&app, moderator).await?));
    }
    let CasesAsked { state, mark, overdue, unanswered, .. } = asked;
    let wanted = queue::Wanted { state: state.unwrap_or(CaseState::Open), mark, overdue, unanswered };
    Ok(web::Json(queue::list(&app, moderator, wanted, asked.cursor.as_deref(), asked.limit).await?))
}

/// A post that a moderator came upon herself.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseTakenUp {
    /// Where.
    thread: ThreadId,
    /// Which post.
    #[schema(minimum = 1)]
    number: i32,
}

/// Open the case of a post without a report.
#[utoipa::path(tag = "moderation", request_body = CaseTakenUp, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = Case), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/cases")]
pub async fn take_up(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    key: IdempotencyKey,
    body: Body<CaseTakenUp>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, moderator.account, &key, &body.text);
    let CaseTakenUp { thread, number } = body.value;
    Ok(HttpResponse::Created().json(deciding::take_up(&app, moderator, thread, number, attempt).await?))
}

/// A case with everything a decision needs.
#[utoipa::path(tag = "moderation", params(("id" = CaseId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = CaseDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/cases/{id}")]
pub async fn get_case(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<CaseId>,
) -> Result<web::Json<CaseDetail>, Error> {
    Ok(web::Json(queue::detail(&app, moderator, *id).await?))
}

/// Claim a case for 15 minutes.
#[utoipa::path(tag = "moderation", params(("id" = CaseId, Path)), security(("bearer" = [])), responses(
    (status = 200, body = Case), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 429, body = Problem),
))]
#[post("/moderation/cases/{id}/claim")]
pub async fn claim(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<CaseId>,
) -> Result<web::Json<Case>, Error> {
    Ok(web::Json(queue::claim(&app, moderator, *id).await?))
}

/// Give a claimed case back to the queue.
#[utoipa::path(tag = "moderation", params(("id" = CaseId, Path)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 429, body = Problem),
))]
#[delete("/moderation/cases/{id}/claim")]
pub async fn release(app: web::Data<App>, Moderator(moderator): Moderator, id: web::Path<CaseId>) -> Result<HttpResponse, Error> {
    queue::release(&app, moderator, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A sanction, as a moderator writes it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SanctionWritten {
    /// What.
    kind: SanctionKind,
    /// Until when, at most a year ahead. Left out: a warning counts for 90 days, a mute holds for 7 days, a suspension until
    /// it is lifted.
    #[schema(format = DateTime)]
    until: Option<String>,
}

/// A decision, as a moderator writes it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionWritten {
    /// What is done.
    action: Action,
    /// What is done to the member behind the voice, besides. Nobody learns who she is.
    sanction: Option<SanctionWritten>,
    /// A rule's short name; needed for everything that restricts.
    #[serde(default)]
    rule: String,
    /// Which facts; needed for everything that restricts. Up to 2,000 characters.
    #[serde(default)]
    facts: String,
    /// What she says to the author. Up to 2,000 characters.
    #[serde(default)]
    message: String,
    /// On what it rests: a rule of this place, unless said otherwise.
    ground: Option<Ground>,
    /// For `move`: the slug or id of the space.
    space: Option<String>,
    /// For `edit_notes`: the content notes from now on.
    notes: Option<Vec<Note>>,
    /// With `keep`: the open reports were made in bad faith, which is a warning to whoever made them. The facts say why; nobody
    /// learns who it is. Worry about somebody, and what may be against the law, is spared.
    #[serde(default)]
    bad_faith: bool,
    /// The version of the case that she looked at: if it has changed since, nothing is decided, and the refusal says who did what.
    version: Option<i32>,
}

impl DecisionWritten {
    /// The same for several cases.
    pub(super) const fn of_many(
        action: Action,
        sanction: Option<SanctionWritten>,
        rule: String,
        facts: String,
        message: String,
        ground: Option<Ground>,
    ) -> Self {
        Self { action, sanction, rule, facts, message, ground, space: None, notes: None, bad_faith: false, version: None }
    }

    /// What is to be carried out, and the version it was decided on.
    pub(super) fn read(self, now: Moment) -> Result<(Verdict, Option<i32>), Error> {
        let Self { action, sanction, rule, facts, message, ground, space, notes, bad_faith, version } = self;
        let sanction = sanction.map(|written| sanction::parse(written.kind, written.until.as_deref(), now)).transpose()?;
        let ground = ground.unwrap_or(Ground::Terms);
        Ok((Verdict { action, sanction, rule, ground, facts, message, space, notes, bad_faith }, version))
    }
}

/// Decide a claimed case. The author gets the statement of reasons, each reporter the outcome.
#[utoipa::path(tag = "moderation", request_body = DecisionWritten, security(("bearer" = [])),
    params(("id" = CaseId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key makes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = Decision), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/cases/{id}/decision")]
pub async fn decide(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<CaseId>,
    key: IdempotencyKey,
    body: Body<DecisionWritten>,
) -> Result<HttpResponse, Error> {
    let attempt = Attempt::new(&app, moderator.account, &key, &body.text);
    let (verdict, version) = body.value.read(app.clock.now())?;
    let decision = deciding::decide(&app, moderator, *id, verdict, version, attempt).await?;
    Ok(HttpResponse::Created().json(decision))
}

/// Undo a decision, within 180 days.
#[utoipa::path(tag = "moderation", security(("bearer" = [])),
    params(("id" = DecisionId, Path), ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key undoes nothing twice.", min_length = 1, max_length = 255)),
    responses(
        (status = 200, body = Decision), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
    ))]
#[post("/moderation/decisions/{id}/undo")]
pub async fn undo(
    app: web::Data<App>,
    Moderator(moderator): Moderator,
    id: web::Path<DecisionId>,
    key: IdempotencyKey,
) -> Result<web::Json<Decision>, Error> {
    let attempt = Attempt::new(&app, moderator.account, &key, b"");
    Ok(web::Json(undoing::undo(&app, moderator, *id, attempt).await?))
}

/// Prepared decisions, to begin with.
#[utoipa::path(tag = "moderation", security(("bearer" = [])), responses(
    (status = 200, body = List<Prepared>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/prepared")]
pub async fn list_prepared(_: Moderator) -> Result<web::Json<List<Prepared>>, Error> {
    Ok(web::Json(List { items: prepared::all().to_vec(), next: None }))
}

/// What staff did, newest first.
#[utoipa::path(tag = "moderation", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<LogEntry>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/moderation/log")]
pub async fn staff_log(
    app: web::Data<App>,
    _: Moderator,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<LogEntry>>, Error> {
    Ok(web::Json(log::list(&app, paging.cursor.as_deref(), paging.limit).await?))
}
