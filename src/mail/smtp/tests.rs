use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use super::relay_url::Tls;
use super::*;
use crate::config::{Config, Secret};

fn settings(url: &str) -> config::Mail {
    let mut config = Config::layered(None, std::collections::HashMap::new()).unwrap();
    config.mail.smtp_url = Secret::new(url.to_owned());
    config.mail
}

fn relay(port: u16) -> Relay {
    Relay::open(&settings(&format!("smtp://127.0.0.1:{port}")), "notes.example", 2).unwrap()
}

fn parcel() -> Parcel {
    let (from, to) = ("b+abc@notes.example".parse().unwrap(), "ada@example.org".parse().unwrap());
    Parcel { message_id: "<1@notes.example>".to_owned(), from, to, bytes: b"Subject: x\r\n\r\nx\r\n".to_vec() }
}

/// What the scripted relay answers to a command; `None` hangs up.
type Script = fn(connection: usize, command: &str) -> Option<&'static str>;

/// A relay for so many connections; returns what it was told over all of them.
fn scripted(connections: usize, script: Script) -> (u16, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = std::thread::spawn(move || {
        let mut heard = Vec::new();
        for number in 0..connections {
            let (stream, _) = listener.accept().unwrap();
            converse(number, stream, script, &mut heard);
        }
        heard
    });
    (port, heard)
}

fn converse(number: usize, stream: TcpStream, script: Script, heard: &mut Vec<String>) {
    let mut out = stream.try_clone().unwrap();
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 scripted\r\n").unwrap();
    let mut in_letter = false;
    while let Some(Ok(line)) = lines.next() {
        if in_letter && line != "." {
            continue;
        }
        heard.push(line.clone());
        let Some(answer) = script(number, &line) else { return };
        in_letter = answer.starts_with("354");
        out.write_all(format!("{answer}\r\n").as_bytes()).unwrap();
        if line == "QUIT" {
            return;
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a script may hang up; this one does not")]
fn friendly(_: usize, command: &str) -> Option<&'static str> {
    Some(match command.split_whitespace().next().unwrap_or_default() {
        "EHLO" => "250-scripted\r\n250-8BITMIME\r\n250 DSN",
        "DATA" => "354 go on",
        "QUIT" => "221 2.0.0 bye",
        _ => "250 2.0.0 ok",
    })
}

// E-67, X-77
#[test]
fn tls_is_left_out_only_on_the_way_to_this_machine() {
    for (given, tls, port) in [
        ("smtp://127.0.0.1:1025", Tls::No, 1025),
        ("smtp://localhost", Tls::No, 25),
        ("smtp://[::1]:1025", Tls::No, 1025),
        ("smtp://127.0.0.1:25?tls=required", Tls::Start, 25),
        ("smtp://u:p@mail.example", Tls::Start, 587),
        ("smtp://mail.example?tls=opportunistic", Tls::Start, 587),
        ("smtp://mail.example?tls=none", Tls::Start, 587),
        ("smtps://u:p@mail.example", Tls::Whole, 465),
        ("smtp://127.0.0.1.example", Tls::Start, 587),
    ] {
        let url = RelayUrl::parse(given, "notes.example").expect(given);
        assert_eq!((url.tls, url.port), (tls, port), "{given}");
        assert_eq!(url.hello, "notes.example");
    }
    assert_eq!(RelayUrl::parse("smtp://127.0.0.1/forum.example", "notes.example").unwrap().hello, "forum.example");
}

#[test]
fn what_is_no_relay_is_refused_and_the_sentence_keeps_the_password() {
    for given in
        ["", "mail.example", "http://mail.example", "smtp://", "smtp://127.0.0.1?tls=opportunistic", "smtp://u@mail.example"]
    {
        assert!(RelayUrl::parse(given, "notes.example").is_err(), "{given}");
    }
    let error = Relay::open(&settings("http://u:s3cret@mail.example"), "notes.example", 2).err();
    assert!(!error.expect("refused").to_string().contains("s3cret"));
}

#[test]
fn a_relay_that_does_not_answer_is_nobodys_letter_s_fault() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    drop(taken);
    let refusal = relay(port).deliver(&parcel()).unwrap_err();
    assert!(refusal.is_of_relay && !refusal.lasting);
    assert!(!refusal.reason.contains('@'));
}

// E-20, E-22
#[test]
fn reports_are_asked_for_where_they_are_offered_and_a_connection_is_used_again() {
    let (port, heard) = scripted(1, friendly);
    let relay = relay(port);
    relay.deliver(&parcel()).unwrap();
    relay.deliver(&parcel()).unwrap();
    relay.resting.lock().unwrap().drain(..).for_each(|(session, _)| session.close());
    let heard = heard.join().unwrap();
    let letter = [
        "MAIL FROM:<b+abc@notes.example> RET=HDRS ENVID=1@notes.example",
        "RCPT TO:<ada@example.org> NOTIFY=FAILURE",
        "DATA",
        ".",
    ];
    let expected: Vec<&str> = ["EHLO notes.example", "EHLO notes.example"]
        .into_iter()
        .chain(letter)
        .chain(["RSET"])
        .chain(letter)
        .chain(["QUIT"])
        .collect();
    assert_eq!(heard, expected);
}

// E-22
#[test]
fn a_relay_that_offers_no_reports_is_not_asked_for_them() {
    let (port, heard) = scripted(1, |_, command| match command {
        "EHLO notes.example" => Some("250 scripted"),
        other => friendly(0, other),
    });
    let relay = relay(port);
    relay.deliver(&parcel()).unwrap();
    relay.resting.lock().unwrap().drain(..).for_each(|(session, _)| session.close());
    let heard = heard.join().unwrap();
    assert!(heard.contains(&"MAIL FROM:<b+abc@notes.example>".to_owned()), "{heard:?}");
    assert!(heard.contains(&"RCPT TO:<ada@example.org>".to_owned()), "{heard:?}");
}

#[test]
fn an_answer_is_told_with_its_code_and_its_status_and_never_with_its_words() {
    let (port, heard) = scripted(1, |_, command| match command.get(..4) {
        Some("RCPT") => Some("550 5.1.1 <ada@example.org> no such user"),
        _ => friendly(0, command),
    });
    let relay = relay(port);
    for _ in 0..2 {
        let refusal = relay.deliver(&parcel()).unwrap_err();
        assert_eq!((refusal.lasting, refusal.is_of_relay, refusal.reason.as_str()), (true, false, "smtp 550 5.1.1"));
        let answer = refusal.answer.unwrap();
        assert_eq!((answer.code, answer.enhanced.as_deref()), (550, Some("5.1.1")));
    }
    relay.resting.lock().unwrap().drain(..).for_each(|(session, _)| session.close());
    assert_eq!(heard.join().unwrap().iter().filter(|line| *line == "RSET").count(), 1, "a refusal costs no connection");
}

#[test]
fn a_sender_that_is_refused_holds_letters_back_and_loses_none() {
    let (port, heard) = scripted(1, |_, command| match command.get(..4) {
        Some("MAIL") => Some("553 5.7.1 not your address"),
        _ => friendly(0, command),
    });
    let relay = relay(port);
    let refusal = relay.deliver(&parcel()).unwrap_err();
    assert!(refusal.is_of_relay && !refusal.lasting, "{refusal:?}");
    relay.resting.lock().unwrap().drain(..).for_each(|(session, _)| session.close());
    heard.join().unwrap();
}

// E-03
#[test]
fn a_connection_that_is_lost_after_the_letter_is_a_reason_to_send_it_again_over_another() {
    let (port, heard) = scripted(2, |connection, command| match (connection, command) {
        (0, ".") => None,
        (_, command) => friendly(0, command),
    });
    let relay = relay(port);
    let refusal = relay.deliver(&parcel()).unwrap_err();
    assert!(!refusal.lasting && !refusal.is_of_relay, "{refusal:?}");
    relay.deliver(&parcel()).unwrap();
    relay.resting.lock().unwrap().drain(..).for_each(|(session, _)| session.close());
    assert_eq!(heard.join().unwrap().iter().filter(|line| *line == ".").count(), 2);
}

#[test]
fn a_relay_that_says_goodbye_is_not_spoken_to_again_over_that_connection() {
    let (port, heard) = scripted(2, |connection, command| match (connection, command.get(..4)) {
        (0, Some("RCPT")) => Some("421 4.3.2 closing down"),
        _ => friendly(0, command),
    });
    let relay = relay(port);
    let refusal = relay.deliver(&parcel()).unwrap_err();
    assert!(!refusal.lasting && refusal.asks_for_rest(), "{refusal:?}");
    relay.deliver(&parcel()).unwrap();
    relay.resting.lock().unwrap().drain(..).for_each(|(session, _)| session.close());
    heard.join().unwrap();
}
