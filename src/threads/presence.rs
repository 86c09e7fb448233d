//! Who has a thread before her eyes just now: so that no letter tells her what she is about to see (E-40).
//!
//! In the memory of this process alone, and for minutes: written down it would say when somebody was here. Where several
//! processes serve one forum, a letter may leave that another process knew to be needless.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::clock::{MINUTE, Moment};
use crate::storage::columns::{AccountId, ThreadId};

/// So long after she looked at a thread she counts as reading it, in milliseconds.
const LASTS: i64 = 5 * MINUTE;
/// So many are remembered before those are forgotten that have gone.
const MANY: usize = 10_000;

/// Who reads what.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<(AccountId, ThreadId), Moment>>);

impl Presence {
    /// Notes that she looks at a thread.
    pub fn note(&self, account: AccountId, thread: ThreadId, now: Moment) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MANY {
            seen.retain(|_, at| at.plus(LASTS) > now);
        }
        seen.insert((account, thread), now);
    }

    /// Whether anybody but her looks at a thread at this moment, as far as this process knows.
    #[must_use]
    pub fn is_read_by_others(&self, account: AccountId, thread: ThreadId, now: Moment) -> bool {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.iter().any(|((who, of), at)| *of == thread && *who != account && at.plus(LASTS) > now)
    }

    /// Until when she counts as reading a thread; `None` when she does not.
    #[must_use]
    pub fn until(&self, account: AccountId, thread: ThreadId, now: Moment) -> Option<Moment> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(&(account, thread)).map(|at| at.plus(LASTS)).filter(|until| *until > now)
    }
}
