//! To a listener: somebody waits for an answer.

use super::words::words;
use super::{Page, Words, Written};
use crate::storage::columns::ThreadId;

/// A thread waits for an answer. Its title stands in the product alone: a listener's letters are read over shoulders too.
#[derive(Clone, Copy, Debug)]
pub struct Called {
    /// Which.
    pub thread: ThreadId,
}

impl Written for Called {
    fn words(&self) -> &'static Words {
        words!("called")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("waits");
        page.paragraph("free");
        page.button("open", &format!("/t/{}", self.thread));
        page.small("why");
        page.small_link("hours", "/settings/listening");
    }
}
