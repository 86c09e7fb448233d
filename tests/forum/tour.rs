//! All that somebody can read: every `GET` of the document, asked by whoever it is.

use goodenough::openapi::document;
use goodenough::routes::BASE;
use serde_json::Value;

use crate::site::{Answer, Caller};

/// A route that was asked.
pub struct Asked {
    /// The path, ids and all.
    pub path: String,
    /// Only members are answered.
    pub for_members: bool,
    /// What came back.
    pub answer: Answer,
}

/// Asks every route for what can be read, about this thread, its second post and this case.
pub fn asks(caller: &Caller, thread: &str, case: &str) -> Vec<Asked> {
    let routes = document()["paths"].as_object().unwrap().iter().filter_map(|(path, item)| Some((path, item.get("get")?)));
    let asked: Vec<Asked> = routes
        .map(|(path, told)| {
            let path = path
                .strip_prefix(BASE)
                .unwrap_or(path)
                .replace("/threads/{id}", &format!("/threads/{thread}"))
                .replace("/cases/{id}", &format!("/cases/{case}"))
                .replace("{n}", "2")
                .replace("{place}", "new")
                .replace("{version}", "2026-1")
                .replace("{id}", "11111111112")
                .replace("{token}", "nobodys")
                .replace("{receipt}", "nobodys");
            assert!(!path.contains('{'), "{path}");
            let ways = told["security"].as_array();
            let for_members = ways.is_some_and(|ways| ways.iter().all(|way| way.get("bearer").is_some()));
            Asked { answer: caller.get(&path), path, for_members }
        })
        .collect();
    assert!(asked.len() > 25, "the routes were not found");
    asked
}

/// What was said, but for what is drawn anew each time, what is about the sessions of whoever asks, and the staff log, in which
/// the tour's own looks stand.
pub fn said(caller: &Caller, thread: &str, case: &str) -> Vec<(String, u16, Value)> {
    let anew = ["/voice", "/sessions", "/me/export", "/api/docs", "/moderation/log"];
    let asked = asks(caller, thread, case).into_iter().filter(|asked| !anew.contains(&asked.path.as_str()));
    let said = asked.map(|Asked { path, mut answer, .. }| {
        if let Some(fields) = answer.json.as_object_mut() {
            fields.remove("request_id");
        }
        (path, answer.status, answer.json)
    });
    said.collect()
}
