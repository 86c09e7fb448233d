//! What others ask about notices: the case that decides them, and the letters to whoever sent them.

use super::model::{Contact, NoticeInCase, NoticeOutcome};
use super::store;
use crate::app::App;
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::moderation::model::Outcome;
use crate::storage::columns::{CaseId, DecisionId, NoticeId};
use crate::storage::{Conn, Stored};
use crate::voices::seal::Row;

/// A notice, for the letters to whoever sent it.
#[derive(Clone, Debug)]
pub struct NoticeForLetter {
    /// Where to.
    pub address: String,
    /// In which language.
    pub locale: String,
    /// Names the notice.
    pub reference: String,
    /// The secret of the page that says how it stands.
    pub token: String,
    /// What came of it.
    pub outcome: Option<NoticeOutcome>,
    /// What a moderator answered.
    pub answer: String,
    /// A program decided it.
    pub automated: bool,
}

/// A notice, as it stands now; `None` when nobody can be written to.
///
/// # Errors
/// When the database fails.
pub fn for_letter(conn: &mut Conn, app: &App, id: NoticeId) -> Stored<Option<NoticeForLetter>> {
    let Some(row) = store::notice(conn, id)? else { return Ok(None) };
    let contact = row.contact.as_deref().and_then(|sealed| app.seal.open::<Contact>(self::row(&id.0), sealed));
    let Some(Contact { email: Some(address), locale, token, .. }) = contact else { return Ok(None) };
    let (reference, answer) = (row.reference, row.answer);
    Ok(Some(NoticeForLetter { address, locale, reference, token, outcome: row.outcome, answer, automated: row.automated }))
}

/// The notices in a case.
///
/// # Errors
/// When the database fails.
pub fn of_case(conn: &mut Conn, case: CaseId) -> Stored<Vec<NoticeInCase>> {
    let rows = store::of_case(conn, case)?.into_iter();
    Ok(rows
        .map(|row| NoticeInCase {
            id: row.id,
            category: row.category,
            explanation: row.explanation,
            received_at: row.received_at.quarter(),
        })
        .collect())
}

/// The case was decided: its open notices close, and whoever sent them is told (L-07).
///
/// # Errors
/// When the database fails.
pub fn decided(conn: &mut Conn, app: &App, case: CaseId, decision: DecisionId, outcome: Outcome, automated: bool) -> Stored<()> {
    for row in store::of_case(conn, case)? {
        if store::close(conn, row.id, decision, outcome.into(), automated, app.clock.now())? {
            tell(conn, app, row.id)?;
        }
    }
    Ok(())
}

/// The decision was undone: the page that says how a notice stands tells so.
///
/// # Errors
/// When the database fails.
pub fn undone(conn: &mut Conn, decision: DecisionId) -> Stored<()> {
    store::set_outcome(conn, decision, NoticeOutcome::Undone)
}

pub(super) fn tell(conn: &mut Conn, app: &App, notice: NoticeId) -> Stored<()> {
    if for_letter(conn, app, notice)?.is_none() {
        return Ok(());
    }
    jobs::promise(conn, app, &Job::now(Work::Letter(Letter::NoticeDecided { notice }), app.clock.now()))
}

pub(super) const fn row(id: &i64) -> Row<'_> {
    Row { table: "notices", key: std::slice::from_ref(id) }
}
