//! The checks, as data, with what was decided about them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::store;
use crate::moderation::holding::Finding;
use crate::moderation::model::HoldClass;
use crate::storage::{Conn, Stored};

const DATA: &str = include_str!("../../config/checks.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    check: Vec<Check>,
}

/// A check.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Its short name.
    pub name: String,
    /// Why a post waits.
    pub class: HoldClass,
    /// The rule that it serves.
    pub rule: String,
    /// Whether it is on.
    pub on: bool,
    /// How many are let pass.
    pub most: u32,
    /// Minutes that are looked back.
    pub within: u32,
    /// What it found, as a sentence.
    pub facts: String,
}

/// The numbers of a check: what can be tried and switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckSettings {
    /// How many are let pass: links, numbers, the same text, posts in the time, posts much alike.
    pub most: u32,
    /// Minutes that are looked back.
    pub within: u32,
}

impl Check {
    /// Its numbers.
    pub(super) const fn settings(&self) -> CheckSettings {
        CheckSettings { most: self.most, within: self.within }
    }

    /// What it found, for the statement of reasons.
    pub(super) fn finding(&self) -> Finding {
        Finding { class: self.class, check: self.name.clone(), rule: self.rule.clone(), facts: self.facts.clone() }
    }
}

// A test reads the file, so an unreadable one never gets this far.
static LIST: LazyLock<Vec<Check>> = LazyLock::new(|| toml::from_str(DATA).map_or_else(|_| Vec::new(), |file: File| file.check));

/// Every check, in the order in which they are asked, as it is now.
///
/// # Errors
/// When the database fails.
pub(super) fn all(conn: &mut Conn) -> Stored<Vec<Check>> {
    let decided = store::checks(conn)?;
    let now = |check: &Check| {
        let mut check = check.clone();
        if let Some(row) = decided.iter().find(|row| row.name == check.name) {
            (check.on, check.most, check.within) = (row.is_on, whole(row.most), whole(row.within));
        }
        check
    };
    Ok(LIST.iter().map(now).collect())
}

fn whole(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::rules;

    #[test]
    fn the_checks_can_be_read_and_serve_rules_that_there_are() {
        let file: File = toml::from_str(DATA).unwrap();
        assert_eq!(file.check.len(), LIST.len());
        for check in &file.check {
            assert!(rules::named(&check.rule).is_some(), "{}", check.name);
            assert!(check.facts.ends_with('.'), "{}", check.name);
        }
    }
}
