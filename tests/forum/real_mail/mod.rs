//! Letters through real mail servers, and what comes back: postfix in the middle, dovecot's mailboxes at the end.

mod exchange;
mod signing;

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::site::member::PASSWORD;
use crate::site::names::Names;
use crate::site::process::Process;
use crate::site::{Caller, Database, Letter};
use exchange::{Exchange, INBOX, free_port};
use signing::Signer;

const NOTES: &str = "notes.example";
const PAPERS: &str = "papers.example";

/// A forum that sends through the exchange and takes mail for its domain by LMTP.
fn forum(database: &Database, domain: &str, exchange: &Exchange, lmtp: u16, names: &Names) -> Process {
    Process::new(database)
        .writes_its_log()
        .with("GOODENOUGH_SITE__URL", &format!("https://{domain}"))
        .with("GOODENOUGH_MAIL__TRANSPORT", "smtp")
        .with("GOODENOUGH_MAIL__SMTP_URL", &format!("smtp://127.0.0.1:{}", exchange.port))
        .with("GOODENOUGH_MAIL__DOMAIN", domain)
        .with("GOODENOUGH_MAIL__LMTP_ADDRESS", &format!("127.0.0.1:{lmtp}"))
        .with("GOODENOUGH_MAIL__RESOLVER", &names.address())
}

/// Signs up with a mailbox behind the exchange, and proves it by the letter that arrives there.
fn joins(process: &Process, exchange: &Exchange, name: &str) -> Caller {
    let caller = process.visitor();
    let address = format!("{name}@{INBOX}");
    caller.post("/accounts", &json!({"email": address, "password": PASSWORD, "name": name})).is(202);
    let letter = exchange.waits_for(name, |letter| letter.text.contains("token="));
    let session = caller.post("/accounts/verify", &json!({"token": letter.token()})).is(200);
    caller.set_token(Some(session.string("access_token")));
    caller
}

fn opens_a_thread(caller: &Caller) -> String {
    let opening = json!({"space": "hard-days", "title": "Tonight", "body": "The opening.", "voice": "alias", "need": "just_listen", "audience": "public"});
    caller.post("/threads", &opening).is(201).string("id")
}

fn replies(caller: &Caller, thread: &str, body: &str) {
    caller.post(&format!("/threads/{thread}/posts"), &json!({"body": body, "voice": "named"})).is(201);
}

/// The posts of a thread: their words and who speaks.
fn posts(caller: &Caller, thread: &str) -> Vec<(String, Value)> {
    let posts = caller.pages(&format!("/threads/{thread}/posts"), 100);
    posts.into_iter().map(|post| (post["body"].as_str().unwrap().to_owned(), post["voice"]["id"].clone())).collect()
}

#[track_caller]
fn soon<T>(what: &str, exchange: &Exchange, ask: impl Fn() -> Option<T>) -> T {
    let until = Instant::now() + Duration::from_secs(40);
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(Instant::now() < until, "not within 40 s: {what}; postfix says:\n{}", exchange.log());
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn is_about_a_reply(letter: &Letter) -> bool {
    letter.header("list-id").is_some()
}

/// What a mail program makes of an answer to a letter: above, the new words; below, what was answered.
fn answer(from: &str, to: &str, about: &Letter, words: &str, id: u8) -> String {
    format!(
        "From: <{from}>\r\nTo: <{to}>\r\nSubject: Re: {}\r\nDate: Mon, 23 Nov 2026 08:00:00 +0000\r\n\
         Message-ID: <answer-{id}@{INBOX}>\r\nIn-Reply-To: <{}>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n\
         {words}\r\n\r\nOn Mon, 23 Nov 2026 at 07:00, Notes wrote:\r\n> Somebody replied.\r\n> Open to read.\r\n",
        about.subject, about.message_id,
    )
}

// E-01, E-20, E-21, E-24, E-50, E-51, E-56
fn a_letter_arrives_an_answer_is_posted_and_a_dead_mailbox_is_noticed(database: &Database) {
    let (lmtp, signer) = (free_port(), Signer::new(INBOX));
    let Some(exchange) = Exchange::starts(&[(NOTES, lmtp)]) else { return };
    exchange.has_mailboxes(&["ada", "berta", "cleo"]);
    let mut process = forum(database, NOTES, &exchange, lmtp, &signer.names);
    process.starts();
    let [ada, berta, cleo] = ["ada", "berta", "cleo"].map(|name| joins(&process, &exchange, name));

    // There: through postfix into dovecot's mailbox, with an address of its own for what comes back.
    ada.patch("/me/mail", &json!({"discreet": false, "reply_by_mail": true})).is(200);
    let thread = opens_a_thread(&ada);
    replies(&berta, &thread, "I hear you.");
    let letter = exchange.waits_for("ada", is_about_a_reply);
    let back = letter.header("return-path").unwrap().to_owned();
    assert!(back.starts_with("<b+") && back.ends_with(&format!("@{NOTES}>")), "{back}");
    assert!(letter.header("dkim-signature").is_some());

    // And back: an answer by mail stands in the thread under the alias she opened it with; what is forged does not.
    let reply_to = letter.header("reply-to").expect("reply by mail was chosen").trim_matches(['<', '>']).to_owned();
    let from = format!("ada@{INBOX}");
    let forged = answer(&from, &reply_to, &letter, "Somebody else wrote this.", 1);
    exchange.takes(&from, &reply_to, forged.as_bytes());
    let written = answer(&from, &reply_to, &letter, "Thank you, that helps.", 2);
    for _ in 0..3 {
        exchange.takes(&from, &reply_to, &signer.signs(&written));
    }
    let found = soon("the answer is posted", &exchange, || {
        let posts = posts(&berta, &thread);
        (posts.len() > 2).then_some(posts)
    });
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(posts(&berta, &thread), found, "once, however often it came");
    assert_eq!(
        found.iter().map(|(body, _)| body.as_str()).collect::<Vec<_>>(),
        ["The opening.", "I hear you.", "Thank you, that helps."]
    );
    assert_eq!(found[0].1, found[2].1, "under the same voice");

    // A mailbox that is gone: a real delivery status notice comes back, is scored, and she reads it in the forum.
    let thread = opens_a_thread(&cleo);
    exchange.has_mailboxes(&["ada", "berta"]);
    replies(&berta, &thread, "Are you there?");
    soon("the bounce is counted", &exchange, || (cleo.get("/me/mail").is(200)["status"] == "unreachable").then_some(()));
    let letters = cleo.pages("/me/letters", 20);
    assert!(letters.iter().any(|letter| letter["fate"] == "bounced"), "{letters:?}");
    replies(&berta, &thread, "Still here.");
    soon("the next letter is not sent", &exchange, || {
        let letters = cleo.pages("/me/letters", 20);
        letters.iter().any(|letter| letter["fate"] == "skipped" && letter["reason"] == "unreachable").then_some(())
    });
    assert_eq!(
        exchange.log().matches(&format!("to=<cleo@{INBOX}>")).count(),
        2,
        "the proof of her address, and one that bounced"
    );
    let (_, well) = process.is_stopped();
    assert!(well);
    for told in ["inbox.example", "cleo", "I hear you", "Thank you"] {
        let log = std::fs::read_to_string(process.path("log")).unwrap();
        assert!(!log.contains(told), "the log says {told}: {log}");
    }
}

/// What stands in somebody's mailbox.
fn said(exchange: &Exchange, name: &str) -> Vec<String> {
    exchange.mailbox(name).into_iter().map(|(letter, _)| letter.text).collect()
}

/// A letter that was not there before; files of one second come in any order.
fn new(exchange: &Exchange, name: &str, before: &[String]) -> Option<Letter> {
    exchange.mailbox(name).into_iter().map(|(letter, _)| letter).find(|letter| !before.contains(&letter.text))
}

// E-19
fn two_forums_that_mail_each_other_fall_silent(databases: [&Database; 2]) {
    let (ports, signer) = ([free_port(), free_port()], Signer::new(INBOX));
    let Some(exchange) = Exchange::starts(&[(NOTES, ports[0]), (PAPERS, ports[1])]) else { return };
    exchange.has_mailboxes(&["ada", "berta"]);
    let mut notes = forum(databases[0], NOTES, &exchange, ports[0], &signer.names);
    let mut papers = forum(databases[1], PAPERS, &exchange, ports[1], &signer.names);
    let mut addresses = Vec::new();
    for process in [&mut notes, &mut papers] {
        process.starts();
        let [ada, berta] = ["ada", "berta"].map(|name| {
            let before = said(&exchange, name);
            let caller = process.visitor();
            let address = format!("{name}@{INBOX}");
            caller.post("/accounts", &json!({"email": address, "password": PASSWORD, "name": name})).is(202);
            let letter = soon("the letter that proves her address", &exchange, || new(&exchange, name, &before));
            let session = caller.post("/accounts/verify", &json!({"token": letter.token()})).is(200);
            caller.set_token(Some(session.string("access_token")));
            caller
        });
        ada.patch("/me/mail", &json!({"discreet": false, "reply_by_mail": true})).is(200);
        let thread = opens_a_thread(&ada);
        let before = said(&exchange, "ada");
        replies(&berta, &thread, "I hear you.");
        let letter = soon("the letter about the reply", &exchange, || new(&exchange, "ada", &before));
        addresses.push(letter.header("reply-to").unwrap().trim_matches(['<', '>']).to_owned());
    }
    // Each is made to write to an address of the other that answers are taken at.
    let between = || {
        let log = exchange.log();
        addresses.iter().map(|address| log.matches(&format!("to=<{address}>")).count()).collect::<Vec<_>>()
    };
    notes.visitor().post("/accounts", &json!({"email": addresses[1], "password": PASSWORD, "name": "wanda"})).is(202);
    papers.visitor().post("/accounts", &json!({"email": addresses[0], "password": PASSWORD, "name": "wilma"})).is(202);
    soon("both letters arrive", &exchange, || between().iter().all(|count| *count > 0).then_some(()));
    std::thread::sleep(Duration::from_secs(6));
    assert_eq!(between(), [1, 1], "each wrote once, and neither answered");
    assert!(exchange.mailbox("ada").len() <= 4, "and nothing of it reached a person");
}

#[test]
fn real_servers_sqlite() {
    a_letter_arrives_an_answer_is_posted_and_a_dead_mailbox_is_noticed(&Database::empty_sqlite());
}

#[test]
fn real_servers_postgres() {
    if let Some(database) = Database::postgres() {
        a_letter_arrives_an_answer_is_posted_and_a_dead_mailbox_is_noticed(&database);
    }
}

#[test]
fn two_forums() {
    two_forums_that_mail_each_other_fall_silent([&Database::empty_sqlite(), &Database::empty_sqlite()]);
}
