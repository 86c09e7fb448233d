//! Prepared decisions, as data: chosen in one tap, changed in as many words as a moderator likes (L-34).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::model::Action;

const DATA: &str = include_str!("../../config/prepared.toml");

/// A prepared decision.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Prepared {
    /// A short word.
    pub name: String,
    /// What stands on the button.
    pub label: String,
    /// What is done.
    pub action: Action,
    /// A rule's short name, or nothing.
    pub rule: String,
    /// Which facts.
    pub facts: String,
    /// What is said to the author.
    pub message: String,
    /// The same in other languages, by language (BCP 47).
    #[serde(default)]
    pub translations: BTreeMap<String, PreparedTranslation>,
}

/// A prepared decision in another language.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreparedTranslation {
    /// What stands on the button.
    pub label: String,
    /// Which facts.
    pub facts: String,
    /// What is said to the author.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prepared: Vec<Prepared>,
}

// A test reads the file, so an unreadable one never gets this far.
static LIST: LazyLock<Vec<Prepared>> =
    LazyLock::new(|| toml::from_str(DATA).map_or_else(|_| Vec::new(), |file: File| file.prepared));

/// All of them, in the order shown.
#[must_use]
pub fn all() -> &'static [Prepared] {
    &LIST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::rules;

    #[test]
    fn what_restricts_is_prepared_with_its_reasons() {
        let file: File = toml::from_str(DATA).unwrap();
        assert!(file.prepared.len() >= 5);
        for one in &file.prepared {
            let reasoned = rules::named(&one.rule).is_some() && !one.facts.is_empty() && !one.message.is_empty();
            assert!(one.action == Action::Keep || reasoned, "{}", one.name);
            assert_eq!(one.translations.keys().map(String::as_str).collect::<Vec<_>>(), ["es", "he"], "{}", one.name);
        }
    }
}
