//! What others ask about notices: the case that decides them, and the letters to whoever sent them.

use super::model::{Contact, NoticeInCase, NoticeOutcome};
use super::store::{self, NoticeRow, PlaceRow};
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::moderation::actions::{Line, TWO_YEARS, write_line};
use crate::moderation::model::Outcome;
use crate::storage::columns::{AccountId, CaseId, DecisionId, NoticeId};
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
    /// What came of it, each once.
    pub outcomes: Vec<NoticeOutcome>,
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
    let outcomes = outcomes(&store::places(conn, &[id])?, &answer);
    Ok(Some(NoticeForLetter { address, locale, reference, token, outcomes, answer, automated: row.automated }))
}

/// What came of a notice, each once.
pub(super) fn outcomes(places: &[PlaceRow], answer: &str) -> Vec<NoticeOutcome> {
    let answered = (!answer.is_empty()).then_some(NoticeOutcome::Answered);
    let all: Vec<NoticeOutcome> = places.iter().filter_map(|place| place.outcome).chain(answered).collect();
    NoticeOutcome::ALL.iter().copied().filter(|outcome| all.contains(outcome)).collect()
}

/// The notices in a case.
///
/// # Errors
/// When the database fails.
pub fn of_case(conn: &mut Conn, case: CaseId) -> Stored<Vec<NoticeInCase>> {
    let rows = store::of_case(conn, case)?.into_iter();
    Ok(rows
        .map(|(place, row)| NoticeInCase {
            id: row.id,
            category: row.category,
            explanation: row.explanation,
            received_at: row.received_at.quarter(),
            outcome: place.outcome,
        })
        .collect())
}

/// The case was decided: its notices close as soon as nothing else of theirs waits, and whoever sent them is told (L-07).
///
/// # Errors
/// When the database fails.
pub fn decided(
    conn: &mut Conn,
    app: &App,
    by: Option<AccountId>,
    case: CaseId,
    (decision, outcome): (DecisionId, Outcome),
) -> Stored<()> {
    let here = store::of_case(conn, case)?;
    store::decide(conn, case, decision, outcome.into())?;
    for (_, row) in here.into_iter().filter(|(_, row)| row.closed_at.is_none()) {
        let places = store::places(conn, &[row.id])?;
        let waits = places.iter().any(|place| place.decision.is_none());
        if !waits && store::close(conn, row.id, Some(decision), "", app.clock.now())? {
            answered(conn, app, by, &row)?;
        }
    }
    Ok(())
}

/// Writes down that a notice was answered, and promises the letter that says so.
pub(super) fn answered(conn: &mut Conn, app: &App, by: Option<AccountId>, row: &NoticeRow) -> Stored<()> {
    let Some(now) = store::notice(conn, row.id)? else { return Ok(()) };
    let outcome = outcomes(&store::places(conn, &[row.id])?, &now.answer).first().map_or("", |outcome| outcome.word());
    let took = (row.received_at, app.clock.now());
    let line = Line::of("notice_answered").with_detail(&row.reference).with_answer(row.category.word(), outcome, took);
    write_line(conn, app, by, &line)?;
    tell(conn, app, row.id)
}

/// Notices that should have been answered by now and that nobody has found a place for.
///
/// # Errors
/// When the database fails.
pub fn overdue(conn: &mut Conn, now: Moment, limit: i64) -> Stored<Vec<NoticeId>> {
    store::overdue(conn, now, limit)
}

/// The decision was undone: the page that says how a notice stands tells so.
///
/// # Errors
/// When the database fails.
pub fn undone(conn: &mut Conn, decision: DecisionId) -> Stored<()> {
    store::set_outcome(conn, decision, NoticeOutcome::Undone)
}

fn tell(conn: &mut Conn, app: &App, notice: NoticeId) -> Stored<()> {
    if for_letter(conn, app, notice)?.is_none() {
        return Ok(());
    }
    jobs::promise(conn, app, &Job::now(Work::Letter(Letter::NoticeDecided { notice }), app.clock.now()))
}

/// Forgets who sent a notice 180 days after it was answered, and the notice after two years.
///
/// # Errors
/// When the database fails.
pub fn forget_old(conn: &mut Conn, app: &App) -> Stored<()> {
    let before = |age: i64| Moment(app.clock.now().0.saturating_sub(age));
    store::forget_contacts(conn, before(CONTACT))?;
    store::forget(conn, before(TWO_YEARS))
}

/// Whoever sent a notice may ask about the answer for so many milliseconds.
const CONTACT: i64 = 180 * DAY;

pub(super) const fn row(id: &i64) -> Row<'_> {
    Row { table: "notices", key: std::slice::from_ref(id) }
}
