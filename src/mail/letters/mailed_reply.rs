//! Your reply by mail is not a post: it waits as a draft, or could not be taken. Goes only to whoever is proven to have
//! written it (E-52, E-57).

use super::printed;
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

impl Mailed {
    /// What happened, and why, as sentences.
    #[must_use]
    pub const fn told(&self) -> &'static str {
        match self.came {
            MailedReply::WithoutAttachments => "Your reply was posted. What you attached is not in it: only words come by mail.",
            MailedReply::DraftDoubtful => {
                "Your reply waits as a draft. We could not tell your own words from the mail you answered, so please look at it before it is posted."
            }
            MailedReply::DraftSigned => {
                "Your reply waits as a draft. You write under another name there, and the end of your mail may say who you are, so please look at it before it is posted."
            }
            MailedReply::Empty => "Your reply was not posted: we found no words of yours in it.",
            MailedReply::TooLong => "Your reply was not posted: it is longer than a post may be.",
            MailedReply::Expired => "Your reply was not posted: a letter can be answered for thirty days.",
            MailedReply::SwitchedOff => "Your reply was not posted: you have switched off answering by mail.",
            MailedReply::Muted => "Your reply was not posted: you can read at the moment, and not write.",
            MailedReply::Closed => "Your reply was not posted: there is no more replying there.",
            MailedReply::Unfit => "Your reply was not posted: some of its characters cannot be shown.",
        }
    }

    /// Whether her words lie there to be looked at.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.came.is_draft()
    }
}

printed!(Mailed, "mail/mailed_reply/subject.txt", "mail/mailed_reply/text.txt", "mail/mailed_reply/html.html");
