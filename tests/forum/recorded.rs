//! The statements of one reply, as they reach SQLite: written down for the program that measures how fast they could be.
//!
//! `cargo test --test forum -- --ignored recorded` writes them to `tests/bench/speed/reply.json`. Two replies of one member in one thread
//! are recorded; what differs between them is fresh for every reply.

use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use serde_json::{Value, json};

use crate::site::{Database, Plan};

static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Listener;

impl Instrumentation for Listener {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            SAID.lock().unwrap().push(query.to_string());
        }
    }
}

/// The words of a statement and its values: `… -- binds: [ThreadId(5), "text", [1, 2]]`.
fn parted(said: &str) -> (String, Vec<Value>) {
    let (words, binds) = said.split_once(" -- binds: ").unwrap_or((said, "[]"));
    let (mut values, mut depth, mut quoted, mut current) = (Vec::new(), 0, false, String::new());
    let inside = &binds[1..binds.len() - 1];
    let mut letters = inside.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if quoted => current.extend(letters.next()),
            '"' => {
                quoted = !quoted;
                current.push('"');
            }
            '[' | '(' | '{' if !quoted => {
                depth += 1;
                current.push(letter);
            }
            ']' | ')' | '}' if !quoted => {
                depth -= 1;
                current.push(letter);
            }
            ',' if depth == 0 && !quoted => {
                values.push(value(current.trim()));
                current.clear();
            }
            _ => current.push(letter),
        }
    }
    if !current.trim().is_empty() {
        values.push(value(current.trim()));
    }
    (words.to_owned(), values)
}

fn value(text: &str) -> Value {
    if let Some(inner) = text.strip_prefix("Some(").and_then(|rest| rest.strip_suffix(')')) {
        return value(inner);
    }
    if let Some(bytes) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let bytes: Vec<u8> = bytes.split(',').filter_map(|byte| byte.trim().parse().ok()).collect();
        return json!({ "bytes": bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() });
    }
    if let Some(words) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return json!(words);
    }
    match text {
        "None" => return Value::Null,
        "true" | "false" => return json!(text == "true"),
        _ => {}
    }
    let number = text.split_once('(').map_or(text, |(_, rest)| rest.trim_end_matches(')'));
    number.parse::<i64>().map_or_else(|_| json!(text.to_lowercase()), |number| json!(number))
}

#[test]
#[ignore = "writes a file of the repository anew"]
fn the_statements_of_a_reply() {
    set_default_instrumentation(|| Some(Box::new(Listener))).unwrap();
    let site = Plan::new().with(|config| config.limits.enabled = false).open(Database::sqlite());
    let (ada, berta) = (site.member("ada"), site.member("berta"));
    let thread = ada.starts_thread(&json!({}));
    let listening = Arc::new(());
    let mut recorded = Vec::new();
    for number in 0..3 {
        let mine = berta.get("/me").is(200);
        assert!(mine.status == 200 && Arc::strong_count(&listening) == 1);
        SAID.lock().unwrap().clear();
        let body = json!({"body": "Me too. It gets lighter, and nobody tells you when.", "voice": "named"});
        let key = format!("key-{number}");
        berta.asks("POST", &format!("/threads/{thread}/posts")).header("idempotency-key", &key).json(&body).answer().is(201);
        recorded.push(SAID.lock().unwrap().iter().map(|said| parted(said)).collect::<Vec<_>>());
    }
    site.letters();
    for (at, (words, _)) in recorded[2].iter().enumerate() {
        eprintln!("{at} {words}");
    }
    let (one, two) = (&recorded[1], &recorded[2]);
    assert_eq!(one.iter().map(|said| &said.0).collect::<Vec<_>>(), two.iter().map(|said| &said.0).collect::<Vec<_>>());
    let statements: Vec<Value> = one
        .iter()
        .zip(two)
        .map(|((words, first), (_, second))| {
            let values = first
                .iter()
                .zip(second)
                .map(|(first, second)| if first == second { second.clone() } else { json!({"fresh": second}) });
            json!([words, values.collect::<Vec<_>>()])
        })
        .collect();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/speed/reply.json");
    std::fs::write(path, serde_json::to_string_pretty(&statements).unwrap()).unwrap();
}
