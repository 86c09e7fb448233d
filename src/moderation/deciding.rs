//! Deciding a case, alone or with others like it in one act.

use actix_web::web;
use serde::Serialize;

use super::carrying::{self, By, sanction_of};
use super::erasing;
use super::joining;
use super::model::{AppealTold, Case, CaseState, Decision, Error, Found, HoldClass, Redress, Sanction};
use super::queue;
use super::reporting;
use super::store::{self, CaseRow, DecisionRow};
use super::verdict::{self, Verdict};
use crate::accounts::Member;
use crate::accounts::standing::{self, History};
use crate::app::App;
use crate::clock::DAY;
use crate::idempotency::Attempt;
use crate::storage::Conn;
use crate::storage::columns::{BatchId, CaseId, DecisionId, ThreadId};
use crate::threads::actions::PostInBrief;
use crate::voices;
use crate::{safety, threads};

/// For so many milliseconds a decision can be undone and objected to.
pub const UNDO: i64 = 180 * DAY;
/// Cases decided in one act, at most.
pub const TOGETHER: usize = 600;

/// Decides a case that she has claimed. `version`: what she looked at, if she says so.
///
/// # Errors
/// `Fields`, `Unknown`, `Closed`, `NotClaimed`, `AlreadyClaimed`, `Faster`, `Own`, `OwnReport`, `Blocked`, or `Changed` when the
/// post is gone already.
pub async fn decide(
    app: &web::Data<App>,
    moderator: Member,
    id: CaseId,
    verdict: Verdict,
    version: Option<i32>,
    attempt: Attempt,
) -> Result<Decision, Error> {
    let verdict = verdict::reasoned(verdict)?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let made = attempt.once(conn, |conn| -> Result<DecisionId, Error> {
                let case = claimed_case(conn, app, &moderator, id)?;
                if version.is_some_and(|version| version != case.version) {
                    return Err(Error::Faster(queue::last_act(conn, app, case.id)?));
                }
                may_decide(conn, app, &moderator, &case, &verdict)?;
                carrying::carry_out(conn, app, &case, &verdict, By::Moderator(moderator.account, None))
            })?;
            read(conn, app, made)
        })
        .await
}

fn claimed_case(conn: &mut Conn, app: &App, moderator: &Member, id: CaseId) -> Result<CaseRow, Error> {
    let case = store::case(conn, id)?.ok_or(Error::Unknown)?;
    if case.state == CaseState::Closed {
        return Err(queue::lost(conn, app, id)?);
    }
    match queue::holder(app, &case) {
        Some(holder) if holder == moderator.account => Ok(case),
        Some(_) => Err(queue::lost(conn, app, id)?),
        None => Err(Error::NotClaimed),
    }
}

fn may_decide(conn: &mut Conn, app: &App, moderator: &Member, case: &CaseRow, verdict: &Verdict) -> Result<(), Error> {
    let post = threads::actions::post_in_brief(conn, app, case.thread, case.number)?.ok_or(Error::Unknown)?;
    impartial(conn, app, moderator, case, &post)?;
    let history = match post.account {
        Some(account) => standing::history(conn, app, account, post.voice)?,
        None => History::None,
    };
    verdict::warned_first(conn, case, verdict, history)
}

/// Nobody decides about her own post, her own report, or a voice that she blocked (L-40). A block is of a name or of one
/// alias, here as everywhere: what she may decide tells her nothing about who is behind the other.
pub(super) fn impartial(conn: &mut Conn, app: &App, moderator: &Member, case: &CaseRow, post: &PostInBrief) -> Result<(), Error> {
    if post.account == Some(moderator.account) {
        return Err(Error::Own);
    }
    let reports = store::reports_of(conn, &[case.id])?;
    if reports.iter().any(|report| reporting::reporter(app, report) == Some(moderator.account)) {
        return Err(Error::OwnReport);
    }
    if let Some((_, speaker)) = voices::actions::speaker(conn, app, post.voice)?
        && safety::actions::is_blocked(conn, app, moderator.account, &speaker)?
    {
        return Err(Error::Blocked);
    }
    Ok(())
}

/// Opens the case of a post that a moderator came upon herself; the one that is there, if there is one.
///
/// # Errors
/// `Unknown` when there is no such post.
pub async fn take_up(
    app: &web::Data<App>,
    moderator: Member,
    thread: ThreadId,
    number: i32,
    attempt: Attempt,
) -> Result<Case, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let id = attempt.once(conn, |conn| -> Result<CaseId, Error> {
                threads::actions::facets(conn, thread, number)?.ok_or(Error::Unknown)?;
                Ok(joining::join(conn, app, (thread, number), OWN_INITIATIVE, None)?.id)
            })?;
            queue::one(conn, app, &moderator, id)
        })
        .await
}

/// The weight of what a moderator came upon herself.
const OWN_INITIATIVE: i32 = 20;

/// What a decision about several cases would do.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BatchPreview {
    /// Cases that wait for a decision.
    pub cases: usize,
    /// Posts that it is about.
    pub posts: usize,
    /// In so many threads.
    pub threads: usize,
    /// By so many voices.
    pub voices: usize,
    /// Posts that others answered.
    pub answered_by_others: usize,
}

/// What came of deciding several cases in one act.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BatchDecided {
    /// Names the act, to undo it.
    pub id: BatchId,
    /// The decisions.
    pub decisions: Vec<DecisionId>,
    /// The cases that were left as they are, and why.
    pub left: Vec<CaseLeft>,
}

/// A case that was left as it is.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CaseLeft {
    /// Which.
    pub case: CaseId,
    /// The code of the refusal.
    #[schema(value_type = String)]
    pub code: &'static str,
}

/// Looks at what a decision about these cases would touch.
///
/// # Errors
/// `Fields` when there are none or too many.
pub async fn preview(app: &web::Data<App>, cases: Vec<CaseId>) -> Result<BatchPreview, Error> {
    let cases = distinct(cases)?;
    let inner = app.clone();
    app.storage
        .read(move |conn| {
            let rows = store::cases_with_ids(conn, &cases)?;
            let (mut threads, mut voices, mut answered) = (Vec::new(), Vec::new(), 0);
            let waiting = rows.iter().filter(|row| row.state != CaseState::Closed).count();
            for row in &rows {
                let post = threads::actions::post_in_brief(conn, &inner, row.thread, row.number)?.ok_or(Error::Unknown)?;
                threads.push(row.thread);
                voices.push(post.voice);
                answered += usize::from(threads::actions::answered_by_others(conn, row.thread, row.number)?);
            }
            threads.sort_unstable();
            threads.dedup();
            voices.sort_unstable();
            voices.dedup();
            Ok(BatchPreview {
                cases: waiting,
                posts: rows.len(),
                threads: threads.len(),
                voices: voices.len(),
                answered_by_others: answered,
            })
        })
        .await
}

fn distinct(mut cases: Vec<CaseId>) -> Result<Vec<CaseId>, Error> {
    cases.sort_unstable();
    cases.dedup();
    match cases.len() {
        0 => Err(Error::field("cases", "required")),
        1..=TOGETHER => Ok(cases),
        _ => Err(Error::field("cases", "too_many")),
    }
}

/// Decides several cases in one act, with one statement of reasons. Cases that somebody else has, that are decided, or that are
/// not hers to decide are left as they are.
///
/// # Errors
/// `Fields`.
pub async fn decide_all(
    app: &web::Data<App>,
    moderator: Member,
    cases: Vec<CaseId>,
    verdict: Verdict,
    attempt: Attempt,
) -> Result<BatchDecided, Error> {
    let (cases, verdict) = (distinct(cases)?, verdict::reasoned(verdict)?);
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let mut left = Vec::new();
            let batch = attempt.once(conn, |conn| -> Result<BatchId, Error> {
                let batch = BatchId(app.chance.id());
                for id in cases {
                    match decide_one_of(conn, app, &moderator, id, &verdict, batch) {
                        Ok(_) => {}
                        Err(Error::Storage(failure)) => return Err(failure.into()),
                        Err(Error::Fields(fields)) => return Err(Error::Fields(fields)),
                        Err(error) => left.push(CaseLeft { case: id, code: crate::error::Error::from(error).code.word() }),
                    }
                }
                Ok(batch)
            })?;
            let decisions = store::decisions_of_batch(conn, batch)?.into_iter().map(|row| row.id).collect();
            Ok(BatchDecided { id: batch, decisions, left })
        })
        .await
}

fn decide_one_of(
    conn: &mut Conn,
    app: &App,
    moderator: &Member,
    id: CaseId,
    verdict: &Verdict,
    batch: BatchId,
) -> Result<DecisionId, Error> {
    let case = store::case(conn, id)?.ok_or(Error::Unknown)?;
    let taken = queue::holder(app, &case).is_some_and(|holder| holder != moderator.account);
    if case.state == CaseState::Closed || taken {
        return Err(queue::lost(conn, app, id)?);
    }
    may_decide(conn, app, moderator, &case, verdict)?;
    carrying::carry_out(conn, app, &case, verdict, By::Moderator(moderator.account, Some(batch)))
}

/// A decision with the author's words: for her and for moderators.
pub(super) fn read(conn: &mut Conn, app: &App, id: DecisionId) -> Result<Decision, Error> {
    let row = store::decision(conn, id)?.ok_or(Error::Unknown)?;
    let post = threads::actions::post_in_brief(conn, app, row.thread, row.number)?;
    let sanction = sanction_of(app, &row);
    let appeal = store::appeals_of(conn, row.case_id)?.into_iter().rfind(|appeal| appeal.decision == id).map(Into::into);
    let erasure = erasing::told(conn, id, true)?;
    Ok(Decision { erasure, ..view(row, sanction, post.map(|post| post.body), appeal) })
}

pub(super) fn view(row: DecisionRow, sanction: Option<Sanction>, text: Option<String>, appeal: Option<AppealTold>) -> Decision {
    let is_hold = row.found_by == Found::Check && row.automatic;
    Decision {
        id: row.id,
        thread: row.thread,
        number: row.number,
        action: row.action,
        sanction: sanction.map(Into::into),
        rule: row.rule,
        facts: row.facts,
        message: row.message,
        ground: row.ground,
        found_by: row.found_by,
        detected: row.detected || is_hold,
        automatic: row.automatic,
        class: HoldClass::from_word(&row.class),
        scope: "everywhere",
        redress: Redress { appeal_until: row.decided_at.plus(UNDO).quarter(), out_of_court: true, court: true },
        appeal,
        batch: row.batch,
        text,
        decided_at: row.decided_at.quarter(),
        undone_at: row.undone_at.map(crate::clock::Moment::quarter),
        erasure: None,
    }
}
