//! Telling many of one reply: not while its writer waits, some at a time, and nobody twice before she has read.

use std::time::Instant;

use actix_web::web;

use super::follows;
use super::hiding::Told;
use super::model::PostState;
use super::store;
use crate::app::App;
use crate::notifications;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::{accounts, voices};

/// Up to so many followers are told within the transaction of the reply itself.
pub(super) const FEW: i64 = 24;
/// Followers of one transaction: whoever replies meanwhile may wait for it, with fifty of them a tenth of a second on PostgreSQL.
const STRETCH: i64 = 10;

/// Tells everybody who wants to hear of every reply and has read the last one she was told of. Between two stretches it rests as long
/// as the last one took, so that those who write wait for one stretch at most.
///
/// # Errors
/// When the database fails; whoever was told stays told, and is passed over by another try.
pub async fn tell(app: &web::Data<App>, thread: ThreadId, number: i32) -> Stored<()> {
    let mut after = Vec::new();
    loop {
        let (inner, begun) = (app.clone(), Instant::now());
        match app.storage.write(move |conn| tell_some(conn, &inner, thread, number, &after)).await? {
            Some(last) => after = last,
            None => return Ok(()),
        }
        tokio::time::sleep(begun.elapsed()).await;
    }
}

/// Tells the next of them; returns where to go on, or nothing when all are told or the reply is gone.
fn tell_some(conn: &mut Conn, app: &App, id: ThreadId, number: i32, after: &[u8]) -> Stored<Option<Vec<u8>>> {
    let Some(thread) = store::readable(conn, id, true)? else { return Ok(None) };
    let Some(post) = store::post(conn, id, number)?.filter(|post| post.state == PostState::Visible) else { return Ok(None) };
    let Some((_, speaker)) = voices::actions::speaker(conn, app, post.voice)? else { return Ok(None) };
    let rows = store::untold(conn, id, after, STRETCH)?;
    let Some((last, _)) = rows.last().cloned() else { return Ok(None) };
    let mut followers: Vec<AccountId> = rows.iter().filter_map(|(_, sealed)| follows::opened(app, id, sealed)).collect();
    followers.retain(|account| Some(*account) != speaker.account);
    accounts::actions::hold(conn, followers.iter().copied().collect())?;
    let hidden = Told::of(conn, app, &thread, speaker)?;
    for account in followers {
        if !hidden.from(conn, app, account)? {
            notifications::actions::tell(conn, app, account, &notifications::Event::Reply { thread: id, number })?;
            notifications::actions::mail_reply(conn, app, account, id, number)?;
        }
    }
    let lookups: Vec<&[u8]> = rows.iter().map(|(lookup, _)| lookup.as_slice()).collect();
    store::set_unread(conn, id, &lookups, number)?;
    Ok(Some(last))
}

/// She has read in these threads, or has seen that there is something to read: the next reply is news to her again.
///
/// # Errors
/// When the database fails.
pub fn has_seen(conn: &mut Conn, app: &App, account: AccountId, threads: &[ThreadId]) -> Stored<()> {
    threads.iter().try_for_each(|thread| store::clear_unread(conn, *thread, &follows::follow_lookup(app, account, *thread)))
}
