//! The words around a find: what of a post is shown beside its thread.

use std::collections::HashSet;
use std::ops::Range;

use super::stems;
use crate::threads::actions::PostText;

/// Characters of a snippet, about.
const LENGTH: usize = 220;
/// Characters that stand before the first word found, about.
const BEFORE: usize = 60;

/// A piece of a post, and where in it the words stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The number of the post.
    pub number: i32,
    /// The piece, cut between words.
    pub text: String,
    /// Where the words that were found stand in it, in characters: from and to.
    pub marks: Vec<[usize; 2]>,
}

/// Where words stand in a text, in bytes, each with its stem.
type Finds = Vec<(Range<usize>, String)>;

/// The words of a text that were asked for.
fn finds(text: &str, asked: &HashSet<&str>) -> Finds {
    let begins: HashSet<char> = asked.iter().filter_map(|stem| stem.chars().next()).collect();
    let mut found = Vec::new();
    let mut from = None;
    for (place, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = letter.is_alphanumeric() || (from.is_some() && matches!(letter, '\'' | '’' | '\u{300}'..='\u{36F}'));
        match (inside, from) {
            (true, None) => from = Some(place),
            (false, Some(begun)) => {
                let word = stems::words(text.get(begun..place).unwrap_or_default());
                let likely = word.iter().filter(|word| stems::first_letter(word).is_none_or(|first| begins.contains(&first)));
                let stems = likely.flat_map(|word| stems::possible(word));
                if let Some(stem) = stems.into_iter().find(|stem| asked.contains(stem.as_str())) {
                    found.push((begun..place, stem));
                }
                from = None;
            }
            _ => {}
        }
    }
    found
}

/// The stretch of these finds that holds the most different words within one snippet.
fn densest(text: &str, finds: &[(Range<usize>, String)]) -> (usize, usize) {
    let mut best = (0, 0);
    for (at, (first, _)) in finds.iter().enumerate() {
        let within = finds.iter().skip(at).take_while(|(range, _)| {
            text.get(first.start..range.end).is_some_and(|piece| piece.chars().count() <= LENGTH - BEFORE)
        });
        let different = within.map(|(_, stem)| stem.as_str()).collect::<HashSet<_>>().len();
        if different > best.0 {
            best = (different, at);
        }
    }
    best
}

/// The piece that shows best why a thread was found. Of equals the first.
pub(super) fn best(posts: &[PostText], asked: &HashSet<&str>) -> Option<Snippet> {
    let mut best: Option<(usize, &PostText, Finds, usize)> = None;
    for post in posts {
        let found = finds(&post.text, asked);
        let (different, at) = densest(&post.text, &found);
        if best.as_ref().is_none_or(|(most, ..)| different > *most) {
            best = Some((different, post, found, at));
        }
    }
    let (_, post, found, at) = best?;
    let first = found.get(at).map_or(0, |(range, _)| range.start);
    Some(piece(post, first, &found))
}

fn piece(post: &PostText, first: usize, found: &[(Range<usize>, String)]) -> Snippet {
    let text = &post.text;
    let back = text.get(..first).unwrap_or_default().char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let begin = match text.get(back..first) {
        Some(before) if back > 0 => before.find(' ').map_or(back, |space| back + space + 1),
        _ => 0,
    };
    let rest = text.get(begin..).unwrap_or_default();
    let far = rest.char_indices().nth(LENGTH).map_or(rest.len(), |(at, _)| at);
    let end = match rest.get(..far) {
        Some(piece) if far < rest.len() => begin + piece.rfind(' ').unwrap_or(far),
        _ => text.len(),
    };
    let (head, tail) = (if begin > 0 { "… " } else { "" }, if end < text.len() { " …" } else { "" });
    let characters = |to: usize| head.chars().count() + text.get(begin..to).map_or(0, |piece| piece.chars().count());
    let inside = found.iter().filter(|(range, _)| range.start >= begin && range.end <= end);
    Snippet {
        number: post.number,
        text: format!("{head}{}{tail}", text.get(begin..end).unwrap_or_default()),
        marks: inside.map(|(range, _)| [characters(range.start), characters(range.end)]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(number: i32, text: &str) -> PostText {
        PostText { number, text: text.to_owned() }
    }

    fn marked(snippet: &Snippet) -> Vec<String> {
        let letters: Vec<char> = snippet.text.chars().collect();
        snippet.marks.iter().map(|[from, to]| letters[*from..*to].iter().collect()).collect()
    }

    #[test]
    fn the_piece_holds_the_words_and_says_where_they_are() {
        let asked = HashSet::from(["cri", "nurseri"]);
        let long = format!("{} and then I cried at the nursery’s door. {}", "word ".repeat(60), "more ".repeat(80));
        let snippet = best(&[post(1, "I cried."), post(2, &long)], &asked).unwrap();
        assert_eq!(snippet.number, 2);
        assert_eq!(marked(&snippet), ["cried", "nursery’s"]);
        assert!(snippet.text.starts_with("… ") && snippet.text.ends_with(" …"));
        assert!(snippet.text.chars().count() <= LENGTH + 4);
    }

    #[test]
    fn without_a_find_the_first_words_are_shown() {
        let asked = HashSet::from(["nothing"]);
        assert_eq!(best(&[post(1, "Grüße an alle."), post(2, "x")], &asked).unwrap().text, "Grüße an alle.");
        assert_eq!(best(&[], &asked), None);
    }
}
