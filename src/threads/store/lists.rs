//! Lists of threads, page by page.

use std::cmp::Reverse;

use diesel::prelude::*;

use super::ThreadRow;
use crate::clock::Moment;
use crate::storage::columns::ThreadId;
use crate::storage::schema::threads;
use crate::storage::{Conn, Stored};
use crate::threads::model::{Audience, Need, Order, ThreadState};

/// Where a list of threads goes on: the rounded time it is ordered by, and the id.
pub(in crate::threads) type Place = (i64, i64);

/// Which threads a list holds.
pub(in crate::threads) struct Wanted {
    pub members: bool,
    /// Columns, in the place of threads.
    pub columns: bool,
    pub space: Option<i32>,
    pub need: Option<Need>,
    pub order: Order,
    pub after: Option<Place>,
    pub limit: i64,
}

/// One page of the threads that this reader may see: the one query fragment that says so. Members see two lists, each a stretch of an
/// index, as one; a query for both would sort everything there is.
pub(in crate::threads) fn list(conn: &mut Conn, wanted: &Wanted) -> Stored<Vec<ThreadRow>> {
    let mut rows = list_of(conn, wanted, Audience::Public)?;
    if wanted.members {
        rows.extend(list_of(conn, wanted, Audience::Members)?);
        match wanted.order {
            Order::Active => rows.sort_by_key(|row| Reverse((row.active_at, row.id))),
            Order::New => rows.sort_by_key(|row| Reverse((row.posted_at, row.id))),
            Order::Waiting => rows.sort_by_key(|row| (row.waiting_since, row.id)),
        }
        rows.truncate(usize::try_from(wanted.limit).unwrap_or(0));
    }
    Ok(rows)
}

fn list_of(conn: &mut Conn, wanted: &Wanted, audience: Audience) -> Stored<Vec<ThreadRow>> {
    let mut query = threads::table
        .filter(threads::listed.eq(true))
        .filter(threads::deleted.eq(false))
        .filter(threads::is_column.eq(wanted.columns))
        .filter(threads::audience.eq(audience))
        .limit(wanted.limit)
        .select(ThreadRow::as_select())
        .into_boxed();
    if let Some(space) = wanted.space {
        query = query.filter(threads::space.eq(space));
    }
    if let Some(need) = wanted.need {
        query = query.filter(threads::need.eq(need));
    }
    let after = wanted.after.map(|(at, id)| (Moment(at), ThreadId(id)));
    // The first condition says what the second does, in a way that SQLite begins to read there.
    query = match wanted.order {
        Order::Active => {
            if let Some((at, id)) = after {
                query = query.filter(threads::active_at.le(at)).filter(threads::active_at.lt(at).or(threads::id.lt(id)));
            }
            query.order((threads::active_at.desc(), threads::id.desc()))
        }
        Order::New => {
            if let Some((at, id)) = after {
                query = query.filter(threads::posted_at.le(at)).filter(threads::posted_at.lt(at).or(threads::id.lt(id)));
            }
            query.order((threads::posted_at.desc(), threads::id.desc()))
        }
        Order::Waiting => {
            let (since, id) = after.unwrap_or((Moment(0), ThreadId(0)));
            query = query
                .filter(threads::waiting_since.ge(since).assume_not_null())
                .filter(threads::waiting_since.gt(since).assume_not_null().or(threads::id.gt(id)))
                .filter(threads::state.eq(ThreadState::Open))
                .filter(threads::closed.eq(false));
            query.order((threads::waiting_since.asc(), threads::id.asc()))
        }
    };
    Ok(query.load(conn)?)
}
