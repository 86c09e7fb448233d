//! Holds: a post that waits for a person is there for its writer alone, and she is told that, why, and until about when.
//!
//! A hold that a check makes is a decision like any other: it has its statement of reasons, stands in the log, can be objected to
//! and undone. Checks hold and do nothing else.

use serde::Serialize;

use super::carrying::{self, By};
use super::joining;
use super::log;
use super::marks::Mark;
use super::model::{Action, Error, Ground, HoldClass, ReportState};
use super::store::{self, SignalRow};
use super::verdict::Verdict;
use crate::app::App;
use crate::clock::{DAY, HOUR, MINUTE, Moment, Quarter};
use crate::storage::columns::{DecisionId, SignalId, ThreadId};
use crate::storage::{Conn, Stored};

/// The weight of a held post in the queue.
const HELD: i32 = 40;
/// The weight of what a check only noticed.
const NOTICED: i32 = 15;
/// The measured time to a decision is that of so many milliseconds up to now.
const MEASURED: i64 = 30 * DAY;
/// Fewer holds than these say nothing about how long one takes.
const ENOUGH: usize = 5;
/// As long as nothing has been measured, this is said.
const UNMEASURED: i64 = 12 * HOUR;

/// What a check found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Why the post waits, as its writer is told.
    pub class: HoldClass,
    /// Which check it was.
    pub check: String,
    /// The rule that it serves, by its short name.
    pub rule: String,
    /// What it found, as a sentence.
    pub facts: String,
}

/// Holds a post that stands.
///
/// # Errors
/// `Unknown`, or `Changed` when it does not stand any more.
pub fn hold(conn: &mut Conn, app: &App, thread: ThreadId, number: i32, finding: &Finding) -> Result<DecisionId, Error> {
    let case = noticed(conn, app, (thread, number), HELD, finding)?;
    let verdict = Verdict {
        action: Action::Hold,
        sanction: None,
        rule: finding.rule.clone(),
        ground: Ground::Terms,
        facts: finding.facts.clone(),
        message: String::new(),
        space: None,
        notes: None,
        bad_faith: false,
    };
    carrying::carry_out(conn, app, &case, &verdict, By::Check(finding.class))
}

/// Puts a post into the queue and leaves it where it stands.
///
/// # Errors
/// `Unknown`.
pub fn signal(conn: &mut Conn, app: &App, thread: ThreadId, number: i32, finding: &Finding) -> Result<(), Error> {
    let case = noticed(conn, app, (thread, number), NOTICED, finding)?;
    Ok(log::write_line(conn, app, None, &log::Line::about(&case, "signalled", &finding.check))?)
}

fn noticed(conn: &mut Conn, app: &App, place: (ThreadId, i32), weight: i32, finding: &Finding) -> Result<store::CaseRow, Error> {
    let case = joining::join(conn, app, place, weight, Some(Mark::Signal))?;
    let signal = SignalRow {
        id: SignalId(app.chance.id()),
        case_id: case.id,
        class: finding.class,
        check_name: finding.check.clone(),
        facts: finding.facts.clone(),
        at: app.clock.now(),
        state: ReportState::Open,
    };
    store::insert_signal(conn, &signal)?;
    Ok(case)
}

/// Why a post waits, as its writer is told.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Held {
    /// Why.
    pub class: HoldClass,
    /// The rule that it serves, by its short name.
    pub rule: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Quarter,
    /// Until about when somebody looks at it, as it usually goes; null when it has taken longer already.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until_about: Option<Quarter>,
}

/// Why a post waits; `None` when it does not.
///
/// # Errors
/// When the database fails.
pub fn of_post(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<Option<Held>> {
    let standing = store::standing_decisions(conn, thread)?;
    let hold = standing.into_iter().rev().find(|row| row.action == Action::Hold && row.number == number);
    let Some(hold) = hold.filter(|hold| hold.ended_at.is_none()) else { return Ok(None) };
    let class = HoldClass::from_word(&hold.class).unwrap_or(HoldClass::Moderator);
    let until = hold.decided_at.plus(usually_within(conn, app, class)?);
    let until_about = (until > app.clock.now()).then(|| until.next_quarter().quarter());
    Ok(Some(Held { class, rule: hold.rule, since: hold.decided_at.quarter(), until_about }))
}

/// The time in milliseconds within which half of the holds of the last 30 days were looked at: of this class, if there were
/// enough, else of all; never less than a quarter of an hour.
///
/// # Errors
/// When the database fails.
pub fn usually_within(conn: &mut Conn, app: &App, class: HoldClass) -> Stored<i64> {
    let since = Moment(app.clock.now().0.saturating_sub(MEASURED));
    let ended = store::ended_holds(conn, since)?;
    let took = |wanted: Option<&str>| -> Vec<i64> {
        let these = ended.iter().filter(|(class, ..)| wanted.is_none_or(|wanted| wanted == class));
        these.map(|(_, began, ended)| ended.0.saturating_sub(began.0)).collect()
    };
    let typical = [Some(class.word()), None].into_iter().map(took).find(|took| took.len() >= ENOUGH).and_then(median);
    Ok(typical.unwrap_or(UNMEASURED).max(15 * MINUTE))
}

fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

/// Ends the hold of a post that its writer took back.
///
/// # Errors
/// When the database fails.
pub fn ended(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<()> {
    store::end_holds(conn, thread, number, app.clock.now())
}
