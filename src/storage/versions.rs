//! How often what everybody reads has changed, as this process knows it: what an answer that is kept is compared with.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::columns::ThreadId;
use super::touched::Touched;

/// Counters for threads. Two threads that share one only make each other's answers anew.
const SLOTS: usize = 1 << 16;
/// [`Versions::good_until`] of a process that shares the database with nobody.
const FOR_EVER: i64 = i64::MAX;

/// What an answer is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One thread and its posts.
    Thread(ThreadId),
    /// The cards of all threads.
    Lists,
}

/// Counts changes: read one before making an answer; the answer is good as long as it stays the same.
///
/// A commit moves it before whoever wrote is answered, so nobody is shown an answer from before her own write.
#[derive(Debug)]
pub struct Versions {
    threads: Box<[AtomicU64]>,
    lists: AtomicU64,
    begun: Instant,
    /// Milliseconds after `begun` until which this process hears of what others write.
    good_until: AtomicI64,
}

impl Versions {
    /// Of a process that has kept no answer yet, and may keep none.
    pub(super) fn new() -> Self {
        let threads = (0..SLOTS).map(|_| AtomicU64::new(0)).collect();
        Self { threads, lists: AtomicU64::new(0), begun: Instant::now(), good_until: AtomicI64::new(0) }
    }

    /// How often this has changed.
    #[must_use]
    pub fn of(&self, subject: Subject) -> u64 {
        match subject {
            Subject::Thread(thread) => self.slot(thread).map_or(0, |slot| slot.load(Ordering::SeqCst)),
            Subject::Lists => self.lists.load(Ordering::SeqCst),
        }
    }

    /// Whether answers may be kept and served: not while other processes could write unheard.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let until = self.good_until.load(Ordering::SeqCst);
        until == FOR_EVER || until > self.millis(Instant::now())
    }

    pub(super) fn is_good_for_ever(&self) {
        self.good_until.store(FOR_EVER, Ordering::SeqCst);
    }

    pub(super) fn is_good_for(&self, since: Instant, lease: Duration) {
        self.good_until.store(self.millis(since + lease), Ordering::SeqCst);
    }

    fn millis(&self, at: Instant) -> i64 {
        i64::try_from(at.saturating_duration_since(self.begun).as_millis()).unwrap_or(0)
    }

    /// Counts what a transaction touched, once it is committed.
    pub(super) fn count(&self, touched: &Touched) {
        for thread in touched.threads.keys() {
            self.move_on(*thread);
        }
        if touched.lists() {
            self.move_lists_on();
        }
    }

    pub(super) fn move_on(&self, thread: ThreadId) {
        if let Some(slot) = self.slot(thread) {
            slot.fetch_add(1, Ordering::SeqCst);
        }
    }

    pub(super) fn move_lists_on(&self) {
        self.lists.fetch_add(1, Ordering::SeqCst);
    }

    /// Makes every answer old: somebody wrote, and what is not known.
    pub(super) fn move_all_on(&self) {
        for slot in &self.threads {
            slot.fetch_add(1, Ordering::SeqCst);
        }
        self.move_lists_on();
    }

    fn slot(&self, thread: ThreadId) -> Option<&AtomicU64> {
        // Ids are chance, so their lowest bits are as good as any hash.
        let place = thread.0.unsigned_abs() % u64::try_from(SLOTS).unwrap_or(1);
        self.threads.get(usize::try_from(place).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::touched::{self, Change, Part, touch};
    use super::*;

    #[test]
    fn a_touched_thread_moves_on_and_others_stay() {
        let versions = Versions::new();
        let ((), touched) = touched::during(|| touch(ThreadId(7), Part::Posts, Change::Added));
        let (seven, eight, lists) =
            (versions.of(Subject::Thread(ThreadId(7))), versions.of(Subject::Thread(ThreadId(8))), versions.of(Subject::Lists));
        versions.count(&touched);
        assert!(versions.of(Subject::Thread(ThreadId(7))) > seven);
        assert_eq!(versions.of(Subject::Thread(ThreadId(8))), eight);
        assert_eq!(versions.of(Subject::Lists), lists);
        let ((), touched) = touched::during(|| touch(ThreadId(7), Part::Card, Change::Altered));
        assert!(touched.altered);
        versions.count(&touched);
        assert!(versions.of(Subject::Lists) > lists);
    }

    #[test]
    fn a_lease_runs_out() {
        let versions = Versions::new();
        assert!(!versions.is_good());
        versions.is_good_for(Instant::now(), Duration::from_millis(20));
        assert!(versions.is_good());
        std::thread::sleep(Duration::from_millis(40));
        assert!(!versions.is_good());
        versions.is_good_for_ever();
        assert!(versions.is_good());
    }
}
