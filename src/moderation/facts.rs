//! What a line of the staff log says for programs (L-27): what happened to which decision, by which rule and ground, found how,
//! automatic or not, and what it changed. The open books are made of nothing else. It is about posts, never about people.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::Action;
use super::store::{self, DecisionRow};
use crate::app::App;
use crate::storage::columns::{BatchId, DecisionId};
use crate::storage::{Conn, Stored};
use crate::threads;

/// What a line says for programs. A field that says nothing is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = LogFacts)]
#[serde(default)]
pub struct Facts {
    /// The decision that was taken, undone or objected to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// By which rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// On which ground: `terms` or `law`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// Of a hold, or of what ended one: why it held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Of what ended a hold: a program had decided that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_automatic: Option<bool>,
    /// How it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_by: Option<String>,
    /// A program found it.
    #[serde(skip_serializing_if = "is_false")]
    pub detected: bool,
    /// A program decided it.
    #[serde(skip_serializing_if = "is_false")]
    pub automatic: bool,
    /// It takes something from somebody.
    #[serde(skip_serializing_if = "is_false")]
    pub restricts: bool,
    /// The act in which it was decided together with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchId>,
    /// A keyed SHA-256 of the post and the state it was in before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The same of what it is in afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The reports that closed with it: for each reason how many minutes each had waited.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reports: BTreeMap<String, Vec<i64>>,
    /// Of a report or a notice: why it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// What came of an objection or a notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// How many minutes it had waited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub took: Option<i64>,
    /// Why somebody looked at something sensitive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How many members were here within 30 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<i64>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Whole minutes between two moments.
pub(super) const fn minutes(from: crate::clock::Moment, to: crate::clock::Moment) -> i64 {
    to.0.saturating_sub(from.0).div_euclid(crate::clock::MINUTE)
}

impl Facts {
    /// As the column keeps it: nothing where it says nothing.
    pub(super) fn column(&self) -> String {
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// Reads the column; a line of the first version says nothing.
    pub(super) fn of_column(column: &str) -> Option<Self> {
        serde_json::from_str(column).ok()
    }

    /// With what a decision says of itself. `undone`: the line tells of its undoing, so that before and after change places.
    pub(super) fn with_decision(self, conn: &mut Conn, app: &App, row: &DecisionRow, act: &str) -> Stored<Self> {
        let mut facts = Self {
            decision: Some(row.id),
            action: Some(row.action.word().to_owned()),
            rule: Some(row.rule.clone()).filter(|rule| !rule.is_empty()),
            ground: Some(row.ground.word().to_owned()),
            class: Some(row.class.clone()).filter(|class| !class.is_empty()),
            found_by: Some(row.found_by.word().to_owned()),
            detected: row.detected,
            automatic: row.automatic,
            restricts: row.restricts,
            batch: row.batch,
            ..self
        };
        if !matches!(act, "decided" | "held" | "undone") {
            return Ok(facts);
        }
        for report in store::reports_decided(conn, row.id)? {
            let waited = minutes(report.reported_at, row.decided_at);
            facts.reports.entry(report.reason.word().to_owned()).or_default().push(waited);
        }
        if row.action != Action::Hold
            && row.before_state == threads::PostState::Held.word()
            && let Some(hold) = store::last_hold(conn, row.thread, row.number, row.step)?
        {
            facts.class = Some(hold.class);
            facts.ended_automatic = Some(hold.automatic);
        }
        let body = threads::actions::post_in_brief(conn, app, row.thread, row.number)?.map_or_else(String::new, |post| post.body);
        let hash = |state: &str| {
            let place = [row.thread.0, i64::from(row.number)];
            app.seal
                .lookup_text("log-hash", &place, &format!("{state}\n{body}"))
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect()
        };
        let ends = if act == "undone" { [&row.after_state, &row.before_state] } else { [&row.before_state, &row.after_state] };
        [facts.before, facts.after] = ends.map(|state| Some(hash(state)));
        Ok(facts)
    }
}
