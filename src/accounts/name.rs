//! Display names: refused, never stripped, when they could deceive.

use unicode_normalization::UnicodeNormalization as _;
use unicode_security::confusable_detection::skeleton;

use crate::error::FieldCode;
use crate::text;
use crate::voices::alias;

/// Characters of a name, at most.
pub const LONGEST: usize = 40;
/// What the named voices of those who left are called: all alike, so that it finds nobody again.
pub const NOBODY: &str = "Someone";

/// Names that only staff may seem to have, and the one of those who left, as skeletons are made of them.
const STAFF: [&str; 13] = [
    "admin",
    "administrator",
    "moderator",
    "mod",
    "staff",
    "team",
    "support",
    "goodenough",
    "system",
    "official",
    "helpline",
    "notes",
    NOBODY,
];

/// A name that a member may have, with the skeleton that keeps look-alikes apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayName {
    name: String,
    skeleton: String,
}

impl DisplayName {
    /// Reads a name: NFC, trimmed, 1 to 40 characters.
    ///
    /// # Errors
    /// `required`, `too_long`, `bad_characters` (control, bidirectional or invisible ones, or an address), or
    /// `not_allowed` (a name of staff, or one that the alias list could give).
    pub fn parse(typed: &str) -> Result<Self, FieldCode> {
        if typed.chars().any(text::is_deceptive) || typed.contains('@') {
            return Err("bad_characters");
        }
        let name = text::line(typed, LONGEST)?;
        let skeleton = skeleton_of(&name);
        if !name.chars().any(char::is_alphanumeric) {
            return Err("bad_characters");
        }
        if STAFF.iter().any(|staff| skeleton_of(staff) == skeleton) || alias::could_be(&skeleton) {
            return Err("not_allowed");
        }
        Ok(Self { name, skeleton })
    }

    /// The same name with a number behind it: for two people who chose one name at the same moment.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let number = format!(" {number}");
        let room = LONGEST - number.chars().count();
        let name: String = self.name.chars().take(room).chain(number.chars()).collect();
        Self { skeleton: skeleton_of(&name), name }
    }

    /// As shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Equal for names that look alike.
    #[must_use]
    pub fn skeleton(&self) -> &str {
        &self.skeleton
    }
}

/// The confusable skeleton (UTS 39) of a name, whatever its case and spaces.
#[must_use]
pub fn skeleton_of(name: &str) -> String {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    // Lower case again: the skeleton of a letter may be a capital.
    skeleton(&folded).flat_map(char::to_lowercase).collect()
}
