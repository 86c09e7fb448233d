//! The memory transport: letters that tests read, and refusals that tests order.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Parcel, Refusal};

/// The letters that have left. Cheap to clone; clones are the same mailbox.
#[derive(Clone, Debug, Default)]
pub struct Mailbox {
    inside: Arc<Mutex<Inside>>,
}

#[derive(Debug, Default)]
struct Inside {
    letters: Vec<Parcel>,
    refusals: VecDeque<Refusal>,
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

    pub(super) fn deliver(&self, parcel: &Parcel) -> Result<(), Refusal> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(refusal) = inside.refusals.pop_front() {
            return Err(refusal);
        }
        inside.letters.push(parcel.clone());
        Ok(())
    }
}
