//! The OpenAPI 3.1 document, made from the routes, and the page that shows it.

use std::sync::LazyLock;

use actix_web::{App as Server, HttpResponse, get};
use serde_json::Value;
use utoipa::Modify;
use utoipa::OpenApi as _;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_actix_web::AppExt as _;

use crate::routes;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Goodenough",
        description = "A peer-support forum for parents. Times of threads and posts are rounded down to the quarter hour. Every refusal is a `Problem`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    modifiers(&Bearer),
)]
struct Frame;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        document.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let (_, mut document) = Server::new().into_utoipa_app().configure(routes::all).split_for_parts();
    document.merge(Frame::openapi());
    document.info = Frame::openapi().info;
    serde_json::to_value(document).unwrap_or_default()
});

/// The document.
#[must_use]
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// Which methods are answered at a path, by the document's templates.
#[must_use]
pub fn methods_at(path: &str) -> Vec<String> {
    let asked: Vec<&str> = path.split('/').collect();
    let Some(paths) = DOCUMENT.get("paths").and_then(Value::as_object) else { return Vec::new() };
    let fits = |template: &str| {
        let parts: Vec<&str> = template.split('/').collect();
        parts.len() == asked.len() && parts.iter().zip(&asked).all(|(part, asked)| part.starts_with('{') || part == asked)
    };
    let fitting = paths.iter().filter(|(template, _)| fits(template)).filter_map(|(_, item)| item.as_object());
    let mut methods: Vec<String> =
        fitting.flat_map(|item| item.keys()).filter(|key| *key != "parameters").map(|key| key.to_uppercase()).collect();
    methods.sort();
    methods.dedup();
    methods
}

/// The OpenAPI document of this API.
#[utoipa::path(tag = "about", responses((status = 200, body = Object, content_type = "application/json")))]
#[get("/openapi.json")]
pub async fn openapi_json() -> HttpResponse {
    HttpResponse::Ok().insert_header(("cache-control", "public, max-age=300")).json(document())
}
