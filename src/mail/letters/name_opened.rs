//! The name behind a voice of yours was opened: never without your hearing of it (promise 1).

use super::words::words;
use super::{Page, Words, Written};

/// The name behind a voice was opened. Says neither which nor why: that stands where only she reads it.
#[derive(Clone, Debug)]
pub struct NameOpened;

impl Written for NameOpened {
    fn words(&self) -> &'static Words {
        words!("name_opened")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("opened");
        page.button("open", "/decisions");
        page.paragraph("same");
        page.small("frame-why-decision");
        page.small_link("frame-rules", "/guidelines");
    }
}
