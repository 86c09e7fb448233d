//! Somebody replied. Says no more than that, unless the member chose otherwise.

use super::words::words;
use super::{Page, Series, Words, Written};
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

impl Written for Reply {
    fn words(&self) -> &'static Words {
        words!("reply")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.fact("count", self.count);
        match &self.shown {
            None => page.paragraph("replied"),
            Some(shown) => {
                page.fact("voice", shown.voice.as_str());
                match &shown.title {
                    None => page.paragraph("from"),
                    Some(title) => {
                        page.fact("title", title.as_str());
                        page.paragraph("from-in");
                    }
                }
                page.quotation(&shown.excerpt);
            }
        }
        page.button("open", &path_of(self.thread, self.number));
        page.small(match self.because {
            Because::Opened => "why-opened",
            Because::Answered => "why-answered",
            Because::Follows => "why-follows",
        });
        page.small_link("manage", &self.series.manage);
        page.small_link("stop", &self.series.stop);
        page.small_link("notices", "/settings");
    }

    fn series(&self) -> Option<&Series> {
        Some(&self.series)
    }
}

/// The path of a post: the page it stands on, and the place on that page.
pub(super) fn path_of(thread: ThreadId, number: i32) -> String {
    let from = (number - 1).max(0) / PAGE * PAGE + 1;
    let page = if from > 1 { format!("?from={from}") } else { String::new() };
    format!("/t/{thread}{page}#n{number}")
}
