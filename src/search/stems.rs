//! Words without their endings, so that "cried" finds "crying": Snowball's stemmers, and a light one of ours for Hebrew, which
//! has none there.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use whatlang::{Detector, Lang};

/// Letters of a stem, at most: longer ones are no words.
const LONGEST: usize = 40;
/// Characters of a text whose language can be told.
const TELLING: usize = 40;

/// A language whose endings are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Snowball(Algorithm),
    Hebrew,
    /// One whose endings are not known: its words are taken as they are.
    Other,
}

/// The languages whose words may stand in Latin letters, the most likely first.
const LATIN: [Algorithm; 7] = [
    Algorithm::English,
    Algorithm::Spanish,
    Algorithm::German,
    Algorithm::French,
    Algorithm::Italian,
    Algorithm::Portuguese,
    Algorithm::Dutch,
];

/// The languages that are told apart.
const TOLD: [Lang; 10] =
    [Lang::Eng, Lang::Spa, Lang::Deu, Lang::Fra, Lang::Ita, Lang::Por, Lang::Nld, Lang::Heb, Lang::Ara, Lang::Rus];

impl Language {
    /// The language that a text seems to be in; of a short or mixed one English, as most are.
    fn of(text: &str) -> Self {
        if text.chars().any(|c| ('\u{590}'..='\u{5FF}').contains(&c)) {
            return Self::Hebrew;
        }
        let told = (text.chars().count() >= TELLING).then(|| Detector::with_allowlist(TOLD.to_vec()).detect(text)).flatten();
        match told.filter(whatlang::Info::is_reliable).map(|info| info.lang()) {
            Some(Lang::Spa) => Self::Snowball(Algorithm::Spanish),
            Some(Lang::Deu) => Self::Snowball(Algorithm::German),
            Some(Lang::Fra) => Self::Snowball(Algorithm::French),
            Some(Lang::Ita) => Self::Snowball(Algorithm::Italian),
            Some(Lang::Por) => Self::Snowball(Algorithm::Portuguese),
            Some(Lang::Nld) => Self::Snowball(Algorithm::Dutch),
            Some(Lang::Ara) => Self::Snowball(Algorithm::Arabic),
            Some(Lang::Rus) => Self::Snowball(Algorithm::Russian),
            _ => Self::Snowball(Algorithm::English),
        }
    }

    fn stem(self, word: &str) -> String {
        let stem = match self {
            Self::Snowball(algorithm) => Stemmer::create(algorithm).stem(word).into_owned(),
            Self::Hebrew => hebrew(word),
            Self::Other => word.to_owned(),
        };
        folded(&stem)
    }
}

/// A Hebrew word without "and", "the", "in", "to", "as", "that", "from" in front of it and without the commonest endings, where
/// three letters are left. The letters that differ at the end of a word are made one.
fn hebrew(word: &str) -> String {
    let last = |c: char| match c {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        other => other,
    };
    let mut letters: Vec<char> = word.chars().filter(|c| ('א'..='ת').contains(c)).map(last).collect();
    for ending in [&['י', 'מ'][..], &['ו', 'ת'], &['ה'], &['ת'], &['י']] {
        if letters.len() >= 3 + ending.len() && letters.ends_with(ending) {
            letters.truncate(letters.len() - ending.len());
            break;
        }
    }
    for front in ['ו', 'ש', 'ה', 'ב', 'ל', 'כ', 'מ'] {
        if letters.len() > 3 && letters.first() == Some(&front) {
            letters.remove(0);
        }
    }
    letters.into_iter().collect()
}

/// Without accents and points, cut where it is too long.
fn folded(word: &str) -> String {
    word.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric()).take(LONGEST).collect()
}

/// The words of a text in lower case, in order: letters and digits; an apostrophe inside belongs to its word.
pub(super) fn words(text: &str) -> Vec<String> {
    let text: String = text.nfc().flat_map(char::to_lowercase).collect();
    let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | '’' | '״' | '׳');
    text.split(|c| !inside(c)).filter_map(plain).collect()
}

/// A word without its apostrophes: "hasn't" as "hasnt", "mother's" as "mother".
fn plain(word: &str) -> Option<String> {
    let word = word.trim_matches(['\'', '’']);
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let word: String = word.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).collect();
    (!word.is_empty()).then_some(word)
}

/// The stems of a text, in order.
pub(super) fn stems(text: &str) -> Vec<String> {
    let language = Language::of(text);
    let each = words(text).into_iter().map(|word| if hebrew_letters(&word) { hebrew(&word) } else { language.stem(&word) });
    each.filter(|stem| !stem.is_empty()).collect()
}

fn hebrew_letters(word: &str) -> bool {
    word.chars().any(|c| ('א'..='ת').contains(&c))
}

/// The letter that each stem of a word begins with; none where stems lose what is written in front. Tells most words that cannot be
/// meant without asking seven languages for their endings.
pub(super) fn first_letter(word: &str) -> Option<char> {
    match word.chars().next() {
        // German writes ß as ss.
        None | Some('ß' | '\u{590}'..='\u{6FF}') => None,
        Some(first) => folded(first.encode_utf8(&mut [0; 4])).chars().next(),
    }
}

/// The stems that a word may stand under: one for each language that writes it so.
pub(super) fn possible(word: &str) -> Vec<String> {
    let languages: Vec<Language> = match word.chars().next() {
        Some('\u{590}'..='\u{5FF}') => vec![Language::Hebrew],
        Some('\u{600}'..='\u{6FF}') => vec![Language::Snowball(Algorithm::Arabic), Language::Other],
        Some('\u{400}'..='\u{4FF}') => vec![Language::Snowball(Algorithm::Russian)],
        _ => LATIN.iter().map(|algorithm| Language::Snowball(*algorithm)).collect(),
    };
    let mut found: Vec<String> = Vec::new();
    for stem in languages.into_iter().map(|language| language.stem(word)) {
        if !stem.is_empty() && !found.contains(&stem) {
            found.push(stem);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_go_in_the_language_of_the_text() {
        assert_eq!(stems("I cried, she's crying; DON’T cry"), ["i", "cri", "she", "cri", "dont", "cri"]);
        let spanish = "Mi hija llora todas las noches y nosotros lloramos también con ella porque estamos cansados";
        let stems = stems(spanish);
        assert!(stems.iter().any(|stem| stem == "llor") && stems.iter().any(|stem| stem == "cans"), "{stems:?}");
        let german = "Meine Tochter schläft nicht und ich weine jede Nacht, weil ich mich schuldig fühle";
        assert!(super::stems(german).iter().any(|stem| stem == "schuldig"));
    }

    #[test]
    fn a_word_stands_under_the_stem_of_each_language_that_may_write_it() {
        assert_eq!(possible("crying").first().map(String::as_str), Some("cri"));
        assert!(possible("canciones").contains(&"cancion".to_owned()));
        assert!(possible("canción").contains(&"cancion".to_owned()), "{:?}", possible("canción"));
        assert!(possible("schuldgefühle").contains(&"schuldgefuhl".to_owned()), "{:?}", possible("schuldgefühle"));
    }

    #[test]
    fn hebrew_words_lose_what_is_written_in_front_of_them() {
        assert_eq!(stems("והילדה"), stems("ילדה"));
        assert_eq!(possible("לילדים"), possible("ילדים"));
        assert_eq!(stems("אשמה אִמָּא").len(), 2);
        assert_eq!(stems("שמחה"), stems("השמחה"), "the same in a text and in a question");
    }

    #[test]
    fn any_text_has_stems_that_are_letters_and_digits() {
        for text in ["", "'''", "a\u{301}\u{301}", "👩‍👧 🏳️", "x".repeat(300).as_str(), "ﷺ ﬁne Ⅷ", "\u{202e}abc"]
        {
            for stem in stems(text) {
                assert!(stem.chars().all(char::is_alphanumeric) && stem.chars().count() <= LONGEST, "{stem:?}");
            }
        }
    }

    #[test]
    fn each_stem_of_a_word_begins_with_its_first_letter() {
        proptest::proptest!(|(word in "[a-zß-öø-ÿœčışа-яא-תا-ي][a-zß-öø-ÿ'а-яא-תا-ي]{0,12}")| {
            for word in words(&word) {
                for stem in possible(&word) {
                    proptest::prop_assert!(first_letter(&word).is_none_or(|first| stem.starts_with(first)), "{word} {stem}");
                }
            }
        });
        assert_eq!((first_letter("élan"), first_letter("ﬁne"), first_letter("הבית")), (Some('e'), Some('f'), None));
    }
}
