//! Who may do what: every route of the OpenAPI document, asked by everybody there is (issue 5, line 4). The table is
//! `table.txt`; a route of the document without a row fails, and says which row to add.
//!
//! Each request stands before things of its own: a thread by the author, a reply of hers that was reported, and, where the
//! route asks for one, a claimed case, a decision, a name that was asked for.

mod scene;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use goodenough::openapi::document;
use serde_json::Value;

use crate::site::{Answer, on_both};
use scene::{Scene, WHO};

/// A line of the table: what each of [`WHO`] is answered, and what is sent.
struct Row {
    answers: String,
    query: String,
    body: Option<Value>,
}

/// The lines of the table, by route; one route may have several, with other bodies.
fn rows() -> BTreeMap<String, Vec<Row>> {
    let lines = include_str!("table.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &str| {
        let mut parts = line.split_whitespace();
        let (method, path) = (parts.next().unwrap(), parts.next().unwrap());
        let answers: String = parts.by_ref().take(WHO.len()).collect();
        let rest = parts.collect::<Vec<_>>().join(" ");
        let (query, body) = if rest.starts_with('?') { (rest, String::new()) } else { (String::new(), rest) };
        let body = (!body.is_empty()).then(|| serde_json::from_str(&body).unwrap_or_else(|error| panic!("{line}: {error}")));
        (format!("{method} {path}"), Row { answers, query, body })
    };
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in lines {
        let (route, row) = row(line);
        assert_eq!(row.answers.len(), WHO.len(), "{route} has not one answer for each");
        rows.entry(route).or_default().push(row);
    }
    rows
}

/// Every `METHOD /path` of the document, without its prefix.
fn documented() -> Vec<String> {
    let paths = document()["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let path = path.strip_prefix("/api/v1").unwrap_or(path);
        let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    operations.collect()
}

/// An answer as the table writes it.
fn letter(answer: &Answer) -> char {
    match (answer.status, answer["code"].as_str()) {
        (200..=399, _) => '+',
        (401, Some("unauthenticated")) => '-',
        (403, Some("suspended")) => 's',
        (403, _) => 'x',
        (404, _) => '0',
        (400..=499, _) => '~',
        (status, _) => panic!("{status}: {}", answer.text()),
    }
}

/// What everybody is answered on one route today.
fn observed(scene: &Scene<'_>, route: &str, row: &Row) -> String {
    let (method, path) = route.split_once(' ').unwrap();
    let ask = |who: &&'static str| {
        let path = scene.fill(who, method, path) + &row.query;
        let request = scene.caller(who).asks(method, &path);
        let answer = match &row.body {
            Some(body) => request.json(&scene.fill_body(body)).answer(),
            None => request.answer(),
        };
        letter(&answer)
    };
    WHO.iter().map(ask).collect()
}

#[test]
fn the_table_of_roles_covers_every_route_and_no_other() {
    let (rows, documented) = (rows(), documented());
    let mut missing = String::new();
    for route in documented.iter().filter(|route| !rows.contains_key(*route)) {
        writeln!(missing, "{route}  ? ? ? ? ? ? ? ? ?").unwrap();
    }
    let advice = "Add a row for each to tests/forum/roles/table.txt: the route, what each of the nine is answered, then a body \
                  that would do or a ?query. Run `cargo test --test forum roles` to see what they are answered today. A new kind \
                  of {id} is made in tests/forum/roles/scene.rs.";
    assert!(missing.is_empty(), "nobody says who may do this:\n{missing}{advice}");
    let gone: Vec<&String> = rows.keys().filter(|route| !documented.contains(route)).collect();
    assert!(gone.is_empty(), "rows without a route: {gone:?}");
}

on_both! {
    fn everybody_is_answered_as_the_table_says(site) {
        let scene = Scene::of(site);
        let mut differs = String::new();
        let all = rows().into_iter().flat_map(|(route, rows)| rows.into_iter().map(move |row| (route.clone(), row)));
        for (route, row) in all {
            let now = observed(&scene, &route, &row);
            if now != row.answers {
                writeln!(differs, "{route}\n  the table {}\n  today     {}", spaced(&row.answers), spaced(&now)).unwrap();
            }
        }
        site.looks_away();
        assert!(differs.is_empty(), "answers differ from tests/forum/roles/table.txt ({}):\n{differs}", WHO.join(", "));
    }
}

fn spaced(answers: &str) -> String {
    answers.chars().map(|letter| format!("{letter} ")).collect()
}
