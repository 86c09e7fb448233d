//! Blocks: whom somebody does not want to see or hear of.
//!
//! A block of a named voice is of that member's named voices, in every thread; a block of an alias is of that voice and of
//! nothing else. So no block tells whether an alias and a name, or two aliases, are one person. Whoever is blocked
//! notices nothing; a block of a voice of one's own is answered as any other, and forgotten.

use std::collections::HashMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::hidden::{self, Wishes};
use super::store::{self, BlockRow};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::error::Code;
use crate::http::page::{Limit, List};
use crate::notifications;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Failure, Stored};
use crate::threads::{self, Note};
use crate::voices::seal::Row;
use crate::voices::{self, Speaker, VoiceKind};

/// Why something about a block could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such voice, or not for her.
    #[error("no such voice")]
    Unknown,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Unknown => Code::NotFound.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// What is sealed into a row of `blocks`.
#[derive(Debug, Serialize, Deserialize)]
struct Block {
    thread: ThreadId,
    voice: VoiceId,
    kind: VoiceKind,
    /// Whose named voices are blocked. Nobody's (0) for an alias: not even the key opens who it was.
    account: AccountId,
}

impl Block {
    /// All that a block of this voice is about.
    fn of(thread: ThreadId, speaker: &Speaker) -> Self {
        let account = match speaker.kind {
            VoiceKind::Named => speaker.account,
            VoiceKind::Alias => None,
        };
        Self { thread, voice: speaker.voice, kind: speaker.kind, account: account.unwrap_or(AccountId(0)) }
    }
}

/// Finds her block of whatever this voice stands for: its member's named voices, or the alias alone.
fn lookup(app: &App, by: AccountId, speaker: &Speaker) -> Vec<u8> {
    match (speaker.kind, speaker.account) {
        (VoiceKind::Named, Some(account)) => app.seal.lookup("block-named", &[by.0, account.0]),
        _ => app.seal.lookup("block-voice", &[by.0, speaker.voice.0]),
    }
}

const fn place(key: &[i64]) -> Row<'_> {
    Row { table: "blocks", key }
}

/// Blocks a voice that she may read. Again, or of her own, it changes nothing.
///
/// # Errors
/// `Unknown` when there is no such voice for her.
pub async fn block(app: &web::Data<App>, member: Member, voice: VoiceId) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let (app, by) = (&*inner, member.account);
            let (thread, speaker) = voices::actions::speaker(conn, app, voice)?.ok_or(Error::Unknown)?;
            if !threads::actions::is_there(conn, thread)? {
                return Err(Error::Unknown);
            }
            let lookup = lookup(app, by, &speaker);
            if speaker.account == Some(by) || store::has_block(conn, &lookup)? {
                return Ok(());
            }
            let seq = accounts::actions::next_seq(conn, by)?.ok_or(Failure::Left)?;
            let sealed = app.seal.seal(place(&[by.0, seq]), &Block::of(thread, &speaker));
            store::insert_block(conn, &BlockRow { account: by, seq, day: app.clock.now().day(), sealed, lookup })?;
            Ok(notifications::actions::let_go_of_hidden(conn, app, by)?)
        })
        .await
}

/// Ends a block, by any voice it is about. Where there is none it changes nothing.
///
/// # Errors
/// `Unknown` when there is no such voice for her. One that she blocked she may let go of, wherever its thread has gone.
pub async fn unblock(app: &web::Data<App>, member: Member, voice: VoiceId) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let (thread, speaker) = voices::actions::speaker(conn, &inner, voice)?.ok_or(Error::Unknown)?;
            let was = store::delete_block(conn, &lookup(&inner, member.account, &speaker))?
                || forget_block_of(conn, &inner, member.account, voice)?;
            if was || threads::actions::is_there(conn, thread)? { Ok(()) } else { Err(Error::Unknown) }
        })
        .await
}

/// Ends her block of this very voice, if its owner has left and is found by it no more.
fn forget_block_of(conn: &mut Conn, app: &App, account: AccountId, voice: VoiceId) -> Stored<bool> {
    let rows = store::blocks(conn, account, None, None)?;
    let of_voice = rows.iter().find(|row| opened(app, row).is_some_and(|block| block.voice == voice));
    of_voice.map_or(Ok(false), |row| store::delete_block(conn, &row.lookup))
}

/// A voice that she blocked.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Blocked {
    /// The voice that she blocked: a named one stands for all of that name.
    pub id: VoiceId,
    /// What it is called now.
    pub name: String,
    /// A name, blocked everywhere, or an alias, blocked in its thread.
    pub kind: VoiceKind,
    /// Draws the emblem.
    #[schema(minimum = 0, maximum = 255)]
    pub seed: i32,
    /// Where it speaks.
    pub thread: ThreadId,
}

/// The kind of the list's cursors.
pub(super) const CURSOR: &str = "blocks";

/// A page of her blocks, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &web::Data<App>, member: Member, before: Option<i64>, limit: Limit) -> Stored<List<Blocked>> {
    let inner = app.clone();
    app.storage
        .read(move |conn| {
            let rows = store::blocks(conn, member.account, before, Some(limit.and_one()))?;
            let page = List::cut(&inner, CURSOR, rows, limit, |row| row.seq);
            let blocks = page.items.iter().filter_map(|row| opened(&inner, row)).collect();
            Ok(List { items: blocked(conn, blocks)?, next: page.next })
        })
        .await
}

/// All voices that she blocked, the newest first.
pub(super) fn all(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<Blocked>> {
    let blocks = everything(conn, app, account)?;
    blocked(conn, blocks)
}

fn everything(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<Block>> {
    Ok(store::blocks(conn, account, None, None)?.iter().filter_map(|row| opened(app, row)).collect())
}

/// A row whose key is lost says nothing any more, and is left out.
fn opened(app: &App, row: &BlockRow) -> Option<Block> {
    app.seal.open(place(&[row.account.0, row.seq]), &row.sealed)
}

/// Blocks as their owner sees them: with what everybody sees of the voice, and nothing else of whose it is.
fn blocked(conn: &mut Conn, blocks: Vec<Block>) -> Stored<Vec<Blocked>> {
    let ids: Vec<VoiceId> = blocks.iter().map(|block| block.voice).collect();
    let mut voices: HashMap<_, _> = voices::actions::with_ids(conn, &ids)?;
    let known = blocks.into_iter().filter_map(|block| {
        let voice = voices.remove(&block.voice)?;
        Some(Blocked { id: voice.id, name: voice.name, kind: voice.kind, seed: voice.seed, thread: voice.thread })
    });
    Ok(known.collect())
}

/// What she does not want to see, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptHidden {
    /// Content notes whose threads she does not see.
    pub notes: Vec<Note>,
    /// Content notes whose threads stand folded up.
    pub collapsed: Vec<Note>,
    /// Words whose threads she does not see.
    pub words: Vec<String>,
    /// Whom she blocked: only where, for whoever it is has not written this.
    pub blocks: Vec<KeptBlock>,
}

/// A block, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptBlock {
    /// Where the voice speaks that she blocked.
    pub thread: ThreadId,
    /// A name, blocked everywhere, or an alias, blocked there.
    pub kind: VoiceKind,
}

// For other domains, inside their transaction

/// What she does not want to see, to take along: without the names of those she blocked.
///
/// # Errors
/// When the database fails.
pub fn kept(conn: &mut Conn, app: &App, account: AccountId) -> Stored<KeptHidden> {
    let Wishes { notes, collapsed, words } = hidden::wishes(conn, app, account)?;
    let blocks = everything(conn, app, account)?;
    let blocks = blocks.into_iter().map(|block| KeptBlock { thread: block.thread, kind: block.kind }).collect();
    Ok(KeptHidden { notes, collapsed, words, blocks })
}

/// Whether she blocked whoever speaks here: by name if it is a name, by this voice if it is an alias.
///
/// # Errors
/// When the database fails.
pub fn is_blocked(conn: &mut Conn, app: &App, by: AccountId, speaker: &Speaker) -> Stored<bool> {
    store::has_block(conn, &lookup(app, by, speaker))
}

/// The voices of a thread that she does not want to see.
///
/// # Errors
/// When the database fails.
pub fn hidden_in(conn: &mut Conn, app: &App, by: AccountId, thread: ThreadId) -> Stored<Vec<VoiceId>> {
    let blocks = everything(conn, app, by)?;
    let named = blocks.iter().filter(|block| block.kind == VoiceKind::Named);
    let accounts: Vec<AccountId> = named.map(|block| block.account).collect();
    let mut hidden = voices::actions::named_in(conn, app, thread, &accounts)?;
    // The very voice that she blocked, a name's too: whoever has left is found by it no more.
    hidden.extend(blocks.iter().filter(|block| block.thread == thread).map(|block| block.voice));
    hidden.sort_unstable();
    hidden.dedup();
    Ok(hidden)
}
