//! The rules of the forum: shown in the guidelines, named by decisions.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The embedded rules.
const RULES: &str = include_str!("../../config/rules.toml");

/// A rule.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// A short word; decisions point to it.
    pub name: String,
    /// The rule as a sentence.
    pub title: String,
    /// Two or three sentences that explain it.
    pub text: String,
    /// Whoever breaks it may be suspended without having been warned before.
    #[serde(default)]
    pub grave: bool,
    /// The same in other languages, by language (BCP 47); to be read, while `title` and `text` hold.
    #[serde(default)]
    pub translations: BTreeMap<String, RuleTranslation>,
}

impl Rule {
    /// The rule as a sentence in a language (BCP 47), in English where it is in no other.
    #[must_use]
    pub fn title_in(&self, language: &str) -> &str {
        self.translations.get(language).map_or(&self.title, |words| &words.title)
    }
}

/// A rule in another language.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleTranslation {
    /// The rule as a sentence.
    pub title: String,
    /// Two or three sentences that explain it.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rule: Vec<Rule>,
}

// A test reads the file, so an unreadable one never gets this far.
static LIST: LazyLock<Vec<Rule>> = LazyLock::new(|| toml::from_str(RULES).map_or_else(|_| Vec::new(), |rules: Rules| rules.rule));

/// Every rule, in the order shown.
#[must_use]
pub fn all() -> &'static [Rule] {
    &LIST
}

/// The rule of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Rule> {
    LIST.iter().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_rules_can_be_read_and_have_names_of_their_own() {
        let rules: Rules = toml::from_str(RULES).unwrap();
        let names: HashSet<&str> = rules.rule.iter().map(|rule| rule.name.as_str()).collect();
        assert_eq!(names.len(), rules.rule.len());
        assert!(names.contains("kindness"), "the contract names this one");
        for rule in &rules.rule {
            assert!(!rule.name.is_empty() && rule.name.bytes().all(|byte| byte.is_ascii_lowercase()), "{}", rule.name);
            assert!(!rule.title.trim().is_empty() && rule.title.len() <= 80 && !rule.text.trim().is_empty(), "{}", rule.name);
            assert_eq!(rule.translations.keys().map(String::as_str).collect::<Vec<_>>(), ["es", "he"], "{}", rule.name);
        }
        assert_eq!(all().len(), rules.rule.len());
        assert!(named("kindness").is_some() && named("unkindness").is_none());
    }
}
