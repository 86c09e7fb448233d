//! Until when a sanction holds.

use super::model::{Error, Sanction};
use crate::accounts::standing::SanctionKind;
use crate::clock::{DAY, Moment};

/// The furthest end that somebody may choose, in milliseconds: a year, and a day for time zones and leap years.
const FURTHEST: i64 = 367 * DAY;
/// Days that a mute holds when nobody says otherwise.
const MUTED: i64 = 7;
/// Days after which a warning is over.
const WARNED: i64 = 90;

/// A sanction with its end, rounded up to a quarter hour. Ends that nobody chose are rounded up to the day, because what is
/// kept of them beside the account should not tell when the decision was taken.
///
/// # Errors
/// `sanction.until`: `wrong_type`, or `not_allowed` when it is past or too far.
pub fn parse(kind: SanctionKind, until: Option<&str>, now: Moment) -> Result<Sanction, Error> {
    let until = match (until, kind) {
        (Some(typed), _) => {
            let until = Moment::parse(typed).ok_or_else(|| Error::field("sanction.until", "wrong_type"))?;
            if until <= now || until > now.plus(FURTHEST) {
                return Err(Error::field("sanction.until", "not_allowed"));
            }
            Some(until.next_quarter())
        }
        (None, SanctionKind::Suspend) => None,
        (None, SanctionKind::Mute) => Some(days_from(now, MUTED)),
        (None, SanctionKind::Warn) => Some(days_from(now, WARNED)),
    };
    Ok(Sanction { kind, until })
}

fn days_from(now: Moment, days: i64) -> Moment {
    Moment(now.plus((days + 1) * DAY - 1).0.div_euclid(DAY) * DAY)
}
