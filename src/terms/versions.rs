//! The versions of the terms, as data, and what each changes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::clock::{Day, Moment};

/// The embedded versions, the oldest first.
const FILES: [&str; 2] = [include_str!("../../config/terms/2026-1.toml"), include_str!("../../config/terms/2026-2.toml")];

/// Versions in other languages of the pages: the version, the language, the file. The English text is the one that holds.
const TRANSLATIONS: [(&str, &str, &str); 2] = [
    ("2026-2", "es", include_str!("../../config/terms/2026-2.es.toml")),
    ("2026-2", "he", include_str!("../../config/terms/2026-2.he.toml")),
];

/// A part of the terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsSection {
    /// A short word that never changes.
    pub name: String,
    /// The heading.
    pub title: String,
    /// Its paragraphs.
    pub text: Vec<String>,
}

/// A version of the terms.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Which.
    pub version: String,
    /// The day on which members were told of it.
    pub announced_on: String,
    /// From which day on it holds.
    pub in_force_from: String,
    /// What it says.
    #[serde(rename = "section")]
    pub sections: Vec<TermsSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    #[serde(rename = "section")]
    sections: Vec<TermsSection>,
}

/// What a version changed in one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TermsChange {
    /// Which part.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Paragraphs that are gone.
    pub removed: Vec<String>,
    /// Paragraphs that are new.
    pub added: Vec<String>,
}

// A test reads the files, so an unreadable one never gets this far.
static ALL: LazyLock<Vec<Terms>> = LazyLock::new(|| FILES.iter().filter_map(|file| toml::from_str(file).ok()).collect());

/// Every version, the oldest first.
#[must_use]
pub fn all() -> &'static [Terms] {
    &ALL
}

/// What a version says in other languages, by language; nothing for versions that hold no more.
#[must_use]
pub fn translations(version: &str) -> BTreeMap<&'static str, Vec<TermsSection>> {
    let read = |file: &str| toml::from_str(file).map(|one: Translation| one.sections).ok();
    let ours = TRANSLATIONS.iter().filter(|(which, ..)| *which == version);
    ours.filter_map(|(_, language, file)| Some((*language, read(file)?))).collect()
}

/// The version of that name.
#[must_use]
pub fn named(version: &str) -> Option<&'static Terms> {
    ALL.iter().find(|terms| terms.version == version)
}

/// The version that holds now; before the first one, the first.
#[must_use]
pub fn current(now: Moment) -> Option<&'static Terms> {
    ALL.iter().rfind(|terms| day(&terms.in_force_from).is_some_and(|from| from <= now.day())).or_else(|| ALL.first())
}

/// What a version changed of the one before it; nothing for the first.
#[must_use]
pub fn changes(version: &str) -> Vec<TermsChange> {
    let Some(at) = ALL.iter().position(|terms| terms.version == version) else { return Vec::new() };
    let (Some(after), Some(before)) = (ALL.get(at), at.checked_sub(1).and_then(|before| ALL.get(before))) else {
        return Vec::new();
    };
    let text = |terms: &Terms, name: &str| {
        let section = terms.sections.iter().find(|section| section.name == name);
        section.map(|section| section.text.clone()).unwrap_or_default()
    };
    let gone = before.sections.iter().filter(|section| !after.sections.iter().any(|other| other.name == section.name));
    let each = after.sections.iter().chain(gone).map(|section| {
        let (was, is) = (text(before, &section.name), text(after, &section.name));
        TermsChange {
            name: section.name.clone(),
            title: section.title.clone(),
            removed: was.iter().filter(|paragraph| !is.contains(paragraph)).cloned().collect(),
            added: is.iter().filter(|paragraph| !was.contains(paragraph)).cloned().collect(),
        }
    });
    each.filter(|change| !(change.removed.is_empty() && change.added.is_empty())).collect()
}

/// The day that a date names.
#[must_use]
pub fn day(date: &str) -> Option<Day> {
    Moment::parse(&format!("{date}T00:00:00Z")).map(Moment::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    // L-15
    #[test]
    fn every_version_can_be_read_and_was_announced_fifteen_days_before() {
        assert_eq!(all().len(), FILES.len(), "a file of the terms cannot be read");
        for (number, terms) in all().iter().enumerate() {
            let (told, from) = (day(&terms.announced_on).unwrap(), day(&terms.in_force_from).unwrap());
            assert!(number == 0 || from.0 - told.0 >= 15, "{}", terms.version);
            assert!(terms.sections.iter().all(|section| !section.text.is_empty() && !section.title.is_empty()));
        }
        let changes = changes(&all()[1].version);
        assert!(!changes.is_empty() && super::changes(&all()[0].version).is_empty());
    }

    #[test]
    fn the_newest_version_is_there_in_every_language_of_the_pages_part_by_part() {
        let newest = all().last().unwrap();
        let names = |sections: &[TermsSection]| sections.iter().map(|one| (one.name.clone(), one.text.len())).collect::<Vec<_>>();
        let told = translations(&newest.version);
        assert_eq!(told.keys().copied().collect::<Vec<_>>(), ["es", "he"]);
        for (language, sections) in told {
            assert_eq!(names(&sections), names(&newest.sections), "{language}");
        }
    }

    #[test]
    fn the_version_that_holds_changes_with_the_day() {
        let at = |date: &str| current(Moment::parse(&format!("{date}T12:00:00Z")).unwrap()).unwrap().version.as_str();
        assert_eq!((at("2020-01-01"), at("2026-03-02"), at("2027-01-01")), ("2026-1", "2026-1", "2026-2"));
    }
}
