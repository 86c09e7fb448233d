//! What came of your objection to a decision (promise 6).

use super::words::words;
use super::{Page, Words, Written};

/// What came of an objection.
#[derive(Clone, Debug)]
pub struct AppealDecided {
    /// The decision was undone.
    pub upheld: bool,
    /// Why it was decided so.
    pub reason: String,
}

impl Written for AppealDecided {
    fn words(&self) -> &'static Words {
        words!("appeal_decided")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph(if self.upheld { "upheld" } else { "refused" });
        page.paragraph("reason");
        page.quotation(&self.reason);
        if !self.upheld {
            page.paragraph("redress");
        }
        page.button("open", "/decisions");
        page.small("why");
        page.small_link("frame-rules", "/guidelines");
    }
}
