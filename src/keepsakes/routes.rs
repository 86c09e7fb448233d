//! `/me/keepsakes`, `/threads/{id}/posts/{n}/keepsake`, `/affirmations/today`

use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::{Deserialize, Serialize};

use super::actions::{self, Keepsake};
use super::affirmations::{self, Affirmation};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Code, Error, Problem};
use crate::http::answer::same_for_all;
use crate::http::{Body, Query, Viewer};
use crate::storage::columns::ThreadId;

/// Words she keeps.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Keepsakes {
    /// The newest first; with `one=yes` at most one, by chance.
    items: Vec<Keepsake>,
}

/// Which keepsakes are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhichKeepsakes {
    /// `yes`: one of them, by chance.
    one: Option<String>,
}

/// The words she keeps, as far as they still stand.
#[utoipa::path(tag = "keepsakes", params(WhichKeepsakes), security(("bearer" = [])), responses(
    (status = 200, body = Keepsakes), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem),
))]
#[get("/me/keepsakes")]
pub async fn list_keepsakes(
    app: web::Data<App>,
    member: Member,
    Query(which): Query<WhichKeepsakes>,
) -> Result<web::Json<Keepsakes>, Error> {
    let items = match which.one.as_deref() {
        None => actions::all(&app, member).await?,
        Some("yes") => actions::one(&app, member).await?.into_iter().collect(),
        Some(_) => return Err(Error::field("one", "unknown")),
    };
    Ok(web::Json(Keepsakes { items }))
}

/// Which words of a post to keep.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepsakeChosen {
    /// Words that stand in the post, up to 600 characters; left out: all of it.
    words: Option<String>,
}

/// Keep words of a post for a hard day. Nobody is told, its writer neither.
#[utoipa::path(tag = "keepsakes", params(("id" = ThreadId, Path), ("n" = i32, Path, minimum = 1)), request_body = Option<KeepsakeChosen>, security(("bearer" = [])), responses(
    (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[put("/threads/{id}/posts/{n}/keepsake")]
pub async fn keep_words(
    app: web::Data<App>,
    member: Member,
    place: web::Path<(ThreadId, i32)>,
    body: Body<KeepsakeChosen>,
) -> Result<HttpResponse, Error> {
    let (thread, number) = *place;
    actions::keep(&app, member, thread, number, body.value.words).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Let kept words go.
#[utoipa::path(tag = "keepsakes", params(("id" = ThreadId, Path), ("n" = i32, Path, minimum = 1)), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[delete("/threads/{id}/posts/{n}/keepsake")]
pub async fn let_words_go(app: web::Data<App>, member: Member, place: web::Path<(ThreadId, i32)>) -> Result<HttpResponse, Error> {
    let (thread, number) = *place;
    actions::let_go(&app, member, thread, number).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A kind sentence, another one every day and the same for everybody.
#[utoipa::path(tag = "keepsakes", responses((status = 200, body = Affirmation), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[get("/affirmations/today")]
pub async fn affirmation(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Error> {
    app.limits.visitor(&request)?;
    let today = affirmations::of_day(app.clock.now().day()).ok_or(Code::NotFound)?;
    same_for_all(&request, &Viewer(None), today)
}
