//! What others ask about many posts at once: the last ones of the whole forum, and which threads nobody has answered.

use std::collections::{HashMap, HashSet};

use super::store;
use crate::app::App;
use crate::clock::Moment;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::voices;

/// A post that stands or is held.
#[derive(Clone, Debug)]
pub struct Recent {
    /// Where.
    pub thread: ThreadId,
    /// Which.
    pub number: i32,
    /// Who is behind it: to be counted, never shown.
    pub account: Option<AccountId>,
    /// What it says.
    pub body: String,
    /// When it was written.
    pub posted_at: Moment,
}

/// The last posts, the newest first.
///
/// # Errors
/// When the database fails.
pub fn recent(conn: &mut Conn, app: &App, limit: i64) -> Stored<Vec<Recent>> {
    let mut behind: HashMap<VoiceId, Option<AccountId>> = HashMap::new();
    let mut posts = Vec::new();
    for row in store::newest_posts(conn, limit)? {
        let account = match behind.get(&row.voice) {
            Some(account) => *account,
            None => *behind.entry(row.voice).or_insert(voices::actions::account_behind(conn, app, row.thread, row.voice)?),
        };
        posts.push(Recent { thread: row.thread, number: row.number, account, body: row.body, posted_at: row.posted_at });
    }
    Ok(posts)
}

/// Those of these threads that nobody has answered.
///
/// # Errors
/// When the database fails.
pub fn unanswered(conn: &mut Conn, threads: &[ThreadId]) -> Stored<HashSet<ThreadId>> {
    Ok(store::unanswered(conn, threads)?.into_iter().collect())
}
