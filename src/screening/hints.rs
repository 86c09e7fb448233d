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
    #[serde(default)]
    not_before: Vec<String>,
}

impl Entry {
    fn is_in(&self, plain: &str) -> bool {
        let follows = |rest: &str| self.not_before.iter().any(|word| rest.starts_with(&format!("{word} ")));
        self.words.iter().any(|word| plain.split(&format!(" {word} ")).skip(1).any(|rest| !follows(rest)))
    }
}

static LIST: LazyLock<Vec<Entry>> = LazyLock::new(|| toml::from_str(DATA).map_or_else(|_| Vec::new(), |file: File| file.hint));

/// What a text may be: `insult`, `selling`, `under_age`.
#[must_use]
pub fn hints(text: &str) -> Vec<&'static str> {
    let plain: String =
        text.to_lowercase().replace('’', "'").chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    LIST.iter().filter(|entry| entry.is_in(&plain)).map(|entry| entry.name.as_str()).collect()
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
            ("im fifteen and i had a baby", vec!["under_age"]),
            ("I’m 15 weeks along.", vec![]),
            ("I am 15 weeks along, and I am sixteen.", vec!["under_age"]),
            ("I am 160 km from home.", vec![]),
            ("You PATHETIC person! Buy now.", vec!["insult", "selling"]),
            ("My son is 15 and asleep.", vec![]),
        ] {
            assert_eq!(hints(text), found, "{text}");
        }
    }
}
