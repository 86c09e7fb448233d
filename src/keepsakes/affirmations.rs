//! Things every parent should hear: data, one a day, the same for everybody.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::clock::Day;

/// A kind sentence.
#[derive(Clone, Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Affirmation {
    /// Its name in the list.
    pub id: String,
    /// The sentence by language, `en` always among them.
    pub texts: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    affirmation: Vec<Affirmation>,
}

/// All of them, in the order of `config/affirmations.toml`.
pub static ALL: LazyLock<Vec<Affirmation>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("../../config/affirmations.toml")).map(|file| file.affirmation).unwrap_or_default()
});

/// The sentence of a day: each in its turn.
#[must_use]
pub fn of_day(day: Day) -> Option<&'static Affirmation> {
    let turn = usize::try_from(day.0.rem_euclid(i32::try_from(ALL.len().max(1)).unwrap_or(1))).unwrap_or_default();
    ALL.get(turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_there_in_every_language_once_and_short() {
        assert!(ALL.len() >= 28, "{}", ALL.len());
        let mut ids: Vec<&str> = ALL.iter().map(|one| one.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), ALL.len());
        for one in ALL.iter() {
            let languages: Vec<&str> = one.texts.keys().map(String::as_str).collect();
            assert_eq!(languages, ["de", "en", "es", "he"], "{}", one.id);
            for text in one.texts.values() {
                assert!((10..=140).contains(&text.chars().count()) && !text.contains('!'), "{text}");
            }
        }
    }

    #[test]
    fn each_has_its_day() {
        let days = i32::try_from(ALL.len()).expect("few");
        let shown: std::collections::BTreeSet<&str> =
            (20_000..20_000 + days).filter_map(|day| of_day(Day(day))).map(|one| one.id.as_str()).collect();
        assert_eq!(shown.len(), ALL.len());
    }
}
