//! How fast letters leave: so many a minute in all, two at a time to one provider and slower when it asks for it, none while
//! the relay is down, and a member's own daily measure. Kept in memory: a restart forgets it and is forgiven.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::clock::{Day, HOUR, MINUTE, Moment, SECOND};
use crate::storage::columns::AccountId;

/// Letters to one provider at the same moment (E-04).
const AT_ONCE: usize = 2;
/// How long a provider is left alone that asks for it, at first and at most; each time twice as long.
const SLOW: (i64, i64) = (MINUTE, HOUR);
/// The same for the relay itself.
const DOWN: (i64, i64) = (15 * SECOND, 2 * MINUTE);
/// Letters to one member in a day that are neither owed nor awaited (E-45).
const A_DAY: usize = 20;
/// Providers that are remembered before those that nothing is known of are forgotten.
const REMEMBERED: usize = 1_000;

/// The measure of what leaves.
pub struct Pace {
    /// Letters in any minute; none: as many as there are.
    per_minute: Option<usize>,
    /// Whether a member has a daily measure.
    capped: bool,
    /// Whether letters leave through a relay that has to be spared.
    spares: bool,
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    left: VecDeque<Moment>,
    down: Rest,
    lanes: HashMap<String, Lane>,
    day: Option<Day>,
    by_member: HashMap<AccountId, usize>,
}

#[derive(Default, Clone, Copy)]
struct Rest {
    until: Option<Moment>,
    length: i64,
}

impl Rest {
    fn lengthen(&mut self, now: Moment, (first, most): (i64, i64)) -> Moment {
        // Several that were under way together are one event.
        if let Some(until) = self.until.filter(|until| *until > now) {
            return until;
        }
        self.length = if self.length == 0 { first } else { (self.length * 2).min(most) };
        let until = now.plus(self.length);
        self.until = Some(until);
        until
    }

    fn holds(self, now: Moment) -> Option<Moment> {
        self.until.filter(|until| *until > now)
    }
}

struct Lane {
    places: Arc<Semaphore>,
    rest: Rest,
}

/// A place among the letters to one provider; let go when dropped.
pub struct Place {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Pace {
    /// With so many letters a minute; `None` lifts every measure that is no provider's.
    #[must_use]
    pub fn new(per_minute: Option<u32>, spares: bool) -> Self {
        let capped = per_minute.is_some();
        let per_minute = per_minute.filter(|_| spares).map(|letters| usize::try_from(letters).unwrap_or(usize::MAX).max(1));
        Self { per_minute, capped, spares, inside: Mutex::default() }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many letters may leave now that nobody waits for.
    #[must_use]
    pub fn room(&self, now: Moment) -> usize {
        let mut inside = self.inside();
        if inside.down.holds(now).is_some() {
            return 0;
        }
        let Some(most) = self.per_minute else { return usize::MAX };
        inside.forget_before(now);
        most.saturating_sub(inside.left.len())
    }

    /// Until when the relay is left alone, if it is.
    #[must_use]
    pub fn is_down(&self, now: Moment) -> Option<Moment> {
        self.inside().down.holds(now)
    }

    /// The relay itself did not work: until when it is left alone.
    pub fn went_down(&self, now: Moment) -> Moment {
        self.inside().down.lengthen(now, DOWN)
    }

    /// A letter is about to leave. Too many did in the last minute: until when it waits. Urgent ones count and do not wait.
    ///
    /// # Errors
    /// The moment when there is room again.
    pub fn leaves(&self, now: Moment, urgent: bool) -> Result<(), Moment> {
        let Some(most) = self.per_minute else { return Ok(()) };
        let mut inside = self.inside();
        inside.forget_before(now);
        match inside.left.front() {
            Some(first) if inside.left.len() >= most && !urgent => Err(first.plus(MINUTE)),
            _ => {
                inside.left.push_back(now);
                Ok(())
            }
        }
    }

    /// A place among the letters to this provider, if one is free.
    #[must_use]
    pub fn try_enter(&self, provider: &str) -> Option<Place> {
        let Some(places) = self.places(provider) else { return Some(Place { _permit: None }) };
        places.try_acquire_owned().ok().map(|permit| Place { _permit: Some(permit) })
    }

    /// Waits for a place among the letters to this provider.
    pub async fn enter(&self, provider: &str) -> Place {
        match self.places(provider) {
            Some(places) => Place { _permit: places.acquire_owned().await.ok() },
            None => Place { _permit: None },
        }
    }

    fn places(&self, provider: &str) -> Option<Arc<Semaphore>> {
        self.spares.then(|| Arc::clone(&self.inside().lane(provider).places))
    }

    /// Until when this provider is left alone, if it is.
    #[must_use]
    pub fn is_slow(&self, provider: &str, now: Moment) -> Option<Moment> {
        self.inside().lanes.get(provider).and_then(|lane| lane.rest.holds(now))
    }

    /// The provider asked to be left alone for a while.
    pub fn slows(&self, provider: &str, now: Moment) {
        self.inside().lane(provider).rest.lengthen(now, SLOW);
    }

    /// The relay took a letter to this provider.
    pub fn went_well(&self, provider: &str) {
        let mut inside = self.inside();
        inside.down = Rest::default();
        if let Some(lane) = inside.lanes.get_mut(provider) {
            lane.rest = Rest::default();
        }
    }

    /// Whether a member has a daily measure at all.
    #[must_use]
    pub const fn is_capped(&self) -> bool {
        self.capped
    }

    /// Whether a member who has had so many letters today may have another; counts it if so.
    #[must_use]
    pub fn may_have(&self, account: AccountId, today: Day, had: usize) -> bool {
        if !self.capped {
            return true;
        }
        let mut inside = self.inside();
        if inside.day != Some(today) {
            inside.day = Some(today);
            inside.by_member.clear();
        }
        // What is under way is not written down yet, and what was written down before a restart is not known here.
        let known = inside.by_member.entry(account).or_default();
        *known = (*known).max(had);
        let may = *known < A_DAY;
        if may {
            *known += 1;
        }
        may
    }

    /// The letter did not leave after all.
    pub fn had_not(&self, account: AccountId) {
        if let Some(known) = self.inside().by_member.get_mut(&account) {
            *known = known.saturating_sub(1);
        }
    }
}

impl Inside {
    fn forget_before(&mut self, now: Moment) {
        while self.left.front().is_some_and(|first| first.plus(MINUTE) <= now) {
            self.left.pop_front();
        }
    }

    fn lane(&mut self, provider: &str) -> &mut Lane {
        if self.lanes.len() > REMEMBERED {
            self.lanes.retain(|_, lane| lane.rest.until.is_some() || Arc::strong_count(&lane.places) > 1);
        }
        self.lanes
            .entry(provider.to_owned())
            .or_insert_with(|| Lane { places: Arc::new(Semaphore::new(AT_ONCE)), rest: Rest::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_700_000_000_000);

    // E-05
    #[test]
    fn no_minute_sees_more_letters_than_agreed_and_urgent_ones_do_not_wait() {
        let pace = Pace::new(Some(3), true);
        for at in [0, 10, 20] {
            assert_eq!(pace.leaves(NOW.plus(at * SECOND), false), Ok(()));
        }
        assert_eq!(pace.room(NOW.plus(30 * SECOND)), 0);
        assert_eq!(pace.leaves(NOW.plus(30 * SECOND), false), Err(NOW.plus(MINUTE)));
        assert_eq!(pace.leaves(NOW.plus(30 * SECOND), true), Ok(()));
        assert_eq!(pace.room(NOW.plus(70 * SECOND)), 1);
        let unbound = Pace::new(None, true);
        assert!((0..10_000).all(|_| unbound.leaves(NOW, false).is_ok()));
        assert!((0..50).all(|_| unbound.may_have(AccountId(1), Day(1), 50)));
    }

    // E-04
    #[test]
    fn two_letters_at_a_time_go_to_one_provider_and_others_are_not_kept_waiting() {
        let pace = Pace::new(None, true);
        let (first, second) = (pace.try_enter("big.example"), pace.try_enter("big.example"));
        assert!(first.is_some() && second.is_some());
        assert!(pace.try_enter("big.example").is_none());
        assert!(pace.try_enter("small.example").is_some());
        drop(first);
        assert!(pace.try_enter("big.example").is_some());
        assert!((0..5).map(|_| Pace::new(None, false).try_enter("big.example")).all(|place| place.is_some()));
    }

    // E-04
    #[test]
    fn a_provider_that_asks_to_be_left_alone_is_left_alone_ever_longer_until_it_takes_a_letter() {
        let pace = Pace::new(None, true);
        let mut now = NOW;
        for minutes in [1, 2, 4, 8, 16, 32, 60, 60] {
            pace.slows("big.example", now);
            pace.slows("big.example", now.plus(SECOND));
            let until = pace.is_slow("big.example", now).expect("slow");
            assert_eq!(until, now.plus(minutes * MINUTE));
            assert_eq!(pace.is_slow("small.example", now), None);
            now = until;
            assert_eq!(pace.is_slow("big.example", now), None);
        }
        pace.went_well("big.example");
        pace.slows("big.example", now);
        assert_eq!(pace.is_slow("big.example", now), Some(now.plus(MINUTE)));
    }

    #[test]
    fn a_relay_that_is_down_is_asked_again_within_two_minutes() {
        let pace = Pace::new(None, true);
        let mut now = NOW;
        for seconds in [15, 30, 60, 120, 120] {
            assert_eq!(pace.went_down(now), now.plus(seconds * SECOND));
            assert_eq!(pace.room(now), 0);
            now = now.plus(seconds * SECOND);
            assert!(pace.room(now) > 0);
        }
        pace.went_well("x.example");
        assert_eq!(pace.went_down(now), now.plus(15 * SECOND));
    }

    // E-45
    #[test]
    fn a_member_has_twenty_letters_a_day_at_most() {
        let pace = Pace::new(Some(120), true);
        let (ada, berta) = (AccountId(1), AccountId(2));
        assert_eq!((0..25).filter(|_| pace.may_have(ada, Day(1), 0)).count(), 20);
        pace.had_not(ada);
        assert!(pace.may_have(ada, Day(1), 0));
        assert!(!pace.may_have(ada, Day(1), 0));
        assert!(pace.may_have(ada, Day(2), 0));
        assert_eq!((0..25).filter(|_| pace.may_have(berta, Day(2), 18)).count(), 2, "also after a restart");
    }
}
