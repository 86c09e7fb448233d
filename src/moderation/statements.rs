//! Statements of reasons without personal data, as the law wants them handed on (L-17). A statement in which a program finds
//! anything that may tell who somebody is stays here, and is listed as left out.

use std::collections::BTreeSet;

use actix_web::web;
use serde::Serialize;

use super::carrying::sanction_of;
use super::log::{self, Line};
use super::model::{Action, Found, Ground};
use super::store::{self, DecisionRow};
use crate::accounts::Member;
use crate::accounts::standing::SanctionKind;
use crate::app::App;
use crate::clock::{Day, Moment};
use crate::safety::rules;
use crate::second_look::HintKind;
use crate::second_look::actions::kinds_in;
use crate::storage::columns::{DecisionId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices;

/// A statement of reasons that names nobody.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Statement {
    /// Opaque.
    pub id: DecisionId,
    /// What was done.
    pub action: Action,
    /// What was done to the member behind the voice, besides.
    pub sanction: Option<SanctionKind>,
    /// What it is about.
    #[schema(value_type = String)]
    pub content: &'static str,
    /// Where it applies.
    #[schema(value_type = String)]
    pub scope: &'static str,
    /// On what it rests.
    pub ground: Ground,
    /// Which rule.
    pub rule: String,
    /// The rule as a sentence.
    pub rule_title: String,
    /// Which facts.
    pub facts: String,
    /// How it was found.
    pub found_by: Found,
    /// A program found it.
    pub detected: bool,
    /// A program decided it.
    pub automatic: bool,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub decided: Day,
    /// It was undone since.
    pub undone: bool,
}

/// A statement that is left out.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct StatementLeftOut {
    /// Which.
    pub id: DecisionId,
    /// What was found in it: `mail`, `phone`, `name`, …, `link`, `voice`.
    #[schema(value_type = Vec<String>)]
    pub because: Vec<&'static str>,
}

/// The statements of some months.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Statements {
    /// Those that name nobody.
    pub statements: Vec<Statement>,
    /// Those that may.
    pub left_out: Vec<StatementLeftOut>,
}

/// The statements of a time. That somebody took them is written down.
///
/// # Errors
/// When the database fails.
pub async fn export(app: &web::Data<App>, admin: Member, from: Moment, until: Moment) -> Result<Statements, crate::error::Error> {
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<Statements> {
        let (mut statements, mut left_out) = (Vec::new(), Vec::new());
        for row in store::restricting(conn, from, until)? {
            let because = telling(conn, row.thread, &row.facts)?;
            if because.is_empty() {
                statements.push(statement(&inner, row));
            } else {
                left_out.push(StatementLeftOut { id: row.id, because });
            }
        }
        log::write_line(conn, &inner, Some(admin.account), &Line { detail: "statements", ..Line::of("looked") })?;
        Ok(Statements { statements, left_out })
    };
    Ok(app.storage.write(read).await?)
}

/// What in the facts may tell who somebody is.
fn telling(conn: &mut Conn, thread: ThreadId, facts: &str) -> Stored<Vec<&'static str>> {
    let mut because: BTreeSet<&'static str> = kinds_in(facts).into_iter().map(HintKind::word).collect();
    let lower = facts.to_lowercase();
    if lower.contains("://") || lower.contains("www.") {
        because.insert("link");
    }
    if facts.contains('@') {
        because.insert("mail");
    }
    let words: BTreeSet<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    for name in voices::actions::names_in(conn, thread)? {
        let name = name.to_lowercase();
        if words.contains(name.as_str()) || (name.contains(' ') && lower.contains(&name)) {
            because.insert("voice");
        }
    }
    Ok(because.into_iter().collect())
}

fn statement(app: &App, row: DecisionRow) -> Statement {
    Statement {
        id: row.id,
        action: row.action,
        sanction: sanction_of(app, &row).map(|sanction| sanction.kind),
        content: if matches!(row.action, Action::Lock | Action::Move | Action::EditNotes) { "thread" } else { "post" },
        scope: "everywhere",
        ground: row.ground,
        rule_title: rules::named(&row.rule).map_or_else(String::new, |rule| rule.title.clone()),
        rule: row.rule,
        facts: row.facts,
        found_by: row.found_by,
        detected: row.detected,
        automatic: row.automatic,
        decided: row.decided_at.day(),
        undone: row.undone_at.is_some(),
    }
}
