//! Unsent words, kept on the server while she types: sealed, and never older than what was kept before.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::model::{Audience, Error, Need, Note};
use super::store;
use crate::accounts::Member;
use crate::app::App;
use crate::clock::Moment;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::text;
use crate::voices::VoiceKind;
use crate::voices::seal::Row;

/// Where a draft lies: for a new thread, or for a reply in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A thread that does not exist yet.
    New,
    /// A reply.
    Thread(ThreadId),
}

impl Place {
    /// Reads `new` or `thread-<id>`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix("thread-") {
            Some(id) => ThreadId::parse(id).map(Self::Thread),
            None => (text == "new").then_some(Self::New),
        }
    }

    const fn number(self) -> i64 {
        match self {
            Self::New => 0,
            Self::Thread(id) => id.0,
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::New => formatter.write_str("new"),
            Self::Thread(id) => write!(formatter, "thread-{id}"),
        }
    }
}

/// What she has typed so far: any part of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Words {
    /// The space's slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub space: Option<String>,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub title: Option<String>,
    /// The words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub body: Option<String>,
    /// Under which name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub voice: Option<VoiceKind>,
    /// Keeps the alias.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub ticket: Option<String>,
    /// What she asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub need: Option<Need>,
    /// What it touches.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub notes: Option<Vec<Note>>,
    /// Who may read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub audience: Option<Audience>,
    /// The post she answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub in_reply_to: Option<i32>,
}

/// A draft as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// Where it lies.
    pub place: Place,
    /// What it says.
    pub words: Words,
    /// When she typed it.
    pub saved_at: Moment,
}

fn fits(words: &Words) -> Result<(), Error> {
    let long = |text: &Option<String>, most: usize| text.as_ref().is_some_and(|text| text.chars().count() > most);
    for (name, text, most) in
        [("body", &words.body, text::BODY), ("title", &words.title, text::TITLE), ("space", &words.space, 60)]
    {
        if long(text, most) {
            return Err(Error::field(name, "too_long"));
        }
        if text.as_ref().is_some_and(|text| text.contains('\0')) {
            return Err(Error::field(name, "bad_characters"));
        }
    }
    if long(&words.ticket, 500) { Err(Error::field("ticket", "too_long")) } else { Ok(()) }
}

/// The words as they are given back: spelled one way, and the title, which is one line, trimmed.
fn spelled(words: Words) -> Words {
    Words {
        title: words.title.map(|title| text::spelled(&title).trim().to_owned()),
        body: words.body.map(|body| text::spelled(&body)),
        ..words
    }
}

/// Keeps a draft, unless a newer one is kept already; returns the newer of the two.
///
/// # Errors
/// `Fields`.
pub async fn keep(
    app: &web::Data<App>,
    member: Member,
    place: Place,
    words: Words,
    saved_at: Option<Moment>,
) -> Result<Draft, Error> {
    let words = spelled(words);
    fits(&words)?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let now = app.clock.now();
            // A clock that runs ahead must not lock out every later draft.
            let saved_at = saved_at.unwrap_or(now).min(now);
            let lookup = lookup(app, member.account, place);
            let draft = Draft { place, words, saved_at };
            let sealed = app.seal.seal_words(row(&member.account.0), &draft);
            // Another device may keep its own at the same moment: then there is a new one to compare with.
            loop {
                let before = store::draft(conn, member.account, &lookup)?;
                if let Some(kept) = before.as_deref().and_then(|sealed| open(app, member.account, sealed))
                    && kept.saved_at > saved_at
                {
                    return Ok(kept);
                }
                if store::swap_draft(conn, member.account, &lookup, now.day(), before.as_deref(), &sealed)? {
                    return Ok(draft);
                }
            }
        })
        .await
}

/// Puts words that came by mail below what she has typed for a reply already, if anything.
///
/// # Errors
/// `Fields` when both together are too long; what was kept stays.
pub fn add(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, words: Words) -> Result<(), Error> {
    let place = Place::Thread(thread);
    let lookup = lookup(app, account, place);
    let words = spelled(words);
    loop {
        let before = store::draft(conn, account, &lookup)?;
        let kept = before.as_deref().and_then(|sealed| open(app, account, sealed)).map(|draft| draft.words).unwrap_or_default();
        let typed = kept.body.as_deref().map(str::trim_end).filter(|body| !body.is_empty());
        let added = words.body.as_deref().unwrap_or_default();
        let body = typed.map_or_else(|| added.to_owned(), |typed| format!("{typed}\n\n{added}"));
        let words = Words {
            // Of two names the hidden one: what was meant for it must not be sent under the other.
            voice: kept
                .voice
                .filter(|voice| typed.is_some() && words.voice != Some(VoiceKind::Alias) || *voice == VoiceKind::Alias)
                .or(words.voice),
            in_reply_to: kept.in_reply_to.or(words.in_reply_to),
            body: Some(body),
            ..kept
        };
        fits(&words)?;
        let now = app.clock.now();
        let sealed = app.seal.seal_words(row(&account.0), &Draft { place, words, saved_at: now });
        if store::swap_draft(conn, account, &lookup, now.day(), before.as_deref(), &sealed)? {
            return Ok(());
        }
    }
}

/// The draft at a place.
///
/// # Errors
/// `Unknown` when there is none.
pub async fn get(app: &web::Data<App>, member: Member, place: Place) -> Result<Draft, Error> {
    let lookup = lookup(app, member.account, place);
    let sealed = app.storage.read(move |conn| store::draft(conn, member.account, &lookup)).await?;
    sealed.and_then(|sealed| open(app, member.account, &sealed)).ok_or(Error::Unknown)
}

/// All her drafts, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn all(app: &web::Data<App>, member: Member) -> Result<Vec<Draft>, Error> {
    let inner = app.clone();
    Ok(app.storage.read(move |conn| kept(conn, &inner, member.account)).await?)
}

/// All her drafts, the latest first, inside the caller's transaction.
pub(super) fn kept(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<Draft>> {
    let sealed = store::all_drafts(conn, account)?;
    let mut drafts: Vec<Draft> = sealed.iter().filter_map(|sealed| open(app, account, sealed)).collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.saved_at));
    Ok(drafts)
}

/// Throws a draft away, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn discard(app: &web::Data<App>, member: Member, place: Place) -> Result<(), Error> {
    let lookup = lookup(app, member.account, place);
    Ok(app.storage.write(move |conn| store::drop_draft(conn, member.account, &lookup)).await?)
}

fn open(app: &App, account: AccountId, sealed: &[u8]) -> Option<Draft> {
    app.seal.open(row(&account.0), sealed)
}

const fn row(account: &i64) -> Row<'_> {
    Row { table: "drafts", key: std::slice::from_ref(account) }
}

fn lookup(app: &App, account: AccountId, place: Place) -> Vec<u8> {
    app.seal.lookup("draft", &[account.0, place.number()])
}
