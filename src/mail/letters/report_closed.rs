//! What came of your report: the loop closes (promise 6).

use super::words::words;
use super::{Page, Words, Written};
use crate::moderation::model::Outcome;

/// What came of a report.
#[derive(Clone, Debug)]
pub struct ReportClosed {
    /// What was done.
    pub outcome: Outcome,
    /// A moderator found it made in bad faith: a warning.
    pub bad_faith: bool,
}

impl Written for ReportClosed {
    fn words(&self) -> &'static Words {
        words!("report_closed")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph(match self.outcome {
            Outcome::Kept if self.bad_faith => "bad-faith",
            Outcome::Removed => "removed",
            Outcome::Kept => "kept",
            Outcome::Locked => "locked",
            Outcome::Changed => "changed",
            Outcome::Undone => "undone",
        });
        page.button("open", "/reports");
        page.paragraph("nobody");
        page.small("why");
        page.small_link("frame-settings", "/settings");
    }
}
