//! The terms change: told to everybody at least 15 days before (L-15).

use super::words::words;
use super::{Page, Words, Written};
use crate::clock::Moment;

/// The terms change.
#[derive(Clone, Debug)]
pub struct TermsChanged {
    /// Which version comes.
    pub version: String,
    /// From when on it holds.
    pub from: Moment,
}

impl Written for TermsChanged {
    fn words(&self) -> &'static Words {
        words!("terms_changed")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        let from = page.day_anywhere(self.from);
        page.fact("from", from);
        page.paragraph("change");
        page.button("open", &format!("/terms/{}", self.version));
        page.paragraph("leave");
        page.small("why");
        page.small_link("frame-settings", "/settings");
    }
}
