//! Who follows a thread and how, and how far she has read.

use std::collections::BTreeMap;

use actix_web::web;

use super::model::{Error, Level};
use super::store;
use crate::accounts::Member;
use crate::app::App;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::voices;
use crate::voices::seal::Row;

/// Follows a thread at this level.
///
/// # Errors
/// `Unknown` when it does not exist for her.
pub async fn follow(app: &web::Data<App>, member: Member, thread: ThreadId, level: Level) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            store::readable(conn, thread, true)?.ok_or(Error::Unknown)?;
            Ok(set(conn, &inner, member.account, thread, level, true)?)
        })
        .await
}

/// Follows it no more.
///
/// # Errors
/// `Unknown` when it does not exist for her.
pub async fn unfollow(app: &web::Data<App>, member: Member, thread: ThreadId) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            store::readable(conn, thread, true)?.ok_or(Error::Unknown)?;
            Ok(store::unfollow(conn, thread, &follow_lookup(&inner, member.account, thread))?)
        })
        .await
}

/// Marks how far she has read: never backwards past what she marked, never beyond the last post.
///
/// # Errors
/// `Unknown` when the thread does not exist for her.
pub async fn mark_read(app: &web::Data<App>, member: Member, thread: ThreadId, number: i32) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let row = store::readable(conn, thread, true)?.ok_or(Error::Unknown)?;
            let lookup = read_lookup(&inner, member.account, thread);
            let before = store::read_mark(conn, thread, &lookup)?;
            let number = number.min(row.last_number);
            if number == row.last_number {
                // She has caught up, and sees what comes next.
                inner.presence.note(member.account, thread, inner.clock.now());
            }
            store::clear_unread(conn, thread, &follow_lookup(&inner, member.account, thread))?;
            if number > before { Ok(store::set_read_mark(conn, thread, &lookup, number)?) } else { Ok(()) }
        })
        .await
}

/// Follows a thread at this level unless she follows it already.
pub(super) fn begin(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, level: Level) -> Stored<()> {
    set(conn, app, account, thread, level, false)
}

fn set(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, level: Level, overwrite: bool) -> Stored<()> {
    let (lookup, sealed) = identity(app, account, thread);
    store::set_follow(conn, thread, &lookup, &sealed, level, overwrite)
}

/// Who follows a thread, as its row says it: the lookup and the seal.
pub(super) fn identity(app: &App, account: AccountId, thread: ThreadId) -> (Vec<u8>, Vec<u8>) {
    (follow_lookup(app, account, thread), app.seal.seal(row(&thread.0), &account))
}

/// At which level she follows a thread, if she does.
pub(super) fn level(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<Option<Level>> {
    store::follow(conn, thread, &follow_lookup(app, account, thread))
}

/// Whether she muted a thread.
///
/// # Errors
/// When the database fails.
pub fn is_muted(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<bool> {
    Ok(level(conn, app, account, thread)? == Some(Level::Muted))
}

/// Mutes a thread, or follows it again as she did from the start: her own closely, others in the digest.
///
/// # Errors
/// When the database fails.
pub fn set_muted(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, muted: bool) -> Stored<()> {
    let Some(row) = store::readable(conn, thread, true)? else { return Ok(()) };
    if is_muted(conn, app, account, thread)? == muted {
        return Ok(());
    }
    let hers = voices::actions::is_hers(conn, app, account, thread, row.voice)?;
    let level = match (muted, hers) {
        (true, _) => Level::Muted,
        (false, true) => Level::EveryReply,
        (false, false) => Level::Digest,
    };
    set(conn, app, account, thread, level, true)
}

/// How far she has read.
pub(super) fn read_to(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<i32> {
    store::read_mark(conn, thread, &read_lookup(app, account, thread))
}

/// Everybody who wants to be told of every reply; nothing when they are more than `most`.
pub(super) fn every_reply(conn: &mut Conn, app: &App, thread: ThreadId, most: i64) -> Stored<Option<Vec<AccountId>>> {
    let rows = store::followers(conn, thread, Level::EveryReply, most + 1)?;
    let few = i64::try_from(rows.len()).is_ok_and(|many| many <= most);
    Ok(few.then(|| rows.iter().filter_map(|(_, sealed)| opened(app, thread, sealed)).collect()))
}

/// Whether anybody but her follows a thread in the digest.
pub(super) fn is_followed_by_others(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<bool> {
    let own = follow_lookup(app, account, thread);
    store::has_follower_but(conn, thread, Level::Digest, &own)
}

/// Everybody who follows a thread at this level.
pub(super) fn at_level(conn: &mut Conn, app: &App, thread: ThreadId, level: Level) -> Stored<Vec<AccountId>> {
    let rows = store::followers(conn, thread, level, i64::MAX)?;
    Ok(rows.iter().filter_map(|(_, sealed)| opened(app, thread, sealed)).collect())
}

/// Whose row it is.
pub(super) fn opened(app: &App, thread: ThreadId, sealed: &[u8]) -> Option<AccountId> {
    app.seal.open(row(&thread.0), sealed)
}

/// How she follows these threads, and how far she has read in them.
pub(super) fn reading(conn: &mut Conn, app: &App, account: AccountId, threads: &[ThreadId]) -> Stored<Reading> {
    let (follow, read) = lookups(app, account, threads);
    let follows = store::follows_with(conn, threads, &follow)?.into_iter().collect();
    Ok((follows, store::read_marks_with(conn, threads, &read)?.into_iter().collect()))
}

/// By thread: how she follows it, and how far she has read.
pub(super) type Reading = (BTreeMap<ThreadId, Level>, BTreeMap<ThreadId, i32>);

/// Forgets that she follows these threads, and how far she has read in them.
pub(super) fn forget_reader(conn: &mut Conn, app: &App, account: AccountId, threads: &[ThreadId]) -> Stored<()> {
    let (follow, read) = lookups(app, account, threads);
    store::forget_reader(conn, threads, &follow, &read)
}

fn lookups(app: &App, account: AccountId, threads: &[ThreadId]) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let follow = threads.iter().map(|thread| follow_lookup(app, account, *thread)).collect();
    (follow, threads.iter().map(|thread| read_lookup(app, account, *thread)).collect())
}

const fn row(thread: &i64) -> Row<'_> {
    Row { table: "follows", key: std::slice::from_ref(thread) }
}

pub(super) fn follow_lookup(app: &App, account: AccountId, thread: ThreadId) -> Vec<u8> {
    app.seal.lookup("follow", &[account.0, thread.0])
}

pub(super) fn read_lookup(app: &App, account: AccountId, thread: ThreadId) -> Vec<u8> {
    app.seal.lookup("read-mark", &[account.0, thread.0])
}
