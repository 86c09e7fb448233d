//! The other processes on the same PostgreSQL: what each has heard of, and how long its word holds.
//!
//! Every write that readers see leaves a row a thread in `changes`, with its transaction's number. A process reads them several times a
//! second, makes its own answers old, and says in `processes` up to which snapshot it has heard everything. Its answers hold for a
//! lease from the beginning of that beat; whoever wrote something that takes away waits until the others have heard, or have been silent
//! for a lease. No clock is compared with another's: each process counts its own seconds.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

use super::conn::{self, Use};
use super::dialect::{self, Heard};
use super::touched::{Part, Touched};
use super::versions::Versions;
use super::{Conn, Place, Stored, in_transaction};

/// How long answers hold after the beginning of a beat.
const LEASE: Duration = Duration::from_secs(1);
/// Between two beats: several fit into a lease.
const BEAT: Duration = Duration::from_millis(150);
/// How long a process is silent before it counts as gone: its lease, and a little for clocks that run apart.
pub(super) const SILENT: Duration = Duration::from_millis(1_100);
/// Between two looks whether the others have heard.
pub(super) const PATIENCE: Duration = Duration::from_millis(15);
/// Beats between two tidyings: about half a minute.
const TIDY: u32 = 200;

/// Which transactions were over at a moment, as PostgreSQL tells it: `xmin:xmax:running,running`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Snapshot {
    least: i64,
    next: i64,
    running: Vec<i64>,
}

impl Default for Snapshot {
    /// Before the first transaction of all.
    fn default() -> Self {
        Self { least: 1, next: 1, running: Vec::new() }
    }
}

impl Snapshot {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ':');
        let (least, next) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let running = parts.next()?.split(',').filter(|xid| !xid.is_empty()).map(str::parse).collect::<Result<_, _>>().ok()?;
        Some(Self { least, next, running })
    }

    /// Whether a transaction was over.
    pub(super) fn saw(&self, xid: i64) -> bool {
        xid < self.least || (xid < self.next && !self.running.contains(&xid))
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let running: Vec<String> = self.running.iter().map(ToString::to_string).collect();
        write!(formatter, "{}:{}:{}", self.least, self.next, running.join(","))
    }
}

/// This process among the others.
#[derive(Debug)]
pub(super) struct Peers {
    pub me: i64,
    heard: RwLock<Snapshot>,
}

impl Peers {
    pub(super) fn new(me: i64) -> Self {
        Self { me, heard: RwLock::default() }
    }

    /// Whether this process has heard of everything up to a transaction.
    pub(super) fn has_heard(&self, xid: i64) -> bool {
        self.heard.read().unwrap_or_else(PoisonError::into_inner).saw(xid)
    }

    /// Leaves what a transaction touched for the others, within it; returns its number.
    pub(super) fn leave(&self, conn: &mut Conn, touched: &Touched) -> Stored<Option<i64>> {
        if touched.is_nothing() {
            return Ok(None);
        }
        let threads: Vec<i64> = touched.threads.keys().map(|thread| thread.0).collect();
        let cards: Vec<bool> = touched.threads.values().map(|part| *part == Part::Card).collect();
        dialect::leave_changes(conn, self.me, &threads, &cards)
    }
}

/// Keeps listening until the storage is gone.
pub(super) fn listen(place: &Place, peers: &Arc<Peers>, versions: &Arc<Versions>) {
    let (place, peers, versions) = (place.clone(), Arc::downgrade(peers), Arc::downgrade(versions));
    std::thread::spawn(move || {
        let mut said = false;
        while peers.strong_count() > 0 {
            match listen_on_one_connection(&place, &peers, &versions) {
                Ok(()) => return,
                // Until it works again answers come from the database, which will say so itself if it is away.
                Err(failure) if !said => tracing::warn!(%failure, "other processes cannot be heard; no answer is kept meanwhile"),
                Err(_) => {}
            }
            said = true;
            std::thread::sleep(BEAT);
        }
    });
}

fn listen_on_one_connection(place: &Place, peers: &Weak<Peers>, versions: &Weak<Versions>) -> Stored<()> {
    let mut conn = conn::open(place, Use::Writing)?;
    let mut known = HashMap::new();
    for beat in 0_u32.. {
        let begun = Instant::now();
        let (Some(peers), Some(versions)) = (peers.upgrade(), versions.upgrade()) else {
            break;
        };
        listen_once(&mut conn, &peers, &versions)?;
        versions.is_good_for(begun, LEASE);
        if beat % TIDY == TIDY - 1 {
            known = tidy(&mut conn, &known)?;
        }
        drop((peers, versions));
        std::thread::sleep(BEAT);
    }
    Ok(())
}

/// Hears what others wrote, and says so. A process that is not known any more begins anew, with nothing kept.
fn listen_once(conn: &mut Conn, peers: &Peers, versions: &Versions) -> Stored<()> {
    let before = peers.heard.read().unwrap_or_else(PoisonError::into_inner).clone();
    let Heard { snapshot, changes } = dialect::changes_since(conn, peers.me, before.least, &before.to_string())?;
    for (thread, _) in &changes {
        versions.move_on(*thread);
    }
    if changes.iter().any(|(_, card)| *card) {
        versions.move_lists_on();
    }
    *peers.heard.write().unwrap_or_else(PoisonError::into_inner) = Snapshot::parse(&snapshot).unwrap_or_default();
    if !dialect::beat(conn, peers.me, &snapshot)? {
        // Known first, and only then what there is: nothing falls between the two.
        dialect::join(conn, peers.me)?;
        let Heard { snapshot, .. } = dialect::changes_since(conn, peers.me, 0, &Snapshot::default().to_string())?;
        versions.move_all_on();
        *peers.heard.write().unwrap_or_else(PoisonError::into_inner) = Snapshot::parse(&snapshot).unwrap_or_default();
        dialect::beat(conn, peers.me, &snapshot)?;
    }
    Ok(())
}

/// Forgets processes that have not moved since the last time, and changes that everybody has heard of.
fn tidy(conn: &mut Conn, before: &HashMap<i64, i64>) -> Stored<HashMap<i64, i64>> {
    in_transaction(conn, |conn| {
        let now: HashMap<i64, i64> = dialect::processes(conn)?.into_iter().collect();
        for (id, beat) in &now {
            if before.get(id) == Some(beat) {
                dialect::forget_process(conn, *id)?;
            }
        }
        dialect::forget_changes(conn)?;
        Ok(now)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_says_which_transactions_were_over() {
        let snapshot = Snapshot::parse("10:15:11,13").unwrap();
        let over: Vec<i64> = (8..17).filter(|xid| snapshot.saw(*xid)).collect();
        assert_eq!(over, [8, 9, 10, 12, 14]);
        assert_eq!(snapshot.to_string(), "10:15:11,13");
        assert_eq!(Snapshot::parse("10:10:").map(|snapshot| snapshot.running.len()), Some(0));
        assert_eq!(Snapshot::parse("ten"), None);
        assert!(!Snapshot::default().saw(1), "who has heard nothing has seen nothing");
    }
}
