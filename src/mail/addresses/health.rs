//! How the forum is thought of: complaints and mistrust among all that was sent in a week.

use actix_web::web;

use crate::app::App;
use crate::clock::Day;
use crate::mail::fates::{self, FateKind, FateReason};
use crate::storage::{Conn, Stored};

/// Days that are looked at.
const DAYS: i32 = 7;
/// Complaints in a hundred thousand letters from which the operator is warned (0.1 %).
const WARNED: i64 = 100;
/// And from which digests rest (0.3 %): from there on large providers refuse.
const PAUSED: i64 = 300;
/// Complaints below which nothing follows: in a small forum one is a large part.
const FEW: i64 = 3;

/// What became of a week's letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Letters that the relay took.
    pub sent: i64,
    /// Those of them that somebody called unwanted.
    pub complained: i64,
    /// Those that were refused for want of trust.
    pub mistrusted: i64,
}

impl Health {
    /// Complaints in a hundred thousand letters.
    const fn rate(self) -> i64 {
        let sent = if self.sent > 0 { self.sent } else { 1 };
        self.complained.saturating_mul(100_000) / sent
    }

    /// Whether the operator should look into it.
    #[must_use]
    pub const fn warns(self) -> bool {
        self.complained >= FEW && self.rate() > WARNED
    }

    /// Whether digests rest until it is better.
    #[must_use]
    pub const fn pauses(self) -> bool {
        self.complained >= FEW && self.rate() > PAUSED
    }
}

/// What became of the last week's letters.
///
/// # Errors
/// When the database fails.
pub fn health(conn: &mut Conn, app: &App) -> Stored<Health> {
    let since = Day(app.clock.now().day().0.saturating_sub(DAYS));
    let mut health = Health::default();
    for (fate, reason, count) in fates::counted_since(conn, since)? {
        match (fate, reason) {
            (FateKind::Sent, _) => health.sent += count,
            (FateKind::Complained, _) => health.complained += count,
            (FateKind::Bounced | FateKind::Failed, Some(FateReason::Policy)) => health.mistrusted += count,
            _ => {}
        }
    }
    Ok(health)
}

/// Whether digests rest, because too many people called letters unwanted.
///
/// # Errors
/// When the database fails.
pub fn are_digests_paused(conn: &mut Conn, app: &App) -> Stored<bool> {
    Ok(health(conn, app)?.pauses())
}

/// What the admin should know; sentences.
///
/// # Errors
/// When the database fails.
pub async fn told_to_admin(app: web::Data<App>) -> Stored<Vec<&'static str>> {
    let inner = app.clone();
    app.storage.read(move |conn| warnings(conn, &inner)).await
}

fn warnings(conn: &mut Conn, app: &App) -> Stored<Vec<&'static str>> {
    let health = health(conn, app)?;
    let mut warnings = Vec::new();
    if health.pauses() {
        warnings.push("More than 0.3 % of a week's letters were called unwanted: digests rest until it is less, or large providers refuse everything.");
    } else if health.warns() {
        warnings.push("More than 0.1 % of a week's letters were called unwanted. At 0.3 % digests rest.");
    }
    if health.mistrusted > 0 {
        warnings.push("Letters were refused this week because this server is not trusted: check the records below, and whether its address is on a list.");
    }
    Ok(warnings)
}

#[cfg(test)]
mod tests {
    use super::*;

    // E-26
    #[test]
    fn one_complaint_in_a_thousand_warns_and_three_rest_digests() {
        let of = |sent, complained| {
            let health = Health { sent, complained, mistrusted: 0 };
            (health.warns(), health.pauses())
        };
        assert_eq!(of(0, 0), (false, false));
        assert_eq!(of(100, 2), (false, false), "two people are few");
        assert_eq!(of(3_000, 3), (false, false));
        assert_eq!(of(2_900, 3), (true, false));
        assert_eq!(of(1_000, 3), (true, false));
        assert_eq!(of(990, 3), (true, true));
    }
}
