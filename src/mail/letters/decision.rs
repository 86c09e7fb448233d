//! A decision restricts something of yours: the statement of reasons (promise 6).

use jiff::Timestamp;

use super::printed;
use crate::accounts::standing::SanctionKind;
use crate::clock::{DAY, Moment};
use crate::mail::wrap::quoted;
use crate::moderation::model::{Action, Sanction};

/// Days in which a moderator can undo a decision.
const UNDO_DAYS: i64 = 180;

/// The statement of reasons.
#[derive(Clone, Debug)]
pub struct Decided {
    /// What was done.
    pub action: Action,
    /// It was done to something of hers.
    pub concerns_hers: bool,
    /// What it does to her.
    pub sanction: Option<Sanction>,
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
            _ if !self.concerns_hers => "A moderator decided about something you wrote.",
            Action::Remove => {
                "A moderator removed a post of yours. It is no longer shown in its thread. The replies of others stay."
            }
            Action::Lock => "A moderator locked a thread of yours. It can be read, and nobody can reply in it.",
            Action::Keep => "A moderator read a post of yours, and it stays as it is.",
        }
    }

    /// What it means for her account, as a sentence; empty without a sanction.
    #[must_use]
    pub fn consequence(&self) -> String {
        let Some(Sanction { kind, until }) = self.sanction else { return String::new() };
        let until = until.map(Moment::in_words);
        match (kind, until) {
            (SanctionKind::Warn, _) => "This is a warning. It changes nothing in what you can do here.".to_owned(),
            (SanctionKind::Mute, until) => {
                let until = until.map_or_else(String::new, |until| format!(" until {until}"));
                format!("You can read, and you cannot write{until}. After that everything is as before.")
            }
            (SanctionKind::Suspend, Some(until)) => {
                format!("Your account is suspended until {until}. You can sign in and read the decisions about you until then.")
            }
            (SanctionKind::Suspend, None) => {
                "Your account is suspended until somebody lifts this. You can sign in and read the decisions about you."
                    .to_owned()
            }
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
    /// It was done to something of hers.
    pub concerns_hers: bool,
    /// What it did to her.
    pub sanction: Option<Sanction>,
}

impl Undone {
    /// What is so again, as a sentence.
    #[must_use]
    pub const fn measure(&self) -> &'static str {
        match self.action {
            _ if !self.concerns_hers => "A moderator undid a decision about something you wrote.",
            Action::Remove => {
                "A moderator undid a decision about a post of yours. It stands in its thread again, as you wrote it."
            }
            Action::Lock => "A moderator undid a decision about a thread of yours. It takes replies again.",
            Action::Keep => "A moderator undid a decision about a post of yours.",
        }
    }

    /// What is so again for her account; empty without a sanction.
    #[must_use]
    pub const fn consequence(&self) -> &'static str {
        match self.sanction {
            None => "",
            Some(Sanction { kind: SanctionKind::Warn, .. }) => "The warning is taken back.",
            Some(Sanction { kind: SanctionKind::Mute, .. }) => "You can write again.",
            Some(Sanction { kind: SanctionKind::Suspend, .. }) => "Your account is not suspended by it any more.",
        }
    }
}

printed!(Undone, "mail/undone/subject.txt", "mail/undone/text.txt", "mail/undone/html.html");
