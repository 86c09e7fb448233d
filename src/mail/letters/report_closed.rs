//! What came of your report: the loop closes (promise 6).

use super::printed;

/// What came of a report.
#[derive(Clone, Debug)]
pub struct ReportClosed {
    /// `removed`, `kept` or `locked`.
    pub outcome: String,
}

impl ReportClosed {
    /// What was done, as sentences.
    #[must_use]
    pub fn told(&self) -> &'static str {
        match self.outcome.as_str() {
            "removed" => "The post was removed.",
            "kept" => {
                "A moderator read the post and left it where it is: it breaks no rule as it stands. That you told us was right all the same."
            }
            "locked" => "The thread was locked: it can be read, and nobody can reply in it.",
            _ => "A moderator has decided.",
        }
    }
}

printed!(ReportClosed, "mail/report_closed/subject.txt", "mail/report_closed/text.txt", "mail/report_closed/html.html");
