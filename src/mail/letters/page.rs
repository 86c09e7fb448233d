//! A letter while it is written: one list of blocks, from which both of its parts are made, so that they say the same.

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::frame::Frame;
use super::words::{Unwritten, Words};
use crate::clock::Moment;

/// A link with its words.
#[derive(Clone, Debug)]
pub struct Link {
    /// What it says.
    pub says: String,
    /// Where it leads.
    pub href: String,
}

/// One of several things that a letter tells of.
#[derive(Clone, Debug)]
pub struct Item {
    /// What there is.
    pub says: String,
    /// What it is called, where the reader wants letters to say so.
    pub title: Option<String>,
    /// Its beginning.
    pub quotation: Option<String>,
    /// Where it is.
    pub link: Link,
}

/// A piece of a letter.
#[derive(Clone, Debug)]
pub enum Block {
    /// Sentences.
    Paragraph(String),
    /// A sentence that is not ours and matters: a rule.
    Strong(String),
    /// Somebody's words.
    Quotation(String),
    /// The one thing to do.
    Button(Link),
    /// Another thing that can be done.
    Beside(Link),
    /// Several things, one under another.
    Items(Vec<Item>),
    /// Small print: why the letter came.
    Small(String),
    /// Small print that leads somewhere.
    SmallLink(Link),
}

impl Block {
    /// Whether it belongs to the small print, which comes last.
    #[must_use]
    pub const fn is_small(&self) -> bool {
        matches!(self, Self::Small(_) | Self::SmallLink(_))
    }
}

/// A letter while it is written.
pub struct Page<'a> {
    frame: &'a Frame,
    words: &'static Words,
    facts: FluentArgs<'a>,
    blocks: Vec<Block>,
    failed: Option<Unwritten>,
    #[cfg(test)]
    pub(super) said: std::collections::BTreeSet<&'static str>,
}

impl<'a> Page<'a> {
    pub(super) fn new(frame: &'a Frame, words: &'static Words) -> Self {
        Self {
            frame,
            words,
            facts: FluentArgs::new(),
            blocks: Vec::new(),
            failed: None,
            #[cfg(test)]
            said: std::collections::BTreeSet::new(),
        }
    }

    /// The reader's language, as BCP 47 writes it.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.frame.language.word()
    }

    /// What the sentences from here on may tell, by the name they have for it.
    pub fn fact(&mut self, name: &'static str, value: impl Into<FluentValue<'a>>) {
        self.facts.set(name, value);
    }

    /// A sentence of the letter; the first that cannot be said fails the letter.
    pub fn say(&mut self, key: &'static str) -> String {
        #[cfg(test)]
        self.said.insert(key);
        self.words.say(self.frame.language, key, &self.facts).unwrap_or_else(|unwritten| {
            self.failed.get_or_insert(unwritten);
            String::new()
        })
    }

    /// Sentences.
    pub fn paragraph(&mut self, key: &'static str) {
        let says = self.say(key);
        self.blocks.push(Block::Paragraph(says));
    }

    /// A sentence that is not ours and matters.
    pub fn strong(&mut self, words: &str) {
        self.blocks.push(Block::Strong(words.trim().to_owned()));
    }

    /// Somebody's words.
    pub fn quotation(&mut self, words: &str) {
        self.blocks.push(Block::Quotation(words.trim().to_owned()));
    }

    /// The one thing to do, at a path of the site.
    pub fn button(&mut self, key: &'static str, path: &str) {
        let link = self.link(key, path);
        self.blocks.push(Block::Button(link));
    }

    /// Another thing that can be done, at a path of the site.
    pub fn beside(&mut self, key: &'static str, path: &str) {
        let link = self.link(key, path);
        self.blocks.push(Block::Beside(link));
    }

    /// Several things, one under another.
    pub fn items(&mut self, items: Vec<Item>) {
        self.blocks.push(Block::Items(items));
    }

    /// Why the letter came, and other small print. Small print comes last.
    pub fn small(&mut self, key: &'static str) {
        let says = self.say(key);
        self.blocks.push(Block::Small(says));
    }

    /// Small print that leads somewhere: a path of the site, or a whole address.
    pub fn small_link(&mut self, key: &'static str, path: &str) {
        let link = self.link(key, path);
        self.blocks.push(Block::SmallLink(link));
    }

    /// A link to a path of the site, or to a whole address.
    pub fn link(&mut self, key: &'static str, path: &str) -> Link {
        let href = if path.starts_with('/') { format!("{}{path}", self.frame.url) } else { path.to_owned() };
        Link { says: self.say(key), href }
    }

    /// A day as the reader says it, in her time zone: "21 May 2027".
    pub fn day(&mut self, at: Moment) -> String {
        let at = self.zoned(at);
        self.date(&at)
    }

    /// A day that holds wherever she is: the day of the moment in UTC.
    pub fn day_anywhere(&mut self, at: Moment) -> String {
        let at = Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(TimeZone::UTC);
        self.date(&at)
    }

    /// A moment as the reader says it, in her time zone: "9 March 2026, 21:15 UTC".
    pub fn moment(&mut self, at: Moment) -> String {
        let at = self.zoned(at);
        let date = self.date(&at);
        self.fact("date", date);
        self.fact("time", at.strftime("%H:%M").to_string());
        self.fact("zone", at.strftime("%Z").to_string());
        self.say("frame-moment")
    }

    fn zoned(&self, at: Moment) -> Zoned {
        Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(self.frame.zone.clone())
    }

    fn date(&mut self, at: &Zoned) -> String {
        self.fact("day", i64::from(at.day()));
        self.fact("month", i64::from(at.month()));
        // As words: a year is not counted.
        self.fact("year", at.year().to_string());
        self.say("frame-day")
    }

    /// All that was written.
    pub(super) fn finish(self) -> Result<Vec<Block>, Unwritten> {
        self.failed.map_or(Ok(self.blocks), Err)
    }
}
