//! What a moderator decides, and that nothing that restricts goes without its reasons.

use std::collections::BTreeMap;

use super::model::{Action, Error, Ground, Reason, ReportState, Sanction};
use super::store::{self, CaseRow};
use crate::accounts::standing::{History, SanctionKind};
use crate::safety::rules;
use crate::storage::Conn;
use crate::text;
use crate::threads::Note;

/// What a moderator decides.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What is done.
    pub action: Action,
    /// What is done to the member behind the voice, besides.
    pub sanction: Option<Sanction>,
    /// Which rule; needed for everything that restricts.
    pub rule: String,
    /// On what it rests.
    pub ground: Ground,
    /// Which facts; needed for everything that restricts.
    pub facts: String,
    /// What she says to the author.
    pub message: String,
    /// For a move: to which space, by slug or id.
    pub space: Option<String>,
    /// For other notes: which.
    pub notes: Option<Vec<Note>>,
    /// The open reports were made in bad faith. Only beside `keep`.
    pub bad_faith: bool,
}

impl Verdict {
    /// Whether it takes something from somebody.
    #[must_use]
    pub fn restricts(&self) -> bool {
        self.action != Action::Keep || self.sanction.is_some()
    }
}

/// The statement of reasons: nothing that restricts goes without it (L-11).
///
/// # Errors
/// `Fields`.
pub(super) fn reasoned(verdict: Verdict) -> Result<Verdict, Error> {
    let mut wrong = BTreeMap::new();
    let restricts = verdict.restricts();
    let mut checked = |field: &str, typed: &str, needed: bool| match text::lines(typed, text::NOTE) {
        Ok(text) => text,
        Err("required") if !needed => String::new(),
        Err(why) => {
            wrong.insert(field.to_owned(), why);
            String::new()
        }
    };
    let facts = checked("facts", &verdict.facts, restricts);
    let message = checked("message", &verdict.message, false);
    let rule = verdict.rule.trim().to_owned();
    if rule.is_empty() && restricts {
        wrong.insert("rule".to_owned(), "required");
    } else if !rule.is_empty() && rules::named(&rule).is_none() {
        wrong.insert("rule".to_owned(), "unknown");
    }
    if verdict.space.is_some() && verdict.action != Action::Move {
        wrong.insert("space".to_owned(), "not_allowed");
    }
    if verdict.notes.is_some() && verdict.action != Action::EditNotes {
        wrong.insert("notes".to_owned(), "not_allowed");
    }
    if verdict.bad_faith && (verdict.action != Action::Keep || facts.is_empty()) {
        // Whoever reported reads why.
        let (field, why) = if facts.is_empty() { ("facts", "required") } else { ("bad_faith", "unknown") };
        wrong.insert(field.to_owned(), why);
    }
    if wrong.is_empty() { Ok(Verdict { rule, facts, message, ..verdict }) } else { Err(Error::Fields(wrong)) }
}

/// Nobody is suspended who was not told off before, but in grave cases (L-14): a rule that is marked so, or a report of abuse,
/// spam, personal information or something illegal. What was decided about other voices of hers counts as late as the bands
/// show it, so that a refusal tells no more than they do.
///
/// # Errors
/// `Fields`.
pub(super) fn warned_first(conn: &mut Conn, case: &CaseRow, verdict: &Verdict, history: History) -> Result<(), Error> {
    let suspends = verdict.sanction.is_some_and(|sanction| sanction.kind == SanctionKind::Suspend);
    if !suspends || history != History::None || rules::named(&verdict.rule).is_some_and(|rule| rule.grave) {
        return Ok(());
    }
    let grave = [Reason::Abuse, Reason::Spam, Reason::PersonalInformation, Reason::Illegal];
    let reports = store::reports_of(conn, &[case.id])?;
    let is_grave = reports.iter().any(|report| report.state == ReportState::Open && grave.contains(&report.reason));
    if is_grave { Ok(()) } else { Err(Error::field("sanction.kind", "warn_first")) }
}
