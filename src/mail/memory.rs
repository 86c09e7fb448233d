//! The memory transport: letters that tests read, and refusals that tests order.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::{Parcel, Refusal};

/// The letters that have left. Cheap to clone; clones are the same mailbox.
#[derive(Clone, Debug, Default)]
pub struct Mailbox {
    inside: Arc<Mutex<Inside>>,
    works_again: Arc<Condvar>,
}

#[derive(Debug, Default)]
struct Inside {
    letters: Vec<Parcel>,
    refusals: VecDeque<Refusal>,
    broken: Option<Refusal>,
    hangs: bool,
}

impl Mailbox {
    /// Every letter that was not taken yet, oldest first.
    #[must_use]
    pub fn letters(&self) -> Vec<Parcel> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner).letters.clone()
    }

    /// Takes the letters out, oldest first.
    #[must_use]
    pub fn take(&self) -> Vec<Parcel> {
        std::mem::take(&mut self.inside.lock().unwrap_or_else(PoisonError::into_inner).letters)
    }

    /// The next letter is refused like this; called several times, the next ones, in order.
    pub fn refuse_next(&self, refusal: Refusal) {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner).refusals.push_back(refusal);
    }

    /// Every letter is refused like this from now on; `None`: none is.
    pub fn refuse_all(&self, refusal: Option<Refusal>) {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner).broken = refusal;
    }

    /// Every letter waits inside the relay from now on, or no longer does.
    pub fn hang(&self, hangs: bool) {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner).hangs = hangs;
        self.works_again.notify_all();
    }

    pub(super) fn deliver(&self, parcel: &Parcel) -> Result<(), Refusal> {
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.works_again.wait_while(inside, |inside| inside.hangs);
        let mut inside = waited.unwrap_or_else(PoisonError::into_inner);
        if let Some(refusal) = inside.refusals.pop_front().or_else(|| inside.broken.clone()) {
            return Err(refusal);
        }
        inside.letters.push(parcel.clone());
        Ok(())
    }
}
