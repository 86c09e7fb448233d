use diesel::prelude::*;

use super::{Ending, Job};
use crate::clock::{DAY, Day, Moment};
use crate::storage::columns::JobId;
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
pub(super) fn is_due(conn: &mut Conn, now: Moment) -> Stored<bool> {
    let due = jobs::table
        .filter(jobs::state.eq("waiting"))
        .filter(jobs::due_at.le(now))
        .filter(jobs::leased_until.is_null().or(jobs::leased_until.le(now)));
    Ok(due.select(jobs::id).first::<JobId>(conn).optional()?.is_some())
}

/// Leases so many due jobs until `until`, the most urgent first.
pub(super) fn claim(conn: &mut Conn, now: Moment, until: Moment, limit: i64) -> Stored<Vec<Claimed>> {
    let ids: Vec<JobId> = dialect::claim_jobs(conn, now.0, until.0, limit)?.into_iter().map(JobId).collect();
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
    /// When to try again; `None` when there will be no other try.
    pub again_at: Option<Moment>,
}

/// Writes down what came of several tries. What has ended keeps its key against doubles, and loses what it was about and
/// all but the day of its moments: they stood beside the moment of a post.
pub(super) fn end(conn: &mut Conn, ended: &[Ended], now: Moment) -> Stored<()> {
    let today = now.day();
    let done: Vec<JobId> = ended.iter().filter(|job| matches!(job.ending, Ending::Done)).map(|job| job.id).collect();
    if !done.is_empty() {
        let waiting = jobs::table.filter(jobs::state.eq("waiting"));
        on_each!(conn, c => diesel::update(waiting.filter(jobs::id.eq_any(&done)))
            .set((
                jobs::state.eq("done"),
                jobs::sealed.eq(None::<Vec<u8>>),
                jobs::leased_until.eq(None::<Moment>),
                jobs::due_at.eq(midnight(today)),
                jobs::expires_at.eq(midnight(today)),
                jobs::ended_day.eq(today),
            ))
            .execute(c))?;
    }
    for job in ended {
        match (&job.ending, job.again_at) {
            (Ending::Done, _) => {}
            (Ending::Later(reason), Some(due_at)) => retry(conn, job, reason, due_at)?,
            (Ending::Postponed { .. }, Some(due_at)) => wait(conn, job, due_at, now)?,
            (Ending::Postponed { why, .. }, None) => give_up(conn, job, "skipped", why, today)?,
            (Ending::Skipped(reason), _) => give_up(conn, job, "skipped", reason, today)?,
            (Ending::Failed(reason) | Ending::Later(reason), _) => give_up(conn, job, "failed", reason, today)?,
        }
    }
    Ok(())
}

/// Only while the lease is ours: whoever claimed the job after us goes on with it.
fn retry(conn: &mut Conn, job: &Ended, reason: &str, due_at: Moment) -> Stored<()> {
    let ours = jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::state.eq("waiting")).filter(jobs::attempts.eq(job.attempts));
    diesel::update(ours)
        .set((jobs::due_at.eq(due_at), jobs::leased_until.eq(None::<Moment>), jobs::reason.eq(reason)))
        .execute(conn)?;
    Ok(())
}

/// As if it had not been tried: its end is put off as long as it waits.
fn wait(conn: &mut Conn, job: &Ended, due_at: Moment, now: Moment) -> Stored<()> {
    let ours = jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::state.eq("waiting")).filter(jobs::attempts.eq(job.attempts));
    diesel::update(ours)
        .set((
            jobs::due_at.eq(due_at),
            jobs::expires_at.eq(jobs::expires_at + (due_at.0 - now.0)),
            jobs::leased_until.eq(None::<Moment>),
            jobs::attempts.eq(job.attempts - 1),
        ))
        .execute(conn)?;
    Ok(())
}

fn midnight(day: Day) -> Moment {
    Moment(i64::from(day.0) * DAY)
}

fn give_up(conn: &mut Conn, job: &Ended, state: &str, reason: &str, today: Day) -> Stored<()> {
    let ours = jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::state.eq("waiting")).filter(jobs::attempts.eq(job.attempts));
    diesel::update(ours)
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
    Ok(())
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

/// Forgets the jobs that ended before this day.
pub(super) fn forget_ended(conn: &mut Conn, before: Day) -> Stored<usize> {
    Ok(diesel::delete(jobs::table.filter(jobs::ended_day.lt(before))).execute(conn)?)
}
