//! What a second look finds.

use serde::Serialize;

use crate::storage::columns::word_enum;

word_enum! {
    /// What kind of thing may tell who somebody is.
    HintKind {
        /// A name: her own, somebody's of her family, the one she signs with.
        Name = "name",
        /// A town, a street, a postcode.
        Place = "place",
        /// A telephone number.
        Phone = "phone",
        /// A mail address, a profile, a handle.
        Mail = "mail",
        /// A school, a nursery, an employer.
        School = "school",
        /// A full date of birth.
        Date = "date",
        /// Words that she wrote before, under her own name.
        Copied = "copied",
        /// A turn that reads as judging; in an answer only.
        Judging = "judging",
        /// Few people are here, so that hiding is weak.
        SmallCrowd = "small_crowd",
    }
}

/// Something that may tell who she is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Hint {
    /// Of which kind.
    pub kind: HintKind,
    /// The rule that found it, as a stable word: `after_kinship`, `street`, `your_name`.
    #[schema(value_type = String)]
    pub why: String,
    /// Her own words that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub excerpt: Option<String>,
    /// Where they begin, in characters of the text after NFC and with LF for every end of a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 0)]
    pub from: Option<usize>,
    /// Where they end, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 0)]
    pub to: Option<usize>,
}

impl Found {
    /// Whether it lets a stranger reach or find somebody, under whatever name it stands: a number, an address, a street, a school.
    pub(super) fn is_reachable(&self) -> bool {
        match self.kind {
            HintKind::Phone | HintKind::Mail => true,
            HintKind::Place => matches!(self.why.as_str(), "street" | "postcode"),
            HintKind::School => self.why == "school",
            _ => false,
        }
    }
}

/// What stands where something was masked.
pub(super) const MASK: &str = "[…]";

/// The text with these stretches masked; nothing when there are none.
pub(super) fn masked(text: &str, found: &[Found]) -> Option<String> {
    let mut stretches: Vec<(usize, usize)> = found.iter().map(|one| (one.from, one.to)).collect();
    stretches.sort_unstable();
    let (mut masked, mut end) = (String::new(), 0);
    for (from, to) in &stretches {
        if *to <= end {
            continue;
        }
        if *from >= end {
            masked.push_str(text.get(end..*from)?);
            masked.push_str(MASK);
        }
        end = *to;
    }
    masked.push_str(text.get(end..)?);
    (!stretches.is_empty()).then_some(masked)
}

/// Hints in one answer, at most: nobody reads on.
const MOST: usize = 40;

/// A stretch of the text, in bytes, and what it may tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub kind: HintKind,
    pub why: String,
    pub from: usize,
    pub to: usize,
}

/// The finds as hints, in the order of the text. Where two overlap, the one that begins first or is longer stays.
pub(super) fn in_order(text: &str, mut found: Vec<Found>) -> Vec<Hint> {
    found.sort_by_key(|one| (one.from, std::cmp::Reverse(one.to)));
    let (mut hints, mut end, mut bytes, mut characters) = (Vec::new(), 0, 0, 0);
    for Found { kind, why, from, to } in found {
        if from < end && !hints.is_empty() {
            continue;
        }
        let (Some(before), Some(excerpt)) = (text.get(bytes..from), text.get(from..to)) else { continue };
        characters += before.chars().count();
        let length = excerpt.chars().count();
        hints.push(Hint { kind, why, excerpt: Some(excerpt.to_owned()), from: Some(characters), to: Some(characters + length) });
        (end, bytes) = (to, from);
        if hints.len() == MOST {
            break;
        }
    }
    hints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lets_a_stranger_reach_her_is_masked_and_nothing_else() {
        let found = |from, to| Found { kind: HintKind::Phone, why: "national".to_owned(), from, to };
        assert_eq!(masked("Ring 0176 1 or a@b.c now", &[found(15, 20), found(5, 11)]).unwrap(), "Ring […] or […] now");
        assert_eq!(masked("Ring 0176 1 now", &[found(5, 11), found(8, 11)]).unwrap(), "Ring […] now");
        assert_eq!(masked("grüße", &[]), None);
    }

    #[test]
    fn places_are_told_in_characters_and_overlaps_once() {
        let text = "Grüße an Léa in Köln";
        let at = |words: &str| (text.find(words).unwrap(), text.find(words).unwrap() + words.len());
        let found = |kind, words: &str| Found { kind, why: "x".to_owned(), from: at(words).0, to: at(words).1 };
        let hints =
            in_order(text, vec![found(HintKind::Place, "Köln"), found(HintKind::Name, "Léa in"), found(HintKind::Name, "Léa")]);
        let told: Vec<_> =
            hints.iter().map(|hint| (hint.excerpt.as_deref().unwrap(), hint.from.unwrap(), hint.to.unwrap())).collect();
        assert_eq!(told, [("Léa in", 9, 15), ("Köln", 16, 20)]);
    }
}
