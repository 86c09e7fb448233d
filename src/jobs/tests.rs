use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use actix_web::web;
use diesel::prelude::*;

use super::store::{claim, is_due};
use super::worker::run_due;
use super::{Job, Work, promise, tidy, waiting};
use crate::app::App;
use crate::chance::Chance;
use crate::clock::{Clock, DAY, HOUR, MINUTE, Moment, SECOND};
use crate::config::Config;
use crate::keys::Keyring;
use crate::mail::letters::Letter;
use crate::mail::{Mailbox, Mailer, Refusal};
use crate::storage::schema::jobs;
use crate::storage::{Conn, Place, Storage, Stored, migrate};
use crate::voices::Seal;

/// A forum without a server, in a folder that goes with it.
pub(super) struct Office {
    pub(super) app: web::Data<App>,
    pub(super) runtime: tokio::runtime::Runtime,
    folder: PathBuf,
}

impl Office {
    pub(super) fn open() -> Self {
        static COUNTED: AtomicU32 = AtomicU32::new(0);
        let name = format!("goodenough-jobs-{}-{}", std::process::id(), COUNTED.fetch_add(1, Ordering::SeqCst));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let place = Place::Sqlite { path: folder.join("forum.db").display().to_string() };
        migrate::up(&place).unwrap();
        let config = Config::layered(None, HashMap::new()).unwrap();
        let chance = Chance::seeded(3);
        let seal = Seal::new(Keyring::of_chance(&chance), chance.clone());
        let clock = Clock::fixed(Moment(1_795_000_000_000));
        let storage = Storage::open(&place, 4).unwrap();
        let app = App::new(config, storage, seal, Mailer::memory("notes.example"), clock, chance);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { app: web::Data::new(app), runtime, folder }
    }

    fn writes<T: Send + 'static>(&self, work: impl FnOnce(&mut Conn) -> Stored<T> + Send + 'static) -> T {
        self.runtime.block_on(self.app.storage.write(work)).unwrap()
    }

    pub(super) fn promises(&self, address: &str, change: impl FnOnce(Job) -> Job) {
        let letter =
            Letter::Verify { address: address.to_owned(), name: String::new(), locale: "en".to_owned(), token: "t".to_owned() };
        let job = change(Job::now(Work::Letter(letter), self.app.clock.now()));
        let app = self.app.clone();
        self.writes(move |conn| promise(conn, &app, &job));
    }

    fn runs(&self) -> usize {
        self.runtime.block_on(run_due(&self.app))
    }

    pub(super) fn mailbox(&self) -> &Mailbox {
        self.app.mailer.mailbox().unwrap()
    }

    pub(super) fn addresses(&self) -> Vec<String> {
        self.mailbox().take().iter().map(|parcel| parcel.to.to_string()).collect()
    }

    /// State, attempts, reason, and whether it still says what it was about.
    pub(super) fn ends(&self) -> Vec<(String, i32, Option<String>, bool)> {
        self.writes(|conn| {
            let columns = (jobs::state, jobs::attempts, jobs::reason, jobs::sealed.is_not_null());
            Ok(jobs::table.select(columns).load(conn)?)
        })
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

fn one(state: &str, attempts: i32, reason: Option<&str>, sealed: bool) -> Vec<(String, i32, Option<String>, bool)> {
    vec![(state.to_owned(), attempts, reason.map(str::to_owned), sealed)]
}

#[test]
fn what_is_due_is_done_in_order_and_what_is_not_waits() {
    let office = Office::open();
    let now = office.app.clock.now();
    office.promises("third@example.org", |job| Job { priority: 2, due_at: now.plus(-HOUR), ..job });
    office.promises("second@example.org", |job| job);
    office.promises("first@example.org", |job| Job { due_at: now.plus(-MINUTE), ..job });
    office.promises("later@example.org", |job| Job { due_at: now.plus(2 * MINUTE), priority: 0, ..job });
    let until = now.plus(SECOND);
    let claimed = office.writes(move |conn| claim(conn, now, until, 2));
    let order: Vec<_> = claimed.iter().map(|job| (job.priority, job.due_at)).collect();
    assert_eq!(order, [(1, now.plus(-MINUTE)), (1, now)]);
    office.app.clock.advance(2 * SECOND);
    assert_eq!(office.runs(), 3);
    assert_eq!(office.addresses().len(), 3);
    office.app.clock.advance(2 * MINUTE);
    assert_eq!(office.runs(), 1);
    assert_eq!(office.addresses(), ["later@example.org"]);
    assert_eq!(office.runs(), 0);
}

#[test]
fn a_claim_holds_until_its_lease_ends_and_the_letter_keeps_its_id() {
    let office = Office::open();
    office.promises("ada@example.org", |job| job);
    let now = office.app.clock.now();
    // A process that claims and is then killed.
    let lost = office.writes(move |conn| claim(conn, now, now.plus(20 * SECOND), 50));
    assert_eq!(office.runs(), 0);
    assert!(!office.writes(move |conn| is_due(conn, now)));
    office.app.clock.advance(20 * SECOND);
    assert_eq!(office.runs(), 1);
    let sent = office.mailbox().take();
    assert_eq!(Some(&sent[0].message_id), lost[0].message_id.as_ref());
    assert_eq!(office.ends(), one("done", 2, None, false));
}

#[test]
fn a_relay_that_asks_to_wait_is_asked_again_and_no_sooner_than_agreed() {
    let office = Office::open();
    office.promises("ada@example.org", |job| job);
    for _ in 0..2 {
        office.mailbox().refuse_next(Refusal { lasting: false, reason: "smtp 451".to_owned() });
    }
    assert_eq!(office.runs(), 1);
    assert_eq!(office.ends(), one("waiting", 1, Some("smtp 451"), true));
    office.app.clock.advance(MINUTE - 1);
    assert_eq!(office.runs(), 0);
    office.app.clock.advance(MINUTE / 4 + 1);
    assert_eq!(office.runs(), 1);
    office.app.clock.advance(7 * MINUTE);
    assert_eq!(office.runs(), 1);
    assert_eq!(office.addresses(), ["ada@example.org"]);
    assert_eq!(office.ends(), one("done", 3, Some("smtp 451"), false));
}

#[test]
fn a_refusal_that_lasts_ends_a_letter_at_once() {
    let office = Office::open();
    office.promises("nobody@example.org", |job| job);
    office.mailbox().refuse_next(Refusal { lasting: true, reason: "smtp 550".to_owned() });
    assert_eq!(office.runs(), 1);
    assert_eq!(office.ends(), one("failed", 1, Some("smtp 550"), false));
}

#[test]
fn a_letter_that_can_only_come_too_late_is_given_up() {
    let office = Office::open();
    let soon = office.app.clock.now().plus(30 * SECOND);
    office.promises("ada@example.org", |job| Job { expires_at: soon, ..job });
    office.mailbox().refuse_next(Refusal { lasting: false, reason: "timeout".to_owned() });
    assert_eq!(office.runs(), 1);
    assert_eq!(office.ends(), one("failed", 1, Some("timeout"), false));

    let office = Office::open();
    office.promises("ada@example.org", |job| Job { expires_at: job.due_at.plus(MINUTE), ..job });
    office.app.clock.advance(MINUTE);
    assert_eq!(office.runs(), 1);
    assert_eq!(office.addresses(), Vec::<String>::new());
    assert_eq!(office.ends(), one("failed", 1, Some("expired"), false));
}

#[test]
fn a_poisoned_job_among_a_hundred_fails_alone() {
    let office = Office::open();
    for number in 0..99 {
        office.promises(&format!("m{number}@example.org"), |job| job);
    }
    office.promises("no address\r\n@", |job| job);
    office.writes(|conn| {
        let some = jobs::table.select(jobs::id).order(jobs::id).first::<i64>(conn)?;
        Ok(diesel::update(jobs::table.filter(jobs::id.eq(some))).set(jobs::sealed.eq(b"poison".to_vec())).execute(conn)?)
    });
    assert_eq!(office.runs(), 100);
    let ends = office.ends();
    assert_eq!(ends.iter().filter(|(state, ..)| state == "failed").count(), 100 - office.addresses().len());
    assert!(ends.iter().filter(|(state, ..)| state == "done").count() >= 98);
    assert!(ends.iter().all(|(.., sealed)| !sealed));
}

#[test]
fn the_same_event_is_promised_once() {
    let office = Office::open();
    for _ in 0..3 {
        office.promises("ada@example.org", |job| Job { dedupe: Some(vec![1, 2, 3]), ..job });
    }
    assert_eq!(office.runs(), 1);
    office.promises("ada@example.org", |job| Job { dedupe: Some(vec![1, 2, 3]), ..job });
    assert_eq!(office.runs(), 0);
    assert_eq!(office.addresses().len(), 1);
}

#[test]
fn a_night_forgets_what_ended_three_months_ago_and_nothing_that_waits() {
    let office = Office::open();
    office.promises("ada@example.org", |job| job);
    assert_eq!(office.runs(), 1);
    office.promises("ada@example.org", |job| Job { due_at: job.due_at.plus(200 * DAY), ..job });
    office.app.clock.advance(90 * DAY);
    office.runtime.block_on(tidy::nightly(&office.app)).unwrap();
    assert_eq!(office.ends().len(), 2);
    office.app.clock.advance(DAY);
    office.runtime.block_on(tidy::nightly(&office.app)).unwrap();
    assert_eq!(office.ends(), one("waiting", 0, None, true));
    assert_eq!(office.writes(waiting), 1);
    assert_eq!(office.addresses().len(), 1);
}
