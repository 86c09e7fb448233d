//! Keys: followed by newer ones while the forum is used, forgotten for ever, and never anywhere but in their files.

use std::process::Output;

use goodenough::chance::Chance;
use goodenough::keys::{Key, Keyring, Purpose};
use goodenough::voices::reseal;
use serde_json::{Value, json};

use crate::catalogue::{columns, dump};
use crate::site::database::{fresh_folder, tells};
use crate::site::member::PASSWORD;
use crate::site::process::Process;
use crate::site::{Database, Plan, Site, on_both};

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// How many values stand under the key of this number.
fn under(site: &Site, purpose: Purpose, number: u8) -> i64 {
    site.wait(reseal::counts(&site.app)).unwrap().get(&(purpose, number)).copied().unwrap_or_default()
}

/// A forum whose keys lie in a folder, with something in most tables.
fn a_forum(database: Database, folder: &std::path::Path) -> Site {
    Plan::new().with_keys_in(folder).open(database)
}

fn is_sealed_anew(database: Database) {
    let folder = fresh_folder();
    let site = a_forum(database, &folder);
    site.looks_away();
    let (ada, berta) = (site.member("ada"), site.member("berta"));
    let thread = ada.starts_thread(&json!({"voice": "alias"}));
    // More rows than one stretch has, and rows that share what finds them.
    for n in 0..230 {
        site.wait(site.app.storage.write({
            let app = site.app.clone();
            let account = goodenough::storage::columns::AccountId(site.account_of(&berta));
            move |conn| {
                let trace = goodenough::voices::traces::Trace::Redeemed { ticket: n + 1 };
                goodenough::voices::traces::leave(conn, &app, account, &trace)
            }
        }))
        .unwrap();
    }
    for n in 0..3 {
        let other = ada.starts_thread(&json!({"title": format!("Another {n}")}));
        berta.put(&format!("/drafts/thread-{other}"), &json!({"body": "Not yet."})).is(200);
    }
    berta.replies_hidden(&thread, "Me too.");
    berta.reports(&thread, 1, "other");
    let before = dump(&mut site.database.connect()).len();
    let sealed = under(&site, Purpose::Seal, 1);
    assert!(sealed > 230 && under(&site, Purpose::Address, 1) >= 2);

    // Another process adds keys; this one has not heard of them yet.
    let mut ring = Keyring::read(&folder).unwrap();
    for purpose in [Purpose::Seal, Purpose::Address, Purpose::Standing] {
        assert_eq!(ring.add(&folder, purpose, &Chance::System).unwrap(), 2);
        site.wait(reseal::promise(site.app.clone(), purpose)).unwrap();
    }
    // Somebody writes while it is done, and two processes do it at once.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0..20 {
                berta.replies_hidden(&thread, &format!("Meanwhile {n}."));
                berta.put(&format!("/drafts/thread-{thread}"), &json!({"body": format!("Typing {n}")})).is(200);
            }
        });
        for _ in 0..2 {
            let app = site.app.clone();
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(reseal::carry_out(app, Purpose::Seal)).unwrap();
            });
        }
    });
    site.runs_jobs();
    for purpose in [Purpose::Seal, Purpose::Address, Purpose::Standing] {
        assert!(under(&site, purpose, 2) > 0);
        assert_eq!(under(&site, purpose, 1), waiting_twice(&site, purpose), "{purpose:?}");
    }
    // Ten minutes later it comes once more; then the older keys are needed for nothing, and everything still opens.
    site.waits(11 * goodenough::clock::MINUTE);
    site.runs_jobs();
    for purpose in [Purpose::Seal, Purpose::Address, Purpose::Standing] {
        assert_eq!(under(&site, purpose, 1), 0, "{purpose:?}");
        std::fs::remove_file(folder.join(format!("{}-1.key", purpose.name()))).unwrap();
    }
    site.app.seal.reread_keys().unwrap();
    assert!(dump(&mut site.database.connect()).len() >= before, "no row was lost");
    let mine = ada.get(&format!("/threads/{thread}/mine")).is(200);
    assert_eq!(mine["posts"].as_array().unwrap().len(), 1);
    assert_eq!(ada.get("/me").is(200)["email"], ada.address);
    assert_eq!(ada.pages("/me/threads", 50).len(), 4);
    assert_eq!(ada.pages("/notifications", 100).len(), 21);
    assert_eq!(berta.pages("/reports", 50).len(), 1);
    assert_eq!(berta.get("/drafts").is(200)["items"].as_array().unwrap().len(), 4);
    ada.comes_back();
    drop(std::fs::remove_dir_all(folder));
}

/// The second job lies sealed until its time: under whichever key its process knew.
fn waiting_twice(site: &Site, purpose: Purpose) -> i64 {
    let counted = under(site, purpose, 1);
    assert!(counted <= 1, "{counted} values under the older {purpose:?} key");
    counted
}

//
#[test]
fn on_sqlite_everything_is_sealed_anew_while_the_forum_is_used() {
    is_sealed_anew(Database::sqlite());
}

#[test]
fn on_postgres_everything_is_sealed_anew_while_the_forum_is_used() {
    if let Some(database) = Database::postgres() {
        is_sealed_anew(database);
    }
}

on_both! {
    fn every_sealed_column_is_in_the_list_of_those_that_are_sealed_anew(site) {
        let plain = ["lookup", "token_hash", "email_lookup", "body_mac", "dedupe", "decider", "writing"];
        let mut found: Vec<String> = columns(&mut site.database.connect())
            .into_iter()
            .filter(|column| column.kind == "binary" && !plain.contains(&column.name.as_str()))
            .map(|column| format!("{}.{}", column.table, column.name))
            .collect();
        let mut known: Vec<String> = reseal::ALL.iter().map(|place| format!("{}.{}", place.column.table, place.column.column)).collect();
        found.sort();
        known.sort();
        assert_eq!(found, known);
    }

    fn a_value_whose_key_is_gone_is_left_out_and_nothing_breaks(site) {
        let (ada, berta, ruth) = (site.member("ada"), site.member("berta"), site.staff("ruth", goodenough::accounts::Role::Moderator));
        let thread = ada.starts_thread(&json!({"voice": "alias"}));
        let reply = berta.replies(&thread, "Shame on you.");
        ada.reports(&thread, reply, "shaming");
        site.letters();
        // As if the keys had been thrown away: every seal is under a number that nobody has.
        for table in ["voices", "follows", "traces", "notifications", "reports"] {
            let byte = if site.database.path().is_some() { "X'09'" } else { "'\\x09'::bytea" };
            let rest = format!("UPDATE {table} SET sealed = {byte} || substr(sealed, 2)");
            tells(&site.database, &rest);
        }
        assert_eq!(ada.get("/notifications").is(200)["items"], json!([]));
        assert_eq!(ada.get("/me/threads").is(200)["items"], json!([]));
        assert_eq!(ada.get("/reports").is(200)["items"], json!([]));
        ada.get(&format!("/threads/{thread}/mine")).is(200);
        berta.replies(&thread, "And another thing.");
        let body = json!({"body": "To you.", "voice": "named", "in_reply_to": 1});
        berta.post(&format!("/threads/{thread}/posts"), &body).is(201);
        let cases = ruth.pages("/moderation/cases?state=open", 20);
        let case = cases[0]["id"].as_str().unwrap();
        ruth.get(&format!("/moderation/cases/{case}")).is(200);
        ruth.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let decision = json!({"action": "remove", "rule": "kindness", "facts": "Shames the writer.", "message": "Please do not."});
        ruth.post(&format!("/moderation/cases/{case}/decision"), &decision).is(201);
        ruth.get("/moderation/log").is(200);
        site.letters();
    }
}

#[test]
fn keys_are_shown_as_stars() {
    let chance = Chance::seeded(4);
    let key = Key(chance.bytes());
    assert_eq!(format!("{key:?}"), "***");
    let ring = format!("{:?}", Keyring::of_chance(&chance));
    assert!(ring.contains("***") && !ring.contains("[1") && !ring.contains(", 2"), "{ring}");
}

#[test]
fn each_purpose_has_a_key_of_its_own() {
    let ring = Keyring::of_chance(&Chance::System);
    let keys: std::collections::BTreeSet<[u8; 32]> =
        Purpose::ALL.into_iter().map(|purpose| ring.newest(purpose).unwrap().1.0).collect();
    assert_eq!(keys.len(), Purpose::ALL.len());
}

fn is_rotated_by_command(database: &Database) {
    let mut process = Process::new(database);
    process.starts();
    let ada = process.member("ada");
    let body = json!({"space": "money", "body": "Once.", "voice": "alias", "need": "just_listen", "audience": "public"});
    let thread = ada.post("/threads", &body).is(201).string("id");
    for which in ["seal", "address", "standing"] {
        let output = process.runs(&["keys", "rotate", which]);
        assert!(output.status.success(), "{}", said(&output));
    }
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    let status = loop {
        let status = said(&process.runs(&["keys", "status"]));
        // The second round of the job still waits, sealed under the newer key.
        let done = ["seal-1", "address-1", "standing-1"]
            .iter()
            .all(|name| status.lines().any(|line| line.starts_with(name) && line.contains(" 0 rows; may be removed")));
        if done {
            break status;
        }
        assert!(std::time::Instant::now() < until, "{status}");
        std::thread::sleep(std::time::Duration::from_millis(200));
    };
    assert!(status.contains("seal-2") && status.contains("in use"), "{status}");
    for name in ["seal-1.key", "address-1.key", "standing-1.key"] {
        std::fs::remove_file(process.path(&format!("data/keys/{name}"))).unwrap();
    }
    process.is_stopped();
    process.starts();
    let session = process.visitor().post("/sessions", &json!({"email": "ada@example.org", "password": PASSWORD})).is(201);
    let ada = process.visitor();
    ada.set_token(Some(session.string("access_token")));
    assert_eq!(ada.get("/me").is(200)["email"], "ada@example.org");
    assert_eq!(ada.get(&format!("/threads/{thread}/mine")).is(200)["posts"][0]["number"], 1);
}

#[test]
fn on_sqlite_a_key_is_followed_by_a_newer_one_while_the_server_runs() {
    is_rotated_by_command(&Database::empty_sqlite());
}

#[test]
fn on_postgres_a_key_is_followed_by_a_newer_one_while_the_server_runs() {
    if let Some(database) = Database::empty_postgres() {
        is_rotated_by_command(&database);
    }
}

fn forgets_all_links(database: &Database) {
    let mut process = Process::new(database);
    process.starts();
    let (ada, berta) = (process.member("ada"), process.member("berta"));
    let body = json!({"space": "money", "body": "Once.", "voice": "alias", "need": "just_listen", "audience": "public"});
    let thread = ada.post("/threads", &body).is(201).string("id");
    let reply = json!({"body": "Here.", "voice": "alias"});
    berta.post(&format!("/threads/{thread}/posts"), &reply).is(201);
    let output = process.runs(&["keys", "forget-links"]);
    assert!(!output.status.success() && said(&output).contains("--yes"), "{}", said(&output));
    if database.path().is_some() {
        let output = process.runs(&["keys", "forget-links", "--yes"]);
        assert!(!output.status.success() && said(&output).contains("a server is running"), "{}", said(&output));
    }
    process.is_stopped();
    let sealed = std::fs::read(process.path("data/keys/seal-1.key")).unwrap();
    let lookups = std::fs::read(process.path("data/keys/lookup-1.key")).unwrap();
    let output = process.runs(&["keys", "forget-links", "--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(!process.path("data/keys/seal-1.key").exists());
    assert_ne!(std::fs::read(process.path("data/keys/lookup-1.key")).unwrap(), lookups);
    assert_ne!(std::fs::read(process.path("data/keys/seal-2.key")).unwrap(), sealed);
    process.starts();
    // The forum goes on; what was hers is nobody's.
    let signs_in = |name: &str| {
        let caller = process.visitor();
        let body = json!({"email": format!("{name}@example.org"), "password": PASSWORD});
        caller.set_token(Some(caller.post("/sessions", &body).is(201).string("access_token")));
        caller
    };
    let (ada, berta) = (signs_in("ada"), signs_in("berta"));
    let read = ada.get(&format!("/threads/{thread}")).is(200);
    assert_eq!(read["posts"]["items"].as_array().unwrap().len(), 2);
    assert_eq!(ada.get(&format!("/threads/{thread}/mine")).is(200)["posts"], json!([]));
    ada.patch(&format!("/threads/{thread}/posts/1"), &json!({"body": "Twice."})).is(403);
    for path in ["/me", "/me/threads", "/notifications", "/drafts", "/reports", "/decisions", "/sessions", "/voice"] {
        ada.get(path).is(200);
    }
    assert_eq!(ada.get("/notifications").is(200)["unread"], 0);
    let before = names(&read.json);
    for caller in [&ada, &berta] {
        let number = caller.post(&format!("/threads/{thread}/posts"), &json!({"body": "Again.", "voice": "alias"})).is(201);
        let posts = caller.get(&format!("/threads/{thread}/posts?from={}", number["number"])).is(200);
        assert!(!before.contains(&posts["items"][0]["voice"]["name"]), "an alias of somebody who is forgotten");
    }
    ada.post(&format!("/threads/{thread}/posts/2/reports"), &json!({"reason": "other"})).is(201);
}

fn names(thread: &Value) -> Vec<Value> {
    thread["posts"]["items"].as_array().unwrap().iter().map(|post| post["voice"]["name"].clone()).collect()
}

#[test]
fn on_sqlite_all_links_are_forgotten_and_the_forum_goes_on() {
    forgets_all_links(&Database::empty_sqlite());
}

#[test]
fn on_postgres_all_links_are_forgotten_and_the_forum_goes_on() {
    if let Some(database) = Database::empty_postgres() {
        forgets_all_links(&database);
    }
}
