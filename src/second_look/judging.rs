//! Turns that read as judging, in an answer (S-32): one gentle question to its writer, alone. It can be sent as it is, and nothing
//! about it is kept or counted. The rules are data, `config/judging.toml`.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::hints::{Found, HintKind};

/// The embedded rules.
const RULES: &str = include_str!("../../config/judging.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    why: String,
    patterns: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

struct Rule {
    why: String,
    patterns: Vec<Regex>,
    unless: Vec<Regex>,
}

// A test reads the file, so an unreadable one never gets this far.
static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| parse(RULES).unwrap_or_default());

fn parse(text: &str) -> Result<Vec<Rule>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let regex = |pattern: &String| {
        // The curly apostrophe stands for both.
        let pattern = pattern.replace('’', "['’]");
        RegexBuilder::new(&pattern).case_insensitive(true).build().map_err(|error| error.to_string())
    };
    let rule = |entry: &Entry| {
        Ok(Rule {
            why: entry.why.clone(),
            patterns: entry.patterns.iter().map(regex).collect::<Result<_, String>>()?,
            unless: entry.unless.iter().map(regex).collect::<Result<_, String>>()?,
        })
    };
    file.rule.iter().map(rule).collect()
}

/// The turns of a text that read as judging. What she quotes is not hers.
pub(super) fn find(text: &str) -> Vec<Found> {
    let (mut found, mut from) = (Vec::new(), 0);
    for sentence in text.split_inclusive(['.', '!', '?', '\n']) {
        let begins = from;
        from += sentence.len();
        if sentence.trim_start().starts_with('>') {
            continue;
        }
        for rule in ALL.iter() {
            if rule.unless.iter().any(|unless| unless.is_match(sentence)) {
                continue;
            }
            let hit = rule.patterns.iter().find_map(|pattern| pattern.find(sentence));
            found.extend(hit.map(|hit| Found {
                kind: HintKind::Judging,
                why: rule.why.clone(),
                from: begins + hit.start(),
                to: begins + hit.end(),
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUDGING: &[&str] = &[
        "How could you leave him there?",
        "What kind of mother goes to the gym?",
        "You should be ashamed of yourself.",
        "That poor child.",
        "Real mothers don’t complain.",
        "A good mother would stay home.",
        "You're just lazy.",
        "You are being so selfish",
        "You should have thought of that before.",
        "Why did you even have kids?",
        "Oh grow up.",
        "In my day we just got on with it",
        "Other mothers manage.",
        "¿Cómo pudiste dejarla sola?",
        "Pobre niño, qué clase de madre eres",
        "איך יכולת להשאיר אותו שם",
        "ילד מסכן",
        "את סתם עצלנית",
        "Das arme Kind.",
        "Wie konntest du nur",
        "Du bist einfach faul",
    ];
    const KIND: &[&str] = &[
        "I felt like a lazy mother too, for years.",
        "You are not a bad mother.",
        "That does not make you a bad mum, truly.",
        "I was so ashamed when it happened to me.",
        "You are not selfish for wanting an hour.",
        "How could anybody sleep with that?",
        "How can you be expected to do it all?",
        "It gets easier when they grow up.",
        "My poor back hurts as well.",
        "You could try to put him down awake; it helped us.",
        "I should have asked for help sooner.",
        "My mother asks me what kind of mother works nights.",
        "> How could you leave him?",
        "No eres una mala madre.",
        "Yo también me siento mala madre a veces.",
        "את לא אמא רעה.",
        "Du bist keine Rabenmutter.",
        "Ich fühle mich auch oft wie eine Rabenmutter.",
        "That you read this to the end is kind of you.",
    ];

    #[test]
    fn judging_turns_are_found_and_kind_ones_are_not() {
        assert!(parse(RULES).is_ok_and(|rules| rules.len() >= 9));
        let missed: Vec<&&str> = JUDGING.iter().filter(|text| find(text).is_empty()).collect();
        let wrong: Vec<_> = KIND.iter().filter(|text| !find(text).is_empty()).map(|text| (text, find(text))).collect();
        assert!(missed.is_empty() && wrong.is_empty(), "missed {missed:?}, wrong {wrong:?}");
    }

    #[test]
    fn the_words_themselves_are_pointed_at() {
        let text = "Grüße. You're just lazy. Ok";
        let found = find(text);
        assert_eq!(found.iter().map(|one| &text[one.from..one.to]).collect::<Vec<_>>(), ["You're just lazy"]);
    }
}
