//! The one frame around every letter: a list of blocks becomes a text part and an HTML part.

use std::fmt::Write as _;

use askama::Template;
use jiff::tz::TimeZone;

use super::page::{Block, Link, Page};
use super::words::{Language, Unwritten};
use super::{Reader, Written};
use crate::config::Site;
use crate::mail::wrap::{for_reading, quoted};

/// What every letter knows of the forum it comes from and of whoever reads it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The neutral name.
    pub name: String,
    /// Where people reach the frontend, without a slash at the end.
    pub url: String,
    /// The reader's language.
    pub language: Language,
    /// The reader's time zone.
    pub zone: TimeZone,
}

impl Frame {
    /// The frame of this site, for somebody of whom nothing is known.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        Self { name: site.name.clone(), url: site.url.clone(), language: Language::En, zone: TimeZone::UTC }
    }

    /// The same for somebody's language and time zone.
    #[must_use]
    pub fn for_reader(self, reader: Option<&Reader>) -> Self {
        let Some(reader) = reader else { return self };
        let zone = reader.time_zone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        Self { language: Language::of(&reader.locale), zone, ..self }
    }
}

/// A letter as it is read.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The subject: neutral, one line.
    pub subject: String,
    /// What lists of letters show beside the subject.
    pub preheader: String,
    /// The text part, broken into lines.
    pub text: String,
    /// The HTML part: says the same.
    pub html: String,
}

/// Prints a letter.
///
/// # Errors
/// When a sentence of it cannot be said: this letter fails, and no other.
pub fn print(letter: &dyn Written, frame: &Frame) -> Result<Printed, Unwritten> {
    let mut page = Page::new(frame, letter.words());
    letter.blocks(&mut page);
    let (subject, preheader) = (page.say("subject"), page.say("preheader"));
    page.small_link("frame-crisis", "/help");
    let blocks = page.finish()?;
    let html = Html {
        frame,
        preheader: &preheader,
        blocks: &blocks,
        start: if frame.language.direction() == "rtl" { "right" } else { "left" },
    };
    let html = html.render().map_err(|error| Unwritten::Frame(error.to_string()))?;
    Ok(Printed { subject, preheader, text: text(&blocks), html })
}

#[derive(Template)]
#[template(path = "mail/frame.html")]
struct Html<'a> {
    frame: &'a Frame,
    preheader: &'a str,
    blocks: &'a [Block],
    /// The side where lines begin.
    start: &'static str,
}

impl Html<'_> {
    /// The small print begins with this block: a line stands above it.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "askama hands references over")]
    fn begins_small(&self, index: &usize) -> bool {
        self.blocks.iter().position(Block::is_small).as_ref() == Some(index)
    }
}

fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut small = false;
    for block in blocks {
        if block.is_small() && !small {
            text.push_str("------\n\n");
            small = true;
        }
        match block {
            Block::Paragraph(says) | Block::Strong(says) | Block::Small(says) => add(&mut text, says),
            Block::Quotation(words) => add(&mut text, &quoted(words)),
            Block::Button(link) | Block::Beside(link) | Block::SmallLink(link) => add(&mut text, &leading(link)),
            Block::Items(items) => {
                for item in items {
                    let title = item.title.as_ref().map(|title| format!("\n{title}")).unwrap_or_default();
                    add(&mut text, &format!("{}{title}", item.says));
                    if let Some(words) = &item.quotation {
                        add(&mut text, &quoted(words));
                    }
                    add(&mut text, &leading(&item.link));
                }
            }
        }
    }
    for_reading(&text)
}

fn add(text: &mut String, block: &str) {
    // Writing to a String cannot fail.
    let _ = write!(text, "{block}\n\n");
}

/// A link stands on a line of its own, under its words.
fn leading(link: &Link) -> String {
    format!("{}:\n{}", link.says, link.href)
}
