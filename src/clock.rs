//! Time is a parameter: whole milliseconds, never asked of the machine anywhere but here.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use diesel_derive_newtype::DieselNewType;
use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};

/// Milliseconds in a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day.
pub const DAY: i64 = 24 * HOUR;

/// A moment, in whole milliseconds since 1970 UTC (both databases keep exactly that; below it they differ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DieselNewType, Deserialize, Serialize)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment this many milliseconds later (or earlier, when negative).
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The start of the quarter hour it lies in: all that readers learn of a thread's times.
    #[must_use]
    pub const fn quarter(self) -> Quarter {
        Quarter(Self(self.0 - self.0.rem_euclid(15 * MINUTE)))
    }

    /// The same moment, or the start of the next quarter hour: when something ends that is told in quarter hours.
    #[must_use]
    pub const fn next_quarter(self) -> Self {
        self.plus(15 * MINUTE - 1).quarter().moment()
    }

    /// Whole days since 1970, UTC.
    #[must_use]
    pub fn day(self) -> Day {
        Day(i32::try_from(self.0.div_euclid(DAY)).unwrap_or(i32::MAX))
    }

    /// RFC 3339 in UTC with milliseconds.
    #[must_use]
    pub fn rfc3339(self) -> String {
        Timestamp::from_millisecond(self.0).map_or_else(|_| "1970-01-01T00:00:00.000Z".to_owned(), |at| format!("{at:.3}"))
    }

    /// As a person reads it, in UTC: "9 March 2026, 21:15 UTC".
    #[must_use]
    pub fn in_words(self) -> String {
        Timestamp::from_millisecond(self.0).unwrap_or_default().strftime("%-d %B %Y, %H:%M UTC").to_string()
    }

    /// Reads RFC 3339; `None` when it is not.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<Timestamp>().ok().map(|at| Self(at.as_millisecond()))
    }
}

/// A moment rounded down to the quarter hour. The only form in which times of threads and posts leave the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter(Moment);

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = Timestamp::from_millisecond(self.0.0).unwrap_or_default();
        serializer.serialize_str(&format!("{at:.0}"))
    }
}

impl Quarter {
    /// The rounded moment itself, for a column.
    #[must_use]
    pub const fn moment(self) -> Moment {
        self.0
    }
}

/// A whole day since 1970 UTC: as exactly as rows by account may tell time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DieselNewType)]
pub struct Day(pub i32);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = Timestamp::from_second(i64::from(self.0) * 86_400).unwrap_or_default();
        serializer.serialize_str(&at.to_string()[..10])
    }
}

/// Where the time comes from: the machine, or a test's hand.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands until somebody moves it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this moment.
    #[must_use]
    pub fn fixed(at: Moment) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.0)))
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
            Self::System => Moment(Timestamp::now().as_millisecond()),
            Self::Fixed(at) => Moment(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a fixed clock on; the machine's clock is not ours to move.
    pub fn advance(&self, milliseconds: i64) {
        if let Self::Fixed(at) = self {
            at.fetch_add(milliseconds, Ordering::SeqCst);
        }
    }
}
