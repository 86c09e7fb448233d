//! Words that may mean that their writer is in danger, at her own hands or somebody else's.
//!
//! What they call for is a card with helplines for her alone, and nothing else: nothing is stored, counted, logged, held or
//! told to anybody because of them (product.md, promise 10). The phrases are data, `config/phrases.toml`, which says how they
//! are read; what they find and miss is counted over a corpus in every run (S-26).

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use regex::Regex;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::automaton::Automaton;
use crate::storage::columns::word_enum;

/// The embedded phrases.
const PHRASES: &str = include_str!("../../config/phrases.toml");

word_enum! {
    /// What she may be in danger of.
    Danger {
        /// Taking her life.
        Suicide = "suicide",
        /// Hurting herself.
        SelfHarm = "self_harm",
        /// Somebody at home.
        Abuse = "abuse",
        /// Her own fear of hurting the child: a symptom that passes, and hard to bear alone (S-27).
        HarmToChild = "harm_to_child",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    parts: HashMap<String, String>,
    unless: HashMap<String, Vec<String>>,
    phrase: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    language: String,
    about: Danger,
    pattern: String,
    #[serde(default)]
    unless: Vec<String>,
}

struct Phrase {
    about: Danger,
    pattern: Arc<Automaton>,
    unless: Vec<Arc<Automaton>>,
}

/// The phrases, ready to be looked for.
struct Phrases(Vec<Phrase>);

// A test reads the file, so an unreadable one never gets this far.
static ALL: LazyLock<Phrases> = LazyLock::new(|| Phrases::parse(PHRASES).unwrap_or_else(|_| Phrases(Vec::new())));

/// Puts the parts into a pattern, and writes out how many words may stand in between.
fn written_out(pattern: &str, parts: &HashMap<String, String>) -> String {
    let mut pattern = pattern.to_owned();
    for (name, part) in parts {
        pattern = pattern.replace(&format!("{{{name}}}"), part);
    }
    for most in 0..=20 {
        pattern = pattern.replace(&format!(" {{0-{most}}}"), &format!("(?: \\w+){{0,{most}}} "));
        pattern = pattern.replace(&format!("{{0-{most}}}"), &format!("(?:\\w+ ){{0,{most}}}"));
    }
    // What is read holds words and spaces only, and "no space" makes a far smaller automaton than "any letter there is".
    pattern.replace("\\w", "[^ ]")
}

impl Phrases {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        // Most phrases of a language share what speaks against them: once for all, or it would take thirty megabytes.
        let known: RefCell<HashMap<String, Arc<Automaton>>> = RefCell::default();
        let automaton = |pattern: &String| {
            if let Some(known) = known.borrow().get(pattern) {
                return Ok(Arc::clone(known));
            }
            let new = Arc::new(Automaton::new(&written_out(pattern, &file.parts)).map_err(|error| error.to_string())?);
            known.borrow_mut().insert(pattern.clone(), Arc::clone(&new));
            Ok(new)
        };
        let phrase = |entry: &Entry| {
            let shared = file.unless.get(&entry.language).ok_or_else(|| format!("no [unless] of {}", entry.language))?;
            Ok(Phrase {
                about: entry.about,
                pattern: automaton(&entry.pattern)?,
                unless: entry.unless.iter().chain(shared).map(automaton).collect::<Result<_, String>>()?,
            })
        };
        Ok(Self(file.phrase.iter().map(phrase).collect::<Result<_, String>>()?))
    }
}

/// The sentences of a text as the phrases read them.
fn sentences(text: &str) -> Vec<String> {
    let text: String = text.to_lowercase().replace('ß', "ss").nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let text = without_quotes(&text);
    let text: String = text.chars().filter(|c| !matches!(c, '\'' | '’' | '`' | '´' | '‘')).collect();
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | ':' | '\n' | '…');
    let words = |sentence: &str| {
        let words = sentence.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    text.split(ends).map(words).filter(|sentence| !sentence.is_empty()).map(|sentence| format!(" {sentence} ")).collect()
}

/// The text without what stands between quotation marks on one line.
fn without_quotes(text: &str) -> String {
    static QUOTED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"["“„«][^"”“»\n]{0,300}["”“»]"#).ok());
    QUOTED.as_ref().map_or_else(|| text.to_owned(), |quoted| quoted.replace_all(text, " ").into_owned())
}

/// What her words may mean, each once, in the order of the enumeration.
#[must_use]
pub fn dangers_in(text: &str) -> Vec<Danger> {
    let sentences = sentences(text);
    let said = |phrase: &Phrase| {
        sentences.iter().any(|said| phrase.pattern.is_in(said) && !phrase.unless.iter().any(|unless| unless.is_in(said)))
    };
    let mut found: Vec<Danger> = Vec::new();
    for phrase in &ALL.0 {
        if !found.contains(&phrase.about) && said(phrase) {
            found.push(phrase.about);
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORPUS: &str = include_str!("../../tests/data/help-corpus.tsv");

    /// Texts of a class, and how many of them are found.
    #[derive(Clone, Copy, Debug, Default)]
    struct Tally {
        all: u32,
        found: u32,
    }

    impl Tally {
        fn share(self) -> f64 {
            f64::from(self.found) / f64::from(self.all.max(1))
        }
    }

    fn tallies(corpus: &str) -> std::collections::BTreeMap<(String, String), Tally> {
        let mut tallies = std::collections::BTreeMap::<(String, String), Tally>::new();
        for line in corpus.lines() {
            let [language, class, _, text] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let found = !dangers_in(text).is_empty();
            for language in [language, "all"] {
                let tally = tallies.entry((class.to_owned(), language.to_owned())).or_default();
                tally.all += 1;
                tally.found += u32::from(found);
            }
        }
        tallies
    }

    #[expect(clippy::print_stdout, reason = "the figures are printed in every run (S-26)")]
    fn print(name: &str, corpus: &str) -> [Tally; 3] {
        let tallies = tallies(corpus);
        for ((class, language), tally) in &tallies {
            println!("{name}: {class:<9} {language:<4} {:>3} of {:>3}  {:.1} %", tally.found, tally.all, 100.0 * tally.share());
        }
        ["explicit", "implicit", "everyday"].map(|class| tallies[&(class.to_owned(), "all".to_owned())])
    }

    // S-26: recall at least 0.95 where it is said outright, 0.80 where it is not; false alarms under 5 % of everyday texts.
    #[test]
    fn the_phrases_find_what_they_should_and_little_else() {
        assert!(CORPUS.lines().count() >= 400);
        let [explicit, implicit, everyday] = print("corpus", CORPUS);
        assert!(explicit.share() >= 0.95 && implicit.share() >= 0.80 && everyday.share() < 0.05);
    }

    // S-14, S-27: which danger it is decides which lines come first.
    #[test]
    fn each_danger_is_told_from_the_others() {
        assert_eq!(dangers_in("I want to die. I mean it."), [Danger::Suicide]);
        assert_eq!(dangers_in("My husband hit me last night in front of the kids"), [Danger::Abuse]);
        assert_eq!(dangers_in("I’m afraid I might hurt the baby, I would never"), [Danger::HarmToChild]);
        assert_eq!(dangers_in("I cut myself again after he fell asleep"), [Danger::SelfHarm]);
        assert_eq!(dangers_in("me quiero morir"), [Danger::Suicide]);
        assert_eq!(dangers_in("אני רוצה למות"), [Danger::Suicide]);
        assert_eq!(dangers_in("He said “I want to die” in the play and this laundry will kill me."), []);
        assert_eq!(dangers_in(""), []);
    }

    #[test]
    fn the_longest_text_is_read_in_little_time() {
        let text = "i never wanted to be the one who says that he is so tired of me ".repeat(320);
        assert!(dangers_in(text.get(..20_000).unwrap()).is_empty());
    }
}
