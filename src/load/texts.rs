//! Invented texts: sentences out of common words and of rare ones, as often as words are in a language (Zipf).

use crate::chance::Chance;
use crate::search::for_load::Stems;
use crate::threads::for_load::Text;

/// Words that everybody uses.
const COMMON: &str = "i my the and to a of it was in so he she we for not that with me her him they but is had all on at have this be \
    when again still today night baby kids school work home mother sister partner friend tired sorry late morning dinner bath sleep \
    cried shouted promised forgot missed left waited called asked said told felt think know feel want need try help better worse \
    enough little long short week month year door car bed kitchen table shoes coat lunch bottle song story letter picture game \
    party birthday doctor nurse teacher neighbour bus train rain snow summer winter quiet loud slow quick warm cold empty full";
/// Pieces that rare words are made of.
const FIRST: [&str; 20] = [
    "bra", "cor", "del", "fen", "gar", "hol", "jun", "kel", "lor", "mar", "nor", "pel", "quin", "ros", "sel", "tam", "ul", "ver",
    "wil", "yar",
];
const SECOND: [&str; 15] = ["ba", "cli", "do", "fre", "gu", "hi", "ka", "lo", "mi", "ne", "pa", "ri", "so", "tu", "vo"];
const LAST: [&str; 10] = ["den", "fax", "ham", "ick", "ley", "mond", "nel", "ster", "ton", "wick"];
/// Different texts: more would measure the making of texts.
const TEXTS: usize = 12_000;

/// A text with its stems.
#[derive(Debug)]
pub(super) struct Known {
    pub text: Text,
    pub stems: Stems,
}

/// Texts to choose from.
#[derive(Debug)]
pub(super) struct Texts {
    bodies: Vec<Known>,
    titles: Vec<(String, Stems)>,
}

impl Texts {
    pub(super) fn new(chance: &Chance) -> Self {
        let words = words();
        let body = |_| {
            let sentences: Vec<String> = (0..2 + chance.below(4)).map(|_| sentence(chance, &words, 12) + ".").collect();
            let text = Text::of(sentences.join(" "));
            Known { stems: Stems::of(&text.body), text }
        };
        let title = |_| {
            let title = sentence(chance, &words, 4);
            let stems = Stems::of(&title);
            (title, stems)
        };
        Self { bodies: (0..TEXTS).map(body).collect(), titles: (0..TEXTS).map(title).collect() }
    }

    pub(super) fn body(&self, chance: &Chance) -> Option<&Known> {
        self.bodies.get(chance.below(self.bodies.len()))
    }

    pub(super) fn title(&self, chance: &Chance) -> Option<&(String, Stems)> {
        self.titles.get(chance.below(self.titles.len()))
    }
}

fn words() -> Vec<String> {
    let rare = FIRST.iter().flat_map(|a| SECOND.iter().flat_map(move |b| LAST.iter().map(move |c| format!("{a}{b}{c}"))));
    COMMON.split_whitespace().map(str::to_owned).chain(rare).collect()
}

fn sentence(chance: &Chance, words: &[String], most: usize) -> String {
    let word = |_| words.get(often(chance, words.len())).map_or("and", String::as_str);
    let sentence = (0..most / 2 + chance.below(most)).map(word).collect::<Vec<_>>().join(" ");
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A place in a list whose first places come most often: about as often as one by its number.
fn often(chance: &Chance, many: usize) -> usize {
    let mut most = 16;
    while most < many && chance.below(4) > 0 {
        most *= 2;
    }
    chance.below(most.min(many))
}
