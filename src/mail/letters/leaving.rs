//! The receipt of somebody who has left: the last letter she gets.

use jiff::Timestamp;

use super::printed;
use crate::clock::{DAY, Moment};

/// The receipt.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Its code.
    pub code: String,
    /// Her words go too.
    pub words_go: bool,
    /// When all is forgotten, at the latest.
    pub done_by: Moment,
}

impl Receipt {
    /// What becomes of her words, as a sentence.
    #[must_use]
    pub const fn words(&self) -> &'static str {
        if self.words_go {
            "The words you wrote are being deleted, one place after the other, so that nobody sees which of them were yours."
        } else {
            "The words you wrote stay, and nothing leads from them to you."
        }
    }

    /// The day after the one on which the last of it is done, so that it holds in every time zone.
    #[must_use]
    pub fn day(&self) -> String {
        Timestamp::from_millisecond(self.done_by.plus(DAY).0).unwrap_or_default().strftime("%-d %B %Y").to_string()
    }
}

printed!(Receipt, "mail/receipt/subject.txt", "mail/receipt/text.txt", "mail/receipt/html.html");
