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
    /// Which reply.
    pub number: i32,
    /// The reader opened the thread; otherwise the reply answers something she wrote in it.
    pub opened_by_her: bool,
    /// What it shows of the reply; `None` for a discreet letter.
    pub shown: Option<Shown>,
    /// The letters about replies: how they are sorted and stopped.
    pub series: Series,
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
        let from = (self.number - 1).max(0) / PAGE * PAGE + 1;
        let page = if from > 1 { format!("?from={from}") } else { String::new() };
        format!("/t/{}{page}#n{}", self.thread, self.number)
    }
}

impl Shown {
    /// The beginning of the reply as a quotation.
    #[must_use]
    pub fn quotation(&self) -> String {
        quoted(&self.excerpt)
    }
}

printed!(Reply, "mail/reply/subject.txt", "mail/reply/text.txt", "mail/reply/html.html", series);
