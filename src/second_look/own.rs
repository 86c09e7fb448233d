//! Her own name in her words: compared with what she alone is called, never with other members.

use super::hints::{Found, HintKind};
use super::rules::Rules;

/// Letters of a part of a name that can tell, at least.
const SHORTEST: usize = 3;
/// Letters of a part of a mail address that can tell, at least: shorter ones are chance.
const SHORTEST_IN_ADDRESS: usize = 4;

/// A word or some words of hers that would tell.
struct Telling {
    why: &'static str,
    words: String,
    /// It is an ordinary word too, and counts only where it is spelled as a name inside a sentence.
    common: bool,
}

/// Where her name, its parts, and what tells of her mail address stand.
pub(super) fn find(rules: &Rules, text: &str, name: &str, address: &str) -> Vec<Found> {
    let telling = telling(rules, name, address);
    let mut found = Vec::new();
    for from in beginnings(text) {
        let Some(rest) = text.get(from..) else { continue };
        for one in &telling {
            let Some(length) = begins(rest, &one.words) else { continue };
            let ends = !rest.get(length..).and_then(|after| after.chars().next()).is_some_and(char::is_alphanumeric);
            if ends && (!one.common || is_name_here(text, from)) {
                found.push(Found { kind: HintKind::Name, why: one.why.to_owned(), from, to: from + length });
            }
        }
    }
    found
}

fn telling(rules: &Rules, name: &str, address: &str) -> Vec<Telling> {
    let one = |why, words: &str| Telling { why, words: words.to_lowercase(), common: rules.is_common(words) };
    let mut all = vec![one("your_name", name.trim())];
    let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() >= SHORTEST);
    let whole = name.trim();
    all.extend(parts.filter(|part| *part != whole && part.chars().any(char::is_alphabetic)).map(|part| one("your_name", part)));
    let local = address.split('@').next().unwrap_or_default();
    let parts = local.split(|c: char| !c.is_alphabetic()).filter(|part| part.chars().count() >= SHORTEST_IN_ADDRESS);
    all.extend(parts.map(|part| one("your_address", part)).filter(|part| !part.common));
    all.retain(|one| !one.words.is_empty());
    all
}

/// Where words begin, in bytes.
fn beginnings(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, letter)| {
        let begins = letter.is_alphanumeric() && !inside;
        inside = letter.is_alphanumeric();
        begins.then_some(at)
    })
}

/// The bytes of `text` that read `lower`, in any case; none if it does not begin so.
fn begins(text: &str, lower: &str) -> Option<usize> {
    let mut wanted = lower.chars();
    let mut next = wanted.next();
    for (at, letter) in text.char_indices() {
        if next.is_none() {
            return Some(at);
        }
        for small in letter.to_lowercase() {
            if next != Some(small) {
                return None;
            }
            next = wanted.next();
        }
    }
    next.is_none().then_some(text.len())
}

/// Spelled with a capital where no sentence begins.
fn is_name_here(text: &str, from: usize) -> bool {
    let capital = text.get(from..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
    let before = text.get(..from).unwrap_or_default().trim_end_matches([' ', '"', '“', '„', '«', '(', '*', '_']);
    capital && !before.is_empty() && !before.ends_with(['.', '!', '?', '…', ':', '\n', '-', '>'])
}

#[cfg(test)]
mod tests {
    use super::super::rules;
    use super::*;

    fn told<'t>(text: &'t str, name: &str, address: &str) -> Vec<&'t str> {
        find(rules::all(), text, name, address).iter().map(|one| &text[one.from..one.to]).collect()
    }

    #[test]
    fn her_own_name_is_found_in_any_case_and_as_a_part() {
        assert_eq!(told("They call me ANNA at work.", "Anna Miller", "x@example.org"), ["ANNA"]);
        assert_eq!(told("anna miller, that is me", "Anna Miller", "x@example.org"), ["anna miller", "anna", "miller"]);
        assert!(told("Hannah and Annabel", "Anna Miller", "x@example.org").is_empty());
        assert_eq!(told("Straße, grüße Zoë", "Zoë", "x@example.org"), ["Zoë"]);
    }

    #[test]
    fn an_ordinary_word_counts_only_where_it_is_spelled_as_a_name() {
        assert!(told("I hope so. Hope is all I have.", "Hope", "x@example.org").is_empty());
        assert_eq!(told("They said Hope would manage.", "Hope", "x@example.org"), ["Hope"]);
    }

    #[test]
    fn the_address_tells_where_it_is_no_ordinary_word() {
        assert_eq!(told("We are the Oakfields.", "Ada", "b.oakfields.85@example.org"), ["Oakfields"]);
        for address in ["info@example.org", "mama2020@example.org", "kim@example.org", "85@example.org"] {
            assert!(told("info mama kim 85 example", "Ada", address).is_empty(), "{address}");
        }
    }
}
