//! A month of the calendar, UTC.

use std::fmt;

use crate::clock::Moment;

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    month: i32,
}

impl Month {
    /// Reads `2026-03`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        let found = Self { year: year.parse().ok()?, month: month.parse().ok()? };
        (1970..=9998).contains(&found.year).then_some(found).filter(|found| (1..=12).contains(&found.month))
    }

    /// The month of a moment.
    #[must_use]
    pub fn of(at: Moment) -> Self {
        at.rfc3339().get(..7).and_then(Self::parse).unwrap_or(Self { year: 1970, month: 1 })
    }

    /// So many months later, or earlier.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        let count = self.year.saturating_mul(12).saturating_add(self.month - 1).saturating_add(months);
        Self { year: count.div_euclid(12), month: count.rem_euclid(12) + 1 }
    }

    /// Its first moment.
    #[must_use]
    pub fn begins(self) -> Moment {
        Moment::parse(&format!("{self}-01T00:00:00Z")).unwrap_or(Moment(0))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_one_another() {
        let december = Month::parse("2026-12").unwrap();
        assert_eq!(december.plus(1).to_string(), "2027-01");
        assert_eq!(december.plus(-12).to_string(), "2025-12");
        assert_eq!(Month::of(december.plus(1).begins()), december.plus(1));
        assert_eq!(Month::of(Moment(december.plus(1).begins().0 - 1)), december);
        for wrong in ["2026", "2026-13", "2026-00", "26-01", "2026-1", "+026-01", "2026-03-01"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
