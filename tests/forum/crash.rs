//! kill -9 under writes: what was acknowledged is there once, and every letter owed is sent once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use goodenough::chance::Chance;
use serde_json::{Value, json};

use crate::site::process::Process;
use crate::site::{Caller, Database};

/// Moments at which the server is killed: two for every change, twenty where it is to be proved.
fn moments() -> usize {
    if std::env::var_os("GOODENOUGH_PROVE").is_some() { 20 } else { 2 }
}

const WRITERS: usize = 4;

/// A reply that a writer sent: its key and text are its own, so a retry can be told from a second reply.
#[derive(Clone)]
struct Sent {
    key: String,
    thread: String,
    body: String,
    /// The number it was acknowledged under.
    number: Option<i64>,
}

fn send(caller: &Caller, sent: &Sent) -> Option<i64> {
    let path = format!("/threads/{}/posts", sent.thread);
    let body = json!({"body": sent.body, "voice": "named"});
    let asking = caller.asks("POST", &path).header("idempotency-key", &sent.key).json(&body);
    // A broken connection says nothing: the reply may be there or not.
    let answer = asking.try_answer().ok()?;
    Some(answer.is(201)["number"].as_i64().unwrap())
}

/// Writes from several members at once, kills the server a while after the first acknowledgement, and returns what was sent.
fn writes_until_killed(
    process: &mut Process,
    tokens: &[Option<String>],
    threads: &[String],
    round: usize,
    patience: Duration,
) -> Vec<Sent> {
    let (all, over) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let acknowledged = AtomicBool::new(false);
    let base = process.base.clone();
    std::thread::scope(|scope| {
        for (writer, token) in tokens.iter().enumerate() {
            let (all, over, acknowledged, base) = (&all, &over, &acknowledged, &base);
            scope.spawn(move || {
                let caller = Caller::new(base);
                caller.set_token(token.clone());
                for n in 0.. {
                    let key = format!("{round}-{writer}-{n}");
                    let thread = threads[(writer + 1 + n) % threads.len()].clone();
                    let mut sent = Sent { body: format!("Reply {key}."), key, thread, number: None };
                    sent.number = send(&caller, &sent);
                    let lost = sent.number.is_none();
                    all.lock().unwrap().push(sent);
                    if lost || over.load(Ordering::SeqCst) {
                        return;
                    }
                    acknowledged.store(true, Ordering::SeqCst);
                }
            });
        }
        let until = Instant::now() + Duration::from_secs(30);
        while !acknowledged.load(Ordering::SeqCst) {
            assert!(Instant::now() < until, "nothing was acknowledged in half a minute");
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(patience);
        process.is_killed();
        over.store(true, Ordering::SeqCst);
    });
    all.into_inner().unwrap()
}

/// The bodies of a thread's posts by their numbers.
fn posts(caller: &Caller, thread: &str) -> BTreeMap<i64, String> {
    let posts = caller.pages(&format!("/threads/{thread}/posts"), 100);
    let post = |post: &Value| (post["number"].as_i64().unwrap(), post["body"].as_str().unwrap().to_owned());
    let by_number: BTreeMap<i64, String> = posts.iter().map(post).collect();
    assert_eq!(by_number.len(), posts.len(), "a number stands twice");
    by_number
}

fn survives(database: &Database) {
    let mut process = Process::new(database);
    process.starts();
    let members: Vec<Caller> = (0..WRITERS).map(|n| process.member(&format!("parent{n}"))).collect();
    let tokens: Vec<Option<String>> = members.iter().map(Caller::token).collect();
    let opening = json!({"space": "hard-days", "title": "Tonight", "body": "The opening.", "voice": "named", "need": "just_listen", "audience": "public"});
    let threads: Vec<String> = members.iter().map(|member| member.post("/threads", &opening).is(201).string("id")).collect();
    let entries = process.letters().len();
    let chance = Chance::System;
    let mut sent: Vec<Sent> = Vec::new();

    for round in 0..moments() {
        // Some of the moments lie within the first commit, others among letters that are just being written.
        let patience = Duration::from_millis(u64::try_from(chance.below(900)).unwrap());
        let mut now = writes_until_killed(&mut process, &tokens, &threads, round, patience);
        process.starts();
        let caller = process.visitor();
        let found: BTreeMap<&String, BTreeMap<i64, String>> =
            threads.iter().map(|thread| (thread, posts(&caller, thread))).collect();
        for one in now.iter().chain(&sent).filter(|one| one.number.is_some()) {
            assert_eq!(
                found[&one.thread].get(&one.number.unwrap()),
                Some(&one.body),
                "an acknowledged reply is missing, killed after {patience:?}"
            );
        }
        // Whoever heard nothing tries again with the same key.
        for one in &mut now {
            let writer: usize = one.key.split('-').nth(1).unwrap().parse().unwrap();
            caller.set_token(tokens[writer].clone());
            let number = send(&caller, one).expect("the server is up again");
            assert!(one.number.is_none_or(|before| before == number), "a repeat made another reply");
            one.number = Some(number);
        }
        sent.extend(now);
        caller.set_token(None);
        let found: Vec<String> = threads.iter().flat_map(|thread| posts(&caller, thread).into_values()).collect();
        let different: BTreeSet<&String> = found.iter().collect();
        assert_eq!(found.len(), different.len() + threads.len() - 1, "a reply is doubled (only the openings are alike)");
        assert_eq!(found.len(), sent.len() + threads.len());
    }

    // Each reply is owed one letter, to the author of its thread, unless she wrote it herself.
    let author = |thread: &String| threads.iter().position(|known| known == thread).unwrap();
    let owed = sent.iter().filter(|one| one.key.split('-').nth(1) != Some(author(&one.thread).to_string().as_str())).count();
    assert!(owed > moments(), "too little was written to show anything");
    let replies = |letters: &BTreeMap<_, crate::site::Letter>| {
        let replies = letters.values().filter(|letter| letter.header("list-id").is_some());
        replies.map(|letter| (letter.message_id.clone(), letter.to.clone())).collect::<Vec<_>>()
    };
    // Work that was under way when the server was killed rests until its lease ends.
    let until = Instant::now() + Duration::from_secs(90);
    while replies(&process.letters()).len() < owed && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(200));
    }
    std::thread::sleep(Duration::from_secs(1));
    let letters = replies(&process.letters());
    assert_eq!(letters.len(), owed, "letters about {} replies; {entries} about sign-ups", sent.len());
    assert_eq!(letters.iter().map(|(id, _)| id).collect::<BTreeSet<_>>().len(), owed, "a Message-ID stands in two letters");
    for (number, thread) in threads.iter().enumerate() {
        let address = format!("parent{number}@example.org");
        let hers = sent
            .iter()
            .filter(|one| one.thread == *thread && one.key.split('-').nth(1) != Some(number.to_string().as_str()))
            .count();
        assert_eq!(letters.iter().filter(|(_, to)| *to == address).count(), hers, "to {address}");
    }
}

#[test]
fn on_sqlite_nothing_acknowledged_is_lost_or_doubled_by_a_crash() {
    survives(&Database::empty_sqlite());
}

#[test]
fn on_postgres_nothing_acknowledged_is_lost_or_doubled_by_a_crash() {
    if let Some(database) = Database::empty_postgres() {
        survives(&database);
    }
}
