//! The migrations, embedded, and the question whether they have all run.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::conn::{self, Use};
use super::{Conn, Place, Stored};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The database could not be opened.
    #[error(transparent)]
    Open(#[from] super::Failure),
    /// A migration failed; the database's own words.
    #[error("a migration failed: {0}")]
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

/// Runs what has not run yet, and returns how many that were.
///
/// # Errors
/// When the database cannot be opened or a migration fails; what ran before it stays.
pub fn up(place: &Place) -> Result<usize, MigrationError> {
    let mut conn = conn::open(place, Use::Writing).map_err(super::Failure::from)?;
    let ran = match &mut conn {
        Conn::Sqlite(conn) => conn.run_pending_migrations(SQLITE).map(|ran| ran.len()),
        Conn::Postgres(conn) => conn.run_pending_migrations(POSTGRES).map(|ran| ran.len()),
    };
    ran.map_err(MigrationError::Failed)
}

/// Undoes every migration: for the test that goes up, down and up again.
///
/// # Errors
/// As [`up`].
pub fn down(place: &Place) -> Result<usize, MigrationError> {
    let mut conn = conn::open(place, Use::Writing).map_err(super::Failure::from)?;
    let ran = match &mut conn {
        Conn::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(|ran| ran.len()),
        Conn::Postgres(conn) => conn.revert_all_migrations(POSTGRES).map(|ran| ran.len()),
    };
    ran.map_err(MigrationError::Failed)
}

/// Whether the database answers and every migration has run.
///
/// # Errors
/// When the database does not answer.
pub fn is_ready(conn: &mut Conn) -> Stored<bool> {
    let pending = match conn {
        Conn::Sqlite(conn) => conn.has_pending_migration(SQLITE),
        Conn::Postgres(conn) => conn.has_pending_migration(POSTGRES),
    };
    Ok(!pending.map_err(|_| super::Failure::CutOff)?)
}
