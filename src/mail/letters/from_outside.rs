//! To whoever told us from outside that something is against the law: the receipt, and what came of it (L-03, L-07).

use super::words::words;
use super::{Page, Words, Written};
use crate::outside::model::NoticeOutcome;

/// The receipt.
#[derive(Clone, Debug)]
pub struct NoticeReceived {
    /// Names the notice.
    pub reference: String,
    /// The secret of the page that says how it stands.
    pub token: String,
}

impl Written for NoticeReceived {
    fn words(&self) -> &'static Words {
        words!("notice_received")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.fact("reference", self.reference.as_str());
        page.paragraph("received");
        page.paragraph("reference");
        page.button("open", &format!("/notice/{}", self.token));
        page.paragraph("next");
        page.small("why");
        page.small_link("frame-rules", "/guidelines");
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct NoticeDecided {
    /// Names the notice.
    pub reference: String,
    /// The secret of the page that says how it stands.
    pub token: String,
    /// What came of it, each once.
    pub outcomes: Vec<NoticeOutcome>,
    /// What a moderator answered.
    pub answer: String,
    /// A program decided it.
    pub automated: bool,
}

impl Written for NoticeDecided {
    fn words(&self) -> &'static Words {
        words!("notice_decided")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.fact("reference", self.reference.as_str());
        page.paragraph("about");
        for outcome in &self.outcomes {
            page.paragraph(match outcome {
                NoticeOutcome::Removed => "removed",
                NoticeOutcome::Kept => "kept",
                NoticeOutcome::Locked => "locked",
                NoticeOutcome::Changed => "changed",
                NoticeOutcome::Undone => "undone",
                NoticeOutcome::Answered => "answered",
            });
        }
        if !self.answer.trim().is_empty() {
            page.quotation(&self.answer);
        }
        page.paragraph(if self.automated { "program" } else { "person" });
        page.button("open", &format!("/notice/{}", self.token));
        page.paragraph("redress");
        page.small("why");
        page.small_link("frame-rules", "/guidelines");
    }
}
