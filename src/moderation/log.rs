//! The staff log: who did what to which case. Append-only.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::facts::{self, Facts};
use super::store::{self, LogRow};
use crate::accounts::standing::SanctionKind;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{DAY, Day, Moment, Quarter};
use crate::http::page::{self, Limit, List};
use crate::storage::columns::{AccountId, CaseId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices::seal::Row;

/// Bytes of what is sealed into a line: a warning may not be told from nothing by its length.
const KEPT: usize = 128;

/// Characters of the reason for a look, at most.
const REASON: usize = 200;

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
    /// What: a word such as `claimed`, `released`, `decided`, `undone`, `name_read` or `looked`.
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
    /// What it says for programs; null in lines of the first version, and where there is nothing to say.
    pub facts: Option<Facts>,
}

/// What a line says, and what of it stands only sealed.
#[derive(Debug, Default)]
pub(crate) struct Line<'l> {
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
    pub(super) decision: Option<&'l store::DecisionRow>,
    /// What it says for programs besides what the decision says.
    pub facts: Facts,
}

/// Acts that the books are made of and that nobody of staff did: not in the list for people.
pub(super) const FOR_BOOKS: [&str; 2] = ["reported", "counted"];

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
    /// A line about nothing yet.
    pub(crate) fn of(act: &'static str) -> Self {
        Self { act, ..Self::default() }
    }

    /// Saying what exactly. The `with_…` are for other domains.
    pub(crate) const fn with_detail(mut self, detail: &'l str) -> Self {
        self.detail = detail;
        self
    }

    /// About a thread.
    pub(crate) const fn with_thread(mut self, thread: Option<ThreadId>) -> Self {
        self.thread = thread;
        self
    }

    /// In a case.
    pub(crate) const fn with_case(mut self, case: Option<CaseId>) -> Self {
        self.case = case;
        self
    }

    /// About something of this kind, as the transparency page counts it.
    pub(crate) fn with_category(mut self, category: &str) -> Self {
        self.facts.category = Some(category.to_owned());
        self
    }

    /// What came of something of this kind, and how long it had waited.
    pub(crate) fn with_answer(self, category: &str, outcome: &str, (from, to): (Moment, Moment)) -> Self {
        let mut line = self.with_category(category);
        line.facts.outcome = Some(outcome.to_owned());
        line.facts.took = Some(facts::minutes(from, to));
        line
    }

    /// A line about a case.
    pub(super) fn about(case: &store::CaseRow, act: &'static str, detail: &'l str) -> Self {
        Self { case: Some(case.id), thread: Some(case.thread), number: Some(case.number), detail, ..Self::of(act) }
    }
}

/// Writes a line with everything that can stand in it. Nobody of staff acted where a check or a member did: who it was stands
/// nowhere.
pub(crate) fn write_line(conn: &mut Conn, app: &App, actor: Option<AccountId>, line: &Line<'_>) -> Stored<()> {
    let at = app.clock.now();
    let facts = match line.decision {
        Some(decision) => line.facts.clone().with_decision(conn, app, decision, line.act)?,
        None => line.facts.clone(),
    };
    // Ordered by time; 20 random bits keep two lines of one millisecond apart, in one process or several. Where many are written
    // at once two may draw the same: the second draws again.
    let mut added = false;
    while !added {
        let seq = at.0.saturating_mul(1 << 20).saturating_add(i64::try_from(app.chance.below(1 << 20)).unwrap_or(0));
        let new = LogRow {
            seq,
            at,
            act: line.act.to_owned(),
            case_id: line.case,
            thread: line.thread,
            number: line.number,
            detail: line.detail.to_owned(),
            facts: facts.column(),
            sealed: app.seal.seal_to_length(row(&seq), &Kept::Both { actor, sanction: line.sanction }, KEPT),
        };
        added = store::add_to_log(conn, &new)?;
    }
    Ok(())
}

/// Writes a line about what an admin did with mail: it stands by no case and no thread.
///
/// # Errors
/// When the database fails.
pub fn write_of_mail(conn: &mut Conn, app: &App, actor: &Member, act: &'static str, detail: &str) -> Stored<()> {
    write_line(conn, app, Some(actor.account), &Line { detail, ..Line::of(act) })
}

/// Writes down that somebody of staff looked at something sensitive, and why (L-28).
///
/// # Errors
/// When the database fails.
pub fn looked(
    conn: &mut Conn,
    app: &App,
    actor: &Member,
    what: &str,
    (thread, number): (ThreadId, i32),
    reason: Option<String>,
) -> Stored<()> {
    let reason = reason.map(|reason| reason.trim().chars().take(REASON).collect::<String>()).filter(|reason| !reason.is_empty());
    let facts = Facts { reason: Some(reason.unwrap_or_else(|| "moderation".to_owned())), ..Facts::default() };
    let line = Line { thread: Some(thread), number: Some(number), detail: what, facts, ..Line::of("looked") };
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
            let Opened { actor, by_nobody, sanction } = opened(app, &line);
            let person = actor.map(|actor| accounts::actions::person(conn, actor)).transpose()?.flatten();
            let entry = LogEntry {
                id: bs58::encode(app.seal.lookup("staff-log-line", &[line.seq]).get(..8).unwrap_or_default()).into_string(),
                at: line.at.quarter(),
                actor: match (person, by_nobody) {
                    (Some(person), _) => person.name,
                    (None, true) => "nobody of staff".to_owned(),
                    (None, false) => "somebody who has left".to_owned(),
                },
                act: line.act,
                case: line.case_id,
                thread: line.thread,
                number: line.number,
                detail: line.detail,
                sanction,
                facts: Facts::of_column(&line.facts),
            };
            Ok((line.seq, entry))
        })
        .collect()
}

/// What stands sealed in a line.
struct Opened {
    actor: Option<AccountId>,
    by_nobody: bool,
    sanction: Option<SanctionKind>,
}

fn opened(app: &App, line: &LogRow) -> Opened {
    match app.seal.open(row(&line.seq), &line.sealed) {
        None => Opened { actor: None, by_nobody: false, sanction: None },
        Some(Kept::Actor(actor)) => Opened { actor: Some(actor), by_nobody: false, sanction: None },
        Some(Kept::Both { actor, sanction }) => Opened { actor, by_nobody: actor.is_none(), sanction },
    }
}

/// A line as the books read it: nobody's name is in it.
#[derive(Clone, Debug)]
pub struct BookLine {
    /// When.
    pub at: Moment,
    /// What was done.
    pub act: String,
    /// What exactly.
    pub detail: String,
    /// What a decision did to the member behind the voice.
    pub sanction: Option<SanctionKind>,
    /// What it says for programs.
    pub facts: Facts,
}

/// Lines read at once.
const STRETCH: i64 = 1_000;

/// Reads every line of a time, oldest first.
///
/// # Errors
/// When the database fails.
pub fn for_books(conn: &mut Conn, app: &App, from: Moment, until: Moment, mut each: impl FnMut(BookLine)) -> Stored<()> {
    let mut after = from.0.saturating_mul(1 << 20).saturating_sub(1);
    loop {
        let rows = store::log_after(conn, after, until, STRETCH)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.seq;
        for line in rows {
            let sanction = opened(app, &line).sanction;
            let facts = Facts::of_column(&line.facts).unwrap_or_default();
            each(BookLine { at: line.at, act: line.act, detail: line.detail, sanction, facts });
        }
    }
}

/// Writes down how many members were here lately, once a month: the average of the open books.
///
/// # Errors
/// When the database fails.
pub fn count_members(conn: &mut Conn, app: &App) -> Stored<()> {
    let now = app.clock.now();
    if store::last_of_act(conn, "counted")?.is_some_and(|last| now < last.plus(30 * DAY)) {
        return Ok(());
    }
    let since = Day(now.day().0.saturating_sub(30));
    let members = accounts::actions::here_since(conn, since, i64::MAX)?;
    let facts = Facts { members: Some(members), ..Facts::default() };
    write_line(conn, app, None, &Line { facts, ..Line::of("counted") })
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
