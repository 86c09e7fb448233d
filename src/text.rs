//! What people type: normalised, measured, refused in a word, never silently changed.
//!
//! Text comes back equal after NFC, CR and CRLF to LF, and trimming of one-line fields. NUL fits into neither database.

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

use crate::error::FieldCode;

/// Characters of a title, at most.
pub const TITLE: usize = 200;
/// Characters of a post, at most.
pub const BODY: usize = 20_000;
/// Characters of a note, a reason or a message between members and moderators, at most.
pub const NOTE: usize = 2_000;

/// A text as it is kept: NFC, and LF for every end of a line.
#[must_use]
pub fn spelled(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect()
}

/// A text of one or more lines, as written: 1 to `most` characters, not blank.
///
/// # Errors
/// `required`, `too_long` or `bad_characters` (it holds NUL).
pub fn lines(text: &str, most: usize) -> Result<String, FieldCode> {
    let text = spelled(text);
    if text.contains('\0') {
        return Err("bad_characters");
    }
    measured(text, most)
}

/// A text of one line, trimmed: 1 to `most` characters, no control characters.
///
/// # Errors
/// `required`, `too_long` or `bad_characters`.
pub fn line(text: &str, most: usize) -> Result<String, FieldCode> {
    let text: String = text.trim().nfc().collect();
    if text.chars().any(char::is_control) {
        return Err("bad_characters");
    }
    measured(text, most)
}

fn measured(text: String, most: usize) -> Result<String, FieldCode> {
    if text.trim().is_empty() {
        Err("required")
    } else if text.chars().count() > most {
        Err("too_long")
    } else {
        Ok(text)
    }
}

/// Whether a character shows nothing, turns the line around, or belongs to nobody: not in names.
#[must_use]
pub fn is_deceptive(character: char) -> bool {
    use GeneralCategory as C;
    let invisible_letters =
        matches!(character, '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}');
    let selectors = matches!(u32::from(character), 0xFE00..=0xFE0F | 0xE0100..=0xE01EF | 0x034F);
    invisible_letters
        || selectors
        || matches!(
            character.general_category(),
            C::Control | C::Format | C::Surrogate | C::PrivateUse | C::Unassigned | C::LineSeparator | C::ParagraphSeparator
        )
}
