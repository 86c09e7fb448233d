//! Somebody replied. Says no more than that, unless the member chose otherwise.

use super::{Series, printed};
use crate::mail::wrap::quoted;
use crate::storage::columns::ThreadId;

/// Posts on one page of the frontend's thread page.
const PAGE: i32 = 20;

/// Somebody replied.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Where.
    pub thread: ThreadId,
    /// Which reply; of several the first.
    pub number: i32,
    /// How many there are since the last letter.
    pub count: i32,
    /// Why she gets it.
    pub because: Because,
    /// What it shows of the reply; `None` for a discreet letter.
    pub shown: Option<Shown>,
    /// The letters about replies: how they are sorted and stopped.
    pub series: Series,
}

/// Why somebody gets a letter about a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// She opened the thread.
    Opened,
    /// The reply answers something she wrote in it.
    Answered,
    /// She follows the thread.
    Follows,
}

impl Because {
    /// As a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Opened => "You get this letter because you started this thread.",
            Self::Answered => "You get this letter because the reply answers something you wrote.",
            Self::Follows => "You get this letter because you follow this thread.",
        }
    }
}

/// What an open letter shows of a reply.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The title of the thread, if it has one.
    pub title: Option<String>,
    /// The name the reply is written under.
    pub voice: String,
    /// Its beginning.
    pub excerpt: String,
}

impl Reply {
    /// The path of the reply: the page it stands on, and the place on that page.
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.thread, self.number)
    }

    /// What happened, as a sentence that names nothing.
    #[must_use]
    pub fn says(&self) -> String {
        if self.count > 1 { format!("{} new replies.", self.count) } else { "Someone replied.".to_owned() }
    }
}

/// The path of a post: the page it stands on, and the place on that page.
pub(super) fn path_of(thread: ThreadId, number: i32) -> String {
    let from = (number - 1).max(0) / PAGE * PAGE + 1;
    let page = if from > 1 { format!("?from={from}") } else { String::new() };
    format!("/t/{thread}{page}#n{number}")
}

impl Shown {
    /// The beginning of the reply as a quotation.
    #[must_use]
    pub fn quotation(&self) -> String {
        quoted(&self.excerpt)
    }
}

printed!(Reply, "mail/reply/subject.txt", "mail/reply/text.txt", "mail/reply/html.html", series);
