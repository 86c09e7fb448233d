//! The OpenAPI 3.1 document, made from the routes, and the page that shows it.

use std::collections::BTreeSet;
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
    let mut document = serde_json::to_value(document).unwrap_or_default();
    always_sent(&mut document);
    name_problems(&mut document);
    document
});

/// Says of every refusal that it is `application/problem+json`: the routes name its body only.
fn name_problems(document: &mut Value) {
    let operations =
        document.pointer_mut("/paths").and_then(Value::as_object_mut).into_iter().flat_map(serde_json::Map::values_mut);
    let operations = operations.filter_map(Value::as_object_mut).flat_map(serde_json::Map::values_mut);
    let responses = operations.filter_map(|operation| operation.get_mut("responses")?.as_object_mut());
    for (status, response) in responses.flat_map(serde_json::Map::iter_mut) {
        if status.starts_with(['4', '5'])
            && let Some(content) = response.get_mut("content").and_then(Value::as_object_mut)
            && let Some(body) = content.remove("application/json")
        {
            content.insert("application/problem+json".to_owned(), body);
        }
    }
}

/// Says of every answer's nullable fields that they are always there: we send null, we do not leave out. (What is left out
/// when empty is marked as not nullable where it is declared.)
fn always_sent(document: &mut Value) {
    let mut answered = BTreeSet::new();
    for operation in document.pointer("/paths").into_iter().flat_map(values).flat_map(values) {
        if let Some(responses) = operation.get("responses") {
            gather(responses, document, &mut answered);
        }
    }
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    schemas.iter_mut().filter(|(name, _)| answered.contains(*name)).for_each(|(_, schema)| require_nullable(schema));
}

fn values(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_object().into_iter().flat_map(serde_json::Map::values)
}

/// The names of all schemas that this value refers to, and those to which they refer.
fn gather(value: &Value, document: &Value, found: &mut BTreeSet<String>) {
    if let Some(name) = value.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next())
        && found.insert(name.to_owned())
        && let Some(schema) = document.pointer("/components/schemas").and_then(|schemas| schemas.get(name))
    {
        gather(schema, document, found);
    }
    match value {
        Value::Object(fields) => fields.values().for_each(|field| gather(field, document, found)),
        Value::Array(items) => items.iter().for_each(|item| gather(item, document, found)),
        _ => {}
    }
}

/// Lists the nullable properties of this schema, and of all that stand inside it, as required.
fn require_nullable(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(require_nullable),
        Value::Object(fields) => {
            fields.values_mut().for_each(require_nullable);
            let properties = fields.get("properties").and_then(Value::as_object).into_iter().flatten();
            let nullable: Vec<Value> =
                properties.filter(|(_, property)| may_be_null(property)).map(|(name, _)| Value::from(name.as_str())).collect();
            if nullable.is_empty() {
                return;
            }
            if let Some(required) = fields.entry("required").or_insert_with(|| Value::Array(Vec::new())).as_array_mut() {
                required.extend(nullable);
                let mut seen = BTreeSet::new();
                required.retain(|name| name.as_str().is_some_and(|name| seen.insert(name.to_owned())));
            }
        }
        _ => {}
    }
}

fn may_be_null(property: &Value) -> bool {
    let is_null = |kind: &Value| kind == "null";
    let types = property.get("type").and_then(Value::as_array);
    let ways = property.get("oneOf").and_then(Value::as_array);
    types.is_some_and(|types| types.iter().any(is_null))
        || ways.is_some_and(|ways| ways.iter().any(|way| way.get("type").is_some_and(is_null)))
}

/// The document.
#[must_use]
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// Which methods are answered at a path, by the document's templates: by the most literal one that fits.
#[must_use]
pub fn methods_at(path: &str) -> Vec<String> {
    let asked: Vec<&str> = path.split('/').collect();
    let Some(paths) = DOCUMENT.get("paths").and_then(Value::as_object) else { return Vec::new() };
    let fits = |template: &str| {
        let parts: Vec<&str> = template.split('/').collect();
        parts.len() == asked.len() && parts.iter().zip(&asked).all(|(part, asked)| part.starts_with('{') || part == asked)
    };
    let fitting = paths.iter().filter(|(template, _)| fits(template));
    let closest = fitting.min_by_key(|(template, _)| template.matches('{').count()).and_then(|(_, item)| item.as_object());
    let keys = closest.into_iter().flat_map(serde_json::Map::keys).filter(|key| *key != "parameters");
    keys.map(|key| key.to_uppercase()).collect()
}

/// The OpenAPI document of this API.
#[utoipa::path(tag = "about", responses((status = 200, body = Object, content_type = "application/json")))]
#[get("/openapi.json")]
pub async fn openapi_json() -> HttpResponse {
    HttpResponse::Ok().insert_header(("cache-control", "public, max-age=300")).json(document())
}
