//! The second look itself: reads what is hers, and compares. Stores nothing.

use actix_web::web;

use super::hints::{self, Hint, HintKind};
use super::{copied, judging, own, rules};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::search;
use crate::storage::Conn;
use crate::storage::columns::ThreadId;
use crate::text;
use crate::threads::model::Error;
use crate::threads::views::Card;
use crate::threads::{self, Audience};
use crate::voices::{self, VoiceKind, crowd};

/// Posts under her own name that her words are compared with: the newest. Others are hardly remembered.
const POSTS: i64 = 200;
/// Characters of those posts, at most: the work stays small for whoever writes much.
const CHARACTERS: usize = 200_000;

/// Words that somebody is about to send.
#[derive(Debug)]
pub struct Asked {
    /// Her words.
    pub text: String,
    /// Under which name.
    pub voice: VoiceKind,
    /// In which thread, if it is there already.
    pub thread: Option<ThreadId>,
}

/// What the comparison needs of her.
struct Hers {
    address: String,
    said: Vec<String>,
    small_crowd: bool,
}

/// What was found, and what she could send instead.
#[derive(Debug, Default)]
pub struct Looked {
    /// What may tell who she is.
    pub hints: Vec<Hint>,
    /// Her words without what lets a stranger reach or find somebody.
    pub masked: Option<String>,
    /// Threads in which others speak of the same.
    pub similar: Vec<Card>,
}

/// What in her words may tell who she is; under her own name, what lets a stranger reach or find somebody (L-25).
///
/// # Errors
/// `Fields`, or `Unknown` when the thread does not exist for her.
pub async fn look(app: &web::Data<App>, member: Member, asked: Asked) -> Result<Looked, Error> {
    let words = text::lines(&asked.text, text::BODY).map_err(|why| Error::field("text", why))?;
    let (inner, account, name) = (app.clone(), member.account, member.name.clone());
    let said = words.clone();
    let (hers, similar) = app
        .storage
        .read(move |conn| -> Result<(Option<Hers>, Vec<Card>), Error> {
            let audience = asked.thread.map(|thread| threads::actions::audience(conn, thread)).transpose()?;
            let similar = search::actions::like_text(conn, &inner, &member, &said, asked.thread)?;
            if asked.voice == VoiceKind::Named {
                return Ok((None, similar));
            }
            let small_crowd = match asked.thread {
                Some(thread) => crowd::is_small_in(conn, &inner, thread, audience == Some(Audience::Members))?,
                None => crowd::is_small(conn, &inner)?,
            };
            let address = accounts::actions::address(conn, &inner, account)?.unwrap_or_default();
            Ok((Some(Hers { address, said: said_by(conn, &inner, &member)?, small_crowd }), similar))
        })
        .await?;
    // Not on the executor: the longest text takes some milliseconds.
    let found = tokio::task::spawn_blocking(move || {
        let reachable: Vec<_> = rules::all().find(&words).into_iter().filter(hints::Found::is_reachable).collect();
        let masked = hints::masked(&words, &reachable);
        let mut hints = match hers {
            Some(hers) => compare(&words, &name, &hers),
            None => hints::in_order(&words, reachable),
        };
        if asked.thread.is_some() {
            hints.extend(hints::in_order(&words, judging::find(&words)));
        }
        Looked { hints, masked, similar }
    })
    .await;
    found.map_err(|_| Error::Storage(crate::storage::Failure::CutOff))
}

/// What she said under her own name, the newest first, as much as is compared.
fn said_by(conn: &mut Conn, app: &App, member: &Member) -> Result<Vec<String>, Error> {
    let voices = voices::actions::named_of(conn, app, member.account, POSTS)?;
    let mut said = threads::actions::said_under(conn, &voices, POSTS)?;
    let mut room = CHARACTERS;
    said.retain(|body| {
        let fits = body.len() <= room;
        room = room.saturating_sub(body.len());
        fits
    });
    Ok(said)
}

fn compare(words: &str, name: &str, hers: &Hers) -> Vec<Hint> {
    let mut found = own::find(rules::all(), words, name, &hers.address);
    found.extend(rules::all().find(words));
    let mut told = hints::in_order(words, found);
    // Beside the others: a sentence may be copied and hold a name as well.
    told.extend(hints::in_order(words, copied::find(words, &hers.said)));
    if hers.small_crowd {
        told.push(Hint { kind: HintKind::SmallCrowd, why: "few_here".to_owned(), excerpt: None, from: None, to: None });
    }
    told
}

/// What kinds of things in a text may tell who somebody is, each once.
#[must_use]
pub fn kinds_in(text: &str) -> Vec<HintKind> {
    let mut kinds: Vec<HintKind> = rules::all().find(text).into_iter().map(|found| found.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
