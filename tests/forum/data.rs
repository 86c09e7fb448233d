//! The data that people keep by hand: spaces and the words of aliases. (Rules, helplines and the demonstration forum are
//! checked where they are read.)

use std::collections::{BTreeMap, HashSet};

use goodenough::accounts::name::DisplayName;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spaces {
    space: Vec<Space>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Space {
    id: i32,
    slug: String,
    name: String,
    description: String,
    translations: BTreeMap<String, Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    name: String,
    description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Aliases {
    first: Vec<String>,
    second: Vec<String>,
}

#[test]
fn there_are_ten_spaces_with_ids_and_slugs_of_their_own() {
    let spaces: Spaces = toml::from_str(include_str!("../../config/spaces.toml")).unwrap();
    let spaces = spaces.space;
    assert_eq!(spaces.len(), 10);
    assert_eq!(spaces.iter().map(|space| space.id).collect::<HashSet<_>>().len(), 10);
    assert_eq!(spaces.iter().map(|space| &space.slug).collect::<HashSet<_>>().len(), 10);
    for space in &spaces {
        assert!(space.id > 0);
        assert!(space.slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", space.slug);
        assert!(!space.name.trim().is_empty() && space.description.ends_with('.'), "{}", space.slug);
        assert_eq!(space.translations.keys().map(String::as_str).collect::<Vec<_>>(), ["es", "he"], "{}", space.slug);
        for words in space.translations.values() {
            assert!(!words.name.trim().is_empty() && words.description.ends_with('.'), "{}", words.name);
        }
    }
}

#[test]
fn the_words_of_aliases_are_single_capitalised_and_stand_there_once() {
    let words: Aliases = toml::from_str(include_str!("../../config/aliases.toml")).unwrap();
    for list in [&words.first, &words.second] {
        assert!(list.len() > 100);
        assert_eq!(list.iter().collect::<HashSet<_>>().len(), list.len(), "a word stands twice");
        for word in list {
            let mut letters = word.chars();
            assert!(
                letters.next().is_some_and(|first| first.is_ascii_uppercase()) && letters.all(|c| c.is_ascii_lowercase()),
                "{word}"
            );
        }
    }
    assert!(words.first.len() * words.second.len() > 20_000, "too few aliases to be told apart");
}

#[test]
fn no_member_can_have_a_name_that_an_alias_has() {
    let words: Aliases = toml::from_str(include_str!("../../config/aliases.toml")).unwrap();
    for (first, second) in words.first.iter().zip(&words.second) {
        assert_eq!(DisplayName::parse(&format!("{first} {second}")), Err("not_allowed"));
    }
}
