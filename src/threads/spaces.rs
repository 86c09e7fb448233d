//! The ten spaces: data, not rows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The embedded list.
pub const DATA: &str = include_str!("../../config/spaces.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    space: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: i32,
    slug: String,
    name: String,
    description: String,
    translations: BTreeMap<String, SpaceTranslation>,
}

/// A space in another language.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpaceTranslation {
    /// What readers see.
    name: String,
    /// One plain sentence.
    description: String,
}

/// A topic that threads stand under.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Space {
    /// A small number as text.
    id: String,
    /// The word in `space`.
    slug: String,
    /// What readers see.
    name: String,
    /// One plain sentence.
    description: String,
    /// The same in other languages, by language (BCP 47).
    translations: BTreeMap<String, SpaceTranslation>,
    #[serde(skip)]
    number: i32,
}

static SPACES: LazyLock<Vec<Space>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).unwrap_or(File { space: Vec::new() });
    let turn = |entry: Entry| Space {
        id: entry.id.to_string(),
        slug: entry.slug,
        name: entry.name,
        description: entry.description,
        translations: entry.translations,
        number: entry.id,
    };
    file.space.into_iter().map(turn).collect()
});

/// All spaces, in their order.
#[must_use]
pub fn all() -> &'static [Space] {
    &SPACES
}

/// The number of a space, by its slug or its id.
#[must_use]
pub fn number_of(slug_or_id: &str) -> Option<i32> {
    SPACES.iter().find(|space| space.slug == slug_or_id || space.id == slug_or_id).map(|space| space.number)
}

/// The slug of a space.
#[must_use]
pub fn slug_of(number: i32) -> &'static str {
    SPACES.iter().find(|space| space.number == number).map_or("", |space| space.slug.as_str())
}
