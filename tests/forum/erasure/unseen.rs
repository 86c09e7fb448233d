//! The same erasure by somebody who was hidden here and by somebody who was not: nobody else can tell which it was.

use std::collections::BTreeMap;

use goodenough::clock::MINUTE;
use serde_json::{Value, json};

use super::{WORDS, leaves, passes};
use crate::site::{Database, Member, Plan, Site};

/// Everything that a third account and a visitor can see of these threads, with ids, names and colours of hidden voices taken out.
fn seen(site: &Site, third: &Member<'_>, threads: &[String]) -> Vec<Value> {
    third.comes_back();
    let mut all: Vec<Value> = vec![third.get("/threads?limit=100").is(200).json, third.get("/notifications").is(200).json];
    for thread in threads {
        all.push(third.get(&format!("/threads/{thread}")).is(200).json);
        all.push(third.get(&format!("/threads/{thread}/mine")).is(200).json);
        all.push(site.visitor().get(&format!("/threads/{thread}")).is(200).json);
    }
    let order: BTreeMap<String, usize> = threads.iter().enumerate().map(|(at, id)| (id.clone(), at)).collect();
    for one in &mut all {
        rename(one, &order);
    }
    all
}

fn rename(value: &mut Value, threads: &BTreeMap<String, usize>) {
    match value {
        Value::Object(fields) => {
            if fields.get("kind").is_some_and(|kind| kind == "alias") {
                fields["name"] = "[alias]".into();
            }
            for (name, value) in fields.iter_mut() {
                if name == "seed"
                    || name == "next"
                    || (name == "id" && !value.as_str().is_some_and(|id| threads.contains_key(id)))
                {
                    *value = format!("[{name}]").into();
                }
                rename(value, threads);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, threads)),
        Value::String(text) => {
            if let Some(at) = threads.get(text.as_str()) {
                *text = format!("[thread {at}]");
            }
        }
        _ => {}
    }
}

/// One world: Paula and Quentin each have written under their names; one of them has also written the hidden posts. Paula leaves.
fn world(database: Database, paula_is_hidden: bool, words: &str) -> Vec<Vec<Value>> {
    let site = &Plan::new().open(database);
    let (paula, quentin, third) = (site.member("paula"), site.member("quentin"), site.member("third"));
    let threads: Vec<String> = (0..3)
        .map(|n| {
            // In order, whatever ids chance gives them.
            site.waits(15 * MINUTE);
            third.comes_back();
            third.starts_thread(&json!({"title": format!("Thread {n}")}))
        })
        .collect();
    paula.comes_back();
    quentin.comes_back();
    let hidden = if paula_is_hidden { &paula } else { &quentin };
    for thread in &threads {
        paula.replies(thread, "Paula's words.");
        quentin.replies(thread, "Quentin's words.");
        hidden.replies_hidden(thread, "Hidden words.");
        hidden.reacts(thread, 1, "hug");
    }
    site.letters();
    leaves(&paula, words);
    site.letter_to(&paula.address);
    // With words that go, only this moment is comparable: later hidden words are gone in one world and stand in the other,
    // each by itself (see above).
    let hours = if words == "remove" { 0 } else { 49 };
    let mut moments = vec![seen(site, &third, &threads)];
    for _ in 0..hours {
        passes(site, 1);
        moments.push(seen(site, &third, &threads));
    }
    assert!(site.letters().is_empty(), "nobody is written to about somebody who leaves");
    site.looks_away();
    moments
}

fn leaving_tells_nobody_who_was_hidden(open: impl Fn() -> Option<Database>) {
    for words in WORDS {
        let (Some(one), Some(other)) = (open(), open()) else { return };
        let (one, other) = (world(one, true, words), world(other, false, words));
        assert_eq!(one.len(), other.len());
        for (hour, (one, other)) in one.into_iter().zip(other).enumerate() {
            for (one, other) in one.into_iter().zip(other) {
                assert_eq!(one, other, "{words}, {hour} hours later");
            }
        }
    }
}

// the same erasure by somebody who was hidden here and by somebody who was not.
#[test]
fn on_sqlite_leaving_tells_nobody_who_was_hidden() {
    leaving_tells_nobody_who_was_hidden(|| Some(Database::sqlite()));
}

#[test]
fn on_postgres_leaving_tells_nobody_who_was_hidden() {
    leaving_tells_nobody_who_was_hidden(Database::postgres);
}
