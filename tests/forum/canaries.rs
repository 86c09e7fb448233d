//! No line of the log, no metric: no key, password, token, address, name, word or network address is ever in them, even
//! where everything is logged that could be.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use diesel::prelude::*;
use goodenough::storage::schema::{accounts, threads, voices};
use serde_json::json;

use crate::site::Database;
use crate::site::member::PASSWORD;
use crate::site::process::Process;

/// What nobody else says.
const NAME: &str = "Zephyrine Quillon";
const TITLE: &str = "xylograph at the nursery gate";
const BODY: &str = "My xenolith of a secret, never told.";
const SEARCH: &str = "xanthochroid";
const ADDRESS: &str = "203.0.113.77";

fn metrics(base: &str) -> String {
    let mut page = TcpStream::connect(base.trim_start_matches("http://")).unwrap();
    page.write_all(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    page.read_to_string(&mut text).unwrap();
    text
}

fn says_nothing(database: &Database) {
    let mut process = Process::new(database).with("GOODENOUGH_LOG__LEVEL", "trace").writes_its_log();
    process.starts();
    let visitor = process.visitor();
    let asks = |method: &str, path: &str, body: &serde_json::Value, token: Option<&str>| {
        let caller = process.visitor();
        caller.set_token(token.map(str::to_owned));
        caller.asks(method, path).header("x-forwarded-for", ADDRESS).json(body).answer()
    };
    let email = "zephyrine.quillon@canary.example";
    asks("POST", "/accounts", &json!({"email": email, "password": PASSWORD, "name": NAME}), None).is(202);
    let letter = process.waits_for(|letters| letters.values().find(|letter| letter.to == email).cloned());
    let session = asks("POST", "/accounts/verify", &json!({"token": letter.token()}), None).is(200);
    let token = session.string("access_token");
    let token = Some(token.as_str());
    let thread =
        json!({"space": "money", "title": TITLE, "body": BODY, "voice": "alias", "need": "just_listen", "audience": "members"});
    let id = asks("POST", "/threads", &thread, token).is(201).string("id");
    let reply = json!({"body": BODY, "voice": "named", "in_reply_to": 1});
    asks("POST", &format!("/threads/{id}/posts"), &reply, token).is(201);
    asks("PUT", &format!("/drafts/thread-{id}"), &json!({"body": BODY}), token).is(200);
    let berta = process.member("berta");
    berta.post(&format!("/threads/{id}/posts"), &json!({"body": "Here.", "voice": "named"})).is(201);
    berta.post(&format!("/threads/{id}/posts/1/reports"), &json!({"reason": "other", "note": BODY})).is(201);
    process.waits_for(|letters| letters.values().find(|letter| letter.to == email && letter.token_in_text().is_none()).cloned());
    // What goes wrong is what is logged.
    asks("POST", "/sessions", &json!({"email": email, "password": "not her password"}), None).is(401);
    asks("POST", "/sessions/links", &json!({"email": "nobody.xiphoid@canary.example"}), None).is(202);
    asks("POST", "/threads", &json!({"body": BODY}), token).is(422);
    asks("POST", "/sessions/refresh", &json!({"refresh_token": "made.1.up"}), None).is(401);
    asks("GET", "/me", &json!({}), Some("made.up.token"));
    visitor.get(&format!("/search?q={SEARCH}"));
    visitor.get(&format!("/threads?q={SEARCH}"));
    let second = asks("POST", "/sessions/refresh", &json!({"refresh_token": session.string("refresh_token")}), None).is(200);
    for _ in 0..2 {
        asks("POST", "/sessions/refresh", &json!({"refresh_token": second.string("refresh_token")}), None);
    }
    let mut canaries: BTreeMap<String, String> = [
        ("a name", NAME),
        ("a title", TITLE),
        ("a body", BODY),
        ("a word", "xenolith"),
        ("what was searched", SEARCH),
        ("a network", ADDRESS),
        ("a password", PASSWORD),
        ("a wrong password", "not her password"),
        ("an address", email),
        ("part of an address", "canary.example"),
        ("a mailed token", &letter.token()),
        ("a refresh token", &session.string("refresh_token")),
        ("an access token", &session.string("access_token")),
    ]
    .map(|(what, canary)| (canary.to_owned(), what.to_owned()))
    .into();
    for entry in std::fs::read_dir(process.path("data/keys")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().extension() == Some("pem".as_ref()) {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let line = text.lines().find(|line| !line.starts_with('-')).unwrap();
            canaries.insert(line[..40].to_owned(), "a key that signs letters".to_owned());
            continue;
        }
        let hex = std::fs::read_to_string(entry.path()).unwrap().trim().to_owned();
        let bytes: Vec<u8> = (0..32).map(|n| u8::from_str_radix(&hex[n * 2..n * 2 + 2], 16).unwrap()).collect();
        canaries.insert(hex.to_uppercase(), "a key in capitals".to_owned());
        canaries.insert(hex, "a key".to_owned());
        let listed: Vec<String> = bytes.iter().take(8).map(u8::to_string).collect();
        canaries.insert(listed.join(", "), "a key as a list".to_owned());
    }
    let counted = metrics(&process.metrics);
    assert!(counted.contains("jobs"), "{counted}");
    process.is_stopped();
    let mut log = Vec::new();
    File::open(process.path("log")).unwrap().read_to_end(&mut log).unwrap();
    let log = String::from_utf8_lossy(&log).into_owned();
    assert!(log.lines().count() > 3, "nothing was logged: {log}");
    for (place, said) in [("the log", &log), ("the metrics", &counted)] {
        for (canary, what) in &canaries {
            let line = said.lines().find(|line| line.contains(canary.as_str()));
            assert!(line.is_none(), "{what} in {place}: {line:?}");
        }
    }
    // no line has somebody and a place together; here not even one of them.
    let mut conn = database.connect();
    let mut marks: Vec<String> = accounts::table.select(accounts::handle).load(&mut conn).unwrap();
    let mut ids: Vec<i64> = accounts::table.select(accounts::id).load(&mut conn).unwrap();
    ids.extend(threads::table.select(threads::id).load::<i64>(&mut conn).unwrap());
    ids.extend(voices::table.select(voices::id).load::<i64>(&mut conn).unwrap());
    marks.extend(ids.iter().flat_map(|id| [id.to_string(), goodenough::storage::columns::base58(*id)]));
    for (place, said) in [("the log", &log), ("the metrics", &counted)] {
        for mark in &marks {
            let line = said.lines().find(|line| line.contains(mark.as_str()));
            assert!(line.is_none(), "{mark} in {place}: {line:?}");
        }
    }
}

//
#[test]
fn on_sqlite_neither_log_nor_metrics_say_anything_of_anybody() {
    says_nothing(&Database::empty_sqlite());
}

#[test]
fn on_postgres_neither_log_nor_metrics_say_anything_of_anybody() {
    if let Some(database) = Database::empty_postgres() {
        says_nothing(&database);
    }
}
