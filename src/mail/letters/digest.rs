//! What there is, gathered: at most five things, and no number for how much somebody was liked.

use super::reply::path_of;
use super::{Series, printed};
use crate::mail::wrap::quoted;
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

impl DigestItem {
    /// What there is, as a sentence that names nothing.
    #[must_use]
    pub fn says(&self) -> String {
        let replies = if self.count == 1 { "1 new reply".to_owned() } else { format!("{} new replies", self.count) };
        match self.about {
            About::Yours => format!("To you: {replies}."),
            About::Followed => format!("A thread you follow: {replies}."),
            About::Waiting => "Somebody waits for an answer.".to_owned(),
            About::New => "A new thread.".to_owned(),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.thread, self.number)
    }
}

impl Glimpse {
    /// The beginning as a quotation; empty when there is none.
    #[must_use]
    pub fn quotation(&self) -> String {
        if self.excerpt.is_empty() { String::new() } else { quoted(&self.excerpt) }
    }
}

printed!(Digest, "mail/digest/subject.txt", "mail/digest/text.txt", "mail/digest/html.html", series);
