//! The rules of `config/second-look.toml`, and what they find in a text. Time grows with the length of the text, never faster.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::hints::{Found, HintKind};

/// The embedded rules.
const RULES: &str = include_str!("../../config/second-look.toml");
/// Bytes before and after a hit in which `near` must stand.
const CLOSE: usize = 80;
/// Tries of one rule in one text, at most.
const TRIES: usize = 400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    shapes: BTreeMap<String, String>,
    languages: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
    rule: Vec<Written>,
}

/// A rule as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: HintKind,
    why: String,
    #[serde(default)]
    languages: Vec<String>,
    pattern: String,
    near: Option<String>,
    digits: Option<(usize, usize)>,
    unless_like: Option<String>,
    #[serde(default)]
    unless: Vec<String>,
}

/// A rule that can be used.
struct Rule {
    kind: HintKind,
    why: String,
    languages: Vec<String>,
    pattern: Regex,
    near: Option<Regex>,
    digits: Option<(usize, usize)>,
    unless_like: Option<Regex>,
    unless: HashSet<String>,
}

/// All rules.
#[derive(Default)]
pub(super) struct Rules {
    list: Vec<Rule>,
    languages: BTreeMap<String, HashSet<String>>,
    common: HashSet<String>,
}

/// Why the rules cannot be used.
#[derive(Debug, thiserror::Error)]
enum Unusable {
    #[error(transparent)]
    Unread(#[from] toml::de::Error),
    #[error(transparent)]
    Pattern(#[from] regex::Error),
}

// A test reads the file, so an unreadable one never gets this far.
static ALL: LazyLock<Rules> = LazyLock::new(|| Rules::parse(RULES).unwrap_or_default());

/// The rules.
pub(super) fn all() -> &'static Rules {
    &ALL
}

/// The cities after which time zones are called.
fn cities() -> impl Iterator<Item = String> {
    let areas = ["Africa/", "America/", "Asia/", "Australia/", "Europe/"];
    let zones = jiff::tz::db().available().map(|zone| zone.to_string()).collect::<Vec<_>>();
    let known = zones.into_iter().filter(move |zone| areas.iter().any(|area| zone.starts_with(area)));
    known.filter_map(|zone| zone.rsplit('/').next().map(|city| city.replace('_', " ")))
}

impl Rules {
    fn parse(text: &str) -> Result<Self, Unusable> {
        let mut file: File = toml::from_str(text)?;
        let no_city: HashSet<String> = file.words.get("not_cities").into_iter().flatten().cloned().collect();
        let towns = file.words.entry("towns".to_owned()).or_default();
        towns.extend(cities().filter(|city| !no_city.contains(&city.to_lowercase())));
        towns.sort();
        towns.dedup();
        let lower = |list: &[String]| list.iter().map(|word| word.to_lowercase()).collect::<HashSet<_>>();
        let mut rules = Vec::new();
        for rule in &file.rule {
            let unless = rule.unless.iter().filter_map(|list| file.words.get(list)).flat_map(|list| lower(list)).collect();
            rules.push(Rule {
                kind: rule.kind,
                why: rule.why.clone(),
                languages: rule.languages.clone(),
                pattern: Regex::new(&file.spelled_out(&rule.pattern))?,
                near: rule.near.as_deref().map(|near| Regex::new(&file.spelled_out(near))).transpose()?,
                digits: rule.digits,
                unless_like: rule.unless_like.as_deref().map(Regex::new).transpose()?,
                unless,
            });
        }
        let languages = file.languages.iter().map(|(name, list)| (name.clone(), lower(list))).collect();
        let common = file.words.get("common").map(|list| lower(list)).unwrap_or_default();
        Ok(Self { list: rules, languages, common })
    }

    /// Whether a name or a part of an address is an ordinary word as well.
    pub(super) fn is_common(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.common.contains(&word) || self.languages.values().any(|list| list.contains(&word))
    }

    /// What the rules find in a text, in bytes.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let language = self.language_of(text);
        let fits = |rule: &&Rule| rule.languages.is_empty() || rule.languages.contains(&language);
        self.list.iter().filter(fits).flat_map(|rule| rule.find(text)).collect()
    }

    /// The language whose small words are the most frequent in it; English where none is.
    fn language_of(&self, text: &str) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))) {
            let word = word.to_lowercase().replace('’', "'");
            for (language, list) in &self.languages {
                if list.contains(&word) {
                    *counts.entry(language).or_default() += 1;
                }
            }
        }
        // Where two are as frequent, English first.
        let best = counts.into_iter().max_by_key(|(language, count)| (*count, *language == "en"));
        best.map_or("en", |(language, _)| language).to_owned()
    }
}

impl File {
    /// A pattern with the lists and shapes in place of their names.
    fn spelled_out(&self, pattern: &str) -> String {
        let mut pattern = pattern.to_owned();
        for (name, list) in &self.words {
            let place = format!("{{{name}}}");
            if pattern.contains(&place) {
                let mut list = list.clone();
                // The longest first: the first that fits is taken.
                list.sort_by_key(|word| std::cmp::Reverse(word.len()));
                pattern = pattern.replace(&place, &format!("(?:{})", list.join("|")));
            }
        }
        for (name, shape) in &self.shapes {
            pattern = pattern.replace(&format!("{{{name}}}"), &format!("(?:{shape})"));
        }
        pattern
    }
}

impl Rule {
    fn find(&self, text: &str) -> Vec<Found> {
        let (mut from, mut found) = (0, Vec::new());
        for _ in 0..TRIES {
            let Some(captures) = self.pattern.captures_at(text, from) else { break };
            let Some(hit) = captures.name("hit").or_else(|| captures.get(0)) else { break };
            if self.holds(text, hit.start(), hit.end()) {
                found.push(Found { kind: self.kind, why: self.why.clone(), from: hit.start(), to: hit.end() });
                from = hit.end();
            } else {
                // What follows its first word may be a hit of its own.
                let word = hit.as_str().find(char::is_whitespace).unwrap_or(hit.len()).max(1);
                from = hit.start() + word;
            }
        }
        found
    }

    fn holds(&self, text: &str, from: usize, to: usize) -> bool {
        let hit = text.get(from..to).unwrap_or_default();
        let digits = hit.bytes().filter(u8::is_ascii_digit).count();
        let words = || {
            hit.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
                .filter(|word| word.starts_with(char::is_uppercase))
        };
        self.digits.is_none_or(|(least, most)| (least..=most).contains(&digits))
            && !self.unless_like.as_ref().is_some_and(|unless| unless.is_match(hit))
            && !words().any(|word| self.unless.contains(&word.to_lowercase()))
            && self.near.as_ref().is_none_or(|near| near.is_match(around(text, from, to)))
    }
}

/// What stands close by.
fn around(text: &str, from: usize, to: usize) -> &str {
    let start = (0..=from.saturating_sub(CLOSE)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (to.saturating_add(CLOSE)..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text.get(start..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_read_and_name_lists_that_are_there() {
        let rules = Rules::parse(RULES).unwrap();
        assert!(rules.list.len() > 30 && rules.languages.len() == 3);
        let file: File = toml::from_str(RULES).unwrap();
        for rule in &file.rule {
            let named = rule.unless.iter().all(|list| file.words.contains_key(list));
            assert!(
                named && rule.languages.iter().all(|name| file.languages.contains_key(name)),
                "{}: {:?}",
                rule.why,
                rule.unless
            );
            let letters = |at: &str| at.starts_with(|c: char| c.is_ascii_lowercase()) && at.contains('}');
            let unfilled =
                file.spelled_out(&rule.pattern).split('{').skip(1).any(|rest| letters(rest) && !rest.starts_with("p{"));
            assert!(!unfilled, "{}", rule.pattern);
        }
        assert!(cities().any(|city| city == "Berlin") && cities().any(|city| city == "New York"));
    }

    #[test]
    #[allow(clippy::print_stdout, reason = "the time is wanted")]
    fn the_longest_text_takes_no_longer_than_others() {
        let begun = std::time::Instant::now();
        for piece in [
            "The ",
            "my daughter ",
            "+1 ",
            "0123 ",
            "Best, Anna\n",
            "a@",
            "Rue de la ",
            "in ",
            "A1 ",
            "\n- Anna ",
            "wwww.",
            "1.1.20 born ",
        ] {
            let text: String = piece.chars().cycle().take(20_000).collect();
            all().find(&text);
        }
        // Twelve of the longest posts, unoptimised; a pattern that goes back and forth would take minutes.
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
        println!("twelve texts of 20,000 characters: {:?}", begun.elapsed());
    }

    #[test]
    fn the_language_is_that_of_the_small_words() {
        for (text, language) in [
            ("I am tired and the baby cries", "en"),
            ("Ich bin müde und das Baby weint", "de"),
            ("Je suis fatiguée et le bébé pleure", "fr"),
            ("", "en"),
        ] {
            assert_eq!(all().language_of(text), language, "{text}");
        }
    }
}
