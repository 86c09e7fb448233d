use mail_parser::{HeaderName, Message, MessageParser};

use super::*;
use crate::clock::{DAY, Moment};
use crate::mail::message::{Outside, parcel};
use crate::moderation::model::{Action, Outcome};

const AT: Moment = Moment(1_795_000_000_000);
const MANAGE: &str = "https://notes.example/letters/manage/AbC-_456";
const STOP: &str = "https://notes.example/api/v1/letters/stop/AbC-_123";

fn frame() -> Frame {
    Frame { name: "Notes".to_owned(), url: "https://notes.example".to_owned() }
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
        concerns_hers: true,
        sanction: None,
        action: Action::Remove,
        rule_title: "Answer the person, and be kind.".to_owned(),
        facts: "Calls the writer <i>names</i>.".to_owned(),
        message: "Please read it once more.\nIt stays between us.".to_owned(),
        automatic: false,
        decided_at: Moment::parse("2026-11-22T10:00:00Z").expect("a moment"),
    }
}

fn all() -> Vec<(&'static str, Box<dyn Written>)> {
    let token = || "tOkEn-_x".to_owned();
    vec![
        ("verify", Box::new(Verify { token: token() })),
        ("known address", Box::new(KnownAddress)),
        ("sign-in link", Box::new(SignInLink { token: token() })),
        ("reset", Box::new(Reset { token: token() })),
        ("discreet reply", Box::new(reply(None))),
        ("open reply", Box::new(reply(Some(open())))),
        ("decision", Box::new(decided())),
        ("closed report", Box::new(ReportClosed { outcome: Outcome::Removed })),
        ("receipt", Box::new(Receipt { code: "4kQ".repeat(7), words_go: true, done_by: AT })),
        ("name opened", Box::new(NameOpened)),
        ("undone decision", Box::new(Undone { action: Action::Remove, concerns_hers: true, sanction: None })),
    ]
}

fn made(letter: &dyn Written, frame: &Frame) -> Vec<u8> {
    let from = "notes@notes.example".parse().expect("an address");
    let outside = Outside {
        message_id: "<job1@notes.example>".to_owned(),
        from: &from,
        to: "ada@example.org".parse().expect("an address"),
        reply_to: None,
        host: "notes.example",
        at: AT,
        frame,
    };
    parcel(letter, outside).expect("a letter").bytes
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
            assert!(!part.contains("{{") || name == "open reply", "{name}");
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
        let html = letter.html(&frame()).expect("HTML");
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
        let (text, html) = (letter.text(&frame()).expect("text"), letter.html(&frame()).expect("HTML"));
        let door = match name {
            "verify" => Some("https://notes.example/verify?token=tOkEn-_x"),
            "sign-in link" => Some("https://notes.example/sign-in/link?token=tOkEn-_x"),
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
fn what_a_lock_screen_shows_tells_nothing() {
    for (name, letter) in all() {
        let bytes = made(letter.as_ref(), &frame());
        let message = read(&bytes);
        let subject = message.subject().expect("a subject").to_lowercase();
        let html = letter.html(&frame()).expect("HTML");
        let preview = html.split("overflow:hidden;\">").nth(1).and_then(|rest| rest.split("</div>").next()).expect("a preview");
        for word in
            ["willow", "early", "cried", "mom", "mother", "parent", "guilt", "thread", "forum", "goodenough", "names", "kind"]
        {
            assert!(!subject.contains(word), "{name}: {subject}");
            assert!(!preview.to_lowercase().contains(word), "{name}: {preview}");
        }
        assert!(preview.contains("&#847;&zwnj;&nbsp;&#847;"), "{name}: the words behind it do not show in the list");
    }
    assert_eq!(read(&made(&reply(Some(open())), &frame())).subject(), Some("New activity"));
}

#[test]
fn a_reply_is_discreet_unless_the_member_chose_otherwise() {
    for (name, part) in [("text", reply(None).text(&frame())), ("HTML", reply(None).html(&frame()))] {
        let part = part.expect(name);
        assert!(part.contains("Someone replied."), "{name}");
        assert!(part.contains("https://notes.example/t/1111111112L?from=21#n23"), "{name}: {part}");
        assert!(!part.contains("Willow") && !part.contains("early") && !part.contains("Me too"), "{name}");
    }
    let text = reply(Some(open())).text(&frame()).expect("text");
    assert!(text.contains("Quiet Willow replied in “I left <b>early</b> & cried”:"), "{text}");
    assert!(text.contains("> Me too.\n>\n> <script>alert(1)</script> {{ frame.url }}"), "{text}");
    let html = reply(Some(open())).html(&frame()).expect("HTML");
    assert!(html.contains("Quiet Willow replied in “I left &#60;b&#62;early&#60;/b&#62; &#38; cried”:"), "{html}");
    assert!(html.contains("&#60;script&#62;alert(1)") && !html.contains("<script"), "{html}");
}

#[test]
fn a_letter_about_a_reply_can_be_sorted_and_stopped_and_the_others_cannot() {
    for (name, letter) in all() {
        let bytes = made(letter.as_ref(), &frame());
        let message = read(&bytes);
        let of_replies = name.ends_with("reply");
        assert_eq!(raw(&message, "List-Id"), of_replies.then_some("<replies.notes.example>"), "{name}");
        assert_eq!(raw(&message, "List-Unsubscribe-Post"), of_replies.then_some("List-Unsubscribe=One-Click"), "{name}");
        let stop = raw(&message, "List-Unsubscribe");
        assert_eq!(stop, of_replies.then_some(format!("<{STOP}>")).as_deref(), "{name}");
        assert_eq!(message.in_reply_to().as_text(), of_replies.then_some("t.9QxRoot@notes.example"), "{name}");
        assert_eq!(message.references().as_text(), of_replies.then_some("t.9QxRoot@notes.example"), "{name}");
        assert_eq!(letter.text(&frame()).expect("text").contains(STOP), of_replies, "{name}");
    }
}

#[test]
fn the_statement_of_reasons_is_complete() {
    for part in [decided().text(&frame()), decided().html(&frame())] {
        let part = part.expect("a part");
        for told in [
            "removed a post of yours",
            "Answer the person, and be kind.",
            "Please read it once more.",
            "a member reported it",
            "no program took part",
            "https://notes.example/decisions",
            "21 May 2027",
            "180 days",
        ] {
            assert!(part.contains(told), "{told}");
        }
    }
    assert!(decided().text(&frame()).expect("text").contains("> Calls the writer <i>names</i>."));
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
