//! Nothing stale and nothing of somebody else's, however much is kept: sixteen writers post, edit, react, block, take back, hide and
//! change who may read, and a moderator removes, through one process or two, while others read without a pause.
//!
//! Every text holds a word of its own. When the API has acknowledged that a text is gone its word is written down, and whoever begins to
//! read after that must not meet it; a writer meets her own last write, whichever process she asks.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, RwLock};
use std::time::Duration;

use goodenough::chance::Chance;
use serde_json::{Value, json};

use crate::site::process::Process;
use crate::site::{Answer, Caller, Database};

const WRITERS: usize = 16;
const READERS: usize = 4;
const WRITTEN: &str = "goodenough-written";

/// Rounds of each writer: few for every change, many where it is to be proved.
fn rounds() -> usize {
    if std::env::var_os("GOODENOUGH_PROVE").is_some() { 150 } else { 10 }
}

/// What everybody knows.
#[derive(Default)]
struct Known {
    /// Words that nobody may read any more.
    gone: RwLock<BTreeSet<String>>,
    /// Words that visitors may not read any more.
    for_members: RwLock<BTreeSet<String>>,
    /// Where readers look.
    threads: RwLock<Vec<String>>,
    words: AtomicUsize,
    over: AtomicBool,
    answers: AtomicUsize,
}

impl Known {
    /// A word that no other text holds.
    fn word(&self) -> String {
        format!("kw{:06}kw", self.words.fetch_add(1, Ordering::SeqCst))
    }

    /// Reads as a visitor or a member, and meets nothing that was gone before.
    fn reads(&self, caller: &Caller, path: &str) -> Answer {
        let mut forbidden = self.gone.read().unwrap().clone();
        if caller.token().is_none() {
            forbidden.extend(self.for_members.read().unwrap().iter().cloned());
        }
        let answer = caller.get(path);
        assert!([200, 404].contains(&answer.status), "{path}: {} {}", answer.status, answer.text());
        let text = answer.text();
        for word in words_in(&text) {
            assert!(!forbidden.contains(word), "{path} still holds {word}");
        }
        for telling in ["\"mine\"", "\"is_mine\"", "\"account\"", "example.org"] {
            assert!(!text.contains(telling), "{path} holds {telling}");
        }
        self.answers.fetch_add(1, Ordering::SeqCst);
        answer
    }
}

fn words_in(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("kw").filter_map(|(at, _)| text.get(at..at + 10)).filter(|word| word.ends_with("kw"))
}

/// A member with a connection to each process.
struct Writer<'k> {
    known: &'k Known,
    /// One connection to each process, and one without her name.
    callers: Vec<Caller>,
    chance: Chance,
    /// What her last write was told.
    mark: Mutex<Option<String>>,
}

impl Writer<'_> {
    fn somewhere(&self) -> &Caller {
        &self.callers[self.chance.below(self.callers.len())]
    }

    fn writes(&self, method: &str, path: &str, body: &Value) -> Answer {
        let answer = self.somewhere().asks(method, path).json(body).answer();
        assert!((200..300).contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.text());
        if let Some(mark) = answer.header(WRITTEN) {
            *self.mark.lock().unwrap() = Some(mark.to_owned());
        }
        answer
    }

    /// What she sees after her own last write, wherever she asks.
    fn sees(&self, path: &str) -> Answer {
        let mut asking = self.somewhere().asks("GET", path);
        if let Some(mark) = self.mark.lock().unwrap().clone() {
            asking = asking.header(WRITTEN, &mark);
        }
        asking.answer()
    }

    fn opens(&self) -> (String, String) {
        let word = self.known.word();
        let body = json!({"space": "money", "title": format!("About {word}"), "body": format!("It was {word}."), "voice": "named",
            "need": "just_listen", "audience": "public"});
        let thread = self.writes("POST", "/threads", &body).string("id");
        assert!(self.sees(&format!("/threads/{thread}")).is(200).text().contains(&word), "her own new thread");
        assert!(self.sees("/threads?order=new&limit=100").is(200).text().contains(&word), "her own new thread in the list");
        self.known.threads.write().unwrap().push(thread.clone());
        (thread, word)
    }

    /// A reply that is changed and taken back.
    fn says_and_takes_back(&self, thread: &str) {
        let (first, second) = (self.known.word(), self.known.word());
        let path = format!("/threads/{thread}/posts");
        let number = self.writes("POST", &path, &json!({"body": format!("I say {first}."), "voice": "alias"}))["number"].clone();
        assert!(self.sees(&format!("{path}?from={number}")).text().contains(&first), "her own reply");
        let post = format!("{path}/{number}");
        self.writes("PATCH", &post, &json!({"body": format!("I mean {second}.")}));
        self.known.gone.write().unwrap().insert(first.clone());
        let seen = self.sees(&format!("{path}?from={number}")).text();
        assert!(seen.contains(&second) && !seen.contains(&first), "her own change");
        self.writes("DELETE", &post, &json!({}));
        self.known.gone.write().unwrap().insert(second.clone());
        assert!(!self.sees(&format!("{path}?from={number}")).text().contains(&second), "what she took back");
    }

    /// A reply that a moderator removes.
    fn is_removed(&self, thread: &str, moderator: &Self) {
        let word = self.known.word();
        let path = format!("/threads/{thread}/posts");
        let number = self.writes("POST", &path, &json!({"body": format!("I buy {word}."), "voice": "named"}))["number"].clone();
        let case = moderator.writes("POST", "/moderation/cases", &json!({"thread": thread, "number": number})).string("id");
        moderator.writes("POST", &format!("/moderation/cases/{case}/claim"), &json!({}));
        let verdict = json!({"action": "remove", "rule": "kindness", "facts": "It sells.", "message": ""});
        moderator.writes("POST", &format!("/moderation/cases/{case}/decision"), &verdict);
        self.known.gone.write().unwrap().insert(word.clone());
        for reader in [self, moderator] {
            assert!(!reader.sees(&format!("{path}?from={number}")).text().contains(&word), "what a moderator removed");
        }
    }

    /// Warmth for the first post of a thread that nobody else warms in this way.
    fn warms(&self, thread: &str) {
        let path = format!("/threads/{thread}/posts/1/reactions/hug");
        let warmth = || self.sees(&format!("/threads/{thread}"))["posts"]["items"][0]["reactions"]["hug"].as_i64().unwrap_or(0);
        let mine = || self.sees(&format!("/threads/{thread}/mine")).is(200)["reactions"].to_string().contains("hug");
        self.writes("PUT", &path, &json!({}));
        assert_eq!((warmth(), mine()), (1, true), "her own warmth");
        self.writes("DELETE", &path, &json!({}));
        assert_eq!((warmth(), mine()), (0, false), "her own warmth taken back");
    }

    fn blocks(&self, thread: &str) {
        let voice = self.sees(&format!("/threads/{thread}"))["voice"]["id"].as_str().unwrap().to_owned();
        self.writes("PUT", &format!("/voices/{voice}/block"), &json!({}));
        let hidden = || self.sees(&format!("/threads/{thread}/mine")).is(200)["hidden"].to_string();
        assert!(hidden().contains(&voice), "whom she blocks");
        self.writes("DELETE", &format!("/voices/{voice}/block"), &json!({}));
        assert!(!hidden().contains(&voice), "whom she blocks no more");
    }

    /// A thread that only members may read from then on, and that is hidden at last.
    fn withdraws(&self) {
        let (thread, word) = self.opens();
        self.writes("PATCH", &format!("/threads/{thread}"), &json!({"audience": "members"}));
        self.known.for_members.write().unwrap().insert(word.clone());
        assert!(self.sees(&format!("/threads/{thread}")).text().contains(&word), "a member reads it");
        self.writes("DELETE", &format!("/threads/{thread}"), &json!({}));
        self.known.gone.write().unwrap().insert(word);
        assert_eq!(self.sees(&format!("/threads/{thread}")).status, 404);
    }
}

fn hammered(processes: &[Process]) {
    let known = Known::default();
    let homes: Vec<Caller> = (0..=WRITERS).map(|n| processes[0].member(&format!("writer{n}"))).collect();
    let mut writers: Vec<Writer<'_>> = homes
        .iter()
        .zip(1..)
        .map(|(home, seed)| {
            let callers = processes.iter().map(|process| {
                let caller = process.visitor();
                caller.set_token(home.token());
                caller
            });
            Writer { known: &known, callers: callers.collect(), chance: Chance::seeded(seed), mark: Mutex::default() }
        })
        .collect();
    let moderator = writers.pop().unwrap();
    let named = processes[0].runs(&["admin", "role", &format!("writer{WRITERS}@example.org"), "moderator"]);
    assert!(named.status.success(), "{}", String::from_utf8_lossy(&named.stderr));
    let own: Vec<(String, String)> = writers.iter().map(Writer::opens).collect();
    std::thread::scope(|scope| {
        for number in 0..READERS {
            let process = &processes[number % processes.len()];
            let (known, token) = (&known, (number >= READERS / 2).then(|| homes[number].token()).flatten());
            scope.spawn(move || {
                let (caller, chance) = (process.visitor(), Chance::seeded(1_000 + u64::try_from(number).unwrap()));
                caller.set_token(token);
                while !known.over.load(Ordering::SeqCst) {
                    let thread = {
                        let threads = known.threads.read().unwrap();
                        threads[chance.below(threads.len())].clone()
                    };
                    known.reads(&caller, &format!("/threads/{thread}"));
                    known.reads(&caller, &format!("/threads/{thread}/posts?from={}", 1 + chance.below(30)));
                    known.reads(&caller, "/threads?order=new&limit=100");
                    known.reads(&caller, "/threads");
                }
            });
        }
        let working: Vec<_> = writers
            .iter()
            .enumerate()
            .map(|(number, writer)| {
                // Hers alone to warm; others reply in it meanwhile.
                let (next, other) = (&own[(number + 1) % WRITERS].0, &own[(number + 5) % WRITERS].0);
                let moderator = &moderator;
                scope.spawn(move || {
                    for round in 0..rounds() {
                        writer.says_and_takes_back(other);
                        writer.warms(next);
                        match round % 4 {
                            0 => writer.blocks(next),
                            1 => writer.withdraws(),
                            2 => writer.is_removed(other, moderator),
                            _ => writer.says_and_takes_back(next),
                        }
                    }
                })
            })
            .collect();
        let ended: Vec<_> = working.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        known.over.store(true, Ordering::SeqCst);
        assert!(ended.iter().all(Result::is_ok), "a writer was shown something old");
    });
    let answers = known.answers.load(Ordering::SeqCst);
    assert!(answers > 50, "only {answers} answers were read meanwhile");
    assert!(known.gone.read().unwrap().len() >= WRITERS * rounds() * 2);
}

/// So many processes on one database, with the same keys and the same folder of letters.
fn processes(database: &Database, many: usize) -> Vec<Process> {
    let mut first = Process::new(database);
    let folders = [("GOODENOUGH_KEYS__FOLDER", "data/keys"), ("GOODENOUGH_MAIL__FOLDER", "data/mail")];
    let shared: Vec<(&str, String)> = folders.map(|(name, place)| (name, first.path(place).display().to_string())).to_vec();
    first.starts();
    let others = (1..many).map(|_| {
        let mut other = shared.iter().fold(Process::new(database), |process, (name, value)| process.with(name, value));
        other.starts();
        other
    });
    let others: Vec<Process> = others.collect();
    [first].into_iter().chain(others).collect()
}

#[test]
fn nobody_meets_what_is_gone_on_sqlite() {
    let database = Database::sqlite();
    hammered(&processes(&database, 1));
}

#[test]
fn nobody_meets_what_is_gone_on_postgres() {
    if let Some(database) = Database::postgres() {
        hammered(&processes(&database, 1));
    }
}

#[test]
fn nobody_meets_what_is_gone_through_two_processes() {
    if let Some(database) = Database::postgres() {
        hammered(&processes(&database, 2));
    }
}

#[test]
fn a_process_that_died_holds_nobody_up_for_long() {
    let Some(database) = Database::postgres() else { return };
    let mut both = processes(&database, 2);
    let ada = both[0].member("ada");
    std::thread::sleep(Duration::from_millis(400));
    both[1].is_killed();
    let thread = ada
        .post(
            "/threads",
            &json!({"space": "money", "title": "Once", "body": "I cried.", "voice": "named", "need": "just_listen",
            "audience": "public"}),
        )
        .is(201)
        .string("id");
    // Its lease runs out first, and then this is over too.
    ada.delete(&format!("/threads/{thread}")).is(204);
    assert_eq!(both[0].visitor().get(&format!("/threads/{thread}")).status, 404);
}
