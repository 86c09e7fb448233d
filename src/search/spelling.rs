//! What a word may have been meant to be: every word one slip away, of which the index knows the most used (after Norvig, "How
//! to write a spelling corrector", 2007). Two letters in the wrong order are the likeliest slip of a thumb, one too many or
//! too few comes next, a wrong one last.

use std::collections::HashMap;

use super::stems;

/// Letters of a word that can be misspelt: a shorter one is one slip away from too many.
pub(super) const SHORTEST: usize = 4;
/// Letters of a word whose neighbours are tried: a longer one has too many.
pub(super) const LONGEST: usize = 24;

/// The letters that a slip may put in: those of the script of the word.
fn letters(word: &str) -> Vec<char> {
    match word.chars().next() {
        Some('א'..='ת') => ('א'..='ת').collect(),
        Some('\u{600}'..='\u{6FF}') => ('\u{621}'..='\u{64A}').collect(),
        Some('\u{400}'..='\u{4FF}') => ('а'..='я').collect(),
        _ => ('a'..='z').collect(),
    }
}

/// Every word one slip away, with how likely the slip is.
fn neighbours(word: &str) -> HashMap<String, u8> {
    let spelled: Vec<char> = word.chars().collect();
    let alphabet = letters(word);
    let mut found: HashMap<String, u8> = HashMap::new();
    let mut take = |letters: Vec<char>, likely: u8| {
        let word: String = letters.into_iter().collect();
        let known = found.entry(word).or_insert(likely);
        *known = (*known).max(likely);
    };
    for at in 0..spelled.len() {
        let mut without = spelled.clone();
        without.remove(at);
        take(without, 4);
        if at + 1 < spelled.len() {
            let mut swapped = spelled.clone();
            swapped.swap(at, at + 1);
            take(swapped, 8);
        }
        for letter in &alphabet {
            let mut other = spelled.clone();
            if let Some(place) = other.get_mut(at) {
                *place = *letter;
            }
            take(other, 1);
        }
    }
    for at in 0..=spelled.len() {
        for letter in &alphabet {
            let mut with = spelled.clone();
            with.insert(at, *letter);
            take(with, 4);
        }
    }
    found.remove(word);
    found
}

/// The stems of all words one slip away, each with how likely it was meant.
pub(super) fn meant(word: &str) -> HashMap<String, u8> {
    let mut found: HashMap<String, u8> = HashMap::new();
    for (neighbour, likely) in neighbours(word) {
        for stem in stems::possible(&neighbour) {
            let known = found.entry(stem).or_insert(likely);
            *known = (*known).max(likely);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_back_to_the_word_that_was_meant() {
        for (typed, stem) in
            [("feelign", "feel"), ("nurery", "nurseri"), ("nurssery", "nurseri"), ("gyilt", "guilt"), ("anxeity", "anxieti")]
        {
            assert!(meant(typed).contains_key(stem), "{typed}");
        }
        assert!(meant("feelign")["feel"] > meant("gyilt")["guilt"]);
        assert!(meant("ילדה").contains_key(&stems::possible("ילדי")[0]));
    }
}
