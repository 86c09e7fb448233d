//! What came of your report: the loop closes (promise 6).

use super::printed;
use crate::moderation::model::Outcome;

/// What came of a report.
#[derive(Clone, Debug)]
pub struct ReportClosed {
    /// What was done.
    pub outcome: Outcome,
}

impl ReportClosed {
    /// What was done, as sentences.
    #[must_use]
    pub fn told(&self) -> &'static str {
        match self.outcome {
            Outcome::Removed => "The post was removed.",
            Outcome::Kept => {
                "A moderator read the post and left it where it is: it breaks no rule as it stands. That you told us was right all the same."
            }
            Outcome::Locked => "The thread was locked: it can be read, and nobody can reply in it.",
            Outcome::Undone => "A moderator decided, and the decision was undone later.",
        }
    }
}

printed!(ReportClosed, "mail/report_closed/subject.txt", "mail/report_closed/text.txt", "mail/report_closed/html.html");
