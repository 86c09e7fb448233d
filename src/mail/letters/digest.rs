//! What there is, gathered: at most five things, and no number for how much somebody was liked.

use super::page::Item;
use super::reply::path_of;
use super::words::words;
use super::{Page, Series, Words, Written};
use crate::storage::columns::ThreadId;

/// Things in one letter, at most.
pub const MOST: usize = 5;

/// A letter that gathers.
#[derive(Clone, Debug)]
pub struct Digest {
    /// What it tells, in this order; never empty.
    pub items: Vec<DigestItem>,
    /// How these letters are sorted and stopped.
    pub series: Series,
}

/// One thing in a digest.
#[derive(Clone, Debug)]
pub struct DigestItem {
    /// Of which kind it is.
    pub about: About,
    /// Where.
    pub thread: ThreadId,
    /// The first post that it is about.
    pub number: i32,
    /// How many new replies there are; 0 where it is about a thread and not about replies.
    pub count: i32,
    /// What it shows; `None` in a discreet letter.
    pub shown: Option<Glimpse>,
}

/// What a thing in a digest is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Replies to her.
    Yours,
    /// Replies in a thread that she follows.
    Followed,
    /// A thread that nobody has answered.
    Waiting,
    /// A thread that is new.
    New,
}

/// What an open digest shows of a thread.
#[derive(Clone, Debug)]
pub struct Glimpse {
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its beginning; empty where the title says enough.
    pub excerpt: String,
}

impl Written for Digest {
    fn words(&self) -> &'static Words {
        words!("digest")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("since");
        let items = self.items.iter().map(|item| item.told(page)).collect();
        page.items(items);
        page.small("why");
        page.small_link("manage", &self.series.manage);
        page.small_link("stop", &self.series.stop);
        page.small_link("settings", "/settings");
    }

    fn series(&self) -> Option<&Series> {
        Some(&self.series)
    }
}

impl DigestItem {
    /// What there is; names nothing unless something is shown.
    fn told(&self, page: &mut Page<'_>) -> Item {
        page.fact("count", self.count);
        let says = page.say(match self.about {
            About::Yours => "yours",
            About::Followed => "followed",
            About::Waiting => "waiting",
            About::New => "new",
        });
        let shown = self.shown.as_ref();
        let title = shown.and_then(|shown| shown.title.clone()).map(|title| {
            page.fact("title", title);
            page.say("titled")
        });
        Item {
            says,
            title,
            quotation: shown.map(|shown| shown.excerpt.trim().to_owned()).filter(|words| !words.is_empty()),
            link: page.link("open", &path_of(self.thread, self.number)),
        }
    }
}
