//! The two shapes of row: by thread, the account only sealed; by account, the thread only sealed. Nothing ties the two.

use std::collections::{BTreeMap, BTreeSet};

use goodenough::accounts::Role;
use goodenough::storage::columns::base58;
use serde_json::json;

use crate::catalogue::{Row, columns, dump, references};
use crate::site::{Database, on_both};

/// Who stands in a dump, in every spelling that could give her away.
fn spellings(id: &str) -> Vec<String> {
    let number: i64 = id.parse().unwrap();
    let hex = |bytes: [u8; 8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    vec![id.to_owned(), base58(number), hex(number.to_be_bytes()), hex(number.to_le_bytes())]
}

fn of<'d>(dump: &'d [Row], table: &'static str) -> impl Iterator<Item = &'d BTreeMap<String, String>> {
    dump.iter().filter(move |row| row.table == table).map(|row| &row.values)
}

/// The rows that hold an account and a thread both in the clear, and the aliases that hold a name.
fn tied(dump: &[Row]) -> Vec<String> {
    let mut accounts: Vec<String> = of(dump, "accounts").flat_map(|row| spellings(&row["id"])).collect();
    accounts.extend(of(dump, "accounts").map(|row| row["handle"].clone()));
    accounts.extend(of(dump, "sessions").flat_map(|row| spellings(&row["id"])));
    let names: BTreeSet<&String> = of(dump, "accounts").map(|row| &row["name"]).collect();
    let mut threads: Vec<String> = of(dump, "threads").flat_map(|row| spellings(&row["id"])).collect();
    threads.extend(of(dump, "voices").flat_map(|row| spellings(&row["id"])));
    let mut tied = Vec::new();
    for row in dump {
        let holds = |marks: &[String]| row.values.values().any(|value| marks.iter().any(|mark| value.contains(mark.as_str())));
        if holds(&accounts) && holds(&threads) {
            tied.push(format!("{}: an account and a thread: {:?}", row.table, row.values));
        }
        if row.table == "voices" && row.values["kind"] == "alias" && row.values.values().any(|value| names.contains(value)) {
            tied.push(format!("an alias with a member's name: {:?}", row.values));
        }
    }
    tied
}

/// The rows about an account, and the work that has ended, with a moment in the clear that is no whole day.
fn timed(dump: &[Row]) -> Vec<String> {
    let accounts: BTreeSet<&String> = of(dump, "accounts").map(|row| &row["id"]).collect();
    let exact = |value: &String| {
        value
            .parse()
            .is_ok_and(|at: i64| (1_500_000_000_000..2_500_000_000_000).contains(&at) && at % goodenough::clock::DAY != 0)
    };
    dump.iter()
        .filter(|row| {
            row.values.values().any(|value| accounts.contains(value))
                || row.values.get("state").is_some_and(|state| state == "done")
        })
        .filter(|row| row.values.values().any(exact))
        .map(|row| format!("{}: {:?}", row.table, row.values))
        .collect()
}

/// The tables with a column for an account and one for a thread, or more about an account than the shape allows.
fn misshapen(database: &Database) -> Vec<String> {
    let mut conn = database.connect();
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for column in columns(&mut conn) {
        tables.entry(column.table).or_default().insert(column.name);
    }
    let references = references(&mut conn);
    let refers = |table: &str, to: &str| references.iter().any(|told| told.starts_with(&format!("{table}: to {to} ")));
    // What the doors need; they know no thread.
    let doors = ["accounts", "sessions", "mailed_tokens"];
    let allowed = ["account", "seq", "day", "sealed", "lookup", "seen"];
    let mut misshapen = Vec::new();
    for (table, names) in &tables {
        let by_account = names.contains("account") || refers(table, "accounts");
        let by_thread = ["thread", "number", "voice"].iter().any(|name| names.contains(*name))
            || refers(table, "threads")
            || refers(table, "posts");
        if by_account && by_thread {
            misshapen.push(format!("{table} is by account and by thread"));
        }
        if by_account && !doors.contains(&table.as_str()) && !names.iter().all(|name| allowed.contains(&name.as_str())) {
            misshapen.push(format!("{table} says more than its shape allows: {names:?}"));
        }
    }
    misshapen
}

on_both! {
    fn the_catalogue_has_only_the_two_shapes(site) {
        assert!(misshapen(&site.database).is_empty(), "{:?}", misshapen(&site.database));
    }

    // no table has a network address, and only a session knows a kind of device.
    fn no_table_knows_where_anybody_was(site) {
        let telling = ["ip", "network", "agent", "host", "fingerprint", "seen_at", "last_seen"];
        for column in columns(&mut site.database.connect()) {
            let parts: Vec<&str> = column.name.split('_').collect();
            assert!(!telling.iter().any(|word| column.name == *word || parts.contains(word)), "{column:?}");
            assert!(column.name != "device" || column.table == "sessions", "{column:?}");
        }
    }

    fn after_an_evening_no_row_ties_an_account_to_a_thread(site) {
        let (ada, berta, ruth) = (site.member("ada"), site.member("berta"), site.staff("ruth", Role::Moderator));
        let hidden = ada.starts_thread(&json!({"voice": "alias"}));
        let named = berta.starts_thread(&json!({"title": "Two in the morning"}));
        ada.replies(&named, "Me too.");
        let abuse = berta.replies(&hidden, "You should be ashamed.");
        ada.replies_hidden(&hidden, "I am, that is why I write.");
        berta.reacts(&hidden, 1, "hug");
        berta.put(&format!("/threads/{hidden}/follow"), &json!({"level": "every_reply"})).is(204);
        berta.put(&format!("/threads/{hidden}/read"), &json!({"number": 2})).is(204);
        ada.put(&format!("/drafts/thread-{hidden}"), &json!({"body": "One more thing"})).is(200);
        ada.reports(&hidden, abuse, "shaming");
        let speaker = ada.get(&format!("/threads/{hidden}/posts?from={abuse}")).is(200)["items"][0]["voice"]["id"].clone();
        ada.put(&format!("/voices/{}/block", speaker.as_str().unwrap()), &json!({})).is(204);
        ada.patch("/me/hidden", &json!({"notes": ["loss"], "words": ["crying"]})).is(200);
        let cases = ruth.pages("/moderation/cases?state=open", 20);
        let case = cases[0]["id"].as_str().unwrap();
        ruth.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let decision = json!({"action": "remove", "rule": "kindness", "facts": "Shames the writer.", "message": "Please do not."});
        ruth.post(&format!("/moderation/cases/{case}/decision"), &decision).is(201);
        // Once with the letters still in the outbox, once with all of them sent.
        for moment in ["before", "after"] {
            let dump = dump(&mut site.database.connect());
            for table in ["threads", "posts", "voices", "reactions", "follows", "read_marks", "traces", "notifications", "drafts", "jobs", "blocks", "hidden",
                "cases", "reports", "decisions", "staff_log"] {
                assert!(of(&dump, table).next().is_some(), "{table} is empty {moment} the letters: the scenario shows nothing about it");
            }
            assert!(tied(&dump).is_empty(), "{moment} the letters: {:#?}", tied(&dump));
            assert!(timed(&dump).is_empty(), "{moment} the letters: {:#?}", timed(&dump));
            site.letters();
        }
    }
}

#[test]
fn a_row_that_ties_the_two_is_found() {
    let row = |table: &str, values: &[(&str, &str)]| Row {
        table: table.to_owned(),
        values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    };
    let mut dump = vec![
        row("accounts", &[("id", "4611686018427387905"), ("handle", "Hq3vN2c8"), ("name", "Ada")]),
        row("threads", &[("id", "2305843009213693953")]),
        row("voices", &[("id", "77"), ("thread", "2305843009213693953"), ("kind", "named"), ("name", "Ada")]),
        row("traces", &[("account", "4611686018427387905"), ("sealed", "00ff")]),
    ];
    assert!(tied(&dump).is_empty());
    for spoiled in [
        row("traces", &[("account", "4611686018427387905"), ("detail", "thread 2305843009213693953")]),
        row("traces", &[("account", "4611686018427387905"), ("sealed", "00002000000000000001ff")]),
        row("staff_log", &[("thread", "2305843009213693953"), ("detail", "by Hq3vN2c8")]),
        row("voices", &[("id", "78"), ("thread", "2305843009213693953"), ("kind", "alias"), ("name", "Ada")]),
    ] {
        dump.push(spoiled);
        assert_eq!(tied(&dump).len(), 1, "{:?}", dump.last());
        dump.pop();
    }
}
