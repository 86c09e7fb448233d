//! What follows from a bounce or a complaint: for the letter it is about, and for the address that letter went to.
//!
//! Only a letter that we sent, known by the token in its envelope or by its Message-ID, can come back, and once: who forges
//! a bounce must have had the letter.

use super::Recipient;
use super::bounces::{Action, Class, Complaint, Failure};
use crate::accounts::{self, mail_choices};
use crate::app::App;
use crate::jobs::Ending;
use crate::mail::addresses::{self, Source};
use crate::mail::fates::{self, FateKind, FateReason, Known};
use crate::storage::{Conn, Stored};

/// A letter came back.
pub(super) fn bounced(conn: &mut Conn, app: &App, token: &str, failures: &[Failure]) -> Stored<Ending> {
    let Some(letter) = fates::by_token(conn, app, token)? else { return Ok(Ending::Skipped("unknown")) };
    count(conn, app, &letter, failures, Source::Report)
}

/// The same, whoever told of it.
pub(super) fn count(conn: &mut Conn, app: &App, letter: &Known, failures: &[Failure], source: Source) -> Stored<Ending> {
    if letter.fate != FateKind::Sent {
        return Ok(Ending::Skipped("known"));
    }
    let Some(address) = went_to(conn, app, letter)? else { return Ok(Ending::Skipped("gone")) };
    let failed = || failures.iter().filter(|failure| failure.action == Action::Failed);
    // Hers, if it is named; a mail that went on elsewhere fails for somebody else's address.
    let hers = failed().find(|failure| failure.address.as_deref().is_some_and(|named| named.eq_ignore_ascii_case(&address)));
    let Some(failure) = hers.or_else(|| failed().next()) else { return Ok(Ending::Skipped("delayed")) };
    let reason = match failure.verdict.class {
        Class::Hard => FateReason::Unreachable,
        Class::Full => FateReason::Full,
        Class::Policy => FateReason::Policy,
        Class::Transient => FateReason::Expired,
        Class::Content | Class::Unknown => FateReason::Refused,
    };
    fates::bounced(conn, app, letter, FateKind::Bounced, Some(reason))?;
    addresses::bounced(conn, app, &address, failure.verdict, failure.says_no_mailbox(), source)?;
    Ok(Ending::Done)
}

/// Somebody called a letter unwanted. The token is the address's own, if the report came to one.
pub(super) fn complained(conn: &mut Conn, app: &App, token: Option<String>, complaint: &Complaint) -> Stored<Ending> {
    let senders = complaint.senders.iter().filter_map(|sender| match Recipient::parse(sender, &app.config.mail.domain) {
        Some(Recipient::Bounce(token)) => Some(token),
        _ => None,
    });
    let letters = complaint.letters.iter().map(|id| fates::bounce_token(app, id));
    let tokens: Vec<String> = token.into_iter().chain(senders).chain(letters).collect();
    for token in tokens {
        if let Some(letter) = fates::by_token(conn, app, &token)? {
            return suppress(conn, app, &letter, Source::Complaint);
        }
    }
    Ok(Ending::Skipped("unknown"))
}

/// The same, whoever told of it. A letter that came back cannot have been read, and nobody called it anything.
pub(super) fn suppress(conn: &mut Conn, app: &App, letter: &Known, source: Source) -> Stored<Ending> {
    if !matches!(letter.fate, FateKind::Sent) {
        return Ok(Ending::Skipped("known"));
    }
    let Some(address) = went_to(conn, app, letter)? else { return Ok(Ending::Skipped("gone")) };
    fates::bounced(conn, app, letter, FateKind::Complained, None)?;
    addresses::complained(conn, app, &address, source)?;
    Ok(Ending::Done)
}

/// The address that a letter of this kind goes to.
fn went_to(conn: &mut Conn, app: &App, letter: &Known) -> Stored<Option<String>> {
    match letter.kind.as_str() {
        "reply" | "followed" | "digest" | "test" | "resting" => mail_choices::notice_address(conn, app, letter.account),
        "second_address" => {
            let second = mail_choices::of(conn, app, letter.account)?.and_then(|choices| choices.second);
            Ok(second.map(|second| second.address))
        }
        _ => accounts::actions::address(conn, app, letter.account),
    }
}
