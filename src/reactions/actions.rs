//! Giving warmth and taking it back.

use std::collections::BTreeMap;

use actix_web::web;

use super::{Reaction, store};
use crate::accounts::Member;
use crate::app::App;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::threads::{for_others, model};

/// How many of each kind, without those of which there are none.
pub type Counts = BTreeMap<Reaction, i64>;

/// Gives a reaction to a post that she may read. Giving it again changes nothing, and neither does giving it to herself:
/// a refusal would tell that the post is hers.
///
/// # Errors
/// `Unknown` when there is no such post for her.
pub async fn give(
    app: web::Data<App>,
    member: Member,
    thread: ThreadId,
    number: i32,
    kind: Reaction,
) -> Result<(), model::Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            for_others::standing_post(conn, thread, number)?;
            Ok(store::give(conn, thread, number, kind, &lookup(&inner, member.account, thread))?)
        })
        .await
}

/// Takes a reaction back, if it was there.
///
/// # Errors
/// `Unknown` when there is no such post for her.
pub async fn take(
    app: web::Data<App>,
    member: Member,
    thread: ThreadId,
    number: i32,
    kind: Reaction,
) -> Result<(), model::Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            for_others::standing_post(conn, thread, number)?;
            Ok(store::take(conn, thread, number, kind, &lookup(&inner, member.account, thread))?)
        })
        .await
}

/// The counts of a stretch of a thread, by post.
///
/// # Errors
/// When the database fails.
pub fn counts(conn: &mut Conn, thread: ThreadId, from: i32, to: i32) -> Stored<BTreeMap<i32, Counts>> {
    let mut found: BTreeMap<i32, Counts> = BTreeMap::new();
    for (number, kind, count) in store::counts(conn, thread, from, to)? {
        found.entry(number).or_default().insert(kind, count);
    }
    Ok(found)
}

/// Her own reactions in a thread, by post.
///
/// # Errors
/// When the database fails.
pub fn mine(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<BTreeMap<i32, Vec<Reaction>>> {
    let mut found: BTreeMap<i32, Vec<Reaction>> = BTreeMap::new();
    for (number, kind) in store::mine(conn, thread, &lookup(app, account, thread))? {
        found.entry(number).or_default().push(kind);
    }
    Ok(found)
}

/// Her reactions in these threads, for her to take along: `(thread, number, kind)`.
///
/// # Errors
/// When the database fails.
pub fn given(conn: &mut Conn, app: &App, account: AccountId, threads: &[ThreadId]) -> Stored<Vec<(ThreadId, i32, Reaction)>> {
    let lookups: Vec<Vec<u8>> = threads.iter().map(|thread| lookup(app, account, *thread)).collect();
    store::with_lookups(conn, threads, &lookups)
}

/// Makes her reactions in these threads nobody's. They stay, for warmth that was given is the other's; and a number that sank
/// in many threads at once would tell that one member was in all of them.
///
/// # Errors
/// When the database fails.
pub fn cut_off(conn: &mut Conn, app: &App, account: AccountId, threads: &[ThreadId]) -> Stored<()> {
    let mut hers: Vec<ThreadId> = given(conn, app, account, threads)?.into_iter().map(|(thread, ..)| thread).collect();
    hers.dedup();
    for thread in hers {
        let nobody = AccountId(app.chance.id());
        store::cut_off(conn, thread, &lookup(app, account, thread), &lookup(app, nobody, thread))?;
    }
    Ok(())
}

fn lookup(app: &App, account: AccountId, thread: ThreadId) -> Vec<u8> {
    app.seal.lookup("reaction", &[account.0, thread.0])
}
