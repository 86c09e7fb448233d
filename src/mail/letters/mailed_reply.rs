//! Your reply by mail is not a post: it waits as a draft, or could not be taken. Goes only to whoever is proven to have
//! written it (E-52, E-57).

use super::words::words;
use super::{Page, Words, Written};
use crate::replies::arrived::MailedReply;
use crate::storage::columns::ThreadId;

/// What came of a reply by mail.
#[derive(Clone, Debug)]
pub struct Mailed {
    /// Where.
    pub thread: ThreadId,
    /// What came of it.
    pub came: MailedReply,
}

impl Written for Mailed {
    fn words(&self) -> &'static Words {
        words!("mailed_reply")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph(match self.came {
            MailedReply::WithoutAttachments => "without-attachments",
            MailedReply::DraftDoubtful => "draft-doubtful",
            MailedReply::DraftSigned => "draft-signed",
            MailedReply::Empty => "empty",
            MailedReply::TooLong => "too-long",
            MailedReply::Expired => "expired",
            MailedReply::SwitchedOff => "switched-off",
            MailedReply::Muted => "muted",
            MailedReply::Closed => "closed",
            MailedReply::Unfit => "unfit",
        });
        page.button(if self.came.is_draft() { "draft" } else { "there" }, &format!("/t/{}", self.thread));
        page.small("why");
        page.small_link("frame-settings", "/settings");
    }
}
