//! For whom a letter is written: her language and her time zone go with it from the judging to the printing.

use super::{Page, Series, Words, Written};

/// Who reads a letter, as far as it changes how it is written.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// Her locale; what is not known is written in English.
    pub locale: String,
    /// The IANA name of her time zone, if told.
    pub time_zone: Option<String>,
}

/// A letter with its reader.
pub struct Addressed {
    /// The letter.
    pub letter: Box<dyn Written>,
    /// Its reader.
    pub reader: Reader,
}

impl Written for Addressed {
    fn words(&self) -> &'static Words {
        self.letter.words()
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        self.letter.blocks(page);
    }

    fn series(&self) -> Option<&Series> {
        self.letter.series()
    }

    fn reader(&self) -> Option<&Reader> {
        Some(&self.reader)
    }
}
