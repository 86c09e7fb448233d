//! The outbox: in order, at least once, no longer than it helps, one bad job alone.

use std::time::Duration;

use diesel::prelude::*;
use goodenough::clock::{DAY, HOUR, MINUTE, SECOND};
use goodenough::jobs::{self, Job, Work, promise, tidy, worker};
use goodenough::mail::letters::Letter;
use goodenough::mail::{Mailbox, Refusal};
use goodenough::storage::dialect::Claim;
use goodenough::storage::schema;
use goodenough::storage::{Conn, Failure};
use tokio::sync::watch;

use crate::site::{Site, on_both};

fn writes<T: Send + 'static>(site: &Site, work: impl FnOnce(&mut Conn) -> Result<T, Failure> + Send + 'static) -> T {
    site.wait(site.app.storage.write(work)).unwrap()
}

/// A letter that needs no account.
fn promises(site: &Site, address: &str, change: impl FnOnce(Job) -> Job) {
    let letter = Letter::Verify { address: address.to_owned(), token: "t".to_owned(), locale: "en".to_owned() };
    let job = change(Job::now(Work::Letter(letter), site.app.clock.now()));
    let app = site.app.clone();
    writes(site, move |conn| promise(conn, &app, &job));
}

fn runs(site: &Site) -> usize {
    site.wait(worker::run_due(&site.app))
}

fn mailbox(site: &Site) -> &Mailbox {
    site.app.mailer.mailbox().unwrap()
}

fn taken(site: &Site) -> Vec<String> {
    mailbox(site).take().iter().map(|parcel| parcel.to.to_string()).collect()
}

/// State, tries, reason, and whether it still says what it was about.
type End = (String, i32, Option<String>, bool);

fn ends(site: &Site) -> Vec<End> {
    use schema::jobs::{attempts, reason, sealed, state, table};
    table.select((state, attempts, reason, sealed.is_not_null())).load(&mut site.database.connect()).unwrap()
}

fn one(state: &str, attempts: i32, reason: Option<&str>, sealed: bool) -> Vec<End> {
    vec![(state.to_owned(), attempts, reason.map(str::to_owned), sealed)]
}

/// What a process leaves behind that claims everything and is killed.
fn another_process_claims(site: &Site) {
    use schema::jobs::{attempts, leased_until, table};
    let until = site.app.clock.now().plus(20 * SECOND).0;
    diesel::update(table).set((leased_until.eq(until), attempts.eq(1))).execute(&mut site.database.connect()).unwrap();
}

on_both! {
    fn what_is_due_is_done_in_order_and_what_is_not_waits(site) {
        let now = site.app.clock.now();
        promises(site, "third@example.org", |job| Job { priority: 2, due_at: now.plus(-HOUR), ..job });
        promises(site, "second@example.org", |job| job);
        promises(site, "first@example.org", |job| Job { due_at: now.plus(-MINUTE), ..job });
        promises(site, "later@example.org", |job| Job { due_at: now.plus(2 * MINUTE), priority: 0, ..job });
        let claimed = claimed_in_turn(site);
        assert_eq!(claimed, [(1, now.plus(-MINUTE).0), (1, now.0), (2, now.plus(-HOUR).0)]);
        site.waits(21 * SECOND);
        assert_eq!(runs(site), 3);
        assert_eq!(taken(site).len(), 3);
        site.waits(2 * MINUTE);
        assert_eq!(runs(site), 1);
        assert_eq!(taken(site), ["later@example.org"]);
        assert_eq!(runs(site), 0);
    }

    fn a_claim_holds_until_its_lease_ends_and_the_letter_keeps_its_id(site) {
        promises(site, "ada@example.org", |job| job);
        let fixed: Vec<Option<String>> =
            schema::jobs::table.select(schema::jobs::message_id).load(&mut site.database.connect()).unwrap();
        another_process_claims(site);
        assert_eq!(runs(site), 0);
        site.waits(20 * SECOND);
        assert_eq!(runs(site), 1);
        let sent = mailbox(site).take();
        assert_eq!(sent.len(), 1);
        assert_eq!(Some(&sent[0].message_id), fixed[0].as_ref());
        assert_eq!(ends(site), one("done", 2, None, false));
    }

    fn a_relay_that_asks_to_wait_is_asked_again_and_no_sooner_than_agreed(site) {
        promises(site, "ada@example.org", |job| job);
        for _ in 0..2 {
            mailbox(site).refuse_next(Refusal::answered(451, None, String::new()));
        }
        assert_eq!(runs(site), 1);
        assert_eq!(ends(site), one("waiting", 1, Some("smtp 451"), true));
        site.waits(MINUTE - 1);
        assert_eq!(runs(site), 0);
        site.waits(MINUTE / 4 + 1);
        assert_eq!(runs(site), 1);
        site.waits(7 * MINUTE);
        assert_eq!(runs(site), 1);
        assert_eq!(taken(site), ["ada@example.org"]);
        assert_eq!(ends(site), one("done", 3, Some("smtp 451"), false));
    }

    fn a_refusal_that_lasts_ends_a_letter_at_once(site) {
        promises(site, "nobody@example.org", |job| job);
        mailbox(site).refuse_next(Refusal::answered(550, None, String::new()));
        assert_eq!(runs(site), 1);
        assert_eq!(ends(site), one("failed", 1, Some("smtp 550"), false));
    }

    fn a_letter_whose_next_try_would_come_too_late_is_given_up(site) {
        promises(site, "ada@example.org", |job| Job { expires_at: job.due_at.plus(30 * SECOND), ..job });
        mailbox(site).refuse_next(Refusal::passing("timeout"));
        assert_eq!(runs(site), 1);
        assert_eq!(ends(site), one("failed", 1, Some("timeout"), false));
    }

    fn a_letter_that_has_expired_is_not_sent(site) {
        promises(site, "ada@example.org", |job| Job { expires_at: job.due_at.plus(MINUTE), ..job });
        site.waits(MINUTE);
        assert_eq!(runs(site), 1);
        assert!(taken(site).is_empty());
        assert_eq!(ends(site), one("failed", 1, Some("expired"), false));
    }

    fn a_poisoned_job_among_a_hundred_fails_alone(site) {
        for number in 0..98 {
            promises(site, &format!("m{number}@example.org"), |job| job);
        }
        promises(site, "no address\r\n@", |job| job);
        promises(site, "poisoned@example.org", |job| Job { dedupe: Some(vec![7]), ..job });
        diesel::update(schema::jobs::table.filter(schema::jobs::dedupe.eq(vec![7_u8])))
            .set(schema::jobs::sealed.eq(b"poison".to_vec()))
            .execute(&mut site.database.connect())
            .unwrap();
        assert_eq!(runs(site), 100);
        assert_eq!(taken(site).len(), 98);
        let mut failed: Vec<_> = ends(site).into_iter().filter(|(state, ..)| state == "failed").collect();
        failed.sort();
        assert_eq!(failed, [one("failed", 1, Some("address"), false), one("failed", 1, Some("unreadable"), false)].concat());
        assert_eq!(writes(site, jobs::waiting), 0);
    }

    fn the_same_event_is_promised_once_even_after_its_letter_has_left(site) {
        for _ in 0..3 {
            promises(site, "ada@example.org", |job| Job { dedupe: Some(vec![1, 2, 3]), ..job });
        }
        assert_eq!(runs(site), 1);
        promises(site, "ada@example.org", |job| Job { dedupe: Some(vec![1, 2, 3]), ..job });
        assert_eq!(runs(site), 0);
        assert_eq!(taken(site).len(), 1);
    }

    fn two_workers_do_each_job_once(site) {
        for number in 0..200 {
            promises(site, &format!("m{number}@example.org"), |job| job);
        }
        let done = site.wait(async { tokio::join!(worker::run_due(&site.app), worker::run_due(&site.app)) });
        assert_eq!(done.0 + done.1, 200);
        let mut addresses = taken(site);
        addresses.sort();
        addresses.dedup();
        assert_eq!(addresses.len(), 200);
        assert!(ends(site).iter().all(|(state, attempts, ..)| state == "done" && *attempts == 1));
    }

    fn the_worker_ends_what_is_under_way_and_stops_when_it_is_told(site) {
        promises(site, "ada@example.org", |job| job);
        let (stop, stopped) = watch::channel(false);
        site.wait(async {
            let working = worker::run(site.app.clone(), stopped);
            let telling = async {
                while mailbox(site).letters().is_empty() {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                stop.send_replace(true);
            };
            tokio::join!(working, telling);
        });
        assert_eq!(taken(site), ["ada@example.org"]);
        assert_eq!(ends(site), one("done", 1, None, false));
    }

    fn a_night_forgets_what_ended_three_months_ago_and_nothing_that_waits(site) {
        promises(site, "ada@example.org", |job| job);
        assert_eq!(runs(site), 1);
        promises(site, "ada@example.org", |job| Job { due_at: job.due_at.plus(200 * DAY), ..job });
        site.waits(90 * DAY);
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert_eq!(ends(site).len(), 2);
        site.waits(DAY);
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert_eq!(ends(site), one("waiting", 0, None, true));
        assert_eq!(writes(site, jobs::waiting), 1);
        assert_eq!(taken(site).len(), 1);
    }
}

/// Priority and moment of the jobs that are due, in the order in which they are claimed one by one.
fn claimed_in_turn(site: &Site) -> Vec<(i32, i64)> {
    use schema::jobs::{due_at, id, priority, table};
    let now = site.app.clock.now();
    let mut order = Vec::new();
    loop {
        let until = now.plus(20 * SECOND).0;
        let claimed = writes(site, move |conn| goodenough::storage::dialect::claim_jobs(conn, now.0, until, 1, Claim::All));
        let Some(first) = claimed.first() else { return order };
        let row = table.filter(id.eq(first)).select((priority, due_at)).first(&mut site.database.connect()).unwrap();
        order.push(row);
    }
}
