//! A month of a small forum on a clock that stands: what the list of those that wait, and calling, do for a first answer.
//!
//! 500 members, 25 listeners with sleep and work, 60 threads a day. Everything about how people behave is data
//! (`config/simulation.toml`); whom to call and when is decided by the forum's own [`plan`]. Seeded, so that two runs are one.

use std::fmt::Write as _;

use serde::Deserialize;

use super::plan::{Candidate, Circle, Plan, choose};
use crate::chance::Chance;
use crate::clock::{DAY, HOUR, MINUTE, Moment};

/// How people behave.
const BEHAVIOUR: &str = include_str!("../../config/simulation.toml");
/// Parts that a chance is told in.
const PARTS: usize = 1_000_000;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Behaviour {
    days: i64,
    members: usize,
    listeners: usize,
    threads_a_day: usize,
    /// How much is written in each hour of the day, as weights.
    written_by_hour: Vec<f64>,
    /// How likely a member who is not a listener looks in within an hour of the day.
    looks_in_by_hour: Vec<f64>,
    /// How likely somebody who looks in answers a thread of the front page that has no answer.
    answers_unasked: f64,
    /// Threads of the newest that somebody who looks in sees.
    sees_newest: usize,
    /// Threads of the list of those that wait that she sees too, where there is one.
    sees_waiting: usize,
    /// How likely a listener who is called reads the call, by the hour after it.
    hears_within_minutes: i64,
    hears: f64,
    /// How likely a listener who heard answers that thread.
    answers_called: f64,
    /// Minutes that an answer takes to write, from and to.
    writes_minutes: [i64; 2],
    /// The hour in which a listener may first be called, from and to; and for how many hours.
    awake_from: [i64; 2],
    awake_hours: [i64; 2],
    /// Listeners who are awake at night.
    night_owls: usize,
    /// How many of the ten spaces a listener opted in to, from and to.
    spaces: [usize; 2],
    /// How likely a moderator answers within an hour of being called.
    moderator_answers: f64,
}

/// A thread of the month.
#[derive(Clone, Debug)]
struct Thread {
    opened: i64,
    space: usize,
    answered: Option<i64>,
    next_call: Option<i64>,
    called: Vec<usize>,
    writing_until: i64,
}

#[derive(Clone, Debug)]
struct Listener {
    from: i64,
    hours: i64,
    spaces: Vec<usize>,
    calls: Vec<u8>,
    /// Threads she heard of, and when she hears.
    heard: Vec<(i64, usize)>,
}

/// What came of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Threads.
    pub threads: usize,
    /// Of them answered within 24 hours, in parts of one.
    pub within_a_day: f64,
    /// Minutes to the first answer, the median of all.
    pub median: i64,
    /// The ninth tenth.
    pub p90: i64,
    /// The same for threads opened in each hour of the day.
    pub by_hour: Vec<(i64, i64)>,
    /// Calls that any listener got on any day, at most.
    pub most_calls: u8,
    /// Calls in all.
    pub calls: usize,
}

fn between(chance: &Chance, [from, to]: [i64; 2]) -> i64 {
    let span = usize::try_from(to - from + 1).unwrap_or(1);
    from + i64::try_from(chance.below(span)).unwrap_or(0)
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a chance in parts of a million")]
fn happens(chance: &Chance, likely: f64) -> bool {
    (chance.below(PARTS) as f64) < likely * PARTS as f64
}

fn hour_of(at: i64) -> usize {
    usize::try_from(at.rem_euclid(DAY) / HOUR).unwrap_or(0)
}

impl Listener {
    fn is_awake(&self, at: i64) -> bool {
        (at.rem_euclid(DAY) / HOUR - self.from).rem_euclid(24) < self.hours
    }
}

/// Plays a month.
///
/// # Errors
/// When the data cannot be read.
pub fn play(plan: Option<&Plan>, seed: u64) -> Result<Outcome, String> {
    let how: Behaviour = toml::from_str(BEHAVIOUR).map_err(|error| error.to_string())?;
    let chance = Chance::seeded(seed);
    Ok(Month::new(&how, &chance).run(plan))
}

struct Month<'m> {
    how: &'m Behaviour,
    chance: &'m Chance,
    threads: Vec<Thread>,
    listeners: Vec<Listener>,
}

/// A step of the clock.
const STEP: i64 = 5 * MINUTE;

impl<'m> Month<'m> {
    fn new(how: &'m Behaviour, chance: &'m Chance) -> Self {
        let days = usize::try_from(how.days + 4).unwrap_or(0);
        let listeners = (0..how.listeners).map(|number| {
            let from = if number < how.night_owls { 21 } else { between(chance, how.awake_from) };
            let span = [how.spaces[0], how.spaces[1]].map(|count| i64::try_from(count).unwrap_or(1));
            let count = usize::try_from(between(chance, span)).unwrap_or(1);
            let spaces = (0..count).map(|_| chance.below(10)).collect();
            Listener { from, hours: between(chance, how.awake_hours), spaces, calls: vec![0; days], heard: Vec::new() }
        });
        let listeners = listeners.collect();
        Self { how, chance, threads: Vec::new(), listeners }
    }

    fn run(mut self, plan: Option<&Plan>) -> Outcome {
        self.open_threads(plan);
        let end = (self.how.days + 4) * DAY;
        let mut at = 0;
        while at < end {
            self.members_look_in(at, plan.is_some());
            if let Some(plan) = plan {
                self.call(at, plan);
                self.listeners_answer(at);
            }
            at += STEP;
        }
        self.outcome()
    }

    fn open_threads(&mut self, plan: Option<&Plan>) {
        let weights = &self.how.written_by_hour;
        let all: f64 = weights.iter().sum();
        for day in 0..self.how.days {
            for _ in 0..self.how.threads_a_day {
                let hour = weights.iter().enumerate().scan(all, |left, (hour, weight)| {
                    let chosen = happens(self.chance, weight / left.max(f64::EPSILON));
                    *left -= weight;
                    Some((hour, chosen))
                });
                let hour = hour.into_iter().find(|(_, chosen)| *chosen).map_or(12, |(hour, _)| hour);
                let minute = i64::try_from(self.chance.below(60)).unwrap_or(0);
                let opened = day * DAY + i64::try_from(hour).unwrap_or(0) * HOUR + minute * MINUTE;
                let night = !(7..22).contains(&hour);
                let next_call = plan.map(|plan| plan.first_call(Moment(opened), night).0);
                let space = self.chance.below(10);
                self.threads.push(Thread { opened, space, answered: None, next_call, called: Vec::new(), writing_until: 0 });
            }
        }
        self.threads.sort_by_key(|thread| thread.opened);
    }

    /// Members who are no listeners look in now and then, and sometimes answer what they see.
    fn members_look_in(&mut self, at: i64, list: bool) {
        let likely = self.how.looks_in_by_hour.get(hour_of(at)).copied().unwrap_or(0.0) / 12.0;
        let others = self.how.members.saturating_sub(self.how.listeners);
        for _ in 0..others {
            if !happens(self.chance, likely) {
                continue;
            }
            let open: Vec<usize> =
                self.threads.iter().enumerate().filter(|(_, thread)| thread.opened <= at).map(|(number, _)| number).collect();
            let newest = open.iter().rev().take(self.how.sees_newest).copied();
            let waits = |number: &usize| self.threads.get(*number).is_some_and(|thread| thread.answered.is_none());
            let mut seen: Vec<usize> = newest.filter(waits).collect();
            if list {
                seen.extend(open.iter().copied().filter(waits).take(self.how.sees_waiting));
            }
            for number in seen {
                if happens(self.chance, self.how.answers_unasked) {
                    self.answer(number, at);
                }
            }
        }
    }

    fn answer(&mut self, number: usize, at: i64) {
        let takes = between(self.chance, self.how.writes_minutes) * MINUTE;
        if let Some(thread) = self.threads.get_mut(number).filter(|thread| thread.opened <= at) {
            let done = at + takes;
            thread.answered = Some(thread.answered.map_or(done, |before| before.min(done)));
        }
    }

    fn call(&mut self, at: i64, plan: &Plan) {
        let day = usize::try_from(at / DAY).unwrap_or(0);
        for number in 0..self.threads.len() {
            let Some(thread) = self.threads.get(number).filter(|thread| thread.next_call.is_some_and(|next| next <= at)) else {
                continue;
            };
            let (opened, space, called) = (thread.opened, thread.space, thread.called.clone());
            if thread.answered.is_some_and(|done| done <= at) {
                self.set_next(number, None);
                continue;
            }
            if thread.writing_until > at {
                let until = thread.writing_until;
                self.set_next(number, Some(until));
                continue;
            }
            let circle = plan.circle(at - opened);
            let candidates: Vec<Candidate<usize>> = self
                .listeners
                .iter()
                .enumerate()
                .map(|(who, listener)| Candidate {
                    who,
                    in_space: listener.spaces.contains(&space),
                    awake: listener.is_awake(at),
                    calls_today: listener.calls.get(day).copied().unwrap_or(0),
                    spent: called.contains(&who),
                })
                .collect();
            for who in choose(plan, circle, &candidates, self.chance) {
                let delay = between(self.chance, [1, self.how.hears_within_minutes]) * MINUTE;
                let hears = happens(self.chance, self.how.hears);
                if let Some(listener) = self.listeners.get_mut(who) {
                    if let Some(calls) = listener.calls.get_mut(day) {
                        *calls += 1;
                    }
                    if hears {
                        listener.heard.push((at + delay, number));
                    }
                }
                if let Some(thread) = self.threads.get_mut(number) {
                    thread.called.push(who);
                }
            }
            if circle == Circle::Moderators && happens(self.chance, self.how.moderator_answers) {
                self.answer(number, at + between(self.chance, [1, 60]) * MINUTE);
            }
            let next = plan.next_call(Moment(opened), Moment(at)).map(|next| next.0);
            self.set_next(number, next);
        }
    }

    fn set_next(&mut self, number: usize, next: Option<i64>) {
        if let Some(thread) = self.threads.get_mut(number) {
            thread.next_call = next;
        }
    }

    /// Who heard of a thread looks, and answers unless somebody did or says that she is writing.
    fn listeners_answer(&mut self, at: i64) {
        let mut due: Vec<usize> = Vec::new();
        for listener in &mut self.listeners {
            due.extend(listener.heard.iter().filter(|(when, _)| *when <= at).map(|(_, number)| *number));
            listener.heard.retain(|(when, _)| *when > at);
        }
        for number in due {
            let free = self.threads.get(number).is_some_and(|thread| thread.answered.is_none() && thread.writing_until <= at);
            if free && happens(self.chance, self.how.answers_called) {
                self.answer(number, at);
                if let Some(thread) = self.threads.get_mut(number) {
                    thread.writing_until = at + 30 * MINUTE;
                }
            }
        }
    }

    fn outcome(&self) -> Outcome {
        let waited = |threads: &mut dyn Iterator<Item = &Thread>| -> Vec<i64> {
            let mut minutes: Vec<i64> =
                threads.map(|thread| thread.answered.map_or(i64::MAX, |done| (done - thread.opened) / MINUTE)).collect();
            minutes.sort_unstable();
            minutes
        };
        let at = |minutes: &[i64], tenths: usize| minutes.get(minutes.len() * tenths / 10).copied().unwrap_or(0);
        let all = waited(&mut self.threads.iter());
        let by_hour = (0..24).map(|hour| {
            let minutes = waited(&mut self.threads.iter().filter(|thread| hour_of(thread.opened) == hour));
            (at(&minutes, 5), at(&minutes, 9))
        });
        let day = all.iter().filter(|minutes| **minutes <= 24 * 60).count();
        let calls = self.listeners.iter().flat_map(|listener| listener.calls.iter().copied());
        #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "some thousand threads")]
        let share = day as f64 / all.len().max(1) as f64;
        Outcome {
            threads: all.len(),
            within_a_day: share,
            median: at(&all, 5),
            p90: at(&all, 9),
            by_hour: by_hour.collect(),
            most_calls: calls.clone().max().unwrap_or(0),
            calls: calls.map(usize::from).sum(),
        }
    }
}

/// Both months side by side, as text.
///
/// # Errors
/// When the data cannot be read.
pub fn report(plan: &Plan, seed: u64) -> Result<(Outcome, Outcome, String), String> {
    let (without, with) = (play(None, seed)?, play(Some(plan), seed)?);
    let said = |minutes: i64| if minutes == i64::MAX { "never".to_owned() } else { minutes.to_string() };
    let mut text = String::from("minutes to the first answer       without calling        with calling\n");
    text.push_str("opened at                       median    9 of 10     median    9 of 10\n");
    let rows = without.by_hour.iter().zip(&with.by_hour).enumerate();
    for (hour, ((m1, p1), (m2, p2))) in rows {
        let _ = writeln!(text, "{hour:>2} o'clock {:>27} {:>10} {:>10} {:>10}", said(*m1), said(*p1), said(*m2), said(*p2));
    }
    let _ = writeln!(
        text,
        "all {:>34} {:>10} {:>10} {:>10}",
        said(without.median),
        said(without.p90),
        said(with.median),
        said(with.p90)
    );
    let percent = |outcome: &Outcome| 100.0 * outcome.within_a_day;
    let _ = writeln!(text, "answered within 24 hours: {:.1} % without, {:.1} % with", percent(&without), percent(&with));
    let _ =
        writeln!(text, "calls: {} in all, at most {} a listener and day; {} threads", with.calls, with.most_calls, with.threads);
    Ok((without, with, text))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::config::Config;

    // The first line: with calling at least 99 of 100 are answered within a day, and nobody is called more than three
    // times on one.
    #[test]
    #[expect(clippy::print_stdout, reason = "the figures are printed in every run")]
    fn with_calling_nobody_goes_unheard_and_nobody_is_called_too_often() {
        let plan = Plan::of(&Config::layered(None, HashMap::new()).unwrap().listening);
        for seed in [1, 2, 3] {
            let (without, with, text) = report(&plan, seed).unwrap();
            if seed == 1 {
                println!("{text}");
            }
            assert_eq!(with.threads, 1_800);
            assert!(with.within_a_day >= 0.99, "{}", with.within_a_day);
            assert!(with.most_calls <= 3);
            assert!(with.median < without.median && with.p90 < without.p90 && with.within_a_day > without.within_a_day);
        }
        assert_eq!(play(Some(&plan), 7), play(Some(&plan), 7), "two runs are one");
    }
}
