//! What a transaction changes of what everybody reads: noted by the stores that write it, taken when the transaction ends.
//!
//! Held for the thread that runs the transaction and not in the connection, whose type diesel makes. A transaction is one closure on
//! one thread, so nothing of another's is ever in it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::columns::ThreadId;

/// What of a thread is another now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its posts.
    Posts,
    /// Its posts, and what lists show of it.
    Card,
}

/// Whether anything that could be read before is not to be read any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only something new: an answer from before shows too little for a moment, and nothing that is gone.
    Added,
    /// Something is gone, or is another: no process may show an answer from before once this is acknowledged.
    Altered,
}

/// What a transaction touched.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub threads: BTreeMap<ThreadId, Part>,
    pub altered: bool,
}

impl Touched {
    pub(super) fn is_nothing(&self) -> bool {
        self.threads.is_empty()
    }

    pub(super) fn lists(&self) -> bool {
        self.threads.values().any(|part| *part == Part::Card)
    }
}

thread_local! {
    static TOUCHED: RefCell<Touched> = RefCell::default();
}

/// Notes that this transaction changes what readers see of a thread. Every store that writes such a thing says so here; in debug
/// builds every answer that is kept is compared with a fresh one, so that one who forgets it is found by any test.
pub fn touch(thread: ThreadId, part: Part, change: Change) {
    TOUCHED.with_borrow_mut(|touched| {
        let known = touched.threads.entry(thread).or_insert(part);
        *known = part.max(*known);
        touched.altered |= change == Change::Altered;
    });
}

/// Runs a transaction's work, and says what it touched.
pub(super) fn during<T>(work: impl FnOnce() -> T) -> (T, Touched) {
    // What a panic left behind is nobody's.
    TOUCHED.take();
    let result = work();
    (result, TOUCHED.take())
}
