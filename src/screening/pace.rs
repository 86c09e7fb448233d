//! How fast somebody posts, and whether she says the same again: in the memory of this process alone, for a day. Written down it
//! would tie an account to the moments of its posts.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::clock::{DAY, MINUTE, Moment};
use crate::storage::columns::AccountId;

/// Accounts that are remembered before those are forgotten that were quiet for a day.
const MANY: usize = 10_000;
/// Posts of one account that are remembered.
const POSTS: usize = 200;

/// Who posted when, and a hash of what.
#[derive(Debug, Default)]
pub struct Pace(Mutex<HashMap<AccountId, Vec<(Moment, u64)>>>);

impl Pace {
    /// Her posts of a day, with a hash of what each says; a new one is noted and is the last of them.
    pub(super) fn posts(&self, account: AccountId, new: Option<u64>, now: Moment) -> Vec<(Moment, u64)> {
        let mut posts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if posts.len() >= MANY {
            posts.retain(|_, posts| posts.last().is_some_and(|(at, _)| at.plus(DAY) > now));
        }
        let hers = posts.entry(account).or_default();
        hers.retain(|(at, _)| at.plus(DAY) > now);
        hers.extend(new.map(|text| (now, text)));
        let surplus = hers.len().saturating_sub(POSTS);
        hers.drain(..surplus);
        hers.clone()
    }
}

/// How many of these came within so many minutes.
pub(super) fn within(posts: &[(Moment, u64)], minutes: u32, now: Moment) -> usize {
    posts.iter().filter(|(at, _)| at.plus(i64::from(minutes) * MINUTE) > now).count()
}
