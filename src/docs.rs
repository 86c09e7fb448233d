//! `/api/docs`: the OpenAPI document as a page that a person can read, without a script.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get};
use askama::Template;
use serde_json::Value;

use crate::error::{Code, Error, Problem};
use crate::openapi;

/// One operation, in words.
struct Operation {
    method: String,
    path: String,
    about: String,
    signed_in: &'static str,
    parameters: Vec<String>,
    body: Option<String>,
    answers: Vec<(String, String)>,
}

/// One named shape.
struct Shape {
    name: String,
    about: String,
    fields: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "docs.html")]
struct Page {
    about: String,
    groups: BTreeMap<String, Vec<Operation>>,
    shapes: Vec<Shape>,
    codes: &'static [Code],
}

/// The API, as a page to read.
#[utoipa::path(tag = "about", responses((status = 200, content_type = "text/html", body = String), (status = 500, body = Problem)))]
#[get("/api/docs")]
pub async fn page() -> Result<HttpResponse, Error> {
    let html = read(openapi::document()).render().map_err(Error::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"))
        .insert_header(("cache-control", "public, max-age=300"))
        .body(html))
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn read(document: &Value) -> Page {
    let mut groups: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let tag = operation.pointer("/tags/0").and_then(Value::as_str).unwrap_or("other");
            groups.entry(tag.to_owned()).or_default().push(read_operation(method, path, operation));
        }
    }
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let shapes = schemas.into_iter().flatten().map(|(name, schema)| read_shape(name, schema)).collect();
    let about = document.pointer("/info/description").and_then(Value::as_str).unwrap_or_default().to_owned();
    Page { about, groups, shapes, codes: Code::ALL }
}

fn read_operation(method: &str, path: &str, operation: &Value) -> Operation {
    let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let parameters = parameters.map(|parameter| {
        let optional = if parameter.get("required") == Some(&Value::Bool(true)) { "" } else { ", optional" };
        format!("{} ({}{optional})", text(parameter, "name"), text(parameter, "in"))
    });
    let security = operation.get("security").and_then(Value::as_array);
    let signed_in = match security {
        None => "anybody",
        Some(ways) if ways.iter().any(|way| way.as_object().is_some_and(serde_json::Map::is_empty)) => {
            "anybody; members see more"
        }
        Some(_) => "members, by Bearer token",
    };
    let answers = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        about: format!("{} {}", text(operation, "summary"), text(operation, "description")).trim().to_owned(),
        signed_in,
        parameters: parameters.collect(),
        body: operation.pointer("/requestBody/content/application~1json/schema").map(kind),
        answers: answers
            .map(|(status, answer)| {
                let content = answer.get("content").and_then(Value::as_object).and_then(|content| content.values().next());
                (status.clone(), content.and_then(|content| content.get("schema")).map(kind).unwrap_or_default())
            })
            .collect(),
    }
}

fn read_shape(name: &str, schema: &Value) -> Shape {
    let parts = schema.get("allOf").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![schema.clone()]);
    let mut fields = Vec::new();
    for part in &parts {
        if part.get("$ref").is_some() {
            fields.push(("…".to_owned(), kind(part), "everything that it says".to_owned()));
        }
        for (field, schema) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
            fields.push((field.clone(), kind(schema), text(schema, "description")));
        }
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        fields.push(("one of".to_owned(), words.join(" · "), String::new()));
    }
    Shape { name: name.to_owned(), about: text(schema, "description"), fields }
}

/// A schema in a word: its name, or its type.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return name.rsplit('/').next().unwrap_or(name).to_owned();
    }
    if let Some(ways) = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array) {
        return ways.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    let base = match schema.get("type") {
        Some(Value::String(kind)) => kind.clone(),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "anything".to_owned(),
    };
    match schema.get("items") {
        Some(items) => format!("list of {}", kind(items)),
        None => base,
    }
}
