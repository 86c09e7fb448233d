//! What becomes of somebody's part in moderation when she leaves: her claims are free, her reports nobody's. Decisions about
//! her stay with their cases and open to nobody, for what pointed from her to them goes with her account.

use super::log;
use super::model::CaseState;
use super::queue;
use super::reporting;
use super::store::{self, CaseChange};
use crate::accounts::Member;
use crate::app::App;
use crate::storage::columns::{AccountId, ReportId};
use crate::storage::{Conn, Stored};

/// The reports she made.
///
/// # Errors
/// When the database fails.
pub fn reports_of(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<ReportId>> {
    let found = reporting::of_member(conn, app, account, None, i64::MAX)?;
    Ok(found.into_iter().map(|(_, report)| report).collect())
}

/// Makes a report nobody's; `false` when it was before. Its note goes too, if her words are to go.
///
/// # Errors
/// When the database fails.
pub fn forget_report(conn: &mut Conn, app: &App, account: AccountId, id: ReportId, with_note: bool) -> Stored<bool> {
    reporting::cut_off(conn, app, account, id, with_note)
}

/// Gives every case that she has claimed back to the queue.
///
/// # Errors
/// When the database fails.
pub fn release_claims(conn: &mut Conn, app: &App, moderator: &Member) -> Stored<()> {
    for row in store::claimed_cases(conn)? {
        if queue::claimant(app, &row) != Some(moderator.account) {
            continue;
        }
        let change = CaseChange { state: CaseState::Open, claim_sealed: None, claim_until: None, ..row.as_it_is() };
        if store::change_case(conn, &row, &change)? {
            log::write(conn, app, moderator, "released", &row, "")?;
        }
    }
    Ok(())
}
