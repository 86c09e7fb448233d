//! Sentences she wrote before under her own name: found by the same words in a row.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;

use super::hints::{Found, HintKind};

/// Words in a row that must be equal: fewer are everybody's, more would miss a changed word.
const RUN: usize = 6;
/// Letters of a word that is more than glue.
const LONG: usize = 5;
/// Such words in a run, at least: "I do not know what to do" is everybody's.
const LONG_ONES: usize = 2;

/// A word without what differs from writing to writing, and where it stands.
struct Word {
    plain: String,
    from: usize,
    to: usize,
}

/// The words of a text, but for lines that quote: those are somebody else's.
fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with('>') {
            let mut from = None;
            for (place, letter) in line.char_indices().chain([(line.len(), ' ')]) {
                // "don't" and "don’t" are one word.
                let inside = letter.is_alphanumeric() || (from.is_some() && matches!(letter, '\'' | '’'));
                match (inside, from) {
                    (true, None) => from = Some(place),
                    (false, Some(begun)) => {
                        let plain: String = line
                            .get(begun..place)
                            .unwrap_or_default()
                            .nfkc()
                            .flat_map(char::to_lowercase)
                            .filter(|c| c.is_alphanumeric())
                            .collect();
                        found.push(Word { plain, from: at + begun, to: at + place });
                        from = None;
                    }
                    _ => {}
                }
            }
        }
        at += line.len();
    }
    found
}

/// A run of words as one word.
fn plain(run: &[Word]) -> String {
    run.iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" ")
}

/// The stretches of `text` that also stand in `before`.
pub(super) fn find(text: &str, before: &[String]) -> Vec<Found> {
    let written = words(text);
    let mine: HashSet<String> = written.windows(RUN).map(plain).collect();
    let mut copied: HashSet<String> = HashSet::new();
    for body in before {
        copied.extend(words(body).windows(RUN).map(plain).filter(|run| mine.contains(run)));
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (index, run) in written.windows(RUN).enumerate() {
        if copied.contains(&plain(run)) {
            match found.last_mut() {
                Some((_, end)) if index <= *end => *end = index + RUN,
                _ => found.push((index, index + RUN)),
            }
        }
    }
    let stretches = found.iter().filter_map(|(first, end)| written.get(*first..*end));
    let telling = stretches.filter(|run| run.iter().filter(|word| word.plain.chars().count() >= LONG).count() >= LONG_ONES);
    telling
        .filter_map(|run| {
            Some(Found { kind: HintKind::Copied, why: "your_words".to_owned(), from: run.first()?.from, to: run.last()?.to })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'t>(text: &'t str, before: &str) -> Vec<&'t str> {
        find(text, &[before.to_owned()]).iter().map(|one| &text[one.from..one.to]).collect()
    }

    #[test]
    fn words_in_a_row_that_stood_before_are_found_however_they_are_spelled() {
        //
        let before = "Monday. He left the kettle boiling while the nursery rang, and I didn’t hear it.";
        assert_eq!(
            told("So: HE LEFT the *kettle* boiling while the nursery rang twice.", before),
            ["HE LEFT the *kettle* boiling while the nursery rang"]
        );
        assert_eq!(told("rang and I didn't hear it, the nursery rang and I didn't hear it", before).len(), 1);
    }

    #[test]
    fn what_anybody_says_and_what_she_quotes_is_not() {
        assert!(told("I do not know what to do any more", "But I do not know what to do today").is_empty());
        assert!(told("the kettle was boiling", "the kettle was boiling").is_empty(), "five words are too few");
        assert!(
            told("> he left the kettle boiling while nursery rang", "he left the kettle boiling while nursery rang").is_empty()
        );
        assert!(
            told("he left the kettle boiling while nursery rang", "> he left the kettle boiling while nursery rang").is_empty()
        );
        assert!(told("", "").is_empty());
    }
}
