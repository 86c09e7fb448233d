//! From codes and words to a class: a table of codes and a list of rules, both data (`config/bounces.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use serde::Deserialize;

/// Of which kind a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// There is no such mailbox or no such domain.
    Hard,
    /// The mailbox is full.
    Full,
    /// We are not trusted: authentication, reputation, a list. Our fault, never hers.
    Policy,
    /// This letter was not liked: its size, its form, its words.
    Content,
    /// It did not work now.
    Transient,
    /// It cannot be told.
    Unknown,
}

impl Class {
    /// The word for it, in counts and in the log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Full => "full",
            Self::Policy => "policy",
            Self::Content => "content",
            Self::Transient => "transient",
            Self::Unknown => "unknown",
        }
    }
}

/// What follows from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Of which kind it is.
    pub class: Class,
    /// Whether nobody will ever be reached there.
    pub is_final: bool,
}

impl From<Class> for Verdict {
    fn from(class: Class) -> Self {
        Self { class, is_final: class == Class::Hard }
    }
}

#[derive(Deserialize)]
struct Data {
    words: Vec<Rule>,
    doubtful: Vec<Rule>,
    status: BTreeMap<String, Class>,
    reply: BTreeMap<String, Class>,
}

#[derive(Deserialize)]
struct Rule {
    class: Class,
    says: Vec<String>,
    /// What speaks against it.
    unless: Option<String>,
}

/// Rules that are tried together; the first that fits holds.
struct Rules {
    set: RegexSet,
    /// For each line of the set: what follows, and what speaks against it.
    follows: Vec<(Class, Option<Regex>)>,
}

impl Rules {
    fn of(rules: &[Rule]) -> Option<Self> {
        let mut follows = Vec::new();
        for rule in rules {
            let against = |text: &String| RegexBuilder::new(text).case_insensitive(true).build();
            let unless = rule.unless.as_ref().map(against).transpose().ok()?;
            follows.extend(rule.says.iter().map(|_| (rule.class, unless.clone())));
        }
        let lines = rules.iter().flat_map(|rule| &rule.says);
        let set = RegexSetBuilder::new(lines).case_insensitive(true).size_limit(64 << 20).build().ok()?;
        Some(Self { set, follows })
    }

    fn first(&self, text: &str) -> Option<Class> {
        let fitting = self.set.matches(text).into_iter().filter_map(|place| self.follows.get(place));
        let mut fitting = fitting.filter(|(_, unless)| !unless.as_ref().is_some_and(|against| against.is_match(text)));
        fitting.next().map(|(class, _)| *class)
    }
}

struct Table {
    words: Rules,
    doubtful: Rules,
    status: BTreeMap<String, Class>,
    reply: BTreeMap<String, Class>,
}

/// `None` only if the data were wrong; a test sees to it.
static TABLE: LazyLock<Option<Table>> = LazyLock::new(|| {
    let data: Data = toml::from_str(include_str!("../../../../config/bounces.toml"))
        .inspect_err(|error| tracing::error!(%error, "config/bounces.toml cannot be read"))
        .ok()?;
    Some(Table { words: Rules::of(&data.words)?, doubtful: Rules::of(&data.doubtful)?, status: data.status, reply: data.reply })
});

/// Bytes of an answer that are looked at.
const ENOUGH: usize = 8 << 10;

/// What follows from a reply code, an enhanced status code and the words beside them; any of them may be missing. Words
/// come first: codes are often general, or wrong.
#[must_use]
pub fn classify(code: Option<u16>, enhanced: Option<&str>, text: &str) -> Verdict {
    judge(code, enhanced, text, false)
}

/// As [`classify`]. `after_data`: refused after the words were heard, when the mailbox had been accepted already.
pub(super) fn judge(code: Option<u16>, enhanced: Option<&str>, text: &str, after_data: bool) -> Verdict {
    let Some(table) = &*TABLE else { return Class::Unknown.into() };
    let text = plain(text);
    let in_doubt =
        if after_data { enhanced.is_none_or(|status| !status.ends_with(".1.1")) } else { code.is_none() && enhanced.is_none() };
    if in_doubt && let Some(class) = table.doubtful.first(&text) {
        return class.into();
    }
    if let Some(class) = table.words.first(&text) {
        return class.into();
    }
    if let Some(class) = enhanced.and_then(|status| by_status(table, status)) {
        return class.into();
    }
    let code = code.map(|code| code.to_string()).unwrap_or_default();
    let by_code = table.reply.get(&code).copied();
    by_code
        .unwrap_or(if code.starts_with('4') || enhanced.is_some_and(|status| status.starts_with('4')) {
            Class::Transient
        } else {
            Class::Unknown
        })
        .into()
}

/// The whole code, else its last two parts (`x.2.2` for 4 and 5), else its subject (`5.7.x`).
fn by_status(table: &Table, status: &str) -> Option<Class> {
    let mut parts = status.split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    let ways = [status.to_owned(), format!("x.{subject}.{detail}"), format!("{class}.{subject}.x")];
    ways.iter().find_map(|way| table.status.get(way)).copied()
}

/// On one line, with the codes of continued answers taken out of the middle of sentences.
fn plain(text: &str) -> String {
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let words = text.get(..end).unwrap_or_default().split_whitespace();
    let is_continued = |word: &&str| {
        let mut parts = word.splitn(2, '-');
        let code = parts.next().unwrap_or_default();
        !(code.len() == 3
            && code.starts_with(['2', '4', '5'])
            && code.bytes().all(|byte| byte.is_ascii_digit())
            && parts.next().is_some_and(|rest| rest.is_empty() || rest.starts_with(['2', '4', '5'])))
    };
    // The path to a page of help says what else may go wrong; its host only who says so.
    let words = words.map(|word| word.split_once("://").map_or(word, |(_, place)| place.split('/').next().unwrap_or_default()));
    words.filter(is_continued).collect::<Vec<_>>().join(" ")
}

/// The first reply code in a text: three digits where a sentence or a line may begin with them.
pub(super) fn code_in(text: &str) -> Option<u16> {
    let mut before = ' ';
    for (place, letter) in text.char_indices() {
        if matches!(letter, '4' | '5') && matches!(before, ' ' | '\n' | '\t' | ':' | ';' | '\'' | '"' | '(' | '#' | '<' | '[') {
            let rest = text.get(place..).unwrap_or_default();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let after = rest.get(3..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            if digits == 3 && matches!(after, ' ' | '-' | '\n' | '\r' | '\t' | ':' | ',' | ';' | ')' | ']' | '<' | '#') {
                return rest.get(..3)?.parse().ok();
            }
        }
        before = letter;
    }
    None
}

/// The first enhanced status code in a text: three numbers with dots, that are not part of an address of four.
pub(super) fn status_in(text: &str) -> Option<String> {
    let is_inner = |letter: char| letter.is_ascii_digit() || letter == '.';
    text.split(|letter: char| !is_inner(letter)).find_map(|word| {
        let word = word.trim_matches('.');
        let parts: Vec<&str> = word.split('.').collect();
        let [class, subject, detail] = parts.as_slice() else { return None };
        let fits = matches!(*class, "2" | "4" | "5") && (1..=3).contains(&subject.len()) && (1..=3).contains(&detail.len());
        fits.then(|| word.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_read() {
        assert!(TABLE.is_some());
    }

    #[test]
    fn codes_are_found_in_words() {
        assert_eq!(code_in("smtp; 550 5.1.1 nobody"), Some(550));
        assert_eq!(code_in("said: 550-5.7.1 [192.0.2.1] no"), Some(550));
        assert_eq!(code_in("in 5504 days, at 4:55, or 192.0.450.1"), None);
        assert_eq!(status_in("smtp; 550 5.1.1 nobody"), Some("5.1.1".to_owned()));
        assert_eq!(status_in("from 5.1.1.1 (#4.2.2)"), Some("4.2.2".to_owned()));
        assert_eq!(status_in("version 3.1.4"), None);
    }
}
