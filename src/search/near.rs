//! Which threads are like which, remembered for a while: looking for it costs more than all else on a thread's page, and a new thread
//! may wait some minutes before it is named beside others. Only ids are remembered; their cards are looked up each time, so that nothing
//! is shown that is gone.

use quick_cache::sync::Cache;

use crate::clock::{MINUTE, Moment};
use crate::storage::columns::ThreadId;

/// How long what was found holds, in milliseconds.
const HOLDS: i64 = 10 * MINUTE;
/// Threads of which it is remembered, at most: some hundred bytes each.
const MANY: usize = 20_000;

/// A thread, and whether members ask.
type Asked = (ThreadId, bool);

/// What is remembered.
pub struct Near(Cache<Asked, (Moment, Vec<ThreadId>)>);

impl Default for Near {
    fn default() -> Self {
        Self(Cache::new(MANY))
    }
}

impl Near {
    pub(super) fn of(&self, thread: ThreadId, members: bool, now: Moment) -> Option<Vec<ThreadId>> {
        let (at, found) = self.0.get(&(thread, members))?;
        (now < at.plus(HOLDS)).then_some(found)
    }

    pub(super) fn remember(&self, thread: ThreadId, members: bool, now: Moment, found: Vec<ThreadId>) {
        self.0.insert((thread, members), (now, found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_holds_for_ten_minutes_and_for_those_who_asked() {
        let near = Near::default();
        near.remember(ThreadId(1), false, Moment(0), vec![ThreadId(2)]);
        assert_eq!(near.of(ThreadId(1), false, Moment(HOLDS - 1)), Some(vec![ThreadId(2)]));
        assert_eq!(near.of(ThreadId(1), false, Moment(HOLDS)), None);
        assert_eq!(near.of(ThreadId(1), true, Moment(1)), None);
    }
}
