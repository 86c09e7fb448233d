//! The decisions about a member's own posts: what, which rule, which facts, found how, automatic or not, and her own words.

use actix_web::web;

use super::appeals;
use super::carrying;
use super::deciding;
use super::erasing;
use super::model::Decision;
use super::store;
use crate::accounts::Member;
use crate::app::App;
use crate::clock::DAY;
use crate::http::page::{self, Limit, List};
use crate::storage::columns::{AccountId, DecisionId};
use crate::storage::{Conn, Stored};
use crate::threads;
use crate::voices::traces::{self, Trace};

/// Her own words stay readable to her for so many milliseconds.
const WORDS: i64 = 180 * DAY;

/// Decisions about her, newest first.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub async fn list(
    app: &web::Data<App>,
    member: Member,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Decision>, crate::error::Error> {
    let before: Option<i64> = page::read_cursor(app, "my-decisions", cursor)?;
    let inner = app.clone();
    let read = move |conn: &mut Conn| -> Stored<List<Decision>> {
        let found = of_member(conn, &inner, member.account, before, limit.and_one())?;
        let page = List::cut(&inner, "my-decisions", found, limit, |(seq, _)| *seq);
        Ok(List { items: views(conn, &inner, member.account, page.items)?, next: page.next })
    };
    Ok(app.storage.read(read).await?)
}

/// A stretch of the decisions about her to take along, newest first, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn kept(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<(Vec<Decision>, Option<i64>)> {
    let found = of_member(conn, app, account, before, limit)?;
    let next = found.last().map(|(seq, _)| *seq);
    Ok((views(conn, app, account, found)?, next))
}

pub(super) fn of_member(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<Vec<(i64, DecisionId)>> {
    traces::find(conn, app, account, before, limit, |trace| match trace {
        Trace::Decided { decision } => Some(decision),
        _ => None,
    })
}

fn views(conn: &mut Conn, app: &App, account: AccountId, found: Vec<(i64, DecisionId)>) -> Stored<Vec<Decision>> {
    let ids: Vec<DecisionId> = found.into_iter().map(|(_, decision)| decision).collect();
    let mut rows = store::decisions_with_ids(conn, &ids)?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    let mut items = Vec::new();
    for row in rows {
        // A lock concerns her thread: the reported post may be somebody else's. Its words, and what was done to whoever
        // wrote them, are not hers to read here.
        let post = threads::actions::post_in_brief(conn, app, row.thread, row.number)?;
        let hers = post.filter(|post| post.account == Some(account));
        let sanction = hers.as_ref().and_then(|_| carrying::sanction_of(app, &row));
        let appeal = appeals::hers(conn, app, account, row.id)?;
        let kept = app.clock.now() < row.decided_at.plus(WORDS);
        let erasure = erasing::told(conn, row.id, false)?;
        let view = deciding::view(row, sanction, hers.filter(|_| kept).map(|post| post.body), appeal);
        items.push(Decision { erasure, ..view });
    }
    Ok(items)
}
