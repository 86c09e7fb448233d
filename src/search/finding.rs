//! A question and its answer.

use std::collections::{HashMap, HashSet};

use super::ranking::{Scale, Term, Totals};
use super::store::{self, Candidate};
use super::{spelling, stems};
use crate::storage::columns::ThreadId;
use crate::storage::dialect::Among;
use crate::storage::{Conn, Stored};

/// Different words of a question that are looked for.
const WORDS: usize = 24;
/// Words that are looked up in full when it is a text: the rarest of them.
const TELLING: usize = 14;
/// A thread that answers less than this part of the best one shares only the small words with the question.
const WORTH_SHOWING: f64 = 0.12;
/// Words of one question whose neighbours are tried.
const MISSPELT: usize = 4;

/// A thread that answers, and which of its sections does best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    pub thread: ThreadId,
    pub section: i32,
    pub score: f64,
    /// How many words of the question stand in that section.
    pub words: usize,
}

/// Where is looked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// In what members alone may read, too.
    pub members: bool,
    /// Sections that are weighed, at most: those with the rarest words, then with most of them, then the newest.
    pub weighed: i64,
}

impl Reach {
    /// Sections that are few beside those that may be weighed.
    fn few(self) -> i64 {
        (self.weighed / 10).max(1)
    }
}

/// A question, as the index understands it.
#[derive(Debug)]
pub(super) struct Question {
    terms: Vec<Term>,
    totals: Totals,
    reach: Reach,
}

impl Question {
    /// What somebody typed into the field: a word that is not known is taken for what it was most likely meant to be.
    pub(super) fn typed(conn: &mut Conn, text: &str, reach: Reach) -> Stored<Self> {
        let mut question = Self::of(conn, &stems::words(text), reach)?;
        question.terms.truncate(WORDS);
        Ok(question)
    }

    /// A whole text: its rarest words that stand anywhere else too.
    pub(super) fn text(conn: &mut Conn, text: &str, reach: Reach) -> Stored<Self> {
        let mut question = Self::read(conn, &stems::words(text), reach)?.0;
        question.terms.retain(|term| term.sections > 1);
        question.terms.truncate(TELLING);
        Ok(question)
    }

    fn of(conn: &mut Conn, words: &[String], reach: Reach) -> Stored<Self> {
        let (mut question, unknown) = Self::read(conn, words, reach)?;
        for word in
            unknown.iter().filter(|word| (spelling::SHORTEST..=spelling::LONGEST).contains(&word.chars().count())).take(MISSPELT)
        {
            question.terms.extend(meant(conn, word, reach)?);
        }
        question.rarest_first();
        Ok(question)
    }

    /// The words that are known, and those that are not.
    fn read(conn: &mut Conn, words: &[String], reach: Reach) -> Stored<(Self, Vec<String>)> {
        let mut seen = HashSet::new();
        let words: Vec<&String> = words.iter().filter(|word| seen.insert(word.as_str())).collect();
        let stems: Vec<Vec<String>> = words.iter().map(|word| stems::possible(word)).collect();
        let mut each: Vec<&str> = stems.iter().flatten().map(String::as_str).collect();
        each.sort_unstable();
        each.dedup();
        let known: HashMap<String, i64> = store::known(conn, &each, reach.members)?.into_iter().collect();
        let (mut terms, mut unknown): (Vec<Term>, Vec<String>) = (Vec::new(), Vec::new());
        for (word, stems) in words.into_iter().zip(&stems) {
            let found: Vec<String> = stems.iter().filter(|stem| known.contains_key(*stem)).cloned().collect();
            // The stem of the likeliest language decides; where it is not known, the others may.
            let sections = found.iter().filter_map(|stem| known.get(stem)).sum();
            let double = terms.iter().any(|term| found.iter().any(|stem| term.stems.contains(stem)));
            if found.is_empty() {
                unknown.push(word.clone());
            } else if !double {
                terms.push(Term { stems: found, sections });
            }
        }
        let mut question = Self { terms, totals: store::totals(conn, reach.members)?, reach };
        question.rarest_first();
        Ok((question, unknown))
    }

    fn rarest_first(&mut self) {
        self.terms.sort_by(|one, other| one.sections.cmp(&other.sections).then_with(|| one.stems.cmp(&other.stems)));
    }

    /// The stems that are looked for.
    pub(super) fn stems(&self) -> HashSet<&str> {
        self.terms.iter().flat_map(|term| term.stems.iter().map(String::as_str)).collect()
    }

    /// The threads that answer, the best first.
    pub(super) fn hits(&self, conn: &mut Conn) -> Stored<Vec<Hit>> {
        let scale = Scale::of(&self.terms, self.totals);
        let mut best: HashMap<ThreadId, Hit> = HashMap::new();
        let weighed = self.candidates(conn)?;
        for Candidate { thread, section, opening, length, stems } in store::sections(conn, &weighed)? {
            let (score, words) = scale.score(&stems, opening, length);
            let hit = Hit { thread, section, score, words };
            let known = best.entry(thread).or_insert(hit);
            if score > known.score {
                *known = hit;
            }
        }
        let mut hits: Vec<Hit> = best.into_values().collect();
        // Of equals by id, which is chance and tells nothing: not even which of two was written first.
        hits.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.thread.cmp(&other.thread)));
        let least = hits.first().map_or(0.0, |best| best.score * WORTH_SHOWING);
        hits.retain(|hit| hit.score >= least);
        Ok(hits)
    }

    /// The sections worth weighing: those with the rarest words, as many words as fit.
    fn candidates(&self, conn: &mut Conn) -> Stored<Vec<i64>> {
        let (mut stems, mut expected): (Vec<&str>, i64) = (Vec::new(), 0);
        for term in &self.terms {
            if expected + term.sections > self.reach.weighed {
                break;
            }
            expected += term.sections;
            stems.extend(term.stems.iter().map(String::as_str));
        }
        if stems.is_empty() { self.with_most_words(conn) } else { store::with_words(conn, &[stems], self.among(expected)) }
    }

    /// Those with the rarest word, where they are too many: the ones that hold the next words too, and while these are few, ones with
    /// fewer of the words.
    fn with_most_words(&self, conn: &mut Conn) -> Stored<Vec<i64>> {
        let [few, most] = [self.reach.few(), self.reach.weighed].map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        let (mut words, mut expected): (Vec<Vec<&str>>, Vec<i64>) = self.telling().into_iter().unzip();
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        while found.len() < few
            && let Some(likely) = expected.pop()
        {
            found.extend(store::with_words(conn, &words, self.among(likely))?.into_iter().filter(|id| seen.insert(*id)));
            words.pop();
        }
        found.truncate(most);
        Ok(found)
    }

    /// So many of the rarest words that few sections would hold them all, were words strewn by chance (they are not: what belongs
    /// together stands together); with each, how many would hold it and those before it.
    fn telling(&self) -> Vec<(Vec<&str>, i64)> {
        let all = self.totals.sections.max(1);
        let (mut expected, mut words) = (all, Vec::new());
        for term in &self.terms {
            if !words.is_empty() && expected <= self.reach.few() {
                break;
            }
            expected = expected.saturating_mul(term.sections.min(all)) / all;
            words.push((term.stems.iter().map(String::as_str).collect(), expected));
        }
        words
    }

    fn among(&self, likely: i64) -> Among {
        let Reach { members, weighed } = self.reach;
        Among { members, sections: self.totals.sections, likely, wanted: weighed }
    }
}

/// What a word that is not known was most likely meant to be.
fn meant(conn: &mut Conn, word: &str, reach: Reach) -> Stored<Option<Term>> {
    let likely = spelling::meant(word);
    let mut stems: Vec<&str> = likely.keys().map(String::as_str).collect();
    stems.sort_unstable();
    let known = store::known(conn, &stems, reach.members)?;
    let chance = |(stem, sections): &(String, i64)| i64::from(likely.get(stem).copied().unwrap_or(0)) * sections;
    let best = known.into_iter().max_by(|one, other| chance(one).cmp(&chance(other)).then_with(|| other.0.cmp(&one.0)));
    Ok(best.map(|(stem, sections)| Term { stems: vec![stem], sections }))
}
