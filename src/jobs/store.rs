use diesel::prelude::*;

use super::Job;
use crate::storage::columns::JobId;
use crate::storage::schema::jobs;
use crate::storage::{Conn, Stored, on_each};

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
