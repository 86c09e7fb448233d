//! Line by line: which are hers, which are quoted, and where a mark says that all the rest is somebody else's.

use super::NewWords;
use super::marks::{self, Attribution, Head};
use super::signature;

/// Lines over which a mail program may break an attribution.
const BROKEN_OVER: usize = 5;
/// A quoted line as long as this may have been broken, so that its end looks like an answer.
const FULL: usize = 66;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Own,
    Blank,
    Quoted,
    /// Belongs to a mark above a quotation: a quotation follows, marked line by line or not at all.
    Mark,
    /// Introduces a forwarded mail: nothing below is hers.
    Forward,
    /// As `Mark`, but only where a quotation follows.
    Perhaps,
}

/// Lines that were broken for the wire, joined again (RFC 3676).
pub(super) fn unflowed(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        let goes_on = line.ends_with(' ') && !line.starts_with('>') && line != "-- " && !line.trim().is_empty();
        joined.push_str(line);
        if !goes_on {
            joined.push('\n');
        }
    }
    joined
}

/// The new words of a text.
pub(super) fn new_words(text: &str) -> NewWords {
    let text = readable(text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let kinds = kinds(&lines);
    let mut words = Words::default();
    let mut segment: Vec<&str> = Vec::new();
    let mut at = 0;
    while let (Some(line), Some(kind)) = (lines.get(at), kinds.get(at)) {
        match kind {
            Kind::Own | Kind::Blank => segment.push(line),
            Kind::Quoted => {
                words.take(&mut segment, at > 0 && residue(&lines, &kinds, at));
            }
            Kind::Perhaps if !quotation_follows(&kinds, at) => {
                segment.push(line);
                // "My mother wrote:" is nobody's but hers; with a date or an address it may be a program's.
                words.unsure |= marks::tells(line);
            }
            Kind::Mark | Kind::Perhaps => {
                let had_words = words.has_any() || segment.iter().any(|line| !line.trim().is_empty());
                words.take(&mut segment, false);
                let next = kinds
                    .get(at..)
                    .unwrap_or_default()
                    .iter()
                    .position(|kind| matches!(kind, Kind::Own | Kind::Quoted | Kind::Forward));
                match next.and_then(|ahead| kinds.get(at + ahead).map(|kind| (at + ahead, *kind))) {
                    // Not marked line by line: below her words all is quoted; above them nobody can tell.
                    Some((_, Kind::Own)) if had_words => break,
                    Some((there, Kind::Own)) => {
                        words.unsure = true;
                        at = there;
                        continue;
                    }
                    Some((there, _)) => {
                        at = there;
                        continue;
                    }
                    None => break,
                }
            }
            Kind::Forward => break,
        }
        at += 1;
    }
    words.take(&mut segment, false);
    words.finished()
}

/// One kind of line end and of space, and no characters that only steer how it is shown.
fn readable(text: &str) -> String {
    let steers = |letter: &char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\0');
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace(['\u{a0}', '\u{202f}', '\u{2007}'], " ");
    // A joiner inside an emoji or a Persian word is no steering of ours to judge.
    text.chars().filter(|letter| !steers(letter) || matches!(letter, '\u{200c}' | '\u{200d}')).collect()
}

fn kinds(lines: &[&str]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = lines
        .iter()
        .map(|line| match line {
            line if line.trim().is_empty() => Kind::Blank,
            line if marks::is_quoted(line) => Kind::Quoted,
            line if marks::is_forward(line) => Kind::Forward,
            line if marks::is_original(line) => Kind::Mark,
            _ => Kind::Own,
        })
        .collect();
    for at in 0..lines.len() {
        if kinds.get(at) == Some(&Kind::Own) {
            if let Some((from, sure)) = attribution(lines, &kinds, at) {
                let kind = if sure == Attribution::Sure { Kind::Mark } else { Kind::Perhaps };
                set(&mut kinds, from..=at, kind);
            } else if let Some(to) = heads(lines, &kinds, at) {
                set(&mut kinds, at..=to, Kind::Mark);
            }
        }
    }
    rules_before_marks(lines, &mut kinds);
    kinds
}

fn set(kinds: &mut [Kind], range: std::ops::RangeInclusive<usize>, kind: Kind) {
    if let Some(kinds) = kinds.get_mut(range) {
        kinds.fill(kind);
    }
}

/// Where the attribution that ends with this line begins.
fn attribution(lines: &[&str], kinds: &[Kind], end: usize) -> Option<(usize, Attribution)> {
    if !marks::may_end_attribution(lines.get(end)?) {
        return None;
    }
    let above = (0..=end).rev().take(BROKEN_OVER).take_while(|at| kinds.get(*at) == Some(&Kind::Own));
    let windows: Vec<(usize, Attribution)> = above
        .filter_map(|from| {
            let joined = lines.get(from..=end)?.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
            Some((from, marks::attribution(&joined)?))
        })
        .collect();
    let led = |(from, _): &&(usize, Attribution)| lines.get(*from).is_some_and(|line| marks::may_lead(line));
    let surest = |sure: Attribution| windows.iter().filter(led).find(|(_, is)| *is == sure);
    surest(Attribution::Sure)
        .or_else(|| surest(Attribution::BeforeQuotation))
        .or_else(|| windows.iter().find(|(from, _)| *from == end))
        .copied()
}

/// Where the head of a quoted mail that begins with this line ends.
fn heads(lines: &[&str], kinds: &[Kind], start: usize) -> Option<usize> {
    let first = marks::head(lines.get(start)?)?;
    let (mut found, mut last, mut telling, mut missed) = (vec![first], start, marks::tells(lines.get(start)?), 0);
    for at in start + 1..lines.len().min(start + 24) {
        match (kinds.get(at)?, marks::head(lines.get(at)?)) {
            (Kind::Own, Some(head)) => {
                telling |= marks::tells(lines.get(at)?);
                if !found.contains(&head) {
                    found.push(head);
                }
                (last, missed) = (at, 0);
            }
            // A long list of addresses is broken over lines.
            (Kind::Own, None) if missed < 2 && marks::head(lines.get(last)?).is_some_and(|head| head != Head::Subject) => {
                missed += 1;
            }
            // A blank line between two lines of the head, where HTML became text.
            (Kind::Blank, _) if missed == 0 && lines.get(at + 1).is_some_and(|next| marks::head(next).is_some()) => {}
            _ => break,
        }
    }
    let has = |head: Head| found.contains(&head);
    let enough = match found.len() {
        0 | 1 => false,
        2 => telling && has(Head::From) && (has(Head::Sent) || has(Head::Subject) || has(Head::To)),
        _ => has(Head::From) && (telling || found.len() > 3),
    };
    enough.then_some(last)
}

/// A row of dashes above a mark belongs to it.
fn rules_before_marks(lines: &[&str], kinds: &mut [Kind]) {
    for at in (0..lines.len()).rev() {
        let is_rule = kinds.get(at) == Some(&Kind::Own) && lines.get(at).is_some_and(|line| marks::is_rule(line));
        let below = kinds.get(at + 1..).unwrap_or_default().iter().find(|kind| **kind != Kind::Blank);
        if is_rule && matches!(below, Some(Kind::Mark)) {
            set(kinds, at..=at, Kind::Mark);
        }
    }
}

fn quotation_follows(kinds: &[Kind], at: usize) -> bool {
    let below = kinds.get(at..).unwrap_or_default().iter().find(|kind| !matches!(kind, Kind::Perhaps | Kind::Blank));
    below == Some(&Kind::Quoted)
}

/// Whether the one line above looks like the broken end of a long quoted line, not like an answer.
fn residue(lines: &[&str], kinds: &[Kind], at: usize) -> bool {
    let (Some(before), Some(kind)) = (at.checked_sub(2), at.checked_sub(1).and_then(|above| kinds.get(above))) else {
        return false;
    };
    let long = lines.get(before).is_some_and(|line| line.len() >= FULL);
    let goes_on = lines.get(before + 1).is_some_and(|line| line.starts_with(char::is_lowercase));
    *kind == Kind::Own && kinds.get(before) == Some(&Kind::Quoted) && long && goes_on
}

/// The words as they come together.
#[derive(Default)]
struct Words {
    parts: Vec<String>,
    doubtful: usize,
    unsure: bool,
}

impl Words {
    fn has_any(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Takes what stands between two quotations, without a signature.
    fn take(&mut self, segment: &mut Vec<&str>, doubtful: bool) {
        let (kept, doubts) = signature::without(segment);
        let text = kept.join("\n").trim_matches('\n').to_owned();
        segment.clear();
        if text.trim().is_empty() {
            return;
        }
        self.doubtful += if doubtful { letters(&text) } else { doubts };
        self.parts.push(text);
    }

    fn finished(self) -> NewWords {
        let text = self.parts.join("\n\n");
        let doubtful = if self.unsure { letters(&text) } else { self.doubtful };
        NewWords { text, doubtful }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
}
