//! A decision restricts something of yours: the statement of reasons (promise 6).

use jiff::Timestamp;

use super::printed;
use crate::clock::{DAY, Moment};
use crate::mail::wrap::quoted;
use crate::moderation::model::Action;

/// Days in which a moderator can undo a decision.
const UNDO_DAYS: i64 = 180;

/// The statement of reasons.
#[derive(Clone, Debug)]
pub struct Decided {
    /// What was done.
    pub action: Action,
    /// The rule as a sentence.
    pub rule_title: String,
    /// The facts it rests on.
    pub facts: String,
    /// What the moderator writes to her.
    pub message: String,
    /// A program decided it.
    pub automatic: bool,
    /// When.
    pub decided_at: Moment,
}

impl Decided {
    /// What was done, as a sentence.
    #[must_use]
    pub fn measure(&self) -> &'static str {
        match self.action {
            Action::Remove => {
                "A moderator removed a post of yours. It is no longer shown in its thread. The replies of others stay."
            }
            Action::Lock => "A moderator locked a thread of yours. It can be read, and nobody can reply in it.",
            Action::Keep => "A moderator read a post of yours, and it stays as it is.",
        }
    }

    /// The facts as a quotation.
    #[must_use]
    pub fn quoted_facts(&self) -> String {
        quoted(&self.facts)
    }

    /// The message as a quotation.
    #[must_use]
    pub fn quoted_message(&self) -> String {
        quoted(&self.message)
    }

    /// The last day on which it can be undone.
    #[must_use]
    pub fn until(&self) -> String {
        let last = self.decided_at.plus(UNDO_DAYS * DAY);
        Timestamp::from_millisecond(last.0).unwrap_or_default().strftime("%-d %B %Y").to_string()
    }
}

printed!(Decided, "mail/decision/subject.txt", "mail/decision/text.txt", "mail/decision/html.html");

/// A decision about something of yours was undone.
#[derive(Clone, Debug)]
pub struct Undone {
    /// What had been done.
    pub action: Action,
}

impl Undone {
    /// What is so again, as a sentence.
    #[must_use]
    pub const fn measure(&self) -> &'static str {
        match self.action {
            Action::Remove => {
                "A moderator undid a decision about a post of yours. It stands in its thread again, as you wrote it."
            }
            Action::Lock => "A moderator undid a decision about a thread of yours. It takes replies again.",
            Action::Keep => "A moderator undid a decision about a post of yours.",
        }
    }
}

printed!(Undone, "mail/undone/subject.txt", "mail/undone/text.txt", "mail/undone/html.html");
