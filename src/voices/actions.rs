//! Choosing a voice, speaking with it, and opening who is behind one.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use actix_web::web;

use super::alias;
use super::crowd;
use super::model::{Badge, Speaker, Voice, VoiceChoice, VoiceKind, VoiceOffer};
use super::seal::Row;
use super::store::{self, NewVoice};
use super::traces::{self, Trace};
use crate::accounts::name::NOBODY;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Failure, Stored};

/// How long a ticket keeps its alias, in milliseconds: as long as a draft may lie.
const TICKET_LIFE: i64 = 30 * DAY;
/// Aliases tried before two words are taken to be used up in a thread.
const TRIES: i64 = 64;

/// An alias that was offered before its thread existed.
#[derive(Debug, Serialize, Deserialize)]
struct Ticket {
    id: i64,
    account: AccountId,
    name: String,
    seed: u8,
    until: Moment,
}

/// Her two names for a thread that does not exist yet. Stores nothing: the alias is kept by the ticket.
///
/// # Errors
/// When the database fails.
pub async fn offer(app: &web::Data<App>, member: &Member) -> Stored<VoiceOffer> {
    let inner = app.clone();
    let small_crowd = app.storage.read(move |conn| crowd::is_small(conn, &inner)).await?;
    let bytes: [u8; 9] = app.chance.bytes();
    let (name, seed) = (alias::chosen_by(&bytes), seed_of(&bytes));
    let until = app.clock.now().plus(TICKET_LIFE);
    let ticket = Ticket { id: app.chance.id(), account: member.account, name: name.clone(), seed, until };
    Ok(VoiceOffer {
        named: VoiceChoice {
            id: None,
            name: member.name.clone(),
            kind: VoiceKind::Named,
            seed: app.chance.bytes::<1>()[0].into(),
        },
        alias: VoiceChoice { id: None, name, kind: VoiceKind::Alias, seed: seed.into() },
        small_crowd,
        ticket: Some(app.seal.ticket("alias", &ticket)),
        muted_until: member.muted_until.map(Moment::rfc3339),
    })
}

/// Her two names in a thread: those she spoke under already, or those she would; `members_only` says who reads it. Stores
/// nothing.
///
/// # Errors
/// When the database fails.
pub fn choices(conn: &mut Conn, app: &App, member: &Member, thread: ThreadId, members_only: bool) -> Stored<VoiceOffer> {
    let choice = |voice: Voice| VoiceChoice { id: Some(voice.id), name: voice.name, kind: voice.kind, seed: voice.seed };
    let named = match store::by_lookup(conn, &lookup(app, member.account, thread, VoiceKind::Named))? {
        Some(voice) => choice(voice),
        None => VoiceChoice {
            id: None,
            name: member.name.clone(),
            kind: VoiceKind::Named,
            seed: fresh_seed(app, member.account, thread),
        },
    };
    let alias = match store::by_lookup(conn, &lookup(app, member.account, thread, VoiceKind::Alias))? {
        Some(voice) => choice(voice),
        None => {
            let (name, seed) = free_alias(conn, app, member.account, thread)?;
            VoiceChoice { id: None, name, kind: VoiceKind::Alias, seed: seed.into() }
        }
    };
    let small_crowd = crowd::is_small_in(conn, app, thread, members_only)?;
    Ok(VoiceOffer { named, alias, small_crowd, ticket: None, muted_until: member.muted_until.map(Moment::rfc3339) })
}

/// What was offered to her before she spoke.
#[derive(Clone, Copy, Debug)]
pub enum Offered<'a> {
    /// She replies: her names were worked out from the thread.
    Reply,
    /// She opens a thread, perhaps with the ticket of an alias.
    Opening(Option<&'a str>),
}

/// The voice she speaks with in a thread, made now if it is the first time.
///
/// A ticket that is hers and still good gives its alias, if nobody in the thread has it. The caller leaves the trace that
/// she spoke.
///
/// # Errors
/// When the database fails.
pub fn speak(
    conn: &mut Conn,
    app: &App,
    member: &Member,
    thread: ThreadId,
    kind: VoiceKind,
    offered: Offered<'_>,
) -> Stored<Voice> {
    accounts::actions::hold_present(conn, member.account)?;
    let lookup = lookup(app, member.account, thread, kind);
    if let Some(voice) = store::by_lookup(conn, &lookup)? {
        return Ok(voice);
    }
    // Both names are worked out, and a thread is opened with a ticket whether it was one or not: neither the time it took
    // nor the number of her traces tells under which name she spoke.
    let alias = match offered {
        Offered::Reply => None,
        Offered::Opening(text) => kept_alias(conn, app, member.account, thread, text)?,
    };
    let free = free_alias(conn, app, member.account, thread).map(|(name, seed)| (name, seed.into()))?;
    let (name, seed) = match kind {
        VoiceKind::Named => (member.name.clone(), fresh_seed(app, member.account, thread)),
        VoiceKind::Alias => alias.unwrap_or(free),
    };
    let id = VoiceId(app.chance.id());
    let sealed = app.seal.seal(row(&[thread.0, id.0]), &member.account);
    let badge = if kind == VoiceKind::Named { Badge::of(member.role) } else { None };
    store::insert(conn, &NewVoice { thread, id, kind, name: &name, seed, badge, sealed: &sealed, lookup: &lookup })?;
    traces::leave(conn, app, member.account, &Trace::Spoke { thread })?;
    // Read back: the same member may have spoken for the first time twice at once, and only one voice was made.
    store::by_lookup(conn, &lookup)?.ok_or(Failure::CutOff)
}

/// Her voices in a thread: none, one or two.
///
/// # Errors
/// When the database fails.
pub fn hers(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<Vec<Voice>> {
    let mut found = Vec::new();
    for kind in VoiceKind::ALL {
        found.extend(store::by_lookup(conn, &lookup(app, account, thread, *kind))?);
    }
    Ok(found)
}

/// Where she spoke under her own name, in the threads she came to last, at most so many.
///
/// # Errors
/// When the database fails.
pub fn named_of(conn: &mut Conn, app: &App, account: AccountId, most: i64) -> Stored<Vec<(ThreadId, VoiceId)>> {
    let spoke = traces::find(conn, app, account, None, most, |trace| match trace {
        Trace::Spoke { thread } => Some(lookup(app, account, thread, VoiceKind::Named)),
        _ => None,
    })?;
    let lookups: Vec<Vec<u8>> = spoke.into_iter().map(|(_, lookup)| lookup).collect();
    Ok(store::by_lookups(conn, &lookups)?.into_iter().map(|voice| (voice.thread, voice.id)).collect())
}

/// Whether a voice is hers.
///
/// # Errors
/// When the database fails.
pub fn is_hers(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, voice: VoiceId) -> Stored<bool> {
    Ok(hers(conn, app, account, thread)?.iter().any(|own| own.id == voice))
}

/// What the voices of a thread are called.
///
/// # Errors
/// When the database fails.
pub fn names_in(conn: &mut Conn, thread: ThreadId) -> Stored<Vec<String>> {
    store::names_in(conn, thread)
}

/// The voices with these ids.
///
/// # Errors
/// When the database fails.
pub fn with_ids(conn: &mut Conn, ids: &[VoiceId]) -> Stored<HashMap<VoiceId, Voice>> {
    Ok(store::by_ids(conn, ids)?.into_iter().map(|voice| (voice.id, voice)).collect())
}

/// The voices with these ids, all of one thread: sooner found than by their ids alone.
///
/// # Errors
/// When the database fails.
pub fn in_thread(conn: &mut Conn, thread: ThreadId, ids: &[VoiceId]) -> Stored<HashMap<VoiceId, Voice>> {
    Ok(store::in_thread(conn, thread, ids)?.into_iter().map(|voice| (voice.id, voice)).collect())
}

/// Opens who is behind a voice: to tell her something, never to show it. Nobody, once she has left or its key is thrown away.
///
/// # Errors
/// When the database fails.
pub fn account_behind(conn: &mut Conn, app: &App, thread: ThreadId, voice: VoiceId) -> Stored<Option<AccountId>> {
    let Some(sealed) = store::sealed(conn, thread, voice)? else { return Ok(None) };
    let Some(account) = app.seal.open(row(&[thread.0, voice.0]), &sealed) else { return Ok(None) };
    Ok(accounts::actions::person(conn, account)?.map(|_| account))
}

/// Cuts a voice off from whoever spoke with it, for ever: its seal then opens to a number that was nobody's and is kept nowhere,
/// and its lookup is that number's. Both look like all others, and a rotation of the keys carries them on. A named voice also
/// loses its name. Returns the voice; none when it was cut off before.
///
/// # Errors
/// When the database fails.
pub fn cut_off(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, kind: VoiceKind) -> Stored<Option<VoiceId>> {
    let Some(voice) = store::by_lookup(conn, &lookup(app, account, thread, kind))? else { return Ok(None) };
    let nobody = AccountId(app.chance.id());
    let sealed = app.seal.seal(row(&[thread.0, voice.id.0]), &nobody);
    let (name, badge) = match kind {
        VoiceKind::Named => (NOBODY, None),
        VoiceKind::Alias => (voice.name.as_str(), voice.badge),
    };
    store::cut_off(conn, thread, voice.id, &sealed, &lookup(app, nobody, thread, kind), name, badge)?;
    Ok(Some(voice.id))
}

/// The threads she spoke in, newest first, older than `before`; each with its running number.
///
/// # Errors
/// When the database fails.
pub fn spoken_in(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<Vec<(i64, ThreadId)>> {
    traces::find(conn, app, account, before, limit, |trace| match trace {
        Trace::Spoke { thread } => Some(thread),
        _ => None,
    })
}

/// A voice with where it speaks and who is behind it. A seal that does not open any more is nobody's.
///
/// # Errors
/// When the database fails.
pub fn speaker(conn: &mut Conn, app: &App, voice: VoiceId) -> Stored<Option<(ThreadId, Speaker)>> {
    let Some(voice) = store::by_ids(conn, &[voice])?.pop() else { return Ok(None) };
    let sealed = store::sealed(conn, voice.thread, voice.id)?;
    let account = sealed.and_then(|sealed| app.seal.open(row(&[voice.thread.0, voice.id.0]), &sealed));
    Ok(Some((voice.thread, Speaker { voice: voice.id, kind: voice.kind, account })))
}

/// The named voices that these members have in a thread.
///
/// # Errors
/// When the database fails.
pub fn named_in(conn: &mut Conn, app: &App, thread: ThreadId, accounts: &[AccountId]) -> Stored<Vec<VoiceId>> {
    let lookups: Vec<_> = accounts.iter().map(|account| lookup(app, *account, thread, VoiceKind::Named)).collect();
    store::ids_by_lookups(conn, &lookups)
}

/// Brings her named voices up to her present name and badge, thread by thread along her traces.
///
/// # Errors
/// When the database fails.
pub fn refresh_named(conn: &mut Conn, app: &App, account: AccountId) -> Stored<()> {
    let Some(person) = accounts::actions::person(conn, account)? else { return Ok(()) };
    for (_, thread) in spoken_in(conn, app, account, None, i64::MAX)? {
        let named = lookup(app, account, thread, VoiceKind::Named);
        store::rename(conn, thread, &named, &person.name, Badge::of(person.role))?;
    }
    Ok(())
}

pub(super) const fn row(key: &[i64]) -> Row<'_> {
    Row { table: "voices", key }
}

pub(super) fn lookup(app: &App, account: AccountId, thread: ThreadId, kind: VoiceKind) -> Vec<u8> {
    let purpose = match kind {
        VoiceKind::Named => "voice-named",
        VoiceKind::Alias => "voice-alias",
    };
    app.seal.lookup(purpose, &[account.0, thread.0])
}

fn good_ticket(app: &App, account: AccountId, text: &str) -> Option<Ticket> {
    let ticket: Ticket = app.seal.read_ticket("alias", text)?;
    (ticket.account == account && ticket.until > app.clock.now()).then_some(ticket)
}

/// The alias of a ticket, if it is good and this is the first thread that it is used for: a second one under the same alias
/// would tell that both are one member's. Without a ticket the same trace is left, of nothing.
fn kept_alias(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    thread: ThreadId,
    text: Option<&str>,
) -> Stored<Option<(String, i32)>> {
    let ticket = good_ticket(app, account, text.unwrap_or_default());
    let id = ticket.as_ref().map_or_else(|| app.chance.id(), |ticket| ticket.id);
    let first = traces::leave(conn, app, account, &Trace::Redeemed { ticket: id })?;
    let name = ticket.as_ref().map_or("", |ticket| ticket.name.as_str());
    let taken = store::is_name_taken(conn, thread, name)?;
    Ok(ticket.filter(|_| first && !taken).map(|ticket| (ticket.name, ticket.seed.into())))
}

/// The alias she would get in this thread: always the same for her, and nobody's yet.
fn free_alias(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<(String, u8)> {
    let mut chosen = (String::new(), 0);
    for attempt in 0..TRIES {
        let bytes = app.seal.lookup("alias-name", &[account.0, thread.0, attempt]);
        chosen = (alias::chosen_by(&bytes), seed_of(&bytes));
        if !store::is_name_taken(conn, thread, &chosen.0)? {
            return Ok(chosen);
        }
    }
    Ok(chosen)
}

fn seed_of(bytes: &[u8]) -> u8 {
    bytes.get(8).copied().unwrap_or_default()
}

/// A named voice's emblem: another in every thread, the same whenever she looks.
fn fresh_seed(app: &App, account: AccountId, thread: ThreadId) -> i32 {
    i32::from(seed_of(&app.seal.lookup("named-seed", &[account.0, thread.0])))
}
