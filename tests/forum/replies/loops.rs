//! Two forums that write to each other stop after one letter, and no program gets into a conversation (E-19).

use super::post_office::{Mail, answerable, arrives, by_mail, kinds, posts};
use crate::site::{Database, Plan, on_both};

on_both! {
    with by_mail;
    fn programs_lists_and_bounces_are_not_answered_and_do_not_post(site) {
        let (ada, berta, id, address) = answerable(site, "named");
        for header in [
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: auto-generated",
            "Precedence: bulk",
            "Precedence: junk",
            "List-Id: <circle.example.org>",
            "List-Unsubscribe: <mailto:x@example.org>",
            "Return-Path: <>",
            "X-Autoreply: yes",
        ] {
            let mail = Mail::new("ada@example.org", &address, "I am away until Monday.").with(header);
            arrives(site, &address, &mail.signed());
        }
        let robot = Mail::new("mailer-daemon@example.org", &address, "Not delivered.");
        arrives(site, &address, &robot.signed());
        assert_eq!((posts(&berta, &id).len(), kinds(&ada).len()), (2, 1));
        assert!(site.letters().is_empty());
    }
}

/// Each forum's member has the other forum's reply address as her mail address' provider: what one sends the other gets, with
/// a signature that verifies. Neither may go on.
fn two_forums(databases: [Database; 2]) {
    let sites = databases.map(|database| Plan::new().with(by_mail).open(database));
    let [one, other] = &sites;
    let (_ada, reader, thread, address) = answerable(one, "named");
    let (_also, other_reader, other_thread, other_address) = answerable(other, "named");
    // A person writes once; her words cannot be told from a quotation, so that the first forum writes her a letter.
    let body = "On Mon, Mar 2, 2026 at 9:07 PM Notes <notes@example.org> wrote:\n\nWhose words?";
    arrives(one, &address, &Mail::new("ada@example.org", &address, body).signed());
    let mut letters = 0;
    let (mut from, mut to) = (one, other);
    let (mut back, mut forth) = (&address, &other_address);
    for _ in 0..10 {
        let Some(letter) = from.letters().pop() else { break };
        letters += 1;
        // It reaches the other forum, as if her provider passed it on under her own address, signed and all its marks kept.
        let kept = format!("Auto-Submitted: {}", letter.header("auto-submitted").unwrap());
        arrives(to, forth, &Mail::new("ada@example.org", forth, &letter.text).with(&kept).signed());
        std::mem::swap(&mut from, &mut to);
        std::mem::swap(&mut back, &mut forth);
    }
    assert_eq!(letters, 1, "it stops after one");
    assert_eq!((posts(&reader, &thread).len(), posts(&other_reader, &other_thread).len()), (2, 2));
}

#[test]
fn two_forums_that_write_to_each_other_stop_after_one_letter() {
    two_forums([Database::sqlite(), Database::sqlite()]);
}

#[test]
fn two_forums_that_write_to_each_other_stop_after_one_letter_on_postgres() {
    if let (Some(one), Some(other)) = (Database::postgres(), Database::postgres()) {
        two_forums([one, other]);
    }
}
