//! What an account may do, and how often it was told off: sealed beside it, as long for everybody, under a key of its own.
//!
//! The value holds neither a thread nor a voice nor a decision: it knows them again by keyed hashes, made with the key of
//! the links. When the operator forgets all links, suspensions go on, and nothing here leads back to a post. Moments of the
//! past stand in it to the half day.
//!
//! Every voice and every role is treated alike. Refusing a sanction for staff would tell who is behind an alias, and
//! ignoring it would tell the same to whoever watches whether the alias goes on writing; `admin lift` lets an operator back in.

use std::collections::HashMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::actions::Error;
use super::mail_choices;
use super::store::{self, Account};
use crate::app::App;
use crate::clock::{DAY, Day, HOUR, Moment};
use crate::storage::columns::{AccountId, DecisionId, VoiceId, word_enum};
use crate::storage::{Conn, Stored};

/// Bytes of the value before it is sealed: more than the fullest one has.
const LENGTH: usize = 2_048;
/// Mutes and suspensions of one account at a time. A further one drops the one that would have ended first.
const SANCTIONS: usize = 8;
/// Restricting decisions that are remembered. More than `often` needs.
const HISTORY: usize = 16;
/// For so long a restricting decision counts, in milliseconds.
const COUNTS: i64 = 365 * DAY;
/// Moments of the past are rounded up to this, in milliseconds.
const GRAIN: i64 = 12 * HOUR;
/// Another voice hears of a decision not sooner than this after the rounded moment, and at most three times as late: 12 to 48
/// hours in all.
const DELAY: i64 = 12 * HOUR;

word_enum! {
    /// What is done to the member behind a voice.
    SanctionKind {
        /// She is told, and it counts.
        Warn = "warn",
        /// She reads and does not write.
        Mute = "mute",
        /// She is out, but for her own data and the decisions about her.
        Suspend = "suspend",
    }
}

word_enum! {
    /// How often a decision restricted the member behind a voice within a year, as coarsely as a moderator needs it.
    History {
        /// Never.
        None = "none",
        /// Once.
        First = "first",
        /// Two or three times.
        Repeated = "repeated",
        /// More often.
        Often = "often",
    }
}

/// A sanction in force. Short names: the value's length is limited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct InForce {
    #[serde(rename = "d")]
    decision: i64,
    #[serde(rename = "s")]
    suspends: bool,
    /// `None`: until it is lifted.
    #[serde(rename = "u")]
    until: Option<Moment>,
}

/// A decision that restricted her.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    #[serde(rename = "d")]
    decision: i64,
    #[serde(rename = "v")]
    voice: i64,
    #[serde(rename = "a")]
    at: i64,
    #[serde(rename = "x")]
    undone: Option<i64>,
}

/// What an account may do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Standing {
    #[serde(rename = "f")]
    in_force: Vec<InForce>,
    #[serde(rename = "m")]
    marks: Vec<Mark>,
}

impl Standing {
    /// Whether she is suspended at this moment.
    pub(crate) fn is_suspended(&self, now: Moment) -> bool {
        self.in_force.iter().any(|sanction| sanction.suspends && sanction.until.is_none_or(|until| until > now))
    }

    /// Until when she is muted, if she is at this moment.
    pub(crate) fn muted_until(&self, now: Moment) -> Option<Moment> {
        self.in_force
            .iter()
            .filter(|sanction| !sanction.suspends)
            .filter_map(|sanction| sanction.until)
            .filter(|until| *until > now)
            .max()
    }

    fn tidy(&mut self, now: Moment) {
        self.in_force.retain(|sanction| sanction.until.is_none_or(|until| until > now));
        while self.in_force.len() > SANCTIONS {
            let soonest =
                self.in_force.iter().enumerate().min_by_key(|(_, sanction)| sanction.until.map_or(i64::MAX, |until| until.0));
            let Some((place, _)) = soonest else { return };
            self.in_force.remove(place);
        }
        self.marks.retain(|mark| now.0 < mark.at * GRAIN + COUNTS + 4 * DELAY);
        let surplus = self.marks.len().saturating_sub(HISTORY);
        self.marks.drain(..surplus);
    }
}

/// The standing of a new account.
pub(crate) fn fresh(app: &App, account: AccountId) -> Vec<u8> {
    sealed(app, account, &Standing::default())
}

/// What an account may do. A value that nobody has filled yet says nothing against her.
pub(crate) fn of(app: &App, account: &Account) -> Standing {
    opened(app, account.id, &account.standing)
}

fn opened(app: &App, account: AccountId, sealed: &[u8]) -> Standing {
    app.seal.open_standing(account.0, sealed).unwrap_or_default()
}

fn sealed(app: &App, account: AccountId, standing: &Standing) -> Vec<u8> {
    app.seal.seal_standing(account.0, standing, LENGTH)
}

/// Whether somebody is suspended now.
///
/// # Errors
/// When the database fails.
pub fn is_suspended(conn: &mut Conn, app: &App, account: AccountId) -> Stored<bool> {
    Ok(store::account(conn, account)?.is_some_and(|account| of(app, &account).is_suspended(app.clock.now())))
}

/// Counts a decision that restricts somebody, and puts its sanction into force: a mute always has an end. A warning is
/// counted and nothing else.
///
/// # Errors
/// When the database fails.
pub fn impose(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    decision: DecisionId,
    voice: VoiceId,
    sanction: Option<(SanctionKind, Option<Moment>)>,
) -> Stored<()> {
    change(conn, app, account, |standing, now| {
        let decision = mark(app, account, decision);
        if let Some((kind, until)) = sanction.filter(|(kind, _)| *kind != SanctionKind::Warn) {
            standing.in_force.push(InForce { decision, suspends: kind == SanctionKind::Suspend, until });
        }
        standing.marks.push(Mark { decision, voice: tag(app, account, voice), at: grains(now), undone: None });
    })
}

/// Ends what a decision brought, and counts it no more.
///
/// # Errors
/// When the database fails.
pub fn lift(conn: &mut Conn, app: &App, account: AccountId, decision: DecisionId) -> Stored<()> {
    change(conn, app, account, |standing, now| {
        let decision = mark(app, account, decision);
        standing.in_force.retain(|sanction| sanction.decision != decision);
        for mark in standing.marks.iter_mut().filter(|mark| mark.decision == decision) {
            mark.undone = Some(grains(now));
        }
    })
}

/// How often decisions restricted the member behind a voice, as this voice may show it. What was decided about the voice
/// itself counts at once. What was decided about another voice of hers counts, and ceases to count, only half a day to two
/// days later, at a moment that chance chose for this decision and this voice: nobody can tell two voices for one
/// member's by watching both.
///
/// The delay is a keyed hash and not a job: jobs that wait would tell a thief how many voices she has.
///
/// # Errors
/// When the database fails.
pub fn history(conn: &mut Conn, app: &App, account: AccountId, voice: VoiceId) -> Stored<History> {
    let Some(account) = store::account(conn, account)? else { return Ok(History::None) };
    let standing = of(app, &account);
    let own = tag(app, account.id, voice);
    let now = app.clock.now().0;
    let counted = standing.marks.iter().filter(|mark| {
        if mark.voice == own {
            return mark.undone.is_none() && now < mark.at * GRAIN + COUNTS;
        }
        let (begins, ends) = (delay(app, "band-begins", mark.decision, own), delay(app, "band-ends", mark.decision, own));
        let end = mark.undone.map_or(mark.at * GRAIN + COUNTS, |undone| undone * GRAIN).saturating_add(ends);
        now >= mark.at * GRAIN + begins && now < end
    });
    Ok(match counted.count() {
        0 => History::None,
        1 => History::First,
        2 | 3 => History::Repeated,
        _ => History::Often,
    })
}

/// Ends every sanction of an address's account. For the command line: a suspension without an end outlives the 180 days of
/// undoing, and staff can be suspended like everybody.
///
/// # Errors
/// `Unknown` when nobody has that address.
pub async fn lift_all(app: web::Data<App>, email: &str) -> Result<(), Error> {
    let lookup = app.seal.address_lookup(email);
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let account = store::account_by_address(conn, &lookup)?.ok_or(Error::Unknown)?;
            Ok(change(conn, &inner, account.id, |standing, _| standing.in_force.clear())?)
        })
        .await
}

/// Seals a stretch of standings anew and forgets what has ended, and so what each of them chose about letters; returns where
/// to go on. Done for everybody every night, so that two backups do not tell whose changed, and so that a newer key reaches
/// all of them.
///
/// # Errors
/// When the database fails.
pub fn seal_anew(conn: &mut Conn, app: &App, after: AccountId, limit: i64) -> Stored<Option<AccountId>> {
    let stretch = store::sealed_after(conn, after, limit)?;
    let last = stretch.last().map(|(account, ..)| *account);
    let ids: Vec<AccountId> = stretch.iter().map(|(account, ..)| *account).collect();
    let mut last_used: HashMap<AccountId, Day> = HashMap::new();
    for (account, day) in store::last_used(conn, &ids)? {
        last_used.entry(account).and_modify(|last| *last = (*last).max(day)).or_insert(day);
    }
    for (account, was, mail) in stretch {
        if let Some(anew) = mail_choices::anew(app, account, &mail, last_used.get(&account).copied()) {
            store::set_mail(conn, account, &mail, &anew)?;
        }
        let mut standing: Standing = match app.seal.open_standing(account.0, &was) {
            Some(standing) => standing,
            None if was.is_empty() => Standing::default(),
            // Its key is missing: it may come back.
            None => continue,
        };
        standing.tidy(app.clock.now());
        store::set_standing(conn, account, &was, &sealed(app, account, &standing))?;
    }
    Ok(last)
}

/// Changes a standing; the account is held until the caller's transaction ends.
fn change(conn: &mut Conn, app: &App, account: AccountId, change: impl FnOnce(&mut Standing, Moment)) -> Stored<()> {
    store::hold(conn, [account])?;
    let Some(row) = store::account(conn, account)? else { return Ok(()) };
    let mut standing = of(app, &row);
    let now = app.clock.now();
    change(&mut standing, now);
    standing.tidy(now);
    store::set_standing(conn, account, &row.standing, &sealed(app, account, &standing))?;
    Ok(())
}

/// Half days since 1970, rounded up.
fn grains(at: Moment) -> i64 {
    at.0.div_euclid(GRAIN) + i64::from(at.0.rem_euclid(GRAIN) > 0)
}

fn mark(app: &App, account: AccountId, decision: DecisionId) -> i64 {
    number(&app.seal.lookup("standing-decision", &[account.0, decision.0]))
}

fn tag(app: &App, account: AccountId, voice: VoiceId) -> i64 {
    number(&app.seal.lookup("standing-voice", &[account.0, voice.0]))
}

/// From one to three times [`DELAY`], to the millisecond.
fn delay(app: &App, purpose: &'static str, decision: i64, voice: i64) -> i64 {
    DELAY + number(&app.seal.lookup(purpose, &[decision, voice])).rem_euclid(2 * DELAY)
}

/// The first 63 bits of a keyed hash.
fn number(hash: &[u8]) -> i64 {
    let bytes = hash.first_chunk::<8>().copied().unwrap_or_default();
    i64::from_be_bytes(bytes) & i64::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fullest_standing_is_as_long_as_an_empty_one() {
        let far = Moment(i64::MAX);
        let mut standing = Standing {
            in_force: vec![InForce { decision: i64::MAX, suspends: false, until: Some(far) }; 2 * SANCTIONS],
            marks: vec![Mark { decision: i64::MAX, voice: i64::MAX, at: 99_999_999, undone: Some(99_999_999) }; 2 * HISTORY],
        };
        standing.tidy(Moment(0));
        assert_eq!((standing.in_force.len(), standing.marks.len()), (SANCTIONS, HISTORY));
        assert!(serde_json::to_vec(&standing).expect("it is written").len() <= LENGTH);
    }

    #[test]
    fn of_too_many_sanctions_the_last_to_end_stay() {
        let until = |until: Option<i64>| InForce { decision: 1, suspends: true, until: until.map(Moment) };
        let mut standing =
            Standing { in_force: (1..=9).map(|end| until(Some(end * 100))).chain([until(None)]).collect(), marks: vec![] };
        standing.tidy(Moment(150));
        assert_eq!(standing.in_force.len(), SANCTIONS);
        assert_eq!(standing.in_force.last(), Some(&until(None)));
        assert!(standing.is_suspended(Moment(i64::MAX)));
    }
}
