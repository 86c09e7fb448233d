//! One connection type over two databases, and the pool's way of making one.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "the derive makes types without comments, and an establish nobody calls"
)]

use std::fmt;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

/// A connection to either database. One query code serves both.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL 13 or later.
    Postgres(PgConnection),
    /// SQLite, bundled.
    Sqlite(SqliteConnection),
}

/// Pastes one query into both arms: for upsert, batch insert and `as_returning`, which the shared backend lacks.
macro_rules! on_each {
    ($conn:expr, $c:ident => $query:expr) => {
        match $conn {
            $crate::storage::Conn::Postgres($c) => $query,
            $crate::storage::Conn::Sqlite($c) => $query,
        }
    };
}
pub(crate) use on_each;

/// Where the data lives, by the scheme of its URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file.
    Sqlite {
        /// Its path, or a temporary file's.
        path: String,
    },
    /// A server.
    Postgres {
        /// The whole URL, password and all: never shown.
        url: String,
    },
}

impl Place {
    /// Reads `sqlite:PATH` or `postgres://…`.
    ///
    /// # Errors
    /// A sentence for the operator: diesel's own guessing would make an empty file out of a mistyped name.
    pub fn parse(url: &str) -> Result<Self, String> {
        match url.split_once(':') {
            Some(("sqlite", path)) if path == ":memory:" || path.is_empty() => {
                Err("database.url: SQLite needs a file, every connection of a memory database sees another one".to_owned())
            }
            Some(("sqlite", path)) => Ok(Self::Sqlite { path: path.strip_prefix("//").unwrap_or(path).to_owned() }),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres { url: url.to_owned() }),
            _ => Err("database.url starts with neither sqlite: nor postgres://".to_owned()),
        }
    }

    /// How many connections to open, one at least: so many to a server, or so many that read a file beside the one that writes.
    #[must_use]
    pub fn connections(&self, to_server: u32, to_file: u32) -> u32 {
        let many = match self {
            Self::Postgres { .. } => to_server,
            Self::Sqlite { .. } => to_file,
        };
        many.max(1)
    }
}

impl fmt::Display for Place {
    /// Without user, password and parameters: as it may be shown to the operator.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { path } => write!(formatter, "sqlite:{path}"),
            Self::Postgres { url } => formatter.write_str(&without_secrets(url)),
        }
    }
}

/// A URL without user, password and parameters: enough to see which server is meant.
#[must_use]
pub fn without_secrets(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "***".to_owned() };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    rest.rsplit_once('@').map_or_else(|| format!("{scheme}://{rest}"), |(_, place)| format!("{scheme}://***@{place}"))
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Reads only; SQLite refuses a write on it.
    Reading,
    /// Reads and writes.
    Writing,
}

/// Opens a connection with every setting it needs.
///
/// # Errors
/// When the file or the server cannot be reached.
pub fn open(place: &Place, purpose: Use) -> diesel::ConnectionResult<Conn> {
    match place {
        Place::Sqlite { path } => {
            let mut conn = SqliteConnection::establish(path)?;
            // FULL: a committed post survives a power cut. The reader's query_only keeps all writes on the one writer.
            let settings = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                 PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;";
            conn.batch_execute(settings).map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
            // The writer has 4 MB of pages at hand; readers have 600 kB each, and the system's own. Another thread moves the journal
            // into the database (`checkpoints.rs`); from 64 MB on, while nobody stops writing, the writer moves the last of it itself.
            let more = match purpose {
                Use::Reading => "PRAGMA query_only = ON; PRAGMA cache_size = -600;",
                Use::Writing => {
                    "PRAGMA cache_size = -4000; PRAGMA wal_autocheckpoint = 16000; PRAGMA journal_size_limit = 67108864;"
                }
            };
            conn.batch_execute(more).map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
            Ok(Conn::Sqlite(conn))
        }
        Place::Postgres { url } => {
            let mut conn = PgConnection::establish(url)?;
            conn.batch_execute("SET lock_timeout = '10s'; SET statement_timeout = '30s'; SET TIME ZONE 'UTC';")
                .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
            Ok(Conn::Postgres(conn))
        }
    }
}

/// Makes the pool's connections.
#[derive(Debug)]
pub struct Manager {
    place: Place,
    purpose: Use,
}

/// What can go wrong with a pooled connection.
#[derive(Debug, thiserror::Error)]
pub enum ManagerError {
    /// It could not be opened.
    #[error("the database cannot be reached: {0}")]
    Open(#[from] diesel::ConnectionError),
    /// It does not answer any more.
    #[error("the database does not answer: {0}")]
    Silent(#[from] diesel::result::Error),
}

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = ManagerError;

    fn connect(&self) -> Result<Conn, ManagerError> {
        Ok(open(&self.place, self.purpose)?)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), ManagerError> {
        Ok(conn.batch_execute("SELECT 1")?)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        use diesel::connection::TransactionManager as _;
        std::thread::panicking() || <Conn as Connection>::TransactionManager::is_broken_transaction_manager(conn)
    }
}

/// A pool of so many connections, opened as they are needed.
///
/// # Errors
/// When not even one can be opened.
pub fn pool(place: &Place, purpose: Use, size: u32) -> Result<r2d2::Pool<Manager>, r2d2::Error> {
    r2d2::Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .test_on_check_out(matches!(place, Place::Postgres { .. }))
        .connection_timeout(Duration::from_secs(10))
        .build(Manager { place: place.clone(), purpose })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_without_user_password_and_parameters() {
        let shown = |url: &str| Place::parse(url).unwrap().to_string();
        assert_eq!(shown("postgres://ada:p@ss@db.example.org/forum?password=x"), "postgres://***@db.example.org/forum");
        assert_eq!(shown("postgres:///forum?host=/run/pg"), "postgres:///forum");
        assert_eq!(shown("sqlite:data/goodenough.db"), "sqlite:data/goodenough.db");
        assert_eq!(without_secrets("hunter2"), "***");
    }
}
