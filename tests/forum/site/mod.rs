//! A whole forum in this process: its own database, a clock that stands, a memory mailbox, workers run by hand.
//!
//! Members act through HTTP. A `Site` that is dropped while a letter is unread or a job is due fails its test: what
//! nobody looked at may be wrong.

pub mod database;
pub mod http;
pub mod letters;
pub mod logs;
pub mod member;
pub mod names;
pub mod process;
pub mod relay;

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use actix_web::web;
use goodenough::accounts::standing::{self, SanctionKind};
use goodenough::accounts::{Role, actions};
use goodenough::app::App;
use goodenough::chance::Chance;
use goodenough::clock::{Clock, Moment};
use goodenough::config::{Config, Secret, Transport};
use goodenough::jobs::worker;
use goodenough::keys::Keyring;
use goodenough::mail::Mailer;
use goodenough::mail::inbound::lmtp;
use goodenough::server;
use goodenough::storage::Storage;
use goodenough::storage::columns::{DecisionId, VoiceId};
use goodenough::voices::Seal;
use tokio::runtime::Runtime;
use tokio::sync::watch;

pub use database::Database;
pub use http::{Answer, Caller};
pub use letters::Letter;
pub use member::Member;

/// Makes one test body two tests, on SQLite and on PostgreSQL. `with CHANGE;` before the function changes the settings.
macro_rules! on_both {
    ($($(with $change:expr;)? fn $name:ident($site:ident) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every body names something of its file")]
            use super::*;

            fn body($site: &$crate::site::Site) $body

            #[test]
            fn sqlite() {
                let plan = $crate::site::Plan::new()$(.with($change))?;
                body(&plan.open($crate::site::Database::sqlite()));
            }

            #[test]
            fn postgres() {
                let plan = $crate::site::Plan::new()$(.with($change))?;
                if let Some(database) = $crate::site::Database::postgres() {
                    body(&plan.open(database));
                }
            }
        }
    )+};
}
pub(crate) use on_both;

/// When every test begins: a Monday evening, seven minutes into a quarter hour.
pub const BEGINNING: &str = "2026-03-02T21:07:13.250Z";

/// How a site is to be, before it is opened.
pub struct Plan {
    config: Config,
    keys: Option<Keyring>,
}

impl Plan {
    /// Without limits, with a hash that costs nothing, letters about replies at once.
    pub fn new() -> Self {
        let settings = [
            ("GOODENOUGH_LIMITS__ENABLED", "false"),
            ("GOODENOUGH_MAIL__WAIT", "0"),
            // Everybody counts as having been here for long, unless a test says otherwise.
            ("GOODENOUGH_MODERATION__NEW_DAYS", "0"),
            ("GOODENOUGH_PASSWORDS__MEMORY_KIB", "8"),
            ("GOODENOUGH_PASSWORDS__PASSES", "1"),
            ("GOODENOUGH_HTTP__WORKERS", "1"),
            ("GOODENOUGH_SITE__URL", "https://notes.example.org"),
            // Not the keys of the forum that `make run` left in this very folder.
            ("GOODENOUGH_KEYS__FOLDER", "/nowhere"),
            // Nothing listens there: a test that asks the DNS says whom.
            ("GOODENOUGH_MAIL__RESOLVER", "127.0.0.1:9"),
        ];
        let settings: HashMap<String, String> = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        Self { config: Config::layered(None, settings).unwrap(), keys: None }
    }

    /// With other settings.
    pub fn with(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }

    /// With letters that leave through this relay.
    pub fn through(self, url: &str) -> Self {
        self.with(|config| {
            config.mail.transport = Transport::Smtp;
            config.mail.smtp_url = Secret::new(url.to_owned());
        })
    }

    /// With keys that lie in a folder, as a server has them.
    pub fn with_keys_in(mut self, folder: &std::path::Path) -> Self {
        self.keys = Some(Keyring::open(folder, &Chance::System).unwrap());
        self
    }

    /// Opens the site on this database.
    pub fn open(self, database: Database) -> Site {
        let chance = Chance::seeded(2);
        let storage = Storage::open(database.place(), 4, Chance::System.id()).unwrap();
        let seal = Seal::new(self.keys.unwrap_or_else(|| Keyring::of_chance(&chance)), chance.clone());
        // A folder is nothing that a test should share: letters stay in memory unless they go to a relay.
        let mailer = match self.config.mail.transport {
            Transport::Folder => Mailer::memory(&self.config.site.host()),
            Transport::Smtp => Mailer::open(&self.config.mail, &self.config.site).unwrap(),
        };
        let clock = Clock::fixed(Moment::parse(BEGINNING).unwrap());
        let app = web::Data::new(App::new(self.config, storage, seal, mailer, clock, chance));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (tell, told) = mpsc::channel();
        let (stop, stopped) = watch::channel(false);
        let served = app.clone();
        let thread = std::thread::spawn(move || {
            System::new().block_on(async move {
                let door = lmtp::open(&served.config.mail).await.unwrap();
                let server = server::start(served.clone(), listener).unwrap();
                tell.send((server.handle(), door.as_ref().map(ToString::to_string))).unwrap();
                let door = door.map(|door| actix_web::rt::spawn(door.serve(served, stopped)));
                server.await.unwrap();
                if let Some(door) = door {
                    door.await.unwrap();
                }
            });
        });
        let (server, lmtp) = told.recv().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let unread = Mutex::new(Vec::new());
        let looks_away = AtomicBool::new(false);
        Site { app, base, lmtp, database, runtime, server, stop, thread: Some(thread), unread, looks_away }
    }
}

/// A forum with its members.
pub struct Site {
    /// Its parts.
    pub app: web::Data<App>,
    /// Where its API is, without `/api/v1`.
    pub base: String,
    /// Where mail comes in, if it does.
    pub lmtp: Option<String>,
    /// Where its data lives.
    pub database: Database,
    runtime: Runtime,
    server: ServerHandle,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
    unread: Mutex<Vec<Letter>>,
    looks_away: AtomicBool,
}

impl Site {
    /// Somebody without an account.
    pub fn visitor(&self) -> Caller {
        Caller::new(&self.base)
    }

    /// Somebody who signed up, proved her address and is signed in. Her address is `name@example.org`.
    pub fn member(&self, name: &str) -> Member<'_> {
        Member::signs_up(self, name)
    }

    /// A member with another role.
    pub fn staff(&self, name: &str, role: Role) -> Member<'_> {
        let member = self.member(name);
        self.gives_role(&member, role);
        member
    }

    /// What `admin role` does; the badges follow at once.
    pub fn gives_role(&self, member: &Member<'_>, role: Role) {
        self.wait(actions::set_role(self.app.clone(), &member.address, role)).unwrap();
        self.runs_jobs();
    }

    /// Suspends somebody, or lets her back in.
    pub fn suspends(&self, member: &Member<'_>, suspended: bool) {
        use diesel::prelude::*;
        use goodenough::storage::schema::accounts;
        let lookup = self.app.seal.address_lookup(&member.address);
        let app = self.app.clone();
        let work = move |conn: &mut goodenough::storage::Conn| -> Result<(), goodenough::storage::Failure> {
            let account = accounts::table.filter(accounts::email_lookup.eq(lookup)).select(accounts::id).first(conn)?;
            // One decision that is taken and undone: what a moderator does, without the case around it.
            let (decision, voice) = (DecisionId(1), VoiceId(1));
            if suspended {
                standing::impose(conn, &app, account, decision, voice, Some((SanctionKind::Suspend, None)))
            } else {
                standing::lift(conn, &app, account, decision)
            }
        };
        self.wait(self.app.storage.write(work)).unwrap();
    }

    /// The id of a member's account, which the API tells nobody.
    pub fn account_of(&self, member: &Member<'_>) -> i64 {
        use diesel::prelude::*;
        use goodenough::storage::schema::accounts;
        let lookup = self.app.seal.address_lookup(&member.address);
        let found = accounts::table.filter(accounts::email_lookup.eq(lookup)).select(accounts::id);
        found.first(&mut self.database.connect()).unwrap()
    }

    /// The ids of all accounts.
    pub fn accounts(&self) -> Vec<i64> {
        use diesel::prelude::*;
        use goodenough::storage::schema::accounts;
        accounts::table.select(accounts::id).order(accounts::id).load(&mut self.database.connect()).unwrap()
    }

    /// Runs what is due, and what that brings, until nothing is.
    pub fn runs_jobs(&self) -> usize {
        let mut ran = 0;
        loop {
            match self.wait(worker::run_due(&self.app)) {
                0 => return ran,
                more => ran += more,
            }
            assert!(ran < 10_000, "jobs bring jobs without end");
        }
    }

    /// Lets time pass.
    pub fn waits(&self, milliseconds: i64) {
        self.app.clock.advance(milliseconds);
    }

    /// The letters that have left and that nobody has read, oldest first; now they are read. Runs what is due first.
    pub fn letters(&self) -> Vec<Letter> {
        self.runs_jobs();
        std::mem::take(&mut self.collected())
    }

    /// The one unread letter to this address, now read; other people's stay unread.
    pub fn letter_to(&self, address: &str) -> Letter {
        self.runs_jobs();
        let mut unread = self.collected();
        let (mut hers, others): (Vec<Letter>, Vec<Letter>) = unread.drain(..).partition(|letter| letter.to == address);
        *unread = others;
        assert_eq!(hers.len(), 1, "letters to {address}: {:?}", hers.iter().map(|letter| &letter.subject).collect::<Vec<_>>());
        hers.remove(0)
    }

    fn collected(&self) -> std::sync::MutexGuard<'_, Vec<Letter>> {
        let mut unread = self.unread.lock().unwrap();
        // Of what went to a relay the relay can tell.
        unread.extend(self.app.mailer.mailbox().iter().flat_map(|mailbox| mailbox.take()).map(|parcel| Letter::of(&parcel)));
        unread
    }

    /// This test says nothing about letters and jobs, and leaves them be.
    pub fn looks_away(&self) {
        self.looks_away.store(true, Ordering::SeqCst);
    }

    /// Waits for something async.
    pub fn wait<F: Future>(&self, work: F) -> F::Output {
        self.runtime.block_on(work)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let loose = if std::thread::panicking() || self.looks_away.load(Ordering::SeqCst) {
            Vec::new()
        } else {
            let letters = self.collected();
            let mut loose: Vec<String> = letters.iter().map(|letter| format!("a letter: {}", letter.subject)).collect();
            drop(letters);
            loose.extend(self.database.due_jobs(self.app.clock.now()).into_iter().map(|kind| format!("a job: {kind}")));
            loose
        };
        self.stop.send_replace(true);
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
        assert!(loose.is_empty(), "nobody looked at {loose:?}");
    }
}
