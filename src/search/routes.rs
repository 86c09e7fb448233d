//! `/search`, `/threads/{id}/similar`

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Deserialize;

use super::actions::{self, Asked, SearchHit};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::page::{Limit, List};
use crate::http::{Query, Viewer, answer};
use crate::storage::columns::ThreadId;
use crate::threads::views::Card;
use crate::threads::{Need, spaces};

/// What to look for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchAsked {
    /// Words, up to 200 characters. A slip of the finger is forgiven.
    #[param(min_length = 1, max_length = 200)]
    q: String,
    /// Only this space's (slug or id).
    space: Option<String>,
    /// Only those that ask for this.
    #[param(inline)]
    need: Option<Need>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// Items on a page.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// Threads that speak of something, their replies too, the best first. Nobody is found by a name; what the reader hides is left
/// out.
#[utoipa::path(tag = "search", params(SearchAsked), security((), ("bearer" = [])), responses(
    (status = 200, body = List<SearchHit>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem),
))]
#[get("/search")]
pub async fn search(app: web::Data<App>, viewer: Viewer, Query(asked): Query<SearchAsked>) -> Result<HttpResponse, Error> {
    let space = asked.space.as_deref().map(|space| spaces::number_of(space).ok_or_else(|| Error::field("space", "unknown")));
    let asked = Asked { words: asked.q, space: space.transpose()?, need: asked.need, cursor: asked.cursor, limit: asked.limit };
    let found = actions::search(&app, viewer, asked).await?;
    // Her words are nobody's: no cache keeps them.
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "private, no-store")).json(found))
}

/// Threads in which others speak of the same: at most three. The same for everybody with the same right.
#[utoipa::path(tag = "search", params(("id" = ThreadId, Path)), security((), ("bearer" = [])), responses(
    (status = 200, body = List<Card>), (status = 304, description = "Unchanged."), (status = 401, body = Problem),
    (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[get("/threads/{id}/similar")]
pub async fn similar(
    app: web::Data<App>,
    request: HttpRequest,
    viewer: Viewer,
    id: web::Path<ThreadId>,
) -> Result<HttpResponse, Error> {
    let cards = actions::similar(&app, &viewer, *id).await?;
    answer::same_for_all(&request, &viewer, &List::whole(cards))
}
