//! When somebody is called about a thread that waits, and whom: decided from numbers alone.

use crate::chance::Chance;
use crate::clock::{HOUR, MINUTE, Moment};
use crate::config;

/// How calling goes, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The first call comes so long after the thread was opened.
    pub first: i64,
    /// The same at night.
    pub first_at_night: i64,
    /// Each further call comes so long after the one before.
    pub again: i64,
    /// After this listeners of all spaces are called.
    pub wider: i64,
    /// After this moderators are.
    pub moderators: i64,
    /// After this nobody is called any more.
    pub over: i64,
    /// Listeners that are called at once.
    pub at_once: usize,
    /// Calls that a listener gets in a day, at most.
    pub a_day: u8,
}

impl Plan {
    /// As the settings say.
    #[must_use]
    pub fn of(settings: &config::Listening) -> Self {
        Self {
            first: i64::from(settings.first_minutes) * MINUTE,
            first_at_night: i64::from(settings.first_minutes_at_night) * MINUTE,
            again: i64::from(settings.again_minutes.max(1)) * MINUTE,
            wider: i64::from(settings.wider_hours) * HOUR,
            moderators: i64::from(settings.moderators_hours) * HOUR,
            over: 72 * HOUR,
            at_once: settings.at_once,
            a_day: settings.calls_a_day,
        }
    }

    /// When the first call is due.
    #[must_use]
    pub const fn first_call(&self, opened: Moment, night: bool) -> Moment {
        opened.plus(if night { self.first_at_night } else { self.first })
    }

    /// Who is called about a thread that has waited so long.
    #[must_use]
    pub const fn circle(&self, waited: i64) -> Circle {
        if waited >= self.moderators {
            Circle::Moderators
        } else if waited >= self.wider {
            Circle::Wider
        } else {
            Circle::Space
        }
    }

    /// When to call again after a call at `now`; `None` when enough was tried.
    #[must_use]
    pub fn next_call(&self, opened: Moment, now: Moment) -> Option<Moment> {
        let waited = now.0 - opened.0;
        // Moderators are called once; then the wide circle goes on, more slowly.
        let pause = if waited >= self.moderators { 6 * self.again } else { self.again };
        let steps = [opened.plus(self.wider), opened.plus(self.moderators)];
        let step = steps.into_iter().find(|step| *step > now);
        let next = step.map_or(now.plus(pause), |step| step.min(now.plus(pause)));
        (next.0 - opened.0 < self.over).then_some(next)
    }
}

/// Who is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circle {
    /// Listeners of the thread's space.
    Space,
    /// Listeners of any space, twice as many.
    Wider,
    /// The same, and moderators.
    Moderators,
}

/// A listener, as far as calling goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<I> {
    /// Who.
    pub who: I,
    /// She opted in to the thread's space.
    pub in_space: bool,
    /// It is within the hours she chose.
    pub awake: bool,
    /// How often she was called today.
    pub calls_today: u8,
    /// She was called about this thread before, it is hers, or she does not want to see it.
    pub spent: bool,
}

/// Whom to call now: a few, those who were called least first, and chance between them.
pub fn choose<I: Clone>(plan: &Plan, circle: Circle, candidates: &[Candidate<I>], chance: &Chance) -> Vec<I> {
    let few = if circle == Circle::Space { plan.at_once } else { 2 * plan.at_once };
    let fits = |one: &&Candidate<I>| {
        one.awake && !one.spent && one.calls_today < plan.a_day && (one.in_space || circle != Circle::Space)
    };
    let mut drawn: Vec<(u8, usize, I)> =
        candidates.iter().filter(fits).map(|one| (one.calls_today, chance.below(1 << 20), one.who.clone())).collect();
    drawn.sort_by_key(|(calls, lot, _)| (*calls, *lot));
    drawn.into_iter().take(few).map(|(_, _, who)| who).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: Plan = Plan {
        first: 30 * MINUTE,
        first_at_night: 15 * MINUTE,
        again: 30 * MINUTE,
        wider: 6 * HOUR,
        moderators: 12 * HOUR,
        over: 72 * HOUR,
        at_once: 3,
        a_day: 3,
    };

    // S-29: after half an hour, at night a quarter; a wider circle after 6 hours, moderators after 12.
    #[test]
    fn calls_come_sooner_at_night_and_reach_further_with_time() {
        let opened = Moment(0);
        assert_eq!(PLAN.first_call(opened, false), Moment(30 * MINUTE));
        assert_eq!(PLAN.first_call(opened, true), Moment(15 * MINUTE));
        let (mut at, mut circles) = (PLAN.first_call(opened, false), Vec::new());
        loop {
            circles.push((at.0, PLAN.circle(at.0)));
            match PLAN.next_call(opened, at) {
                Some(next) => {
                    assert!(next > at);
                    at = next;
                }
                None => break,
            }
        }
        assert!(circles.contains(&(6 * HOUR, Circle::Wider)) && circles.contains(&(12 * HOUR, Circle::Moderators)));
        assert!(circles.iter().all(|(at, circle)| *circle != Circle::Space || *at < 6 * HOUR));
        assert!(circles.last().unwrap().0 < 72 * HOUR && circles.len() < 60);
    }

    #[test]
    fn few_are_called_at_once_and_nobody_too_often() {
        let one =
            |who: u32, calls: u8| Candidate { who, in_space: who < 6, awake: who != 1, calls_today: calls, spent: who == 2 };
        let all: Vec<Candidate<u32>> = (0..12).map(|who| one(who, if who == 3 { 3 } else { u8::from(who == 0) })).collect();
        let chance = Chance::seeded(1);
        let mut called = choose(&PLAN, Circle::Space, &all, &chance);
        called.sort_unstable();
        assert_eq!(called, [0, 4, 5], "asleep, spent and called often enough are left out");
        assert_eq!(choose(&PLAN, Circle::Wider, &all, &chance).len(), 6);
        assert!(choose::<u32>(&PLAN, Circle::Wider, &[], &chance).is_empty());
    }
}
