//! To whoever opened a thread, some weeks later, once: how are you now?

use super::words::words;
use super::{Page, Series, Words, Written};
use crate::storage::columns::ThreadId;

/// Asks how it went. Shows no words and no title.
#[derive(Clone, Debug)]
pub struct HowAreYou {
    /// The thread she opened.
    pub thread: ThreadId,
    /// How such letters are stopped.
    pub series: Series,
}

impl Written for HowAreYou {
    fn words(&self) -> &'static Words {
        words!("how_are_you")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("asked");
        page.paragraph("free");
        page.button("open", &format!("/t/{}#ending", self.thread));
        page.small("why");
        page.small_link("manage", &self.series.manage);
        page.small_link("stop", &self.series.stop);
    }

    fn series(&self) -> Option<&Series> {
        Some(&self.series)
    }
}
