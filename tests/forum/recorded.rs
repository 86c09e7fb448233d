//! The statements of one reply, as they reach SQLite: written down for the program that measures how fast they could be.
//!
//! `cargo test --test forum -- --ignored recorded` writes them to `tests/bench/speed/reply.json`. Two replies of one member in one thread
//! are recorded; what differs between them is fresh for every reply.

use std::collections::BTreeMap;
use std::sync::Mutex;

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use serde_json::{Value, json};

use crate::catalogue::{columns, dump};
use crate::site::{Database, Plan, Site};

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
            '\\' if quoted => current.extend(letters.next().map(|letter| if letter == 'n' { '\n' } else { letter })),
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
    number.parse::<i64>().map_or_else(|_| json!(stored(text)), |number| json!(number))
}

/// A word of an enumeration as it is stored: `EveryReply` is `every_reply`.
fn stored(name: &str) -> String {
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(letter.to_lowercase());
    }
    word
}

#[test]
#[ignore = "writes a file of the repository anew"]
fn the_statements_of_a_reply() {
    set_default_instrumentation(|| Some(Box::new(Listener))).unwrap();
    let site = Plan::new().with(|config| config.limits.enabled = false).open(Database::sqlite());
    let (ada, berta) = (site.member("ada"), site.member("berta"));
    let thread = ada.starts_thread(&json!({}));
    let mut recorded = Vec::new();
    for number in 0..3 {
        SAID.lock().unwrap().clear();
        let body = json!({"body": "Me too. It gets lighter, and nobody tells you when.", "voice": "named"});
        let key = format!("key-{number}");
        berta.asks("POST", &format!("/threads/{thread}/posts")).header("idempotency-key", &key).json(&body).answer().is(201);
        recorded.push(SAID.lock().unwrap().iter().map(|said| parted(said)).collect::<Vec<_>>());
    }
    site.letters();
    let (one, two) = (&recorded[1], &recorded[2]);
    assert_eq!(one.iter().map(|said| &said.0).collect::<Vec<_>>(), two.iter().map(|said| &said.0).collect::<Vec<_>>());
    let mut fresh = Vec::new();
    let statements: Vec<Value> = one
        .iter()
        .zip(two)
        .map(|((words, first), (_, second))| {
            let values = first.iter().zip(second).map(|(first, second)| marked(first, second, &mut fresh));
            json!([words, values.collect::<Vec<_>>()])
        })
        .collect();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/speed/reply.json");
    let recorded = json!({ "rows": rows(&site), "statements": statements });
    std::fs::write(path, serde_json::to_string_pretty(&recorded).unwrap() + "\n").unwrap();
}

/// A value that all replies share, or what a fresh one is made like; the same value again is the same fresh one.
fn marked(first: &Value, second: &Value, fresh: &mut Vec<Value>) -> Value {
    if first == second {
        return second.clone();
    }
    if let Some(at) = fresh.iter().position(|known| known == second) {
        return json!({ "same": at });
    }
    fresh.push(second.clone());
    match (first.as_i64(), second.as_i64()) {
        (Some(first), Some(second)) if (second - first).abs() < 1_000_000 => json!({"fresh": "number"}),
        (Some(_), Some(_)) => json!({"fresh": "id"}),
        _ => json!({"fresh": "bytes", "len": second["bytes"].as_str().map_or(24, |hex| hex.len() / 2)}),
    }
}

/// Words that no two accounts share; no statement of a reply looks for them.
const OWN: [&str; 2] = ["handle", "name_skeleton"];

/// The rows that the statements find: without them an update would change nothing.
fn rows(site: &Site) -> Vec<Value> {
    let mut conn = site.database.connect();
    let kinds: BTreeMap<(String, String), (String, bool)> =
        columns(&mut conn).into_iter().map(|c| ((c.table, c.name), (c.kind, c.nullable))).collect();
    let wanted = ["accounts", "sessions", "threads", "voices", "follows", "posts"];
    let found = dump(&mut conn).into_iter().filter(|row| wanted.contains(&row.table.as_str()));
    found
        .map(|row| {
            let names: Vec<String> = row.values.keys().map(|name| format!("\"{name}\"")).collect();
            let marks = vec!["?"; names.len()].join(", ");
            let words = format!("INSERT OR IGNORE INTO {} ({}) VALUES ({marks})", row.table, names.join(", "));
            let value = |(name, text): (&String, &String)| match &kinds[&(row.table.clone(), name.clone())] {
                (_, true) if text.is_empty() => Value::Null,
                (kind, _) if kind == "binary" => json!({ "bytes": text }),
                _ if OWN.contains(&name.as_str()) => json!({ "fresh": "text" }),
                (kind, _) if kind == "text" => json!(text),
                _ => text.parse::<i64>().map_or_else(|_| json!(text == "true"), |number| json!(number)),
            };
            json!([words, row.values.iter().map(value).collect::<Vec<_>>()])
        })
        .collect()
}
