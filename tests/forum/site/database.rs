//! A fresh database for each test: a copy of a migrated SQLite file, or of a migrated PostgreSQL template.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use diesel::prelude::*;
use goodenough::clock::Moment;
use goodenough::storage::conn::{self, Use};
use goodenough::storage::schema::jobs;
use goodenough::storage::{Conn, Place, migrate};

/// The variable that says where a PostgreSQL server is: `scripts/with-postgres.sh` sets it.
pub const SERVER: &str = "GOODENOUGH_TEST_POSTGRES_URL";

/// A database that goes when it is dropped.
pub struct Database {
    place: Place,
    folder: Option<PathBuf>,
}

static COUNTED: AtomicU32 = AtomicU32::new(0);

/// A name of this process that no other test has.
fn fresh_name() -> String {
    format!("goodenough_{}_{}", std::process::id(), COUNTED.fetch_add(1, Ordering::SeqCst))
}

/// A folder of its own below the temporary one.
pub fn fresh_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(fresh_name());
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

impl Database {
    /// A migrated SQLite file.
    pub fn sqlite() -> Self {
        // Migrating takes longer than copying, and once is enough.
        static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
        let migrated = TEMPLATE.get_or_init(|| {
            let empty = Self::empty_sqlite();
            migrate::up(&empty.place).unwrap();
            std::fs::read(empty.path().unwrap()).unwrap()
        });
        let database = Self::empty_sqlite();
        std::fs::write(database.path().unwrap(), migrated).unwrap();
        database
    }

    /// A SQLite file that is not there yet.
    pub fn empty_sqlite() -> Self {
        let folder = fresh_folder();
        let path = folder.join("forum.db").display().to_string();
        Self { place: Place::Sqlite { path }, folder: Some(folder) }
    }

    /// A migrated PostgreSQL database; `None` without a server, which is an error where CI is set.
    pub fn postgres() -> Option<Self> {
        static TEMPLATE: OnceLock<String> = OnceLock::new();
        let server = server()?;
        let template = TEMPLATE.get_or_init(|| {
            let made = Self::create(&server, "");
            migrate::up(&made.place).unwrap();
            let name = made.name();
            // It stays until the cluster goes: later tests copy it.
            std::mem::forget(made);
            name
        });
        Some(Self::create(&server, &format!("TEMPLATE {template}")))
    }

    /// A PostgreSQL database without tables; `None` without a server.
    pub fn empty_postgres() -> Option<Self> {
        server().map(|server| Self::create(&server, ""))
    }

    fn create(server: &str, template: &str) -> Self {
        // One at a time: a template that is just being copied cannot be copied.
        static TURN: Mutex<()> = Mutex::new(());
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let name = fresh_name();
        tell_server(server, &format!("CREATE DATABASE {name} {template}"));
        let mut url = url::Url::parse(server).unwrap();
        url.set_path(&name);
        Self { place: Place::Postgres { url: url.into() }, folder: None }
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// For `GOODENOUGH_DATABASE__URL`.
    pub fn url(&self) -> String {
        match &self.place {
            Place::Sqlite { path } => format!("sqlite:{path}"),
            Place::Postgres { url } => url.clone(),
        }
    }

    /// SQLite's file.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Sqlite { path } => Some(Path::new(path)),
            Place::Postgres { .. } => None,
        }
    }

    fn name(&self) -> String {
        url::Url::parse(&self.url()).unwrap().path().trim_start_matches('/').to_owned()
    }

    /// A connection beside the forum's own.
    pub fn connect(&self) -> Conn {
        conn::open(&self.place, Use::Writing).unwrap()
    }

    /// The kinds of the jobs that are due.
    pub fn due_jobs(&self, now: Moment) -> Vec<String> {
        let due = jobs::table.filter(jobs::state.eq("waiting")).filter(jobs::due_at.le(now.0)).select(jobs::kind);
        due.load(&mut self.connect()).unwrap()
    }
}

/// The server's address. Says once why half of the tests do nothing.
fn server() -> Option<String> {
    static SAID: OnceLock<()> = OnceLock::new();
    let found = std::env::var(SERVER).ok().filter(|url| !url.is_empty());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "{SERVER} is not set, and in CI both databases are tested");
        SAID.get_or_init(|| eprintln!("{SERVER} is not set: the PostgreSQL half of the tests is skipped"));
    }
    found
}

/// Has a database carry out a statement that the forum has no words for.
pub fn tells(database: &Database, statement: &str) {
    use diesel::connection::SimpleConnection as _;
    database.connect().batch_execute(statement).unwrap();
}

fn tell_server(server: &str, statement: &str) {
    use diesel::connection::SimpleConnection as _;
    let place = Place::parse(server).unwrap();
    conn::open(&place, Use::Writing).unwrap().batch_execute(statement).unwrap();
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            drop(std::fs::remove_dir_all(folder));
        } else if let Some(server) = server() {
            tell_server(&server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name()));
        }
    }
}
