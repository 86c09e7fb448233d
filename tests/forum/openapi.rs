//! The OpenAPI document: under snapshot, whole, and true.

use std::collections::BTreeSet;

use goodenough::openapi::document;
use goodenough::routes::BASE;
use serde_json::Value;

use crate::site::on_both;

/// Every `METHOD /path` of the document.
fn documented() -> BTreeSet<String> {
    let paths = document()["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    operations.collect()
}

fn operations() -> impl Iterator<Item = (String, &'static Value)> {
    let paths = document()["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |(method, told)| (format!("{method} {path}"), told)))
}

#[test]
fn the_document_is_openapi_3_1_and_changes_only_on_purpose() {
    assert!(document()["openapi"].as_str().unwrap().starts_with("3.1"));
    insta::assert_json_snapshot!("openapi", document());
}

#[test]
fn the_page_of_routes_names_every_route_of_the_document_and_no_other() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/routes.rs")).unwrap();
    let mut named = BTreeSet::new();
    for line in page.lines().filter(|line| line.contains(".service(") && !line.contains("scope(")) {
        if line.trim_end().ends_with(".service(") {
            continue; // the scope itself opens on the next line
        }
        let (_, comment) = line.split_once("// ").unwrap_or_else(|| panic!("no path beside {line}"));
        let (method, path) = comment.trim().split_once(' ').unwrap();
        let outside = line.trim_start().starts_with("server.");
        named.insert(format!("{method} {}{path}", if outside { "" } else { BASE }));
    }
    assert_eq!(named, documented());
}

#[test]
fn every_refusal_is_documented_as_a_problem() {
    for (name, operation) in operations() {
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{name} never succeeds");
        for (status, response) in responses.iter().filter(|(status, _)| status.starts_with(['4', '5'])) {
            let content = response["content"].as_object().unwrap_or_else(|| panic!("{name} {status} has no body"));
            let schemas = content.values().map(|kind| &kind["schema"]["$ref"]);
            assert!(schemas.clone().all(|schema| schema == "#/components/schemas/Problem"), "{name} {status}: {content:?}");
        }
    }
}

#[test]
fn who_must_sign_in_is_documented() {
    for (name, operation) in operations() {
        let bearer = operation["security"].as_array().is_some_and(|ways| ways.iter().any(|way| way.get("bearer").is_some()));
        let refuses = operation["responses"].get("401").is_some();
        let signs_in = name.contains("/sessions") && name.starts_with("post");
        assert!(!bearer || refuses, "{name} wants a token and documents no 401");
        assert!(bearer || !refuses || signs_in, "{name} documents a 401 and wants no token");
    }
}

#[test]
fn every_body_and_query_can_be_refused() {
    // What a mail program sends to stop letters is not even looked at.
    for (name, operation) in operations().filter(|(name, _)| !name.contains("/letters/stop/")) {
        let asks = operation.get("requestBody").is_some()
            || operation["parameters"].as_array().is_some_and(|all| all.iter().any(|parameter| parameter["in"] == "query"));
        assert!(!asks || operation["responses"].get("422").is_some(), "{name} documents no 422");
    }
}

on_both! {
    fn the_document_is_served(site) {
        let answer = site.visitor().get("/openapi.json").is(200);
        assert_eq!(&answer.json, document());
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
}
