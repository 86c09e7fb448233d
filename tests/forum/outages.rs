//! Relays that are slow, gone for a day, or ask for patience: nothing is lost, nothing comes twice, nothing floods.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use goodenough::clock::{DAY, HOUR, MINUTE, SECOND};
use goodenough::jobs::{Job, Work, promise, worker};
use goodenough::mail::letters::Letter;
use goodenough::mail::{Mailbox, Refusal};
use goodenough::storage::columns::{AccountId, ThreadId};
use goodenough::storage::{Conn, Failure, schema};
use serde_json::json;
use tokio::sync::watch;

use crate::site::{Site, on_both};

fn mailbox(site: &Site) -> &Mailbox {
    site.app.mailer.mailbox().unwrap()
}

fn runs(site: &Site) -> usize {
    site.wait(worker::run_due(&site.app))
}

fn promises(site: &Site, jobs: Vec<Job>) {
    let app = site.app.clone();
    let work = move |conn: &mut Conn| -> Result<(), Failure> { jobs.iter().try_for_each(|job| promise(conn, &app, job)) };
    site.wait(site.app.storage.write(work)).unwrap();
}

/// A letter that somebody waits for.
fn urgent(site: &Site, address: &str) -> Job {
    let letter = Letter::Verify { address: address.to_owned(), token: "t".to_owned(), locale: "en".to_owned() };
    Job { priority: 0, ..Job::now(Work::Letter(letter), site.app.clock.now()) }
}

/// A letter about a reply; as many as are asked for are about the same.
fn about_reply(site: &Site, account: i64, thread: &str) -> Job {
    let letter = Letter::Reply { account: AccountId(account), thread: ThreadId::parse(thread).unwrap(), number: 2 };
    Job { priority: 2, ..Job::now(Work::Letter(letter), site.app.clock.now()) }
}

/// Somebody with a reply, whose letter has come; her account and the thread.
fn with_a_reply(site: &Site, name: &str) -> (i64, String) {
    let (ada, ben) = (site.member(name), site.member(&format!("{name}s-friend")));
    let thread = ada.starts_thread(&json!({}));
    ben.replies(&thread, "A reply.");
    site.letters();
    (site.account_of(&ada), thread)
}

fn taken(site: &Site) -> Vec<String> {
    mailbox(site).take().iter().map(|parcel| parcel.to.to_string()).collect()
}

/// State and number of tries.
fn states(site: &Site) -> Vec<(String, i32)> {
    use diesel::prelude::*;
    use schema::jobs::{attempts, kind, state, table};
    table.filter(kind.eq("letter_verify")).select((state, attempts)).load(&mut site.database.connect()).unwrap()
}

on_both! {
    // E-05
    fn a_relay_that_is_gone_for_a_day_costs_nobody_a_letter_and_a_try(site) {
        promises(site, (0..300).map(|number| urgent(site, &format!("m{number}@p{number}.example"))).collect());
        mailbox(site).refuse_all(Some(Refusal::of_relay("connection")));
        let mut asked = 0;
        for _ in 0..24 * 6 {
            asked += runs(site);
            site.waits(10 * MINUTE);
        }
        assert!(asked >= 24 * 6, "the relay was asked again and again");
        assert!(states(site).iter().all(|(state, tries)| state == "waiting" && *tries == 0), "{:?}", states(site));
        mailbox(site).refuse_all(None);
        site.waits(2 * MINUTE);
        runs(site);
        let letters = taken(site);
        assert_eq!(letters.len(), 300);
        assert_eq!(letters.iter().collect::<BTreeSet<_>>().len(), 300);
        assert!(states(site).iter().all(|(state, _)| state == "done"));
    }

    // E-05
    with |config| { config.limits.enabled = true; config.mail.per_minute = 10; };
    fn what_has_waited_comes_back_no_faster_than_agreed_and_links_go_first(site) {
        let (ada, thread) = with_a_reply(site, "ada");
        site.waits(MINUTE);
        promises(site, (0..15).map(|_| about_reply(site, ada, &thread)).collect());
        runs(site);
        assert_eq!(taken(site).len(), 10);
        promises(site, vec![urgent(site, "new@example.org")]);
        runs(site);
        assert_eq!(taken(site), ["new@example.org"], "a link is not held by the cap");
        site.waits(30 * SECOND);
        runs(site);
        assert!(taken(site).is_empty());
        site.waits(31 * SECOND);
        runs(site);
        assert_eq!(taken(site).len(), 5);
    }

    // E-45
    with |config| config.limits.enabled = true;
    fn nobody_gets_more_than_twenty_letters_a_day_and_owed_ones_do_not_count(site) {
        let (ada, thread) = with_a_reply(site, "ada");
        site.waits(MINUTE);
        promises(site, (0..25).map(|_| about_reply(site, ada, &thread)).collect());
        runs(site);
        assert_eq!(taken(site).len(), 19, "one has come before");
        let token = Letter::SignInLink { account: AccountId(ada), token: "t".to_owned() };
        promises(site, vec![Job { priority: 0, ..Job::now(Work::Letter(token), site.app.clock.now()) }]);
        runs(site);
        assert_eq!(taken(site).len(), 1);
        site.waits(DAY);
        promises(site, (0..2).map(|_| about_reply(site, ada, &thread)).collect());
        runs(site);
        assert_eq!(taken(site).len(), 2);
    }

    // E-04
    fn a_provider_that_asks_for_rest_gets_it_and_others_get_their_letters(site) {
        let (ada, thread) = with_a_reply(site, "ada");
        mailbox(site).refuse_next(Refusal::answered(451, Some("4.7.1".to_owned()), String::new()));
        promises(site, vec![about_reply(site, ada, &thread)]);
        runs(site);
        promises(site, vec![about_reply(site, ada, &thread), urgent(site, "eva@elsewhere.example")]);
        runs(site);
        assert_eq!(taken(site), ["eva@elsewhere.example"]);
        site.waits(59 * SECOND);
        runs(site);
        assert!(taken(site).is_empty());
        promises(site, vec![urgent(site, "link@example.org")]);
        runs(site);
        assert!(taken(site).contains(&"link@example.org".to_owned()), "somebody waits for it");
        site.waits(MINUTE);
        runs(site);
        assert_eq!(taken(site).len(), 2);
    }

    // E-04: 48 hours, and for a link half an hour.
    fn letters_are_given_up_when_they_help_nobody_any_more(site) {
        let now = site.app.clock.now();
        let link = Job { expires_at: now.plus(30 * MINUTE), ..urgent(site, "link@example.org") };
        promises(site, vec![link, urgent(site, "other@example.org")]);
        mailbox(site).refuse_all(Some(Refusal::of_relay("connection")));
        let waiting = || states(site).iter().filter(|(state, _)| state == "waiting").count();
        for (passes, left) in [(29 * MINUTE, 2), (2 * MINUTE, 1), (47 * HOUR, 1), (HOUR, 0)] {
            site.waits(passes);
            runs(site);
            assert_eq!(waiting(), left);
        }
        mailbox(site).refuse_all(None);
        runs(site);
        assert!(taken(site).is_empty());
    }

    // E-02
    fn fifty_workers_and_a_thousand_events_make_a_thousand_letters(site) {
        let job = |number: i64| {
            let dedupe = Some(site.app.seal.lookup("test", &[number]));
            Job { dedupe, ..urgent(site, &format!("m{number}@p{number}.example")) }
        };
        for _ in 0..2 {
            promises(site, (0..1_000).map(job).collect());
        }
        site.wait(async {
            let mut workers = tokio::task::JoinSet::new();
            for _ in 0..50 {
                let app = site.app.clone();
                workers.spawn(async move { worker::run_due(&app).await });
            }
            workers.join_all().await
        });
        let letters = taken(site);
        assert_eq!((letters.len(), letters.iter().collect::<BTreeSet<_>>().len()), (1_000, 1_000));
        promises(site, (0..1_000).map(job).collect());
        assert_eq!(runs(site), 0);
    }

    // E-06
    fn a_relay_that_hangs_keeps_nobody_from_posting(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        site.letters();
        mailbox(site).hang(true);
        let (stop, stopped) = watch::channel(false);
        let app = site.app.clone();
        let working = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(worker::run(app, stopped));
        });
        let mut longest = Duration::ZERO;
        for _ in 0..60 {
            let begun = Instant::now();
            ben.replies(&thread, "Said while no letter leaves.");
            longest = longest.max(begun.elapsed());
        }
        assert!(mailbox(site).letters().is_empty());
        assert!(longest < Duration::from_secs(2), "{longest:?}");
        mailbox(site).hang(false);
        let begun = Instant::now();
        while mailbox(site).letters().len() < 60 && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(20));
        }
        stop.send_replace(true);
        working.join().unwrap();
        assert_eq!(taken(site).len(), 60);
    }
}
