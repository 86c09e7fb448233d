//! From the desk: a moderator has a word with a member; and the call to staff that something waits beyond its time (L-06).

use super::words::words;
use super::{Page, Words, Written};

/// A moderator has a word with her. What it is about stands in the product.
#[derive(Clone, Copy, Debug)]
pub struct ModeratorWrote;

impl Written for ModeratorWrote {
    fn words(&self) -> &'static Words {
        words!("moderator_wrote")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("word");
        page.paragraph("no-penalty");
        page.button("open", "/conversations");
        page.small("why");
        page.small_link("frame-settings", "/settings");
    }
}

/// Something waits beyond its time.
#[derive(Clone, Copy, Debug)]
pub struct DeskWaits {
    /// So many cases.
    pub overdue: i64,
}

impl Written for DeskWaits {
    fn words(&self) -> &'static Words {
        words!("desk_waits")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.fact("count", self.overdue);
        page.paragraph("waits");
        page.button("open", "/moderation");
        page.small("why");
    }
}
