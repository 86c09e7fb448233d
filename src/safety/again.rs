//! The same question again and again: worry that no answer stills. Its writer alone sees a kind note, and nothing else happens (S-34).

use actix_web::web;

use crate::accounts::Member;
use crate::app::App;
use crate::clock::DAY;
use crate::search;
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};
use crate::threads;
use crate::voices::traces::{self, Trace};

/// Threads of hers that are compared, at most.
const COMPARED: i64 = 12;
/// So long ago they were opened, at most, in milliseconds.
const WITHIN: i64 = 7 * DAY;
/// How much of two texts is the same, in percent, that are nearly the same.
const ALIKE: usize = 50;
/// So many earlier ones make it "again".
const BEFORE: usize = 2;

/// Whether she opened two threads in the last week that say nearly the same as this one.
///
/// # Errors
/// When the database fails.
pub async fn asked_again(app: &web::Data<App>, member: &Member, thread: ThreadId, words: &str) -> Stored<bool> {
    let (inner, account, words) = (app.clone(), member.account, words.to_owned());
    app.storage
        .read(move |conn: &mut Conn| -> Stored<bool> {
            let opened = |trace| match trace {
                Trace::Opened { thread } => Some(thread),
                _ => None,
            };
            let since = inner.clock.now().plus(-WITHIN);
            let mut alike = 0;
            for (_, other) in traces::find(conn, &inner, account, None, COMPARED, opened)? {
                if other != thread
                    && let Some(text) = threads::actions::opened_since(conn, other, since)?
                    && search::actions::likeness(&text, &words) >= ALIKE
                {
                    alike += 1;
                }
            }
            Ok(alike >= BEFORE)
        })
        .await
}
