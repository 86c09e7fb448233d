//! A decision restricts something of yours: the statement of reasons (promise 6).

use super::words::words;
use super::{Page, Words, Written};
use crate::accounts::standing::SanctionKind;
use crate::clock::{DAY, Moment};
use crate::moderation::model::{Action, Found, Sanction};
use crate::safety::rules::Rule;

/// Days in which she can object to a decision.
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
    /// By which rule.
    pub rule: Option<&'static Rule>,
    /// The facts it rests on.
    pub facts: String,
    /// What the moderator writes to her.
    pub message: String,
    /// How it was found.
    pub found_by: Found,
    /// A program decided it.
    pub automatic: bool,
    /// When.
    pub decided_at: Moment,
}

impl Written for Decided {
    fn words(&self) -> &'static Words {
        words!("decision")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph(measure(self.action, self.concerns_hers));
        if let Some(Sanction { kind, until }) = self.sanction {
            if let Some(until) = until {
                let until = page.moment(until);
                page.fact("until", until);
            }
            page.paragraph(match (kind, until) {
                (SanctionKind::Warn, _) => "warned",
                (SanctionKind::Mute, None) => "muted",
                (SanctionKind::Mute, Some(_)) => "muted-until",
                (SanctionKind::Suspend, None) => "suspended",
                (SanctionKind::Suspend, Some(_)) => "suspended-until",
            });
        }
        if !self.message.trim().is_empty() {
            page.paragraph("message");
            page.quotation(&self.message);
        }
        page.paragraph("rule");
        let title = self.rule.map_or("", |rule| rule.title_in(page.language()));
        page.strong(title);
        page.paragraph("facts");
        page.quotation(&self.facts);
        page.paragraph(match self.found_by {
            _ if self.automatic => "program",
            Found::Report => "person",
            Found::Notice => "person-notice",
            Found::OwnInitiative => "person-own",
            Found::Check => "person-check",
        });
        page.paragraph("yours");
        page.button("open", "/decisions");
        let last = page.day(self.decided_at.plus(UNDO_DAYS * DAY));
        page.fact("last", last);
        page.paragraph("undo");
        page.small("frame-why-decision");
        page.small_link("frame-rules", "/guidelines");
    }
}

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

impl Written for Undone {
    fn words(&self) -> &'static Words {
        words!("undone")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph(measure(self.action, self.concerns_hers));
        if let Some(Sanction { kind, .. }) = self.sanction {
            page.paragraph(match kind {
                SanctionKind::Warn => "warned",
                SanctionKind::Mute => "muted",
                SanctionKind::Suspend => "suspended",
            });
        }
        page.button("open", "/decisions");
        page.small("frame-why-decision");
        page.small_link("frame-rules", "/guidelines");
    }
}

/// What was done, or undone.
const fn measure(action: Action, concerns_hers: bool) -> &'static str {
    match action {
        _ if !concerns_hers => "other",
        Action::Remove => "removed",
        Action::Hold => "held",
        Action::Move => "moved",
        Action::EditNotes => "notes",
        Action::Lock => "locked",
        Action::Keep => "kept",
    }
}
