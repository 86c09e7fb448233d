//! `/threads/{id}/posts/{n}/reactions/{kind}`

use actix_web::{HttpResponse, delete, put, web};

use super::{Reaction, actions};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::Writer;
use crate::storage::columns::ThreadId;

/// Give a post some warmth. Repeating it is harmless.
#[utoipa::path(tag = "reactions", security(("bearer" = [])),
    params(("id" = ThreadId, Path), ("n" = i32, Path, minimum = 1), ("kind" = Reaction, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[put("/threads/{id}/posts/{n}/reactions/{kind}")]
pub async fn give(
    app: web::Data<App>,
    Writer(member): Writer,
    path: web::Path<(ThreadId, i32, Reaction)>,
) -> Result<HttpResponse, Error> {
    let (thread, number, kind) = path.into_inner();
    actions::give(app, member, thread, number, kind).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take it back. Repeating it is harmless.
#[utoipa::path(tag = "reactions", security(("bearer" = [])),
    params(("id" = ThreadId, Path), ("n" = i32, Path, minimum = 1), ("kind" = Reaction, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[delete("/threads/{id}/posts/{n}/reactions/{kind}")]
pub async fn take(
    app: web::Data<App>,
    member: Member,
    path: web::Path<(ThreadId, i32, Reaction)>,
) -> Result<HttpResponse, Error> {
    let (thread, number, kind) = path.into_inner();
    actions::take(app, member, thread, number, kind).await?;
    Ok(HttpResponse::NoContent().finish())
}
