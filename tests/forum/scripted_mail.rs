//! Letters over real SMTP, to a relay that does what it is told: refuses, hangs, hangs up, cannot prove who it is.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use goodenough::clock::{DAY, MINUTE, SECOND};
use goodenough::config::Secret;
use goodenough::jobs::{Job, Work, promise, worker};
use goodenough::mail::letters::Letter;
use goodenough::storage::schema::jobs;
use goodenough::storage::{Conn, Failure};
use serde_json::{Value, json};

use crate::site::process::Process;
use crate::site::relay::Relay;
use crate::site::{Database, Plan, Site};

/// One body a test on each database, with a relay that was started with these options and a forum with these settings.
macro_rules! on_both_with_a_relay {
    ($(fn $name:ident($relay:ident: $options:expr, $site:ident: $change:expr) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every body names something of its file")]
            use super::*;

            fn body($relay: &mut Relay, $site: &Site) $body

            fn on(database: Database) {
                let Some(mut relay) = Relay::starts(&$options) else { return };
                let site = Plan::new().through(&relay.url()).with($change).open(database);
                body(&mut relay, &site);
            }

            #[test]
            fn sqlite() {
                on(Database::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(database) = Database::postgres() {
                    on(database);
                }
            }
        }
    )+};
}

const NONE: [&str; 0] = [];

/// A letter that needs no account.
fn letter(site: &Site, address: &str) -> Job {
    let letter = Letter::Verify { address: address.to_owned(), token: "t".to_owned(), locale: "en".to_owned() };
    Job::now(Work::Letter(letter), site.app.clock.now())
}

fn promises(site: &Site, addresses: &[&str]) {
    let (app, jobs) = (site.app.clone(), addresses.iter().map(|address| letter(site, address)).collect::<Vec<_>>());
    let work = move |conn: &mut Conn| -> Result<(), Failure> { jobs.iter().try_for_each(|job| promise(conn, &app, job)) };
    site.wait(site.app.storage.write(work)).unwrap();
}

fn runs(site: &Site) {
    site.wait(worker::run_due(&site.app));
}

/// State, tries and reason of each job.
fn ends(site: &Site) -> Vec<(String, i32, Option<String>)> {
    let columns = (jobs::state, jobs::attempts, jobs::reason);
    jobs::table.select(columns).load(&mut site.database.connect()).unwrap()
}

fn one(state: &str, attempts: i32, reason: Option<&str>) -> Vec<(String, i32, Option<String>)> {
    vec![(state.to_owned(), attempts, reason.map(str::to_owned))]
}

/// The Message-IDs that stand in the outbox, without their brackets.
fn promised_ids(site: &Site) -> Vec<String> {
    let ids: Vec<Option<String>> = jobs::table.select(jobs::message_id).load(&mut site.database.connect()).unwrap();
    ids.into_iter().map(|id| id.unwrap().trim_matches(['<', '>']).to_owned()).collect()
}

fn taken_ids(relay: &Relay) -> Vec<String> {
    relay.taken().into_iter().map(|taken| taken.letter.message_id).collect()
}

/// As the settings have it, with TLS demanded although the relay is on this machine.
fn encrypted(config: &mut goodenough::config::Config) {
    config.mail.smtp_url = Secret::new(format!("{}?tls=required", config.mail.smtp_url.reveal()));
}

on_both_with_a_relay! {
    // E-01
    fn what_was_promised_arrives_and_what_was_not_does_not(relay: NONE, site: |_| {}) {
        let (app, job) = (site.app.clone(), letter(site, "nobody@example.org"));
        let broken = site.wait(site.app.storage.write(move |conn: &mut Conn| -> Result<(), Failure> {
            promise(conn, &app, &job)?;
            Err(Failure::CutOff)
        }));
        assert!(broken.is_err());
        promises(site, &["ada@example.org"]);
        runs(site);
        let taken = relay.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!((&taken[0].envelope["to"], taken[0].letter.to.as_str()), (&json!(["ada@example.org"]), "ada@example.org"));
        assert_eq!(taken[0].envelope["from"], "notes@notes.example.org");
        assert_eq!(taken_ids(relay), promised_ids(site));
        assert_eq!(ends(site), one("done", 1, None));
    }

    // E-20
    fn each_letter_comes_back_to_an_address_of_its_own(relay: NONE, site: |config| config.mail.domain = "in.notes.example.org".to_owned()) {
        promises(site, &["ada@example.org", "ada@example.org"]);
        runs(site);
        let taken = relay.taken();
        let senders: Vec<&str> = taken.iter().map(|taken| taken.envelope["from"].as_str().unwrap()).collect();
        assert_ne!(senders[0], senders[1]);
        for sender in senders {
            let token = sender.strip_prefix("b+").unwrap().strip_suffix("@in.notes.example.org").unwrap();
            assert!(token.len() == 26 && token.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{sender}");
        }
        assert!(taken.iter().all(|taken| taken.letter.from == "notes@notes.example.org"));
    }

    // E-03, E-04
    fn a_relay_that_says_later_is_asked_later_and_gets_the_same_letter(relay: ["--mode", "greylist 2"], site: |_| {}) {
        promises(site, &["ada@example.org"]);
        runs(site);
        assert_eq!(ends(site), one("waiting", 1, Some("smtp 451 4.7.1")));
        site.waits(MINUTE - SECOND);
        runs(site);
        assert_eq!(relay.tries(), 1, "not before a minute is over");
        site.waits(MINUTE / 4 + SECOND);
        runs(site);
        assert_eq!((relay.tries(), relay.count()), (2, 0));
        site.waits(5 * MINUTE - SECOND);
        runs(site);
        assert_eq!(relay.tries(), 2, "the second wait is longer");
        site.waits(5 * MINUTE / 4 + SECOND);
        runs(site);
        assert_eq!((relay.tries(), taken_ids(relay)), (3, promised_ids(site)));
        assert_eq!((ends(site)[0].0.as_str(), ends(site)[0].1), ("done", 3));
    }

    // E-04
    fn a_mailbox_that_does_not_exist_is_tried_once(relay: ["--mode", "unknown"], site: |_| {}) {
        promises(site, &["nobody@example.org"]);
        runs(site);
        assert_eq!(ends(site), one("failed", 1, Some("smtp 550 5.1.1")));
        relay.now("accept");
        site.waits(DAY);
        runs(site);
        assert_eq!((relay.tries(), relay.count()), (1, 0));
    }

    // E-04
    fn a_mailbox_that_is_full_is_tried_again_and_its_neighbours_get_theirs(relay: ["--mode", "full"], site: |_| {}) {
        promises(site, &["ada@example.org"]);
        runs(site);
        assert_eq!(ends(site), one("waiting", 1, Some("smtp 452 4.2.2")));
        relay.now("accept");
        promises(site, &["berta@example.org"]);
        runs(site);
        assert_eq!(relay.taken()[0].letter.to, "berta@example.org");
        site.waits(2 * MINUTE);
        runs(site);
        assert_eq!(relay.count(), 2);
    }

    // E-03
    fn a_relay_that_hangs_up_after_the_letter_gets_a_copy_with_the_same_id(relay: ["--mode", "drop"], site: |_| {}) {
        promises(site, &["ada@example.org"]);
        runs(site);
        assert_eq!(ends(site)[0].0, "waiting", "nobody knows whether it was taken");
        site.waits(2 * MINUTE);
        runs(site);
        let fixed = promised_ids(site).remove(0);
        assert_eq!(taken_ids(relay), [fixed.clone(), fixed]);
        assert_eq!((ends(site)[0].0.as_str(), ends(site)[0].1), ("done", 2));
        site.waits(DAY);
        runs(site);
        assert_eq!(relay.count(), 2);
    }

    // E-05
    fn a_relay_that_is_closed_for_a_day_gets_everything_once_when_it_opens(relay: ["--mode", "closed"], site: |_| {}) {
        let addresses: Vec<String> = (0..30).map(|number| format!("m{number}@p{number}.example")).collect();
        promises(site, &addresses.iter().map(String::as_str).collect::<Vec<_>>());
        for _ in 0..24 * 3 {
            runs(site);
            site.waits(20 * MINUTE);
        }
        assert!(relay.heard().len() >= 24 * 3, "it is asked again and again");
        assert!(ends(site).iter().all(|(state, tries, _)| state == "waiting" && *tries == 0), "{:?}", ends(site));
        relay.now("accept");
        runs(site);
        site.waits(2 * MINUTE);
        runs(site);
        let (mut taken, mut promised) = (taken_ids(relay), promised_ids(site));
        taken.sort();
        promised.sort();
        assert_eq!(taken, promised);
    }

    // E-22
    fn reports_are_asked_for_where_the_relay_offers_them(relay: ["--dsn"], site: |_| {}) {
        promises(site, &["ada@example.org"]);
        runs(site);
        let envelope = &relay.taken()[0].envelope;
        assert_eq!(envelope["of_sender"], json!(["RET=HDRS", format!("ENVID={}", promised_ids(site)[0])]));
        assert_eq!(envelope["of_recipient"], json!(["NOTIFY=FAILURE"]));
    }

    // E-22: this relay refuses parameters that it did not offer.
    fn reports_are_not_asked_for_where_nobody_offers_them(relay: NONE, site: |_| {}) {
        promises(site, &["ada@example.org"]);
        runs(site);
        assert_eq!((relay.count(), ends(site)), (1, one("done", 1, None)));
    }

    // E-67, X-77
    fn a_relay_that_cannot_prove_who_it_is_hears_nothing(relay: ["--starttls"], site: encrypted) {
        promises(site, &["ada@example.org"]);
        runs(site);
        site.waits(DAY / 2);
        runs(site);
        assert_eq!(relay.heard(), Vec::<Value>::new());
        assert_eq!(ends(site)[0].0, "waiting", "it is the operator's to mend, and costs nobody a letter");
    }

    // E-67
    fn a_relay_that_offers_no_encryption_hears_nothing_where_it_is_demanded(relay: NONE, site: encrypted) {
        promises(site, &["ada@example.org"]);
        runs(site);
        assert_eq!(relay.heard(), Vec::<Value>::new());
        assert_eq!(ends(site)[0].0, "waiting");
    }

    // E-67
    fn only_a_setting_of_its_own_lets_an_unproven_relay_have_letters(
        relay: ["--starttls"],
        site: |config| { encrypted(config); config.mail.tls_verify = false; }
    ) {
        promises(site, &["ada@example.org"]);
        runs(site);
        assert_eq!(relay.taken()[0].envelope["encrypted"], true);
    }
}

/// The real program, whose letters go to a relay that puts them where its own folder would be.
fn program(database: &Database, options: &[&str]) -> Option<(Process, Relay)> {
    let process = Process::new(database).writes_its_log();
    let relay = Relay::into(&process.path("data/mail"), options)?;
    let mut process = process.with("GOODENOUGH_MAIL__TRANSPORT", "smtp").with("GOODENOUGH_MAIL__SMTP_URL", &relay.url());
    process.starts();
    Some((process, relay))
}

// E-06
#[test]
fn a_post_takes_no_longer_while_the_relay_hangs() {
    let database = Database::empty_sqlite();
    let Some((process, mut relay)) = program(&database, &[]) else { return };
    let [ada, berta] = ["ada", "berta"].map(|name| process.member(name));
    let opening = json!({"space": "hard-days", "title": "Tonight", "body": "The opening.", "voice": "named", "need": "just_listen", "audience": "public"});
    let thread = ada.post("/threads", &opening).is(201).string("id");
    let path = format!("/threads/{thread}/posts");
    let median = || {
        let mut times: Vec<Duration> = (0..60)
            .map(|_| {
                let begun = Instant::now();
                berta.post(&path, &json!({"body": "Me too.", "voice": "named"})).is(201);
                begun.elapsed()
            })
            .collect();
        times.sort();
        times[times.len() / 2]
    };
    let (entries, without) = (relay.count(), median());
    relay.waits_for(entries + 60);
    relay.now("hang");
    berta.post(&path, &json!({"body": "The first that hangs.", "voice": "named"})).is(201);
    let until = Instant::now() + Duration::from_secs(20);
    while !relay.heard().iter().any(|heard| heard["mode"] == "hang") {
        assert!(Instant::now() < until, "no letter hangs");
        std::thread::sleep(Duration::from_millis(20));
    }
    let with = median();
    assert_eq!(relay.count(), entries + 60, "nothing was taken meanwhile");
    // Whatever else the machine does falls on one of both: a relay that were waited for would take twenty seconds.
    assert!(with < without * 3 + Duration::from_millis(50), "{without:?} without, {with:?} with");
}

// E-64: the relay's answer repeats the address.
#[test]
fn what_a_relay_says_about_somebody_stands_in_no_log() {
    let database = Database::empty_sqlite();
    let Some((process, relay)) = program(&database, &["--mode", "unknown"]) else { return };
    let account = json!({"email": "ada@example.org", "password": crate::site::member::PASSWORD, "name": "Ada"});
    process.visitor().post("/accounts", &account).is(202);
    let log = || std::fs::read_to_string(process.path("log")).unwrap();
    let until = Instant::now() + Duration::from_secs(20);
    while !log().contains("smtp 550 5.1.1") {
        assert!(Instant::now() < until, "{:?}: {}", relay.heard(), log());
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(!log().contains('@') && !log().to_lowercase().contains("ada"), "{}", log());
}
