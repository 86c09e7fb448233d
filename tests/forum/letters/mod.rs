//! What members choose about letters, what the links in letters do, and how letters about one thing are gathered.

mod choices;
mod digests;
mod gathering;
mod languages;
mod links;
mod second_address;

use crate::site::{Letter, Member, Site};

/// The token of the link in a letter's text that begins like this, below the site's address.
pub fn token_of(letter: &Letter, path: &str) -> String {
    let link = format!("https://notes.example.org{path}");
    let (_, rest) = letter.text.split_once(&link).unwrap_or_else(|| panic!("no {path} in {:?}", letter.text));
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "._~-".contains(*c)).collect()
}

/// To whom letters have gone since the last look, sorted.
pub fn mailed(site: &Site) -> Vec<String> {
    let mut to: Vec<String> = site.letters().into_iter().map(|letter| letter.to).collect();
    to.sort();
    to
}

/// Signs in anew, for much time may have passed, and replies.
pub fn writes(member: &Member<'_>, thread: &str, body: &str) -> i64 {
    member.comes_back();
    member.replies(thread, body)
}
