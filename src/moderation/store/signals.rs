//! The table `signals`.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::moderation::model::{HoldClass, ReportState};
use crate::storage::columns::{CaseId, SignalId};
use crate::storage::schema::signals;
use crate::storage::{Conn, Stored, on_each};

/// What a check noticed.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = signals)]
pub(in super::super) struct SignalRow {
    pub id: SignalId,
    pub case_id: CaseId,
    pub class: HoldClass,
    pub check_name: String,
    pub facts: String,
    pub at: Moment,
    pub state: ReportState,
}

pub(in super::super) fn insert_signal(conn: &mut Conn, row: &SignalRow) -> Stored<()> {
    diesel::insert_into(signals::table).values(row).execute(conn)?;
    Ok(())
}

pub(in super::super) fn signals_of(conn: &mut Conn, cases: &[CaseId]) -> Stored<Vec<SignalRow>> {
    Ok(on_each!(conn, c => signals::table
        .filter(signals::case_id.eq_any(cases))
        .order((signals::at, signals::id))
        .select(SignalRow::as_select())
        .load(c))?)
}

/// Closes or opens again what checks noticed in a case.
pub(in super::super) fn set_signals(conn: &mut Conn, case: CaseId, state: ReportState) -> Stored<()> {
    diesel::update(signals::table.filter(signals::case_id.eq(case))).set(signals::state.eq(state)).execute(conn)?;
    Ok(())
}

/// Forgets what was noticed before and has been looked at.
pub(in super::super) fn forget_signals(conn: &mut Conn, before: Moment) -> Stored<()> {
    let old = signals::table.filter(signals::state.eq(ReportState::Closed)).filter(signals::at.lt(before));
    diesel::delete(old).execute(conn)?;
    Ok(())
}
