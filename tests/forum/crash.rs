//! kill -9 under writes: what was acknowledged is there once, and every letter owed is sent once - over SMTP, where nobody can
//! know whether the last letter was heard, under one Message-ID.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use goodenough::chance::Chance;
use serde_json::{Value, json};

use crate::site::process::Process;
use crate::site::relay::Relay;
use crate::site::{Caller, Database, Plan};

/// What is tried, and where the letters go.
struct Trial {
    /// Moments at which the server is killed.
    moments: usize,
    /// Replies that are written; `None`: as many as the time allows.
    replies: Option<usize>,
    /// A moment lies at most so many milliseconds after the first acknowledgement.
    within: usize,
    /// Letters go to a relay and not into the folder.
    by_relay: bool,
}

/// Two moments for every change, and many where it is to be proved.
fn is_proof() -> bool {
    std::env::var_os("GOODENOUGH_PROVE").is_some()
}

fn into_folder() -> Trial {
    Trial { moments: if is_proof() { 20 } else { 2 }, replies: None, within: 900, by_relay: false }
}

fn over_smtp() -> Trial {
    let (moments, replies) = if is_proof() { (50, 2_000) } else { (2, 60) };
    Trial { moments, replies: Some(replies), within: 500, by_relay: true }
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
    most: usize,
    patience: Duration,
) -> Vec<Sent> {
    let (all, over, begun) = (Mutex::new(Vec::new()), AtomicBool::new(false), AtomicUsize::new(0));
    let acknowledged = AtomicBool::new(false);
    let base = process.base.clone();
    std::thread::scope(|scope| {
        for (writer, token) in tokens.iter().enumerate() {
            let (all, over, begun, acknowledged, base) = (&all, &over, &begun, &acknowledged, &base);
            scope.spawn(move || {
                let caller = Caller::new(base);
                caller.set_token(token.clone());
                for n in 0.. {
                    if begun.fetch_add(1, Ordering::SeqCst) >= most {
                        return;
                    }
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

fn survives(database: &Database, trial: &Trial) {
    let mut process = Process::new(database);
    let relay = trial.by_relay.then(|| Relay::into(&process.path("data/mail"), &["--seconds", "1800"]));
    if let Some(relay) = &relay {
        let Some(relay) = relay else { return };
        process = process.with("GOODENOUGH_MAIL__TRANSPORT", "smtp").with("GOODENOUGH_MAIL__SMTP_URL", &relay.url());
    }
    process.starts();
    let members: Vec<Caller> = (0..WRITERS).map(|n| process.member(&format!("parent{n}"))).collect();
    let tokens: Vec<Option<String>> = members.iter().map(Caller::token).collect();
    let opening = json!({"space": "hard-days", "title": "Tonight", "body": "The opening.", "voice": "named", "need": "just_listen", "audience": "public"});
    let threads: Vec<String> = members.iter().map(|member| member.post("/threads", &opening).is(201).string("id")).collect();
    let entries = process.letters().len();
    let chance = Chance::System;
    let mut sent: Vec<Sent> = Vec::new();

    let most = trial.replies.map_or(usize::MAX, |replies| replies.div_ceil(trial.moments));
    for round in 0..trial.moments {
        // Some of the moments lie within the first commit, others among letters that are just being written.
        let patience = Duration::from_millis(u64::try_from(chance.below(trial.within)).unwrap());
        let mut now = writes_until_killed(&mut process, &tokens, &threads, round, most, patience);
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
    // A moment may come before all its replies were written; the rest is written undisturbed.
    for n in sent.len()..trial.replies.unwrap_or_default() {
        let (writer, key) = (n % WRITERS, format!("rest-{}-{n}", n % WRITERS));
        let thread = threads[(writer + 1 + n / WRITERS) % WRITERS].clone();
        let mut one = Sent { body: format!("Reply {key}."), key, thread, number: None };
        let caller = process.visitor();
        caller.set_token(tokens[writer].clone());
        one.number = send(&caller, &one);
        sent.push(one);
    }

    // Each reply is owed one letter, to the author of its thread, unless she wrote it herself.
    let author = |thread: &String| threads.iter().position(|known| known == thread).unwrap();
    let owed = sent.iter().filter(|one| one.key.split('-').nth(1) != Some(author(&one.thread).to_string().as_str())).count();
    assert!(owed > trial.moments, "too little was written to show anything");
    let replies = |letters: &BTreeMap<_, crate::site::Letter>| {
        // A digest gathers every morning, whenever the test happens to run.
        let about_replies =
            |letter: &&crate::site::Letter| letter.header("list-id").is_some_and(|list| list.contains("replies."));
        let replies = letters.values().filter(about_replies);
        replies.map(|letter| (letter.message_id.clone(), letter.to.clone())).collect::<Vec<_>>()
    };
    // Work that was under way when the server was killed rests until its lease ends.
    let until = Instant::now() + Duration::from_secs(90);
    let different = |process: &Process| replies(&process.letters()).into_iter().collect::<BTreeSet<_>>().len();
    while different(&process) < owed && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(200));
    }
    std::thread::sleep(Duration::from_secs(1));
    let mut letters = replies(&process.letters());
    if trial.by_relay {
        let all = letters.len();
        letters = letters.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        eprintln!(
            "{owed} letters owed for {} replies, killed {} times; {} copies",
            sent.len(),
            trial.moments,
            all - letters.len()
        );
    }
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
    survives(&Database::empty_sqlite(), &into_folder());
}

#[test]
fn on_postgres_nothing_acknowledged_is_lost_or_doubled_by_a_crash() {
    if let Some(database) = Database::empty_postgres() {
        survives(&database, &into_folder());
    }
}

// E-01, E-03
#[test]
fn on_sqlite_each_letter_owed_arrives_over_smtp_under_one_id_after_a_crash() {
    survives(&Database::empty_sqlite(), &over_smtp());
}

#[test]
fn on_postgres_each_letter_owed_arrives_over_smtp_under_one_id_after_a_crash() {
    if let Some(database) = Database::empty_postgres() {
        survives(&database, &over_smtp());
    }
}

#[test]
fn what_is_written_moves_out_of_the_journal_while_the_forum_runs() {
    let site = Plan::new().open(Database::sqlite());
    let ada = site.member("ada");
    ada.starts_thread(&json!({"body": "It smelled of lavenderwort."}));
    let path = site.database.path().unwrap().to_owned();
    let until = Instant::now() + Duration::from_secs(20);
    let word = b"lavenderwort";
    while !std::fs::read(&path).unwrap().windows(word.len()).any(|stretch| stretch == word) {
        assert!(Instant::now() < until, "it is in the journal alone");
        std::thread::sleep(Duration::from_millis(100));
    }
    site.looks_away();
}
