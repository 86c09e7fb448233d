//! The receipt of somebody who has left: the last letter she gets.

use super::words::words;
use super::{Page, Words, Written};
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

impl Written for Receipt {
    fn words(&self) -> &'static Words {
        words!("receipt")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("gone");
        // The day after the one on which the last of it is done, so that it holds in every time zone.
        let day = page.day_anywhere(self.done_by.plus(DAY));
        page.fact("day", day);
        page.paragraph(if self.words_go { "words-go" } else { "words-stay" });
        page.paragraph("receipt");
        page.button("open", &format!("/erasure/{}", self.code));
        page.paragraph("last");
        page.small("why");
    }
}
