//! What came back is added up; what adds up to too much keeps notices back.

use actix_web::web;
use mail_parser::Message;

use super::model::{DAYS, HARD, SOFT, Source, Standing, Stopped, THRESHOLD, Weight};
use super::store::{self, Row};
use crate::accounts::{self, Member, mail_choices};
use crate::app::App;
use crate::clock::Day;
use crate::mail::Answer;
use crate::mail::inbound::bounces::{self, Class, Verdict};
use crate::moderation;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Failure, Stored};

/// The label of the hashes: none of these is equal to that of an account.
const LABEL: &str = "mail-address";
const ANSWERED: &str = "answered";

/// Characters of an operator's reason, at most.
const REASON: usize = 500;

fn row(conn: &mut Conn, app: &App, address: &str) -> Stored<Option<Row>> {
    let found = store::find(conn, &app.seal.address_lookup_for(LABEL, address))?;
    let today = app.clock.now().day();
    Ok(found.filter(|row| !is_forgotten(row, today)))
}

fn is_forgotten(row: &Row, today: Day) -> bool {
    let fades = !matches!(row.stopped, Some(Stopped::Complained | Stopped::Operator));
    fades && row.scored_day.0.saturating_add(DAYS) < today.0
}

/// Why a letter may not go to an address; asked before every letter.
///
/// # Errors
/// When the database fails.
pub fn obstacle(conn: &mut Conn, app: &App, address: &str, weight: Weight) -> Stored<Option<&'static str>> {
    let stopped = row(conn, app, address)?.and_then(|row| row.stopped);
    Ok(match (stopped, weight) {
        (None, _) | (Some(Stopped::Bounced), Weight::Asked | Weight::Owed) | (Some(Stopped::Complained), Weight::Owed) => None,
        (Some(Stopped::Bounced), Weight::Notice) => Some("unreachable"),
        (Some(Stopped::Complained | Stopped::Operator), _) => Some("suppressed"),
    })
}

/// How an address stands.
///
/// # Errors
/// When the database fails.
pub fn status(conn: &mut Conn, app: &App, address: &str) -> Stored<Standing> {
    Ok(match row(conn, app, address)? {
        Some(Row { stopped: Some(Stopped::Complained | Stopped::Operator), .. }) => Standing::Complained,
        Some(Row { stopped: Some(Stopped::Bounced), .. }) => Standing::Unreachable,
        Some(Row { score, .. }) if score > 0 => Standing::Doubtful,
        Some(_) | None => Standing::Working,
    })
}

/// How the address stands that this member's notices go to.
///
/// # Errors
/// When the database fails.
pub fn status_of(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Standing> {
    let address = mail_choices::notice_address(conn, app, account)?;
    address.map_or(Ok(Standing::Working), |address| status(conn, app, &address))
}

/// Changes what is known of an address, beginning anew where that was forgotten.
fn change(conn: &mut Conn, app: &App, address: &str, source: Source, change: impl FnOnce(&mut Row)) -> Stored<()> {
    let today = app.clock.now().day();
    let lookup = app.seal.address_lookup_for(LABEL, address);
    let fresh = Row { lookup, score: 0, scored_day: today, stopped: None, reason: String::new(), source, day: today };
    store::hold(conn, &fresh)?;
    let known = store::find(conn, &fresh.lookup)?.filter(|row| !is_forgotten(row, today));
    let mut row = known.unwrap_or(fresh);
    let before = row.stopped;
    change(&mut row);
    if row.stopped != before {
        row.day = today;
    }
    row.source = source;
    store::keep(conn, &row)
}

/// Counts a failure of a letter against its address, if it is one of the address: whether we are trusted, and what a letter
/// says, is not.
///
/// # Errors
/// When the database fails.
pub fn bounced(conn: &mut Conn, app: &App, address: &str, verdict: Verdict, no_mailbox: bool, source: Source) -> Stored<()> {
    let more = match verdict.class {
        Class::Policy | Class::Content => {
            tracing::warn!(
                class = verdict.class.word(),
                "a letter was refused for what it is or where it comes from; see /admin/mail"
            );
            return Ok(());
        }
        _ if verdict.is_final => HARD,
        Class::Hard | Class::Full | Class::Transient | Class::Unknown => SOFT,
    };
    let today = app.clock.now().day();
    change(conn, app, address, source, |row| {
        row.score = row.score.saturating_add(more);
        row.scored_day = today;
        if row.stopped.is_none() {
            verdict.class.word().clone_into(&mut row.reason);
            if row.score >= THRESHOLD || (verdict.is_final && no_mailbox) {
                row.stopped = Some(Stopped::Bounced);
            }
        } else if row.stopped == Some(Stopped::Bounced) {
            verdict.class.word().clone_into(&mut row.reason);
        }
    })
}

/// Counts what the relay answered at once.
///
/// # Errors
/// When the database fails.
pub async fn refused(app: &web::Data<App>, address: &str, answer: &Answer) -> Stored<()> {
    let verdict = bounces::classify(Some(answer.code), answer.enhanced.as_deref(), &answer.text);
    let no_mailbox = says_no_mailbox(answer.enhanced.as_deref());
    let (inner, address) = (app.clone(), address.to_owned());
    app.storage.write(move |conn| bounced(conn, &inner, &address, verdict, no_mailbox, Source::Relay)).await
}

/// Whether a status says that there is no such mailbox: one such answer is enough.
fn says_no_mailbox(status: Option<&str>) -> bool {
    status.is_some_and(|status| matches!(status, "5.1.1" | "5.1.10"))
}

/// Nothing but what is owed goes to an address any more: its owner called a letter unwanted.
///
/// # Errors
/// When the database fails.
pub fn complained(conn: &mut Conn, app: &App, address: &str, source: Source) -> Stored<()> {
    change(conn, app, address, source, |row| {
        if row.stopped != Some(Stopped::Operator) {
            row.stopped = Some(Stopped::Complained);
        }
        "complaint".clone_into(&mut row.reason);
    })
}

/// Why nothing was lifted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A field does not fit.
    #[error("{0}: {1}")]
    Field(&'static str, &'static str),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Field(name, why) => Self::field(name, why),
            Error::Storage(failure) => failure.into(),
        }
    }
}

fn checked(address: &str, reason: &str) -> Result<(String, String), Error> {
    let address = accounts::model::Address::parse(address).map_err(|why| Error::Field("email", why))?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::Field("reason", "required"));
    }
    if reason.chars().count() > REASON {
        return Err(Error::Field("reason", "too_long"));
    }
    Ok((address.as_str().to_owned(), reason.to_owned()))
}

fn lift_for(conn: &mut Conn, app: &App, address: &str) -> Stored<()> {
    let known = store::find(conn, &app.seal.address_lookup_for(LABEL, address))?;
    // Nothing is kept about an address of which nothing was known.
    if known.is_none() {
        return Ok(());
    }
    change(conn, app, address, Source::Operator, |row| {
        (row.score, row.stopped) = (0, None);
        "lifted".clone_into(&mut row.reason);
    })
}

/// Lets letters go to an address again. It stands in the staff log, with the reason and without the address. Alike whether or
/// not anything was kept back.
///
/// # Errors
/// `Field`: it is no address, or there is no reason.
pub async fn lift(app: web::Data<App>, admin: Member, address: &str, reason: &str) -> Result<(), Error> {
    let (address, reason) = checked(address, reason)?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            lift_for(conn, &inner, &address)?;
            Ok(moderation::actions::write_of_mail(conn, &inner, &admin, "mail_lifted", &reason)?)
        })
        .await
}

/// The same for the command line.
///
/// # Errors
/// As [`lift`].
pub async fn lift_by_command(app: web::Data<App>, address: &str, reason: &str) -> Result<(), Error> {
    let (address, reason) = checked(address, reason)?;
    tracing::info!(reason, "letters may go to an address again");
    let inner = app.clone();
    Ok(app.storage.write(move |conn| lift_for(conn, &inner, &address)).await?)
}

/// Whether a mail may be answered by a machine: a person wrote it to us alone, and this is the first answer to her today
/// (E-19). It counts as answered from now on.
///
/// # Errors
/// When the database fails.
pub fn may_answer(conn: &mut Conn, app: &App, message: &Message<'_>, from: &str) -> Stored<bool> {
    let host = app.config.site.host();
    if !bounces::is_answerable(message, from, &[&host, &app.config.mail.domain]) {
        return Ok(false);
    }
    let from = from.trim().trim_matches(['<', '>']);
    store::answer(conn, &app.seal.address_lookup_for(ANSWERED, from), app.clock.now().day())
}

/// Forgets what came back long ago.
///
/// # Errors
/// When the database fails.
pub fn forget_old(conn: &mut Conn, app: &App) -> Stored<()> {
    store::forget(conn, Day(app.clock.now().day().0.saturating_sub(DAYS)))
}
