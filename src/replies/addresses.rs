//! The addresses that replies by mail go to: `r+TOKEN@` the domain that takes in mail.
//!
//! A token is a keyed hash of whom the letter went to and what it was about, so that a letter that is sent again has the same
//! one. What it stands for is kept sealed and for thirty days; who has left, or does not answer by mail any more, loses
//! hers at once, because that is asked for again whenever a mail comes, and their rows the night after.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::store::{self, AddressRow};
use super::token;
use crate::accounts::mail_choices;
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::voices::VoiceKind;
use crate::voices::seal::Row;
use crate::{threads, voices};

/// How long an address is good, in milliseconds.
const LIFE: i64 = 30 * DAY;
/// Addresses looked through in one transaction.
const STRETCH: i64 = 200;
/// What a local part begins with.
pub const PREFIX: &str = "r+";

/// What an address stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bound {
    /// Whose it is.
    pub account: AccountId,
    /// Where she answers.
    pub thread: ThreadId,
    /// Under which of her names.
    pub voice: VoiceKind,
    /// The post that she was told of.
    pub number: i32,
    /// Good until then.
    pub until: Moment,
}

/// The address that answers a letter about this reply; none unless she answers by mail and mail comes in at all (E-49).
///
/// # Errors
/// When the database fails.
pub fn address_for(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, number: i32) -> Stored<Option<String>> {
    let domain = app.config.mail.domain.trim();
    if domain.is_empty() || !answers_by_mail(conn, app, account)? {
        return Ok(None);
    }
    let Some(voice) = voice_of(conn, app, account, thread, number)? else { return Ok(None) };
    let hash = app.seal.lookup("reply-address", &[account.0, thread.0, i64::from(number)]);
    let token = token::written(&hash);
    let until = app.clock.now().plus(LIFE);
    let bound = Bound { account, thread, voice, number, until };
    let row = AddressRow { lookup: lookup(app, &token), last_day: until.day(), sealed: app.seal.seal(PLACE, &bound) };
    store::keep(conn, &row)?;
    Ok(Some(written(&token, domain)))
}

fn written(token: &str, domain: &str) -> String {
    format!("{PREFIX}{token}@{domain}")
}

/// An address as letters carry it that stands for nothing: for letters with invented words.
#[must_use]
pub fn invented(domain: &str) -> String {
    written(&token::written(b"an invented hash"), domain)
}

/// Whether she answers by mail: she said so, and her letters are not discreet. Asked again for every mail that comes.
pub(super) fn answers_by_mail(conn: &mut Conn, app: &App, account: AccountId) -> Stored<bool> {
    let choices = mail_choices::of(conn, app, account)?;
    Ok(choices.is_some_and(|choices| choices.reply_by_mail && !choices.discreet))
}

/// Under which of her names she answers (A-10, E-56): the one that was answered; or the one that opened the thread, if she
/// opened it; or the only one she has there; in doubt the alias.
fn voice_of(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId, number: i32) -> Stored<Option<VoiceKind>> {
    let Some((answered, opener)) = threads::actions::answered_voice(conn, thread, number)? else { return Ok(None) };
    let hers = voices::actions::hers(conn, app, account, thread)?;
    let kind_of = |voice: VoiceId| hers.iter().find(|own| own.id == voice).map(|own| own.kind);
    let only = match hers.as_slice() {
        [only] => Some(only.kind),
        _ => None,
    };
    Ok(Some(answered.and_then(kind_of).or_else(|| kind_of(opener)).or(only).unwrap_or(VoiceKind::Alias)))
}

/// What the address with this token stands for, good or past its time; `None` for any that we did not make.
pub(super) fn find(conn: &mut Conn, app: &App, text: &str) -> Stored<Option<Bound>> {
    let Some(token) = token::read(text) else { return Ok(None) };
    let sealed = store::find(conn, &lookup(app, &token))?;
    Ok(sealed.and_then(|sealed| app.seal.open(PLACE, &sealed)))
}

/// Forgets the addresses whose time is over, and those of members who have left or do not answer by mail any more.
///
/// # Errors
/// When the database fails; what was forgotten before stays so.
pub async fn tidy(app: &web::Data<App>) -> Stored<()> {
    let today = app.clock.now().day();
    app.storage.write(move |conn| store::forget_before(conn, today)).await?;
    let mut next = Some(Vec::new());
    while let Some(after) = next {
        let inner = app.clone();
        next = app.storage.write(move |conn| forget_unwanted(conn, &inner, &after)).await?;
    }
    Ok(())
}

/// One stretch; returns where the next begins.
fn forget_unwanted(conn: &mut Conn, app: &App, after: &[u8]) -> Stored<Option<Vec<u8>>> {
    let stretch = store::after(conn, after, STRETCH)?;
    let last = stretch.last().map(|(lookup, _)| lookup.clone());
    let mut unwanted = Vec::new();
    for (lookup, sealed) in stretch {
        let wanted = match app.seal.open::<Bound>(PLACE, &sealed) {
            Some(bound) => answers_by_mail(conn, app, bound.account)?,
            // Its key is missing: it may come back, and its day comes anyway.
            None => true,
        };
        if !wanted {
            unwanted.push(lookup);
        }
    }
    store::forget(conn, &unwanted)?;
    Ok(last)
}

fn lookup(app: &App, token: &str) -> Vec<u8> {
    app.seal.lookup_text("reply-token", &[], token)
}

const PLACE: Row<'static> = Row { table: "reply_addresses", key: &[] };
