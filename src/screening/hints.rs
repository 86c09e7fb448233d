//! Words that a moderator is shown beside a case: a hint to a person, and nothing else. They hold nothing and open no case.

use std::sync::LazyLock;

use serde::Deserialize;

const DATA: &str = include_str!("../../config/hint-words.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    hint: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    words: Vec<String>,
}

static LIST: LazyLock<Vec<Entry>> = LazyLock::new(|| toml::from_str(DATA).map_or_else(|_| Vec::new(), |file: File| file.hint));

/// What a text may be: `insult`, `selling`, `under_age`.
#[must_use]
pub fn hints(text: &str) -> Vec<&'static str> {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    let says = |entry: &&Entry| entry.words.iter().any(|word| plain.contains(&format!(" {word} ")));
    LIST.iter().filter(says).map(|entry| entry.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // S-17
    #[test]
    fn a_hint_needs_the_whole_word_in_any_language() {
        for (text, found) in [
            ("I'm 15, and nobody knows.", vec!["under_age"]),
            ("Tengo 15 años y nadie lo sabe", vec!["under_age"]),
            ("I am 160 km from home.", vec![]),
            ("You PATHETIC person! Buy now.", vec!["insult", "selling"]),
            ("My son is 15 and asleep.", vec![]),
        ] {
            assert_eq!(hints(text), found, "{text}");
        }
    }
}
