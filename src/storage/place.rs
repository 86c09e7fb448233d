//! What has to be true of the place before it is opened: the file is private, and one process serves from it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::conn::{self, Use};
use super::{Failure, Place, dialect, migrate};

/// Why the place cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The file or its folder cannot be made.
    #[error("{0}: {1}")]
    File(String, io::Error),
    /// Another process serves from this file.
    #[error("a server is running on {0}; stop it first")]
    Busy(String),
    /// The database does not answer.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl Place {
    /// The file of the database, where it is one.
    #[must_use]
    pub fn file(&self) -> Option<PathBuf> {
        match self {
            Self::Sqlite { path } => Some(PathBuf::from(path)),
            Self::Postgres { .. } => None,
        }
    }
}

/// Makes SQLite's file and its folder, readable for their owner only; a server's database is its own matter.
///
/// # Errors
/// When the file cannot be made.
pub fn prepare(place: &Place) -> Result<(), PlaceError> {
    let Place::Sqlite { path } = place else { return Ok(()) };
    let told = |error| PlaceError::File(path.clone(), error);
    if let Some(folder) = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(told)?;
    }
    // SQLite gives its -wal and -shm files the mode of this one.
    private().open(path).map_err(told)?;
    Ok(())
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Holds the place for one process until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the lock is the open file")] Option<File>);

/// Takes the lock beside SQLite's file. Any number of processes may share PostgreSQL.
///
/// # Errors
/// `Busy` while another process holds it.
pub fn lock(place: &Place) -> Result<Lock, PlaceError> {
    let Place::Sqlite { path } = place else { return Ok(Lock(None)) };
    let beside = PathBuf::from(format!("{path}.lock"));
    let file = private().open(&beside).map_err(|error| PlaceError::File(beside.display().to_string(), error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(Some(file))),
        Err(fs::TryLockError::WouldBlock) => Err(PlaceError::Busy(path.clone())),
        Err(fs::TryLockError::Error(error)) => Err(PlaceError::File(beside.display().to_string(), error)),
    }
}

/// Tries the database without making or changing anything, and says in words what it found.
///
/// # Errors
/// When it does not answer.
pub fn examine(place: &Place) -> Result<String, PlaceError> {
    if let Place::Sqlite { path } = place
        && !Path::new(path).exists()
    {
        return Ok(format!("{path} is not there yet; the first start makes it"));
    }
    let mut conn = conn::open(place, Use::Reading).map_err(Failure::from)?;
    let tables = dialect::tables(&mut conn)?.len();
    let ready = migrate::is_ready(&mut conn)?;
    Ok(if ready {
        format!("answers, {tables} tables, every migration has run")
    } else {
        format!("answers, {tables} tables, some migrations wait for the next start")
    })
}

/// Whether a file of this name may be a backup of a database. What is kept beside the living file is none.
#[must_use]
pub fn looks_like_a_backup(name: &str) -> bool {
    let name = name.to_lowercase();
    let endings = [".bak", ".sql", ".dump", ".backup", ".zip", ".gz", ".zst", ".xz", ".bz2", ".7z", ".tgz", ".old", ".copy", "~"];
    let copy = [".db-", ".db.", ".sqlite-", ".sqlite."].iter().find_map(|sign| name.split_once(sign)).map(|(_, rest)| rest);
    endings.iter().any(|ending| name.ends_with(ending))
        || name.contains(".tar")
        || name.contains("backup")
        || copy.is_some_and(|rest| !["wal", "shm", "journal", "lock"].contains(&rest))
}
