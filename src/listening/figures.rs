//! How long first answers take: median, ninth tenth, by hour of the day, and who was never answered. For everybody to see.
//!
//! Counted in whole quarters of an hour, as times are shown everywhere else, so that the figures tell nothing that the
//! threads do not.

use std::collections::BTreeMap;

use actix_web::web;
use serde::Serialize;

use super::store;
use crate::app::App;
use crate::clock::{DAY, Day, Moment};
use crate::storage::{Conn, Stored};

/// Days that the figures are of.
const DAYS: i32 = 30;
/// An hour of the day with fewer threads shows none: few of anything tell too much.
const LEAST: i64 = 5;
/// Quarters of an hour that are told apart; what took longer counts as this.
pub(super) const LONGEST: i32 = 4 * 24 * 14;

/// How long some threads waited for their first answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Waited {
    /// Threads opened.
    pub threads: i64,
    /// Of them, those that were answered.
    pub answered: i64,
    /// Of them, those that were answered within 24 hours.
    pub within_a_day: i64,
    /// Half of the answered waited at most so many minutes.
    pub median_minutes: Option<i64>,
    /// Nine of ten did.
    pub p90_minutes: Option<i64>,
}

/// The same for threads opened within one hour of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct WaitedAtHour {
    /// From 0 to 23, on the clock of the place.
    pub hour: i32,
    /// What they waited; null where there were fewer than five.
    pub waited: Option<Waited>,
}

/// How long first answers take.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct FirstAnswers {
    /// The first day that is counted. Threads of the last 24 hours are not: they may still be answered in time.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The last one.
    #[schema(value_type = String, format = Date)]
    pub to: Day,
    /// Of all threads together.
    pub all: Waited,
    /// Threads that nobody has answered.
    pub never: i64,
    /// By the hour in which a thread was opened, all 24.
    pub by_hour: Vec<WaitedAtHour>,
}

impl Waited {
    /// Out of a histogram: quarters waited, and how many threads; -1 counts all that were opened.
    fn of(counts: &BTreeMap<i32, i64>) -> Self {
        let threads = counts.get(&-1).copied().unwrap_or(0);
        let answered: i64 = counts.range(0..).map(|(_, count)| count).sum();
        let at = |share: i64| {
            let mut left = (answered * share + 9) / 10;
            counts.range(0..).find_map(|(quarters, count)| {
                left -= count;
                (left <= 0).then(|| i64::from(*quarters) * 15)
            })
        };
        let known = answered > 0;
        Self {
            threads: threads.max(answered),
            answered,
            within_a_day: counts.range(0..=96).map(|(_, count)| count).sum(),
            median_minutes: at(5).filter(|_| known),
            p90_minutes: at(9).filter(|_| known),
        }
    }
}

/// How long first answers took in the last thirty days.
///
/// # Errors
/// When the database fails.
pub async fn look(app: &web::Data<App>) -> Stored<FirstAnswers> {
    let to = app.clock.now().plus(-DAY).day();
    let from = Day(to.0 - DAYS + 1);
    let rows = app.storage.read(move |conn: &mut Conn| store::counted(conn, from, to)).await?;
    Ok(made_of(&rows, from, to))
}

fn made_of(rows: &[(i32, i32, i64)], from: Day, to: Day) -> FirstAnswers {
    let (mut all, mut hours) = (BTreeMap::<i32, i64>::new(), BTreeMap::<i32, BTreeMap<i32, i64>>::new());
    for (hour, quarters, threads) in rows {
        *all.entry(*quarters).or_default() += threads;
        *hours.entry(*hour).or_default().entry(*quarters).or_default() += threads;
    }
    let by_hour = (0..24).map(|hour| {
        let waited = hours.get(&hour).map(Waited::of).filter(|waited| waited.threads >= LEAST);
        WaitedAtHour { hour, waited }
    });
    let waited = Waited::of(&all);
    FirstAnswers { from, to, never: (waited.threads - waited.answered).max(0), all: waited, by_hour: by_hour.collect() }
}

/// Between two moments, in whole quarters of an hour as both are shown.
pub(super) fn quarters_between(opened: Moment, answered: Moment) -> i32 {
    let quarter = |at: Moment| at.quarter().moment().0;
    let waited = (quarter(answered) - quarter(opened)) / (15 * 60_000);
    i32::try_from(waited).unwrap_or(LONGEST).clamp(0, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_histogram() {
        let rows = [(3, -1, 10), (3, 0, 2), (3, 1, 3), (3, 4, 3), (3, 200, 1), (9, -1, 2), (9, 2, 2)];
        let made = made_of(&rows, Day(0), Day(29));
        assert_eq!(made.all.threads, 12);
        assert_eq!((made.all.answered, made.never, made.all.within_a_day), (11, 1, 10));
        assert_eq!((made.all.median_minutes, made.all.p90_minutes), (Some(30), Some(60)));
        let at = |hour: usize| made.by_hour[hour].waited.clone();
        assert_eq!(at(3).unwrap().median_minutes, Some(15));
        assert!(at(9).is_none() && at(0).is_none(), "few threads tell too much");
        assert_eq!(Waited::of(&BTreeMap::new()), Waited::default());
    }
}
