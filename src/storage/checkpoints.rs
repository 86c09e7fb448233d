//! What SQLite's writer has put into its journal, moved into the database file by a thread beside it.
//!
//! Otherwise the writer does it itself, every so many pages, and whoever writes just then waits for it: in a large forum, where the
//! pages lie far apart, so long that it was the slowest hundredth of all writes.

use std::sync::mpsc;
use std::time::Duration;

use diesel::connection::SimpleConnection as _;

use super::conn::{self, Use};
use super::{Place, Stored};

/// How long commits are gathered before they are moved: pages that many of them changed are moved once.
const PAUSE: Duration = Duration::from_secs(1);

/// Tells the thread that something was committed. The thread ends when this is dropped.
pub(super) struct Checkpoints(mpsc::SyncSender<()>);

impl Checkpoints {
    /// Starts the thread.
    ///
    /// # Errors
    /// When it or its connection cannot be opened.
    pub(super) fn start(place: &Place) -> Stored<Self> {
        let mut conn = conn::open(place, Use::Reading)?;
        let (committed, told) = mpsc::sync_channel(1);
        super::thread("checkpoints", move || {
            while told.recv().is_ok() {
                std::thread::sleep(PAUSE);
                // Whatever was committed meanwhile is moved as well.
                let _ = told.try_recv();
                // Passive: it waits for nobody, and nobody waits for it. What it leaves it takes the next time.
                if let Err(error) = conn.batch_execute("PRAGMA wal_checkpoint(PASSIVE)") {
                    tracing::error!(%error, "the journal cannot be moved into the database");
                }
            }
        })?;
        Ok(Self(committed))
    }

    /// Something was committed.
    pub(super) fn tell(&self) {
        // Full: it knows already.
        let _ = self.0.try_send(());
    }
}
