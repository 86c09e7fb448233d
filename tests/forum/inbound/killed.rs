//! Durable before it is acknowledged: a server that is killed has every mail it took, once (E-60).

use std::collections::BTreeSet;

use super::client::Lmtp;
use super::mail;
use crate::site::Database;
use crate::site::process::Process;

fn moments() -> usize {
    if std::env::var_os("GOODENOUGH_PROVE").is_some() { 20 } else { 3 }
}

fn survives(database: &Database) {
    use diesel::prelude::*;
    use goodenough::storage::schema::jobs;
    let mut process = Process::new(database)
        .with("GOODENOUGH_MAIL__DOMAIN", "notes.example.org")
        .with("GOODENOUGH_MAIL__LMTP_ADDRESS", "127.0.0.1:0");
    let to = "b+abcdefghijklmnopqrstuvwx23@notes.example.org";
    let mut taken = BTreeSet::new();
    for moment in 0..moments() {
        process.starts();
        let mut talk = Lmtp::greets(&process.lmtp);
        for number in 0..=moment {
            let id = format!("{moment}.{number}");
            let answers = talk.hands_over("", &[to], &mail(&id, "Words"));
            assert!(answers[0].starts_with("250"), "{answers:?}");
            taken.insert(id);
        }
        process.is_killed();
    }
    process.starts();
    // The sender heard nothing of the answer and comes again, with all of them.
    let mut talk = Lmtp::greets(&process.lmtp);
    for id in &taken {
        talk.hands_over("", &[to], &mail(id, "Words"));
    }
    let (took, well) = process.is_stopped();
    assert!(well && took < std::time::Duration::from_secs(10), "{took:?}");
    assert_eq!(talk.hears().get(..9), Some("421 4.3.2"), "an open conversation is told to come again");
    let kept: i64 = jobs::table.filter(jobs::kind.eq("inbound")).count().get_result(&mut database.connect()).unwrap();
    assert_eq!(usize::try_from(kept).unwrap(), taken.len());
}

#[test]
fn on_sqlite_a_mail_that_was_taken_is_there_once_after_a_crash() {
    survives(&Database::empty_sqlite());
}

#[test]
fn on_postgres_a_mail_that_was_taken_is_there_once_after_a_crash() {
    if let Some(database) = Database::empty_postgres() {
        survives(&database);
    }
}
