//! Quiet hours: a stretch of the clock on her wall, through every change of it.

use jiff::Timestamp;
use jiff::civil::{DateTime, Time, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};
use serde::{Deserialize, Serialize};

use crate::clock::Moment;
use crate::error::FieldCode;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A time on the clock, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// Eight in the morning: when letters come that gather.
    pub const MORNING: Self = Self(8 * 60);

    /// Reads `HH:MM`.
    ///
    /// # Errors
    /// `unknown` for anything else.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let (hours, minutes) = text.split_once(':').ok_or("unknown")?;
        let digits = |part: &str| {
            let two = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            two.then(|| part.parse::<u16>().ok()).flatten()
        };
        match (digits(hours), digits(minutes)) {
            (Some(hours @ 0..24), Some(minutes @ 0..60)) => Ok(Self(hours * 60 + minutes)),
            _ => Err("unknown"),
        }
    }

    /// As `HH:MM`.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:02}:{:02}", self.0 / 60, self.0 % 60)
    }

    fn time(self) -> Time {
        let part = |number: u16| i8::try_from(number).unwrap_or_default();
        Time::new(part(self.0 / 60), part(self.0 % 60), 0, 0).unwrap_or(Time::MIN)
    }
}

/// When nothing comes. Two equal ends: never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// From this time on,
    #[serde(rename = "f")]
    pub from: TimeOfDay,
    /// until this one, which may be the next day's.
    #[serde(rename = "t")]
    pub to: TimeOfDay,
}

impl Default for QuietHours {
    /// From nine in the evening to seven in the morning.
    fn default() -> Self {
        Self { from: TimeOfDay(21 * 60), to: TimeOfDay(7 * 60) }
    }
}

impl QuietHours {
    /// When the quiet hours end that `now` lies in; `None` when it lies in none, or nobody knows the zone.
    ///
    /// What counts is what her clock shows. An hour that it shows twice is quiet twice; when it jumps over the end, they end
    /// where it lands.
    #[must_use]
    pub fn until(&self, zone: &str, now: Moment) -> Option<Moment> {
        let zone = TimeZone::get(zone).ok()?;
        let at = Timestamp::from_millisecond(now.0).ok()?;
        let shown = zone.to_datetime(at);
        let minute = minute_of(shown).filter(|minute| self.holds(*minute))?;
        let date = if minute < self.to.0 % DAY { shown.date() } else { shown.date().tomorrow().ok()? };
        let end = first_showing(&zone, date.to_datetime(self.to.time()), now)?;
        // A clock that is set back may land before the quiet hours, and come to their end only much later.
        let landed = zone.following(at).map(|change| change.timestamp()).take_while(|change| change.as_millisecond() < end.0);
        let mut out = landed.filter(|change| minute_of(zone.to_datetime(*change)).is_some_and(|minute| !self.holds(minute)));
        Some(out.next().map_or(end, |change| Moment(change.as_millisecond())))
    }

    /// Whether this minute of the day is quiet.
    fn holds(self, minute: u16) -> bool {
        let (from, to) = (self.from.0 % DAY, self.to.0 % DAY);
        if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to }
    }
}

fn minute_of(shown: DateTime) -> Option<u16> {
    u16::try_from(i32::from(shown.hour()) * 60 + i32::from(shown.minute())).ok()
}

/// The first moment after `now` at which a clock in this zone shows this time, or, where it jumps over it, when it lands.
fn first_showing(zone: &TimeZone, shown: DateTime, now: Moment) -> Option<Moment> {
    let ambiguous = zone.to_ambiguous_timestamp(shown);
    let moment = |at: Timestamp| Moment(at.as_millisecond());
    let earlier = ambiguous.earlier().ok()?;
    if let AmbiguousOffset::Gap { .. } = ambiguous.offset() {
        // The earlier reading lies before the jump, so the next change of the clock is that jump.
        return zone.following(earlier).next().map(|jump| moment(jump.timestamp()));
    }
    [earlier, ambiguous.later().ok()?].into_iter().map(moment).find(|at| *at > now)
}

/// The first moment after `now` at which it is this time in a zone, on a Monday if that is asked for. In no zone it is UTC.
#[must_use]
pub fn next_showing(zone: Option<&str>, time: TimeOfDay, monday: bool, now: Moment) -> Option<Moment> {
    let zone = zone.and_then(|zone| TimeZone::get(zone).ok()).unwrap_or(TimeZone::UTC);
    let mut date = zone.to_datetime(Timestamp::from_millisecond(now.0).ok()?).date();
    // Eight days, and one more where a day is left out.
    for _ in 0..9 {
        if !monday || date.weekday() == Weekday::Monday {
            let found = first_showing(&zone, date.to_datetime(time.time()), now).filter(|at| *at > now);
            if found.is_some() {
                return found;
            }
        }
        date = date.tomorrow().ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    fn hours(from: &str, to: &str) -> QuietHours {
        QuietHours { from: TimeOfDay::parse(from).expect("a time"), to: TimeOfDay::parse(to).expect("a time") }
    }

    /// When quiet hours end that are judged at a moment.
    fn ends(hours: QuietHours, zone: &str, now: &str) -> Option<String> {
        hours.until(zone, at(now)).map(Moment::rfc3339)
    }

    // E-38
    #[test]
    fn quiet_hours_end_when_her_clock_says_so_on_both_sides_of_a_change() {
        for (zone, now, end) in [
            // Berlin goes from UTC+1 to UTC+2 at 01:00 UTC on 29 March 2026, and back on 25 October.
            ("Europe/Berlin", "2026-03-27T20:00:00Z", "2026-03-28T06:00:00.000Z"),
            ("Europe/Berlin", "2026-03-28T23:30:00Z", "2026-03-29T05:00:00.000Z"),
            ("Europe/Berlin", "2026-10-24T22:30:00Z", "2026-10-25T06:00:00.000Z"),
            // New York, 8 March and 1 November.
            ("America/New_York", "2026-03-08T03:00:00Z", "2026-03-08T11:00:00.000Z"),
            ("America/New_York", "2026-11-01T04:30:00Z", "2026-11-01T12:00:00.000Z"),
            // Lord Howe moves by half an hour: 4 October and 5 April.
            ("Australia/Lord_Howe", "2026-10-03T12:00:00Z", "2026-10-03T20:00:00.000Z"),
            ("Australia/Lord_Howe", "2026-04-04T12:00:00Z", "2026-04-04T20:30:00.000Z"),
            // Santiago changes at midnight: 6 September and 5 April.
            ("America/Santiago", "2026-09-06T03:00:00Z", "2026-09-06T10:00:00.000Z"),
            ("America/Santiago", "2026-04-05T02:30:00Z", "2026-04-05T11:00:00.000Z"),
        ] {
            assert_eq!(ends(QuietHours::default(), zone, now).as_deref(), Some(end), "{zone} at {now}");
            assert_eq!(QuietHours::default().until(zone, at(end)), None, "{zone}: at the end it is quiet no more");
            assert!(QuietHours::default().until(zone, at(end).plus(-1)).is_some(), "{zone}: and just before it still is");
        }
    }

    // E-38
    #[test]
    fn an_end_that_the_clock_jumps_over_is_where_it_lands_and_one_that_it_shows_twice_comes_twice() {
        let half_past_two = hours("21:00", "02:30");
        for (zone, now, end) in [
            ("Europe/Berlin", "2026-03-29T00:15:00Z", "2026-03-29T01:00:00.000Z"),
            ("America/New_York", "2026-03-08T06:30:00Z", "2026-03-08T07:00:00.000Z"),
            ("Europe/Berlin", "2026-10-25T00:15:00Z", "2026-10-25T00:30:00.000Z"),
            ("Europe/Berlin", "2026-10-25T01:15:00Z", "2026-10-25T01:30:00.000Z"),
        ] {
            assert_eq!(ends(half_past_two, zone, now).as_deref(), Some(end), "{zone} at {now}");
        }
        assert_eq!(ends(half_past_two, "Europe/Berlin", "2026-10-25T00:45:00Z"), None, "between the two it is not quiet");
        // New York shows 01:30 twice on 1 November.
        let half_past_one = hours("21:00", "01:30");
        assert_eq!(ends(half_past_one, "America/New_York", "2026-11-01T05:15:00Z").as_deref(), Some("2026-11-01T05:30:00.000Z"));
        assert_eq!(ends(half_past_one, "America/New_York", "2026-11-01T06:15:00Z").as_deref(), Some("2026-11-01T06:30:00.000Z"));
        // Lord Howe jumps from 02:00 to 02:30, and Santiago from 24:00 to 01:00.
        let quarter_past_two = hours("21:00", "02:15");
        let landing = Some("2026-10-03T15:30:00.000Z");
        assert_eq!(ends(quarter_past_two, "Australia/Lord_Howe", "2026-10-03T15:10:00Z").as_deref(), landing);
        let half_past_midnight = hours("21:00", "00:30");
        let landing = Some("2026-09-06T04:00:00.000Z");
        assert_eq!(ends(half_past_midnight, "America/Santiago", "2026-09-06T03:30:00Z").as_deref(), landing);
    }

    // E-38
    #[test]
    fn minute_by_minute_through_each_change_it_is_quiet_exactly_when_her_clock_is_within_the_hours() {
        let ranges = [("21:00", "07:00"), ("01:30", "02:30"), ("23:30", "00:30"), ("02:00", "03:00"), ("12:00", "12:00")];
        let changes = [
            ("Europe/Berlin", "2026-03-28T12:00:00Z"),
            ("Europe/Berlin", "2026-10-24T12:00:00Z"),
            ("America/New_York", "2026-03-07T18:00:00Z"),
            ("America/New_York", "2026-10-31T18:00:00Z"),
            ("Australia/Lord_Howe", "2026-10-03T04:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-04T04:00:00Z"),
            ("America/Santiago", "2026-09-05T16:00:00Z"),
            ("America/Santiago", "2026-04-04T16:00:00Z"),
        ];
        for (zone, begin) in changes {
            let clock = TimeZone::get(zone).expect("a zone");
            for (from, to) in ranges {
                let quiet = hours(from, to);
                let within = |now: Moment| {
                    let shown = clock.to_datetime(Timestamp::from_millisecond(now.0).expect("a moment"));
                    let shown = format!("{:02}:{:02}", shown.hour(), shown.minute());
                    if from <= to { *from <= *shown && *shown < *to } else { *shown >= *from || *shown < *to }
                };
                for minute in 0..36 * 60 {
                    let now = at(begin).plus(minute * crate::clock::MINUTE);
                    let until = quiet.until(zone, now);
                    assert_eq!(until.is_some(), within(now), "{zone} {from}-{to} at {}", now.rfc3339());
                    let first = until
                        .map(|_| (1..=2_880).map(|more| now.plus(more * crate::clock::MINUTE)).find(|later| !within(*later)));
                    assert_eq!(until, first.flatten(), "{zone} {from}-{to} at {}", now.rfc3339());
                }
            }
        }
    }

    #[test]
    fn the_next_morning_comes_once_a_day_whatever_the_clock_does() {
        let eight = TimeOfDay::parse("08:00").expect("a time");
        for zone in [None, Some("Europe/Berlin"), Some("America/New_York"), Some("Pacific/Apia"), Some("Nowhere/At_All")] {
            let mut now = at("2026-01-01T00:00:00Z");
            for _ in 0..365 {
                let next = next_showing(zone, eight, false, now).expect("a morning");
                let hours = (next.0 - now.0) / crate::clock::HOUR;
                assert!(next > now && hours <= 25, "{zone:?}: {hours} hours after {}", now.rfc3339());
                now = next;
            }
            assert!(now.0 / crate::clock::DAY - at("2026-01-01T00:00:00Z").0 / crate::clock::DAY >= 363, "{zone:?}");
        }
        let monday = next_showing(Some("Europe/Berlin"), eight, true, at("2026-03-02T07:00:00Z")).expect("a Monday");
        assert_eq!(monday.rfc3339(), "2026-03-09T07:00:00.000Z");
        let monday = next_showing(Some("Europe/Berlin"), eight, true, at("2026-03-29T10:00:00Z")).expect("a Monday");
        assert_eq!(monday.rfc3339(), "2026-03-30T06:00:00.000Z");
    }

    #[test]
    fn a_time_of_day_is_read_only_as_it_is_written() {
        for good in ["00:00", "07:05", "23:59"] {
            assert_eq!(TimeOfDay::parse(good).expect(good).text(), good);
        }
        for wrong in ["", "7:05", "24:00", "12:60", "12", "12:3", "-1:00", "+1:00", "12:00:00", "１２:00"] {
            assert_eq!(TimeOfDay::parse(wrong), Err("unknown"), "{wrong}");
        }
    }
}
