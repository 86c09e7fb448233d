//! Leaving for good: at once where she is known, at random where she was hidden, and nothing that tells the two belong together.

mod at_once;
mod at_random;
mod left_behind;
mod receipts;
mod unseen;

use std::collections::BTreeMap;

use goodenough::clock::MINUTE;
use serde_json::{Value, json};

use crate::catalogue::dump;
use crate::site::{Caller, Site};

const WORDS: [&str; 2] = ["remove", "keep_without_name"];

#[track_caller]
fn leaves(member: &Caller, words: &str) -> String {
    member.post("/me/erasure", &json!({"words": words})).is(201).string("receipt")
}

/// Lets hours pass, a quarter at a time, as they pass for a server that runs.
fn passes(site: &Site, hours: i64) {
    for _ in 0..hours * 4 {
        site.waits(15 * MINUTE);
        site.runs_jobs();
    }
}

fn state(site: &Site, receipt: &str) -> String {
    site.visitor().get(&format!("/erasures/{receipt}")).is(200).string("state")
}

/// The posts of a thread, as everybody sees them.
fn posts(site: &Site, thread: &str) -> Vec<Value> {
    site.visitor().pages(&format!("/threads/{thread}/posts"), 100)
}

/// Where a text stands in a dump of everything.
fn found(site: &Site, text: &str) -> Vec<String> {
    let rows = dump(&mut site.database.connect());
    let holds = |values: &BTreeMap<String, String>| values.values().any(|value| value.contains(text));
    rows.into_iter().filter(|row| holds(&row.values)).map(|row| format!("{}: {:?}", row.table, row.values)).collect()
}

fn count(site: &Site, table: &str) -> usize {
    dump(&mut site.database.connect()).iter().filter(|row| row.table == table).count()
}
