//! What letters may say of decisions and reports, asked at the moment of sending; and what concerns somebody who takes her
//! things along or leaves.

pub use super::about_me::kept as decisions_kept;
pub use super::appeals::{AppealForLetter, for_letter as appeal_for_letter, forget as forget_appeal, objected_to};
use super::carrying;
pub use super::desk::notes::forget_old as forget_desk;
pub use super::desk::talks::{forget as forget_talk, kept as conversations_kept, of_leaver as talked_about};
pub use super::forgetting::{TWO_YEARS, forget_lines, forget_openings, forget_removed_words, forget_reports, forget_signals};
use super::joining;
pub use super::joining::due;
pub use super::leaving::{forget_report, release_claims, reports_of};
pub use super::log::{BookLine, count_members, for_books, looked, write_of_mail, write_of_mail as write_of_place};
pub(crate) use super::log::{Line, write_line};
use super::marks::Mark;
use super::model::{Action, CaseState, Error, Found, Outcome, Reason, Sanction};
pub use super::openings::taken_along as openings_kept;
use super::queue::Wanted;
pub use super::reporting::kept as reports_kept;
use super::store;
use crate::app::App;
use crate::clock::Moment;
use crate::safety::rules::{self, Rule};
use crate::storage::columns::{AccountId, CaseId, DecisionId, OpeningId, ReportId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::threads;

/// A decision, for the letter to the author.
#[derive(Clone, Debug)]
pub struct DecisionForLetter {
    /// What was done.
    pub action: Action,
    /// It was done to something of hers: a post that was removed, a thread that was locked.
    pub concerns_hers: bool,
    /// What it did to her, if she wrote the post.
    pub sanction: Option<Sanction>,
    /// Which rule.
    pub rule: Option<&'static Rule>,
    /// Which facts.
    pub facts: String,
    /// What the moderator says.
    pub message: String,
    /// How it was found.
    pub found_by: Found,
    /// A program decided it.
    pub automatic: bool,
    /// Where.
    pub thread: ThreadId,
    /// About which post.
    pub number: i32,
    /// When.
    pub decided_at: Moment,
    /// It has been undone.
    pub undone: bool,
}

/// A decision, as it stands now, for one of those it restricts: of a lock and a sanction in one, the one who opened the
/// thread does not hear what was done to the one who wrote in it.
///
/// # Errors
/// When the database fails.
pub fn decision_for_letter(conn: &mut Conn, app: &App, id: DecisionId, account: AccountId) -> Stored<Option<DecisionForLetter>> {
    let Some(row) = store::decision(conn, id)? else { return Ok(None) };
    let mut is_hers = |number| -> Stored<bool> {
        let post = threads::actions::post_in_brief(conn, app, row.thread, number)?;
        Ok(post.is_some_and(|post| post.account == Some(account)))
    };
    let wrote = is_hers(row.number)?;
    let concerns_hers = match row.action {
        Action::Keep => false,
        Action::Remove | Action::Hold => wrote,
        Action::Lock | Action::Move | Action::EditNotes => is_hers(1)?,
    };
    Ok(Some(DecisionForLetter {
        action: row.action,
        concerns_hers,
        sanction: carrying::sanction_of(app, &row).filter(|_| wrote),
        rule: rules::named(&row.rule),
        facts: row.facts,
        message: row.message,
        found_by: row.found_by,
        automatic: row.automatic,
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
    /// It was found to be made in bad faith.
    pub bad_faith: bool,
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
    let (reason, bad_faith) = (report.reason, report.bad_faith);
    Ok(Some(ReportForLetter { outcome, reason, bad_faith, thread: case.thread, number: case.number }))
}

/// Whether the name behind a voice was opened by this request.
///
/// # Errors
/// When the database fails.
pub fn is_name_opened(conn: &mut Conn, id: OpeningId) -> Stored<bool> {
    Ok(store::opening(conn, id)?.is_some_and(|row| row.opened_at.is_some()))
}

/// Whether somebody is worried about the writer of a post in this thread, and no moderator has looked at it to the end.
///
/// # Errors
/// When the database fails.
pub fn is_concern_open(conn: &mut Conn, thread: ThreadId) -> Stored<bool> {
    store::has_open_report(conn, thread, Reason::Concern)
}

/// How many cases should have been decided by now.
///
/// # Errors
/// When the database fails.
pub fn count_overdue(conn: &mut Conn, now: Moment) -> Stored<i64> {
    store::count_overdue(conn, now)
}
/// The posts of all cases that wait for somebody: case, thread, number; the heaviest first.
///
/// # Errors
/// When the database fails.
pub fn waiting_posts(conn: &mut Conn, app: &App) -> Stored<Vec<(CaseId, ThreadId, i32)>> {
    let wanted = Wanted { state: CaseState::Open, mark: None, overdue: false, unanswered: false };
    let open = store::queue(conn, wanted, app.clock.now(), None, WAITING)?;
    Ok(open.into_iter().map(|case| (case.id, case.thread, case.number)).collect())
}

/// Cases that are looked at in one go.
const WAITING: i64 = 2_000;

/// A notice from outside is about this post: it joins the post's case, which is as heavy as this at least. `None` when there is
/// no such post; `standing`: or none that stands.
///
/// # Errors
/// When the database fails, or others change the case again and again.
pub fn noticed(
    conn: &mut Conn,
    app: &App,
    thread: ThreadId,
    number: i32,
    weight: i32,
    standing: bool,
) -> Result<Option<CaseId>, Error> {
    let is_there = if standing {
        threads::actions::standing_post(conn, thread, number).is_ok()
    } else {
        threads::actions::post_in_brief(conn, app, thread, number)?.is_some()
    };
    if !is_there {
        return Ok(None);
    }
    Ok(Some(joining::join(conn, app, (thread, number), weight, Some(Mark::Notice))?.id))
}
