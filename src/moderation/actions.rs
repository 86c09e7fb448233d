//! What letters may say of decisions and reports, asked at the moment of sending; and what concerns somebody who takes her
//! things along or leaves.

pub use super::about_me::kept as decisions_kept;
pub use super::leaving::{forget_report, release_claims, reports_of};
use super::model::{Action, Outcome, Reason};
pub use super::reporting::kept as reports_kept;
use super::store;
use crate::clock::Moment;
use crate::safety::rules;
use crate::storage::columns::{DecisionId, ReportId, ThreadId};
use crate::storage::{Conn, Stored};

/// A decision, for the letter to the author.
#[derive(Clone, Debug)]
pub struct DecisionForLetter {
    /// What was done.
    pub action: Action,
    /// The rule's short name.
    pub rule: String,
    /// The rule as a sentence.
    pub rule_title: String,
    /// Which facts.
    pub facts: String,
    /// What the moderator says.
    pub message: String,
    /// Where.
    pub thread: ThreadId,
    /// About which post.
    pub number: i32,
    /// When.
    pub decided_at: Moment,
    /// It has been undone.
    pub undone: bool,
}

/// A decision, as it stands now.
///
/// # Errors
/// When the database fails.
pub fn decision_for_letter(conn: &mut Conn, id: DecisionId) -> Stored<Option<DecisionForLetter>> {
    let Some(row) = store::decision(conn, id)? else { return Ok(None) };
    let rule_title = rules::named(&row.rule).map_or_else(String::new, |rule| rule.title.clone());
    Ok(Some(DecisionForLetter {
        action: row.action,
        rule: row.rule,
        rule_title,
        facts: row.facts,
        message: row.message,
        thread: row.thread,
        number: row.number,
        decided_at: row.decided_at,
        undone: row.undone_at.is_some(),
    }))
}

/// A report, for the letter to the reporter.
#[derive(Clone, Debug)]
pub struct ReportForLetter {
    /// What came of it.
    pub outcome: Outcome,
    /// Why it was made.
    pub reason: Reason,
    /// Where.
    pub thread: ThreadId,
    /// About which post.
    pub number: i32,
}

/// A closed report, as it stands now.
///
/// # Errors
/// When the database fails.
pub fn report_for_letter(conn: &mut Conn, id: ReportId) -> Stored<Option<ReportForLetter>> {
    let Some(report) = store::report(conn, id)? else { return Ok(None) };
    let (Some(case), Some(outcome)) = (store::case(conn, report.case_id)?, report.outcome) else { return Ok(None) };
    Ok(Some(ReportForLetter { outcome, reason: report.reason, thread: case.thread, number: case.number }))
}
