//! Stopping letters by one click, for ever and without signing in (promise 7).
//!
//! The link is a sealed ticket of an account and a kind of letter: nothing is stored for it, it never expires, and a
//! wrong one is answered like a right one, so that nobody learns whether an address is known.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::model::Replies;
use crate::accounts;
use crate::app::App;
use crate::storage::columns::{AccountId, word_enum};
use crate::storage::{Failure, Stored};
use crate::voices::Seal;

word_enum! {
    /// A kind of letter that can be stopped.
    Stoppable {
        /// Letters about replies.
        Replies = "replies",
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Ticket(AccountId, Stoppable);

const TICKET: &str = "stop";

/// The token in the links of a letter to this account.
#[must_use]
pub fn token(app: &App, account: AccountId) -> String {
    issue(&app.seal, account)
}

fn issue(seal: &Seal, account: AccountId) -> String {
    seal.ticket(TICKET, &Ticket(account, Stoppable::Replies))
}

fn read(seal: &Seal, token: &str) -> Option<Ticket> {
    seal.read_ticket(TICKET, token)
}

/// What a link would stop, and whether that is stopped already. Changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn offer(app: &App, token: &str) -> Result<(Stoppable, bool), Failure> {
    let Some(Ticket(account, kind)) = read(&app.seal, token) else { return Ok((Stoppable::Replies, false)) };
    let person = app.storage.read(move |conn| accounts::actions::person(conn, account)).await?;
    Ok((kind, person.is_some_and(|person| person.mail_replies == Replies::Off.word())))
}

/// Stops what the link is for; a second time changes nothing. Letters that are waiting are stopped too: they are judged
/// when they are sent.
///
/// # Errors
/// When the database fails.
pub async fn stop(app: web::Data<App>, token: &str) -> Result<Stoppable, Failure> {
    let Some(Ticket(account, kind)) = read(&app.seal, token) else { return Ok(Stoppable::Replies) };
    let stopped = app.storage.write(move |conn| -> Stored<()> {
        match kind {
            Stoppable::Replies => accounts::actions::set_mail(conn, account, Some(Replies::Off.word()), None),
        }
    });
    stopped.await?;
    Ok(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::keys::Keyring;

    #[test]
    fn a_link_stops_what_it_was_made_for_and_nothing_else_does() {
        let chance = Chance::seeded(7);
        let seal = Seal::new(Keyring::of_chance(&chance), chance.clone());
        let token = issue(&seal, AccountId(42));
        let Ticket(account, kind) = read(&seal, &token).expect("our own token");
        assert_eq!((account, kind), (AccountId(42), Stoppable::Replies));
        assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));

        let mut changed = token.clone().into_bytes();
        changed[40] = if changed[40] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        let another_kind = seal.ticket("alias", &Ticket(AccountId(42), Stoppable::Replies));
        let another_forum = Seal::new(Keyring::of_chance(&chance), chance.clone());
        for wrong in ["", "x", &changed, &token[1..], &another_kind, &issue(&another_forum, AccountId(42))] {
            assert!(read(&seal, wrong).is_none(), "{wrong}");
        }
    }
}
