//! When to try again: soon at first, then ever later, never in step with others.

use crate::chance::Chance;
use crate::clock::{HOUR, MINUTE, Moment};

/// Milliseconds after the first, second, … try that did not work.
const DELAYS: [i64; 6] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR];
/// And after each later one.
const LAST: i64 = 24 * HOUR;

/// The next try after so many; `None` when that would come too late to help anybody.
pub(super) fn next_try(chance: &Chance, attempts: i32, now: Moment, expires_at: Moment) -> Option<Moment> {
    let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or_default();
    let delay = DELAYS.get(place).copied().unwrap_or(LAST);
    // Up to a quarter more, so that what failed together does not come back together.
    let part = i64::try_from(chance.below(26)).unwrap_or_default();
    let at = now.plus(delay + delay * part / 100);
    (at < expires_at).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_ever_later_and_never_after_the_job_has_expired() {
        let chance = Chance::seeded(1);
        let now = Moment(0);
        let far = Moment(i64::MAX);
        for (attempts, delay) in
            [(1, MINUTE), (2, 5 * MINUTE), (3, 15 * MINUTE), (4, HOUR), (5, 4 * HOUR), (6, 12 * HOUR), (7, LAST), (99, LAST)]
        {
            let at = next_try(&chance, attempts, now, far).expect("it does not expire").0;
            assert!(at >= delay && at <= delay + delay / 4, "try {attempts} after {at} ms");
        }
        assert_eq!(next_try(&chance, 4, now, Moment(30 * MINUTE)), None);
    }
}
