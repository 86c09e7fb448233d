//! What came back: counted against its address once, if it is about a letter of ours; and nothing else.

use goodenough::clock::{DAY, MINUTE};
use goodenough::config::Config;
use goodenough::mail::Refusal;
use goodenough::mail::fates::bounce_token;
use serde_json::json;

use super::client::Lmtp;
use super::{NOBODYS_BOUNCE, takes_mail};
use crate::site::{Letter, Member, Site, on_both};

fn notices(config: &mut Config) {
    takes_mail(config);
    "".clone_into(&mut config.mail.authserv_id);
}

/// A file of our own, filled in.
fn filled(name: &str, fields: &[(&str, &str)]) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail/returned").join(name);
    let mut text = std::fs::read_to_string(path).unwrap();
    for (name, value) in fields {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text.replace('\n', "\r\n")
}

/// Where a bounce of this letter goes.
fn sender(site: &Site, letter: &Letter) -> String {
    format!("b+{}@notes.example.org", bounce_token(&site.app, &format!("<{}>", letter.message_id)))
}

fn comes_in(site: &Site, to: &str, mail: &str) {
    let mut talk = Lmtp::greets(site.lmtp.as_ref().unwrap());
    let answers = talk.hands_over("", &[to], mail);
    assert!(answers[0].starts_with("250"), "{answers:?}");
    site.runs_jobs();
}

/// A letter comes back with this answer.
fn comes_back(site: &Site, letter: &Letter, answer: &str) {
    let to = sender(site, letter);
    let status = answer.split(' ').nth(1).unwrap_or("5.0.0");
    let id = format!("<{}>", letter.message_id);
    let fields = [
        ("TO", to.as_str()),
        ("ID", &letter.message_id[..9]),
        ("WHO", &letter.to),
        ("ANSWER", answer),
        ("ACTION", "failed"),
        ("STATUS", status),
        ("LETTER", &id),
    ];
    comes_in(site, &to, &filled("report.eml", &fields));
}

fn complaint(site: &Site, letter: &Letter, kind: &str, sender: &str) {
    let id = format!("<{}>", letter.message_id);
    let to = "complaints@notes.example.org";
    comes_in(
        site,
        to,
        &filled("complaint.eml", &[("TO", to), ("ID", "c1"), ("KIND", kind), ("SENDER", sender), ("LETTER", &id)]),
    );
}

/// Somebody replies to a thread of hers, and she gets a letter about it.
fn is_told(site: &Site, her: &Member<'_>, other: &Member<'_>, thread: &str) -> Letter {
    other.replies(thread, "Me too.");
    site.letter_to(&her.address)
}

fn status(her: &Member<'_>) -> String {
    her.get("/me/mail").is(200).string("status")
}

fn asks_for_a_link(site: &Site, her: &Member<'_>) {
    site.visitor().post("/sessions/links", &json!({"email": her.address})).is(202);
}

on_both! {
    with notices;
    // E-24, E-47
    fn one_answer_that_there_is_no_mailbox_stops_notices_and_nothing_that_is_awaited(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        assert_eq!(status(&ada), "working");
        let letter = is_told(site, &ada, &ben, &thread);
        comes_back(site, &letter, "550 5.1.1 there is nobody of that name here");
        assert_eq!(status(&ada), "unreachable");
        ben.replies(&thread, "Are you there?");
        assert!(site.letters().is_empty());
        let fates = ada.get("/me/letters").is(200);
        assert_eq!((fates["items"][0]["fate"].as_str(), fates["items"][0]["reason"].as_str()), (Some("skipped"), Some("unreachable")));
        assert_eq!((fates["items"][1]["fate"].as_str(), fates["items"][1]["reason"].as_str()), (Some("bounced"), Some("unreachable")));
        asks_for_a_link(site, &ada);
        site.letter_to(&ada.address).token();
        ada.post("/me/mail/test", &json!({})).is(202);
        site.letter_to(&ada.address);
        site.waits(30 * DAY);
        assert_eq!(site.app.mailer.mailbox().unwrap().letters().len(), 0);
        site.waits(DAY);
        is_told_again(site, "ada", &thread);
    }

    with notices;
    // E-24
    fn what_comes_back_adds_up_and_thirty_quiet_days_forget_it(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        for answer in ["552 5.2.2 the mailbox is full", "452 4.2.2 over quota", "550 5.2.2 mailbox full"] {
            let letter = is_told(site, &ada, &ben, &thread);
            comes_back(site, &letter, answer);
            assert_eq!(status(&ada), "doubtful", "{answer}");
        }
        let letter = is_told(site, &ada, &ben, &thread);
        comes_back(site, &letter, "550 5.2.2 mailbox full");
        assert_eq!(status(&ada), "unreachable");
        ben.replies(&thread, "Not mailed.");
        assert!(site.letters().is_empty());
    }

    with notices;
    // E-24: two that are final, none of them 5.1.1
    fn two_final_answers_of_another_kind_stop_notices_too(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        comes_back(site, &letter, "550 5.1.2 the host is unknown");
        assert_eq!(status(&ada), "doubtful");
        let letter = is_told(site, &ada, &ben, &thread);
        comes_back(site, &letter, "550 5.1.2 the host is unknown");
        assert_eq!(status(&ada), "unreachable");
    }

    with notices;
    // E-23
    fn whoever_mistrusts_us_counts_nothing_against_her_and_tells_the_admin(site) {
        let (ada, ben, ruth) = (site.member("ada"), site.member("ben"), site.staff("ruth", goodenough::accounts::Role::Admin));
        let thread = ada.starts_thread(&json!({}));
        for answer in ["550 5.7.515 access denied, the sending domain does not meet the required level", "550 5.7.26 DMARC policy",
            "554 5.7.1 looks like spam to us"] {
            let letter = is_told(site, &ada, &ben, &thread);
            comes_back(site, &letter, answer);
            assert_eq!(status(&ada), "working", "{answer}");
        }
        let warnings = ruth.get("/admin/mail").is(200)["warnings"].to_string();
        assert!(warnings.contains("not trusted"), "{warnings}");
    }

    with notices;
    // E-21, E-25
    fn a_forged_bounce_does_nothing_and_a_true_one_counts_once(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        let id = format!("<{}>", letter.message_id);
        for to in [NOBODYS_BOUNCE, "complaints@notes.example.org"] {
            let fields = [("TO", to), ("ID", "x"), ("WHO", letter.to.as_str()), ("ANSWER", "550 5.1.1 no such user"),
                ("ACTION", "failed"), ("STATUS", "5.1.1"), ("LETTER", &id)];
            comes_in(site, to, &filled("report.eml", &fields));
            site.waits(MINUTE * 2);
            site.runs_jobs();
            assert_eq!(status(&ada), "working");
        }
        let to = sender(site, &letter);
        for copy in 0..5 {
            let copy = format!("copy{copy}");
            let fields = [("TO", to.as_str()), ("ID", &copy), ("WHO", letter.to.as_str()), ("ANSWER", "552 5.2.2 mailbox full"),
                ("ACTION", "failed"), ("STATUS", "5.2.2"), ("LETTER", &id)];
            comes_in(site, &to.to_uppercase(), &filled("report.eml", &fields));
            assert_eq!(status(&ada), "doubtful", "five copies of one bounce are one");
        }
    }

    with notices;
    // E-21
    fn an_old_program_without_a_report_is_understood_and_a_delay_says_nothing(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        let (to, id) = (sender(site, &letter), format!("<{}>", letter.message_id));
        let fields = [("TO", to.as_str()), ("ID", "d"), ("WHO", letter.to.as_str()), ("ANSWER", "550 5.1.1 no such user"),
            ("ACTION", "delayed"), ("STATUS", "4.4.1"), ("LETTER", &id)];
        comes_in(site, &to, &filled("report.eml", &fields));
        assert_eq!(status(&ada), "working", "it is still being tried");
        comes_in(site, &to, &filled("plain.eml", &fields));
        assert_eq!(status(&ada), "unreachable");
    }

    with notices;
    // E-19
    fn whoever_is_away_and_whoever_writes_there_changes_nothing(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        let (to, id) = (sender(site, &letter), format!("<{}>", letter.message_id));
        for name in ["away.eml", "person.eml"] {
            comes_in(site, &to, &filled(name, &[("TO", &to), ("ID", "1"), ("WHO", &letter.to), ("LETTER", &id)]));
            assert_eq!(status(&ada), "working", "{name}");
        }
        is_told(site, &ada, &ben, &thread);
        assert!(site.letters().is_empty(), "nobody was answered");
    }

    with notices;
    // E-26
    fn a_complaint_stops_all_but_what_is_owed_at_once(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        complaint(site, &letter, "not-spam", "x@example.org");
        assert_eq!(status(&ada), "working");
        let passing = Refusal::answered(451, Some("4.7.0".to_owned()), "later".to_owned());
        site.app.mailer.mailbox().unwrap().refuse_next(passing);
        ben.replies(&thread, "Promised before the complaint.");
        assert!(site.letters().is_empty(), "it waits for its second try");
        complaint(site, &letter, "abuse", "x@example.org");
        assert_eq!(status(&ada), "complained");
        site.waits(2 * MINUTE);
        ben.replies(&thread, "Promised after it.");
        assert!(site.letters().is_empty(), "what waited is stopped too");
        ada.post("/me/mail/test", &json!({})).is(202);
        assert!(site.letters().is_empty());
        asks_for_a_link(site, &ada);
        site.letter_to(&ada.address).token();
        site.waits(60 * DAY);
        let session = site.visitor().post("/sessions", &json!({"email": ada.address, "password": crate::site::member::PASSWORD})).is(201);
        ada.set_token(Some(session.string("access_token")));
        assert_eq!(status(&ada), "complained", "time does not lift it");
    }

    with notices;
    // E-26: the envelope's sender is as good as the Message-ID
    fn a_complaint_is_known_by_the_envelope_and_a_forged_one_does_nothing(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        let mut unknown = letter.clone();
        "3yZe7d3yZe7d@notes.example.org".clone_into(&mut unknown.message_id);
        complaint(site, &unknown, "abuse", NOBODYS_BOUNCE);
        site.waits(2 * MINUTE);
        site.runs_jobs();
        assert_eq!(status(&ada), "working");
        complaint(site, &unknown, "fraud", &sender(site, &letter));
        assert_eq!(status(&ada), "complained");
    }

    with notices;
    // E-27
    fn what_is_stopped_stays_stopped_after_she_has_left_until_an_admin_lifts_it(site) {
        let (ada, ben, ruth) = (site.member("ada"), site.member("ben"), site.staff("ruth", goodenough::accounts::Role::Admin));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        complaint(site, &letter, "abuse", "x@example.org");
        ada.post("/me/erasure", &json!({"words": "keep"}));
        site.waits(3 * DAY);
        drop(site.letters());
        site.visitor().post("/accounts", &json!({"email": "ada@example.org", "password": "a lantern in the reeds", "name": "Adah"})).is(202);
        assert!(site.letters().is_empty(), "somebody signs up with the address of whoever complained");
        let session = site.visitor().post("/sessions", &json!({"email": ruth.address, "password": crate::site::member::PASSWORD})).is(201);
        ruth.set_token(Some(session.string("access_token")));
        let lift = "/admin/mail/suppressions/lift";
        ruth.post(lift, &json!({"email": "ada@example.org"})).misfits(&[("reason", "required")]);
        ruth.post(lift, &json!({"email": "ada@example.org", "reason": " "})).misfits(&[("reason", "required")]);
        ruth.post(lift, &json!({"email": "ada", "reason": "She wrote."})).misfits(&[("email", "bad_characters")]);
        ruth.post(lift, &json!({"email": "Ada@Example.org", "reason": "She wrote to us."})).is(204);
        ruth.post(lift, &json!({"email": "nobody@example.org", "reason": "Alike."})).is(204);
        site.visitor().post("/accounts", &json!({"email": "ada@example.org", "password": "a lantern in the reeds", "name": "Adah"})).is(202);
        site.letter_to("ada@example.org");
        let log = ruth.get("/moderation/log").is(200);
        assert!(log["items"].as_array().unwrap().iter().any(|line| line["act"] == "mail_lifted" && line["detail"] == "She wrote to us."));
        assert!(!log.text().contains("ada@"), "the log names no address");
    }

    with notices;
    fn only_an_admin_lifts(site) {
        let (ada, mona) = (site.member("ada"), site.staff("mona", goodenough::accounts::Role::Moderator));
        let body = json!({"email": "ada@example.org", "reason": "Please."});
        site.visitor().post("/admin/mail/suppressions/lift", &body).refused(401, "unauthenticated");
        ada.post("/admin/mail/suppressions/lift", &body).refused(403, "forbidden");
        mona.post("/admin/mail/suppressions/lift", &body).refused(403, "forbidden");
    }

    with notices;
    // E-23, E-24
    fn what_the_relay_refuses_at_once_counts_like_what_comes_back(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let mailbox = site.app.mailer.mailbox().unwrap();
        mailbox.refuse_next(Refusal::answered(550, Some("5.7.1".to_owned()), "we do not know you".to_owned()));
        ben.replies(&thread, "One.");
        assert!(site.letters().is_empty());
        assert_eq!(status(&ada), "working");
        mailbox.refuse_next(Refusal::answered(550, Some("5.1.1".to_owned()), "no such user".to_owned()));
        ben.replies(&thread, "Two.");
        assert!(site.letters().is_empty());
        assert_eq!(status(&ada), "unreachable");
    }

    with notices;
    // E-13, E-58
    fn an_empty_mail_stops_letters_and_only_with_a_token(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let letter = is_told(site, &ada, &ben, &thread);
        let ways = letter.header("List-Unsubscribe").unwrap().to_owned();
        let (first, second) = ways.split_once(", ").unwrap();
        assert!(first.starts_with("<https://") && second.starts_with("<mailto:u+"), "{ways}");
        let to = second.trim_start_matches("<mailto:").split('?').next().unwrap().to_owned();
        assert!(to.split('@').next().unwrap().len() <= 64, "{to}");
        for wrong in [NOBODYS_BOUNCE.replace("b+", "u+"), to.replacen("u+", "u+a", 1)] {
            comes_in(site, &wrong, "From: <ada@example.org>\r\nSubject: stop\r\nMessage-ID: <s0@x.example>\r\n\r\nunsubscribe\r\n");
            assert_eq!(ada.get("/me/mail").is(200)["replies"], "at_once");
        }
        ben.replies(&thread, "Promised while letters were still wanted.");
        comes_in(site, &to.to_uppercase(), "From: <someone@else.example>\r\nMessage-ID: <s1@x.example>\r\n\r\n");
        assert_eq!(ada.get("/me/mail").is(200)["replies"], "off");
        drop(site.letters());
        ben.replies(&thread, "Nobody is written to any more.");
        assert!(site.letters().is_empty());
    }
}

/// Somebody new replies, when all sessions have ended, and the letter goes out.
fn is_told_again(site: &Site, name: &str, thread: &str) {
    let cleo = site.member("cleo");
    cleo.replies(thread, "A month later.");
    site.letter_to(&format!("{name}@example.org"));
}
