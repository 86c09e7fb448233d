//! The staff log: who did what to which case. Append-only.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::store::{self, LogRow};
use crate::accounts::standing::SanctionKind;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::Quarter;
use crate::http::page::{self, Limit, List};
use crate::storage::columns::{AccountId, CaseId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices::seal::Row;

/// Bytes of what is sealed into a line: a warning may not be told from nothing by its length.
const KEPT: usize = 128;

/// A line of the staff log.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct LogEntry {
    /// Opaque. The lines stand in their order; a number that orders them would tell their moments.
    pub id: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
    /// Who: a member of staff.
    pub actor: String,
    /// `claimed`, `released`, `decided` or `undone`; `opening_asked`, `opening_approved`, `name_opened`, `opening_withdrawn` or
    /// `name_read`.
    pub act: String,
    /// On which case.
    pub case: Option<CaseId>,
    /// About which thread.
    pub thread: Option<ThreadId>,
    /// About which post.
    pub number: Option<i32>,
    /// What exactly; of a name that was asked for, which one.
    pub detail: String,
    /// What a decision did to the member behind the voice.
    pub sanction: Option<SanctionKind>,
}

/// What a line says, and what of it stands only sealed.
#[derive(Debug)]
pub(super) struct Line<'l> {
    /// What was done.
    pub act: &'static str,
    /// On which case.
    pub case: Option<CaseId>,
    /// About which thread.
    pub thread: Option<ThreadId>,
    /// About which post.
    pub number: Option<i32>,
    /// What exactly.
    pub detail: &'l str,
    /// Sealed with the actor.
    pub sanction: Option<SanctionKind>,
    /// The decision that was taken or undone.
    pub decision: Option<&'l store::DecisionRow>,
}

/// Who acted, and what nobody may read out of a backup.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    /// A line of the first version.
    Actor(AccountId),
    /// Both.
    Both { actor: Option<AccountId>, sanction: Option<SanctionKind> },
}

/// Writes a line, in the transaction of what it tells.
pub(super) fn write(
    conn: &mut Conn,
    app: &App,
    actor: &Member,
    act: &'static str,
    case: &store::CaseRow,
    detail: &str,
) -> Stored<()> {
    write_line(conn, app, Some(actor.account), &Line::about(case, act, detail))
}

impl<'l> Line<'l> {
    /// A line about a case.
    pub(super) const fn about(case: &store::CaseRow, act: &'static str, detail: &'l str) -> Self {
        Self {
            act,
            case: Some(case.id),
            thread: Some(case.thread),
            number: Some(case.number),
            detail,
            sanction: None,
            decision: None,
        }
    }
}

/// Writes a line with everything that can stand in it. Nobody of staff acted where a check or a member did: who it was stands
/// nowhere.
pub(super) fn write_line(conn: &mut Conn, app: &App, actor: Option<AccountId>, line: &Line<'_>) -> Stored<()> {
    let at = app.clock.now();
    // Ordered by time; 20 random bits keep two lines of one millisecond apart, in one process or several.
    let seq = at.0.saturating_mul(1 << 20).saturating_add(i64::try_from(app.chance.below(1 << 20)).unwrap_or(0));
    store::add_to_log(
        conn,
        &LogRow {
            seq,
            at,
            act: line.act.to_owned(),
            case_id: line.case,
            thread: line.thread,
            number: line.number,
            detail: line.detail.to_owned(),
            sealed: app.seal.seal_to_length(row(&seq), &Kept::Both { actor, sanction: line.sanction }, KEPT),
        },
    )
}

/// Writes a line about what an admin did with mail: it stands by no case and no thread.
///
/// # Errors
/// When the database fails.
pub fn write_of_mail(conn: &mut Conn, app: &App, actor: &Member, act: &'static str, detail: &str) -> Stored<()> {
    let line = Line { act, case: None, thread: None, number: None, detail, sanction: None, decision: None };
    write_line(conn, app, Some(actor.account), &line)
}

/// Lines of the log, newest first; of one case, or of all.
pub(super) fn entries(
    conn: &mut Conn,
    app: &App,
    case: Option<CaseId>,
    before: Option<i64>,
    limit: i64,
) -> Stored<Vec<(i64, LogEntry)>> {
    let rows = store::log_before(conn, case, before, limit)?;
    rows.into_iter()
        .map(|line| {
            let (actor, sanction) = match app.seal.open(row(&line.seq), &line.sealed) {
                None => (None, None),
                Some(Kept::Actor(actor)) => (Some(actor), None),
                Some(Kept::Both { actor, sanction }) => (actor, sanction),
            };
            let person = actor.map(|actor| accounts::actions::person(conn, actor)).transpose()?.flatten();
            let entry = LogEntry {
                id: bs58::encode(app.seal.lookup("staff-log-line", &[line.seq]).get(..8).unwrap_or_default()).into_string(),
                at: line.at.quarter(),
                actor: person.map_or_else(|| "somebody who has left".to_owned(), |person| person.name),
                act: line.act,
                case: line.case_id,
                thread: line.thread,
                number: line.number,
                detail: line.detail,
                sanction,
            };
            Ok((line.seq, entry))
        })
        .collect()
}

/// One page of the log.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(app: &web::Data<App>, cursor: Option<&str>, limit: Limit) -> Result<List<LogEntry>, crate::error::Error> {
    let before: Option<i64> = page::read_cursor(app, "staff-log", cursor)?;
    let inner = app.clone();
    let found = app.storage.read(move |conn| entries(conn, &inner, None, before, limit.and_one())).await?;
    Ok(List::cut(app, "staff-log", found, limit, |(seq, _)| *seq).map(|(_, entry)| entry))
}

const fn row(seq: &i64) -> Row<'_> {
    Row { table: "staff_log", key: std::slice::from_ref(seq) }
}
