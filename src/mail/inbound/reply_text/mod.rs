//! From a mail to the writer's new words: what she quoted, who wrote it, and her signature go.
//!
//! Plain text is preferred; HTML is read as text with its quotations marked, and then judged by the same rules. Nothing of
//! a mail's HTML is kept (E-62), and nothing in it is a command (E-58).

mod html;
mod lines;
mod marks;
mod signature;

use mail_parser::{Message, MimeHeaders as _, PartType};

pub use signature::tells_who;

/// Of a hundred characters, how many may be doubtful before the words are only a draft (E-53).
const DOUBT: usize = 30;

/// The new words of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewWords {
    /// The words.
    pub text: String,
    /// How many of their characters may be somebody else's, or part of a signature.
    pub doubtful: usize,
}

impl NewWords {
    /// Whether it takes her to say that these are her words.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        let all = self.text.chars().filter(|letter| !letter.is_whitespace()).count();
        self.doubtful * 100 > all * DOUBT
    }
}

/// The new words of a mail.
#[must_use]
pub fn of_mail(mail: &Message<'_>) -> NewWords {
    let mut plain = Vec::new();
    let mut marked_up = Vec::new();
    for part in mail.text_bodies().chain(mail.html_bodies()) {
        match &part.body {
            PartType::Text(text) => {
                let flowed = part
                    .content_type()
                    .and_then(|kind| kind.attribute("format"))
                    .is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
                plain.push(if flowed { lines::unflowed(text) } else { text.to_string() });
            }
            PartType::Html(text) => marked_up.push(text.to_string()),
            _ => {}
        }
    }
    // A part may stand in both lists.
    plain.dedup();
    marked_up.dedup();
    let plain = once(plain).join("\n");
    if !plain.trim().is_empty() {
        return of_text(&plain);
    }
    of_html(&once(marked_up).join("\n"))
}

fn once(parts: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for part in parts {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen
}

/// The new words of a plain text.
#[must_use]
pub fn of_text(text: &str) -> NewWords {
    lines::new_words(text)
}

/// The new words of an HTML text.
#[must_use]
pub fn of_html(html: &str) -> NewWords {
    lines::new_words(&html::as_text(html))
}

#[cfg(test)]
mod tests;
