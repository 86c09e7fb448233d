//! Writing down what became of letters, and telling it.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web;

use super::bounce_token;
use super::model::{FateCount, FateKind, FateReason, LetterFate, Told};
use super::store::{self, Row};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{Day, Moment};
use crate::http::page::{Limit, List};
use crate::mail::letters::Letter;
use crate::storage::columns::{AccountId, LetterId, ThreadId};
use crate::storage::{Conn, Failure, Stored};
use crate::voices::seal;

/// Days that what became of a letter is remembered (E-64).
const REMEMBERED_DAYS: i32 = 90;
/// Days of totals that are shown.
const SHOWN_DAYS: i32 = 30;

/// The kind of the list's cursors.
pub(super) const CURSOR: &str = "letters";

/// What is remembered of a letter while it is under way.
#[derive(Clone, Debug)]
pub struct About {
    account: Option<AccountId>,
    kind: &'static str,
    place: Option<(ThreadId, i32)>,
    token: String,
}

impl About {
    /// Whose letter it is, when it goes to an account.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// Of the letter with this Message-ID.
    #[must_use]
    pub fn of(app: &App, letter: &Letter, message_id: &str) -> Self {
        Self {
            account: letter.account(),
            kind: short(letter.kind()),
            place: letter.place(),
            token: bounce_token(app, message_id),
        }
    }
}

/// The outbox calls every letter `letter_…`; here nothing else is spoken of.
fn short(kind: &'static str) -> &'static str {
    kind.strip_prefix("letter_").unwrap_or(kind)
}

/// How the job of a letter ended.
#[derive(Clone, Debug)]
pub enum Came {
    /// It was handed over.
    Sent,
    /// It was not wanted any more, for this reason.
    Skipped(&'static str),
    /// It could not be sent, for this reason.
    Failed(String),
}

impl Came {
    fn told(&self) -> (FateKind, Option<FateReason>) {
        match self {
            Self::Sent => (FateKind::Sent, None),
            Self::Skipped(why) => (FateKind::Skipped, Some(FateReason::of_skipped(why))),
            Self::Failed(why) => (FateKind::Failed, Some(FateReason::of_failure(why))),
        }
    }
}

const fn place(key: &[i64]) -> seal::Row<'_> {
    seal::Row { table: "letters", key }
}

fn lookup(app: &App, token: &str) -> Vec<u8> {
    app.seal.lookup_text("letter-token", &[], token)
}

/// Writes down what became of letters, in the transaction that ends their jobs. A letter to nobody's account is counted.
/// The caller holds the accounts of the others.
///
/// # Errors
/// When the database fails.
pub fn record(conn: &mut Conn, app: &App, letters: Vec<(About, Came)>) -> Stored<()> {
    if letters.is_empty() {
        return Ok(());
    }
    let at = app.clock.now();
    let mut counts: BTreeMap<(&str, &str, &str), i64> = BTreeMap::new();
    for (about, came) in letters {
        let (fate, reason) = came.told();
        *counts.entry((about.kind, fate.word(), counted(reason))).or_default() += 1;
        let Some(account) = about.account else { continue };
        let Some(seq) = accounts::actions::next_seq(conn, account)? else { continue };
        let told = Told { kind: about.kind.to_owned(), place: about.place, fate, reason, at };
        let sealed = app.seal.seal(place(&[account.0, seq]), &told);
        store::insert(conn, &Row { account, seq, day: at.day(), sealed, lookup: lookup(app, &about.token) })?;
    }
    // In order, so that two processes that count the same do not wait for each other for ever.
    for ((kind, fate, reason), more) in counts {
        store::count(conn, at.day(), kind, fate, reason, more)?;
    }
    Ok(())
}

fn counted(reason: Option<FateReason>) -> &'static str {
    reason.filter(|reason| !reason.is_hers()).map_or("", FateReason::word)
}

/// A letter that was sent, found by what a bounce of it is addressed to.
#[derive(Debug)]
pub struct Known {
    /// To whom it went.
    pub account: AccountId,
    /// What kind of letter it was.
    pub kind: String,
    /// What is known of its fate.
    pub fate: FateKind,
    seq: i64,
}

/// The letter that this token, in any case, belongs to; `None` for one that we never made, or that is forgotten.
///
/// # Errors
/// When the database fails.
pub fn by_token(conn: &mut Conn, app: &App, token: &str) -> Stored<Option<Known>> {
    let found = store::by_lookup(conn, &lookup(app, &token.trim().to_ascii_lowercase()))?;
    Ok(found.and_then(|row| {
        let told = opened(app, &row)?;
        Some(Known { account: row.account, kind: told.kind, fate: told.fate, seq: row.seq })
    }))
}

/// Writes down that a letter that was sent came back (`Bounced`), or was called spam (`Complained`). The second time nothing
/// changes.
///
/// # Errors
/// When the database fails.
pub fn bounced(conn: &mut Conn, app: &App, letter: &Known, fate: FateKind, reason: Option<FateReason>) -> Stored<()> {
    accounts::actions::hold(conn, BTreeSet::from([letter.account]))?;
    let found = store::page(conn, letter.account, Some(letter.seq + 1), 1)?.into_iter().find(|row| row.seq == letter.seq);
    let Some(mut row) = found else { return Ok(()) };
    let Some(told) = opened(app, &row) else { return Ok(()) };
    if told.fate == fate || told.fate == FateKind::Complained {
        return Ok(());
    }
    let kind = told.kind.clone();
    row.sealed = app.seal.seal(place(&[row.account.0, row.seq]), &Told { fate, reason, ..told });
    store::change(conn, &row)?;
    store::count(conn, app.clock.now().day(), &kind, fate.word(), counted(reason), 1)
}

/// How many letters have left for her today, those that are owed or awaited apart (E-45).
///
/// # Errors
/// When the database fails.
pub fn sent_today(conn: &mut Conn, app: &App, account: AccountId) -> Stored<usize> {
    let rows = store::of_day(conn, account, app.clock.now().day())?;
    let left =
        rows.iter().filter_map(|row| opened(app, row)).filter(|told| !matches!(told.fate, FateKind::Skipped | FateKind::Failed));
    Ok(left.filter(|told| !Letter::is_essential_kind(&told.kind)).count())
}

fn opened(app: &App, row: &Row) -> Option<Told> {
    app.seal.open(place(&[row.account.0, row.seq]), &row.sealed)
}

fn told(app: &App, row: &Row) -> Option<LetterFate> {
    let Told { kind, place, fate, reason, at } = opened(app, row)?;
    let (thread, number) = place.unzip();
    Some(LetterFate { id: LetterId(row.seq), kind, thread, number, fate, reason, at: at.quarter() })
}

/// A page of what became of her letters, the newest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn list(
    app: web::Data<App>,
    member: Member,
    before: Option<LetterId>,
    limit: Limit,
) -> Result<List<LetterFate>, Failure> {
    let account = member.account;
    let before = before.map(|id| id.0);
    let rows = app.storage.read(move |conn| store::page(conn, account, before, limit.and_one())).await?;
    let page = List::cut(&app, CURSOR, rows, limit, |row| LetterId(row.seq));
    // A row whose key is lost says nothing any more, and is left out.
    let items = page.items.iter().filter_map(|row| told(&app, row)).collect();
    Ok(List { items, next: page.next })
}

/// The totals of the last days, the newest day first.
///
/// # Errors
/// When the database fails.
pub(super) async fn totals(app: web::Data<App>) -> Result<Vec<FateCount>, Failure> {
    let from = days_before(app.clock.now(), SHOWN_DAYS);
    let counted = app.storage.read(move |conn| store::counts(conn, from)).await?;
    let known = counted.into_iter().filter_map(|(day, kind, fate, reason, count)| {
        Some(FateCount { day, kind, fate: FateKind::from_word(&fate)?, reason: FateReason::from_word(&reason), count })
    });
    Ok(known.collect())
}

/// How many letters met each fate since this day, and why, where that is told.
///
/// # Errors
/// When the database fails.
pub fn counted_since(conn: &mut Conn, from: Day) -> Stored<Vec<(FateKind, Option<FateReason>, i64)>> {
    let counted = store::counts(conn, from)?.into_iter();
    let known = counted
        .filter_map(|(_, _, fate, reason, count)| Some((FateKind::from_word(&fate)?, FateReason::from_word(&reason), count)));
    Ok(known.collect())
}

/// A stretch of what became of her letters to take along, newest first, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn kept(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Stored<(Vec<LetterFate>, Option<i64>)> {
    let rows = store::page(conn, account, before, limit)?;
    let next = rows.last().map(|row| row.seq);
    Ok((rows.iter().filter_map(|row| told(app, row)).collect(), next))
}

/// Forgets what became of letters long ago.
///
/// # Errors
/// When the database fails.
pub fn forget_old(conn: &mut Conn, now: Moment) -> Stored<()> {
    store::forget(conn, days_before(now, REMEMBERED_DAYS))
}

fn days_before(now: Moment, days: i32) -> Day {
    Day(now.day().0.saturating_sub(days))
}
