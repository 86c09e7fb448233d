//! Aliases: two words of a list, unique in their thread, never a member's name.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::accounts::name::skeleton_of;

/// The embedded word list.
const WORDS: &str = include_str!("../../config/aliases.toml");

#[derive(Deserialize)]
struct Words {
    first: Vec<String>,
    second: Vec<String>,
}

static LIST: LazyLock<Words> = LazyLock::new(|| toml::from_str(WORDS).unwrap_or(Words { first: Vec::new(), second: Vec::new() }));

static SKELETONS: LazyLock<HashSet<String>> =
    LazyLock::new(|| LIST.first.iter().flat_map(|a| LIST.second.iter().map(move |b| skeleton_of(&format!("{a}{b}")))).collect());

/// The alias that these bytes choose; bytes that are random or keyed choose evenly enough.
#[must_use]
pub fn chosen_by(bytes: &[u8]) -> String {
    let number = |from: usize| {
        let four = bytes.iter().skip(from).take(4);
        four.fold(0_usize, |sum, byte| sum * 256 + usize::from(*byte))
    };
    let word = |list: &'static [String], number: usize| list.get(number % list.len().max(1)).map_or("Someone", String::as_str);
    format!("{} {}", word(&LIST.first, number(0)), word(&LIST.second, number(4)))
}

/// Whether the list could give this name, or one that looks like it: such names are no member's.
#[must_use]
pub fn could_be(skeleton: &str) -> bool {
    SKELETONS.contains(skeleton)
}
