use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{Ending, Job};
use crate::app::App;
use crate::clock::{DAY, Day, Moment};
use crate::mail::fates::About;
use crate::storage::columns::JobId;
use crate::storage::dialect::Claim;
use crate::storage::schema::jobs;
use crate::storage::{Conn, Stored, dialect, on_each};

pub(super) fn insert(conn: &mut Conn, id: JobId, job: &Job, sealed: &[u8], message_id: &str) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(jobs::table)
        .values((
            jobs::id.eq(id),
            jobs::kind.eq(job.work.kind()),
            jobs::state.eq("waiting"),
            jobs::sealed.eq(sealed),
            jobs::dedupe.eq(&job.dedupe),
            jobs::priority.eq(job.priority),
            jobs::due_at.eq(job.due_at),
            jobs::expires_at.eq(job.expires_at),
            jobs::attempts.eq(0),
            jobs::message_id.eq(message_id),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// A job that is ours until its lease ends.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub(super) struct Claimed {
    pub id: JobId,
    pub kind: String,
    pub sealed: Option<Vec<u8>>,
    /// How many tries it has had, with this one: also tells this lease from a later one.
    pub attempts: i32,
    pub expires_at: Moment,
    pub message_id: Option<String>,
}

/// Whether there is anything to claim: a read, so that an idle worker never asks for the write lock.
pub(super) fn is_due(conn: &mut Conn, now: Moment, which: Claim) -> Stored<bool> {
    let due = jobs::table
        .filter(jobs::state.eq("waiting"))
        .filter(jobs::due_at.le(now))
        .filter(jobs::leased_until.is_null().or(jobs::leased_until.le(now)))
        .select(jobs::id);
    let urgent = jobs::priority.eq(0);
    let found: Option<JobId> = match which {
        Claim::All => due.first(conn).optional()?,
        Claim::NoLetters => due.filter(urgent.or(jobs::kind.not_like("letter%"))).first(conn).optional()?,
        Claim::Urgent => due.filter(urgent).first(conn).optional()?,
    };
    Ok(found.is_some())
}

/// Leases so many due jobs until `until`, the most urgent first.
pub(super) fn claim(conn: &mut Conn, now: Moment, until: Moment, limit: i64, which: Claim) -> Stored<Vec<Claimed>> {
    let ids: Vec<JobId> = dialect::claim_jobs(conn, now.0, until.0, limit, which)?.into_iter().map(JobId).collect();
    Ok(on_each!(conn, c => jobs::table
        .filter(jobs::id.eq_any(&ids))
        .order((jobs::priority, jobs::due_at, jobs::id))
        .select(Claimed::as_select())
        .load(c))?)
}

/// Holds on to jobs that are still being done.
pub(super) fn renew(conn: &mut Conn, ids: &[JobId], until: Moment) -> Stored<()> {
    on_each!(conn, c => diesel::update(jobs::table.filter(jobs::id.eq_any(ids)).filter(jobs::state.eq("waiting")))
        .set(jobs::leased_until.eq(until))
        .execute(c))?;
    Ok(())
}

/// What came of a try.
#[derive(Clone, Debug)]
pub(super) struct Ended {
    pub id: JobId,
    pub kind: String,
    pub attempts: i32,
    pub ending: Ending,
    pub onward: Onward,
    /// What it was, if it was a letter.
    pub letter: Option<About>,
}

/// What becomes of a job after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Onward {
    /// It has ended.
    Over,
    /// It is tried again at that moment.
    Again(Moment),
    /// It waits until that moment as if it had not been tried; its end is put off by so many milliseconds.
    Waits { due_at: Moment, put_off: i64 },
}

/// Writes down what came of several tries, and returns which jobs have ended now. What has ended keeps its key against
/// doubles, and loses what it was about and all but the day of its moments: they stood beside the moment of a post. Of a job
/// that was skipped no reason stays: it would tell what its reader chose.
pub(super) fn end(conn: &mut Conn, ended: &[Ended], today: Day) -> Stored<BTreeSet<JobId>> {
    let done: Vec<JobId> = ended.iter().filter(|job| matches!(job.ending, Ending::Done)).map(|job| job.id).collect();
    let mut over = BTreeSet::new();
    if !done.is_empty() {
        let waiting = jobs::table.filter(jobs::state.eq("waiting"));
        let ids: Vec<JobId> = on_each!(conn, c => diesel::update(waiting.filter(jobs::id.eq_any(&done)))
            .set((
                jobs::state.eq("done"),
                jobs::sealed.eq(None::<Vec<u8>>),
                jobs::leased_until.eq(None::<Moment>),
                jobs::due_at.eq(midnight(today)),
                jobs::expires_at.eq(midnight(today)),
                jobs::ended_day.eq(today),
            ))
            .returning(jobs::id)
            .get_results(c))?;
        over.extend(ids);
    }
    for job in ended {
        let is_over = match (&job.ending, job.onward) {
            (Ending::Done, _) => false,
            (Ending::Later(reason), Onward::Again(due_at)) => {
                retry(conn, job, reason, due_at)?;
                false
            }
            (_, Onward::Waits { due_at, put_off }) => {
                wait(conn, job, due_at, put_off)?;
                false
            }
            (Ending::Failed(reason) | Ending::Later(reason), _) => give_up(conn, job, "failed", Some(reason), today)?,
            (Ending::Skipped(_) | Ending::Postponed { .. } | Ending::Held { .. }, _) => {
                give_up(conn, job, "skipped", None, today)?
            }
        };
        if is_over {
            over.insert(job.id);
        }
    }
    Ok(over)
}

/// Only while the lease is ours: whoever claimed the job after us goes on with it.
fn retry(conn: &mut Conn, job: &Ended, reason: &str, due_at: Moment) -> Stored<()> {
    let ours = jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::state.eq("waiting")).filter(jobs::attempts.eq(job.attempts));
    diesel::update(ours)
        .set((jobs::due_at.eq(due_at), jobs::leased_until.eq(None::<Moment>), jobs::reason.eq(reason)))
        .execute(conn)?;
    Ok(())
}

fn wait(conn: &mut Conn, job: &Ended, due_at: Moment, put_off: i64) -> Stored<()> {
    let ours = jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::state.eq("waiting")).filter(jobs::attempts.eq(job.attempts));
    diesel::update(ours)
        .set((
            jobs::due_at.eq(due_at),
            jobs::expires_at.eq(jobs::expires_at + put_off),
            jobs::leased_until.eq(None::<Moment>),
            jobs::attempts.eq(job.attempts - 1),
        ))
        .execute(conn)?;
    Ok(())
}

fn midnight(day: Day) -> Moment {
    Moment(i64::from(day.0) * DAY)
}

fn give_up(conn: &mut Conn, job: &Ended, state: &str, reason: Option<&str>, today: Day) -> Stored<bool> {
    let ours = jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::state.eq("waiting")).filter(jobs::attempts.eq(job.attempts));
    let given_up = diesel::update(ours)
        .set((
            jobs::state.eq(state),
            jobs::sealed.eq(None::<Vec<u8>>),
            jobs::leased_until.eq(None::<Moment>),
            jobs::due_at.eq(midnight(today)),
            jobs::expires_at.eq(midnight(today)),
            jobs::reason.eq(reason),
            jobs::ended_day.eq(today),
        ))
        .execute(conn)?;
    Ok(given_up > 0)
}

/// How many jobs have not ended.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut Conn) -> Stored<i64> {
    Ok(jobs::table.filter(jobs::state.eq("waiting")).count().get_result(conn)?)
}

/// Whether a job of this kind has not ended.
///
/// # Errors
/// When the database fails.
pub fn is_waiting(conn: &mut Conn, kind: &str) -> Stored<bool> {
    let waiting = jobs::table.filter(jobs::state.eq("waiting")).filter(jobs::kind.eq(kind));
    Ok(waiting.select(jobs::id).first::<JobId>(conn).optional()?.is_some())
}

/// Days that a job stays after it has ended: it guards against a double, and answers "was it sent?".
const REMEMBERED_DAYS: i32 = 90;

/// Forgets the jobs that ended long ago.
///
/// # Errors
/// When the database fails.
pub fn forget_ended(conn: &mut Conn, app: &App) -> Stored<()> {
    let before = Day(app.clock.now().day().0.saturating_sub(REMEMBERED_DAYS));
    diesel::delete(jobs::table.filter(jobs::ended_day.lt(before))).execute(conn)?;
    Ok(())
}

/// Forgets a job that ended without having done anything, so that it can be promised again; of work that is harmless twice,
/// also one that was done.
///
/// # Errors
/// When the database fails.
pub fn forget_unsent(conn: &mut Conn, dedupe: &[u8], done_too: bool) -> Stored<()> {
    let ended = jobs::table.filter(jobs::dedupe.eq(dedupe)).filter(jobs::state.ne("waiting"));
    if done_too {
        diesel::delete(ended).execute(conn)?;
    } else {
        diesel::delete(ended.filter(jobs::state.eq("skipped"))).execute(conn)?;
    }
    Ok(())
}
