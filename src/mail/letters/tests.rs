use jiff::tz::TimeZone;
use mail_parser::{HeaderName, Message, MessageParser};

use super::*;
use crate::clock::{DAY, Moment};
use crate::mail::message::{Outside, parcel};
use crate::moderation::model::Action;

mod discreet;
mod languages;

const AT: Moment = Moment(1_795_000_000_000);
const MANAGE: &str = "https://notes.example/letters/manage/AbC-_456";
const STOP: &str = "https://notes.example/api/v1/letters/stop/AbC-_123";

fn frame() -> Frame {
    in_language(Language::En)
}

fn in_language(language: Language) -> Frame {
    Frame { name: "Notes".to_owned(), url: "https://notes.example".to_owned(), language, zone: TimeZone::UTC }
}

fn printed(letter: &dyn Written) -> Printed {
    print(letter, &frame()).expect("a letter")
}

fn reply(shown: Option<Shown>) -> Reply {
    let series = Series {
        list: "replies",
        root: "t.9QxRoot".to_owned(),
        before: Vec::new(),
        stop_by_mail: None,
        stop: STOP.to_owned(),
        manage: MANAGE.to_owned(),
    };
    Reply { thread: ThreadId(77), number: 23, count: 1, because: Because::Opened, shown, series }
}

fn open() -> Shown {
    Shown {
        title: Some("I left <b>early</b> & cried".to_owned()),
        voice: "Quiet Willow".to_owned(),
        excerpt: "Me too.\n\n<script>alert(1)</script> {{ frame.url }}".to_owned(),
    }
}

fn decided() -> Decided {
    Decided {
        found_by: crate::moderation::model::Found::Report,
        concerns_hers: true,
        sanction: None,
        action: Action::Remove,
        rule: crate::safety::rules::named("kindness"),
        facts: "Calls the writer <i>names</i>.".to_owned(),
        message: "Please read it once more.\nIt stays between us.".to_owned(),
        automatic: false,
        decided_at: Moment::parse("2026-11-22T10:00:00Z").expect("a moment"),
    }
}

fn all() -> Vec<(&'static str, Box<dyn Written>)> {
    samples("https://notes.example").into_iter().map(|sample| (sample.name, sample.letter)).collect()
}

fn made(letter: &dyn Written, frame: &Frame) -> Vec<u8> {
    let from = "notes@notes.example".parse().expect("an address");
    let outside = Outside {
        message_id: "<job1@notes.example>".to_owned(),
        to: "ada@example.org".parse().expect("an address"),
        reply_to: None,
        at: AT,
        frame,
    };
    parcel(letter, outside, &from, "notes.example").expect("a letter").bytes
}

fn read(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).expect("a message")
}

fn raw<'a>(message: &'a Message<'_>, name: &'static str) -> Option<&'a str> {
    message.header_raw(HeaderName::Other(name.into())).or_else(|| message.header_raw(name)).map(str::trim)
}

#[test]
fn every_letter_is_a_message_that_a_mail_program_reads() {
    for (name, letter) in all() {
        let bytes = made(letter.as_ref(), &frame());
        let message = read(&bytes);
        assert_eq!(message.from().and_then(|from| from.first()).and_then(|from| from.name()), Some("Notes"), "{name}");
        assert_eq!(message.to().and_then(|to| to.first()).and_then(|to| to.address()), Some("ada@example.org"), "{name}");
        assert_eq!(message.message_id(), Some("job1@notes.example"), "{name}");
        assert_eq!(message.date().map(|date| date.to_timestamp() * 1_000), Some(AT.0), "{name}");
        assert_eq!(raw(&message, "Auto-Submitted"), Some("auto-generated"), "{name}");
        assert_eq!(raw(&message, "X-Auto-Response-Suppress"), Some("All"), "{name}");
        for once in ["\r\nFrom:", "\r\nDate:", "\r\nMessage-ID:", "\r\nSubject:", "\r\nTo:"] {
            let text = format!("\r\n{}", String::from_utf8_lossy(&bytes));
            assert_eq!(text.matches(once).count(), 1, "{name}: {once}");
        }
        assert!(bytes.split(|byte| *byte == b'\n').all(|line| line.len() < 998), "{name}");
    }
}

#[test]
fn both_parts_of_every_letter_say_why_it_came_and_where_help_is() {
    for (name, letter) in all() {
        let bytes = made(letter.as_ref(), &frame());
        let message = read(&bytes);
        let text = message.body_text(0).expect("a text part");
        let html = message.body_html(0).expect("an HTML part");
        for part in [&text, &html] {
            assert!(part.contains("You get this letter because"), "{name}");
            assert!(part.contains("This is not a crisis service"), "{name}");
            assert!(part.contains("https://notes.example/help"), "{name}");
            assert!(!part.contains("{{"), "{name}");
        }
        assert!(!text.contains("<p") && !text.contains("&#") && !text.contains("\n\n\n"), "{name}:\n{text}");
        for line in text.lines() {
            assert!(line.chars().count() <= 72 || line.starts_with("https://"), "{name}: {line}");
        }
    }
}

#[test]
fn the_html_is_small_and_fetches_nothing() {
    let mut long = decided();
    long.facts = "&".repeat(2_000);
    long.message = "<".repeat(2_000);
    let mut letters = all();
    letters.push(("long decision", Box::new(long)));
    for (name, letter) in letters {
        let html = printed(letter.as_ref()).html;
        assert!(html.len() < 40_000, "{name}: {} bytes", html.len());
        for remote in ["<img", "<link", "<script", "url(", "@import", "src=", "@font-face"] {
            assert!(!html.contains(remote), "{name}: {remote}");
        }
        assert!(html.contains(r#"<html lang="en" dir="ltr">"#) && html.contains(r#"content="light dark""#), "{name}");
        assert_eq!(html.matches("http").count(), html.matches("href=\"https://notes.example/").count(), "{name}");
    }
}

#[test]
fn only_the_letters_of_the_doors_carry_a_token() {
    for (name, letter) in all() {
        let Printed { text, html, .. } = printed(letter.as_ref());
        let door = match name {
            "verify" => Some("https://notes.example/verify?token=tOkEn-_x"),
            "sign-in-link" => Some("https://notes.example/sign-in/link?token=tOkEn-_x"),
            "reset" => Some("https://notes.example/reset?token=tOkEn-_x"),
            _ => None,
        };
        for part in [&text, &html] {
            assert_eq!(part.matches("token=").count(), usize::from(door.is_some()), "{name}");
            assert!(door.is_none_or(|door| part.contains(door)), "{name}");
        }
    }
}

#[test]
fn a_reply_is_discreet_unless_the_member_chose_otherwise() {
    let Printed { text, html, .. } = printed(&reply(None));
    for (name, part) in [("text", text), ("HTML", html)] {
        assert!(part.contains("Someone replied."), "{name}");
        assert!(part.contains("https://notes.example/t/1111111112L?from=21#n23"), "{name}: {part}");
        assert!(!part.contains("Willow") && !part.contains("early") && !part.contains("Me too"), "{name}");
    }
    let Printed { text, html, .. } = printed(&reply(Some(open())));
    assert!(text.contains("Quiet Willow replied in “I left <b>early</b> & cried”:"), "{text}");
    assert!(text.contains("> Me too.\n>\n> <script>alert(1)</script> {{ frame.url }}"), "{text}");
    assert!(html.contains("Quiet Willow replied in “I left &#60;b&#62;early&#60;/b&#62; &#38; cried”:"), "{html}");
    assert!(html.contains("&#60;script&#62;alert(1)") && !html.contains("<script"), "{html}");
}

#[test]
fn a_letter_of_a_series_can_be_sorted_and_stopped_and_the_others_cannot() {
    for (name, letter) in all() {
        let bytes = made(letter.as_ref(), &frame());
        let message = read(&bytes);
        let list = letter.series().map(|series| series.list);
        let of_list = list.map(|list| format!("<{list}.notes.example>"));
        assert_eq!(raw(&message, "List-Id"), of_list.as_deref(), "{name}");
        let one_click = raw(&message, "List-Unsubscribe-Post");
        assert_eq!(one_click, list.map(|_| "List-Unsubscribe=One-Click"), "{name}");
        let unsubscribe = raw(&message, "List-Unsubscribe").unwrap_or_default();
        assert_eq!(unsubscribe.starts_with(&format!("<{STOP}>")), list.is_some(), "{name}");
        assert_eq!(unsubscribe.contains("<mailto:u+"), list.is_some_and(|list| list != "test"), "{name}");
        assert_eq!(message.in_reply_to().as_text(), list.map(|_| "t.9QxRoot@notes.example"), "{name}");
        assert_eq!(message.references().as_text(), list.map(|_| "t.9QxRoot@notes.example"), "{name}");
        assert_eq!(printed(letter.as_ref()).text.contains(STOP), list.is_some(), "{name}");
    }
}

#[test]
fn the_statement_of_reasons_is_complete() {
    let Printed { text, html, .. } = printed(&decided());
    // Lines are broken where they are full, which may be inside a date.
    let unbroken = text.replace('\n', " ");
    for part in [&unbroken, &html] {
        for told in [
            "removed a post of yours",
            "Answer the person, and be kind.",
            "Please read it once more.",
            "a member reported it",
            "no program took part",
            "https://notes.example/decisions",
            "21 May 2027",
            "you can object until",
            "Another moderator decides",
        ] {
            assert!(part.contains(told), "{told}");
        }
    }
    assert!(text.contains("> Calls the writer <i>names</i>."));
    assert_eq!(decided().decided_at.plus(180 * DAY), Moment::parse("2027-05-21T10:00:00Z").expect("a moment"));
}

#[test]
fn a_name_that_breaks_headers_breaks_nothing() {
    let names = [
        "Notes\r\nBcc: all@example.org",
        "No\0tes",
        "Notes\u{202E}",
        "\"Notes\" <x>",
        "a@b.example",
        "\n",
        "Öl & Brot",
        &"long ".repeat(40),
    ];
    for name in names {
        let frame = Frame { name: name.to_owned(), ..frame() };
        let bytes = made(&reply(None), &frame);
        let message = read(&bytes);
        assert!(message.bcc().is_none(), "{name:?}");
        let from = message.from().and_then(|from| from.first()).expect("a sender");
        assert_eq!(from.address(), Some("notes@notes.example"), "{name:?}");
        let shown = from.name().unwrap_or_default();
        assert!(!shown.contains('@') && shown.chars().count() <= 64 && !shown.chars().any(char::is_control), "{shown:?}");
    }
}
