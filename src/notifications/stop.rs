//! Stopping letters by one click, for ever and without signing in (promise 7).
//!
//! The link is a sealed ticket of an account and a kind of letter: nothing is stored for it, it never expires, and a
//! wrong one is answered like a right one, so that nobody learns whether an address is known.

use actix_web::web;
use serde::{Deserialize, Serialize};

use crate::accounts::mail_choices::{self, MailChoices, Often};
use crate::app::App;
use crate::storage::columns::{AccountId, word_enum};
use crate::storage::{Conn, Failure, Stored};
use crate::voices::Seal;

word_enum! {
    /// A kind of letter that can be stopped.
    Stoppable {
        /// Letters about replies.
        Replies = "replies",
        /// Letters about threads that she follows.
        Followed = "followed",
        /// Letters that gather what there is, whatever is in them.
        Digest = "digest",
        /// All of these.
        All = "all",
    }
}

impl Stoppable {
    fn is_stopped(self, choices: &MailChoices) -> bool {
        let kinds = [choices.replies(), choices.followed(), choices.digest()];
        match self {
            Self::Replies => choices.replies() == Often::Off,
            Self::Followed => choices.followed() == Often::Off,
            Self::Digest => !kinds.into_iter().any(Often::is_gathered),
            Self::All => kinds == [Often::Off; 3],
        }
    }

    fn stop(self, choices: &mut MailChoices) {
        match self {
            Self::Replies => choices.set_often(Some(Often::Off), None, None),
            Self::Followed => choices.set_often(None, Some(Often::Off), None),
            Self::Digest => {
                for often in [&mut choices.replies, &mut choices.followed, &mut choices.digest] {
                    *often = if often.is_gathered() { Often::Off } else { *often };
                }
            }
            Self::All => choices.stop_all(true),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Ticket(AccountId, Stoppable);

const TICKET: &str = "stop";

/// The link that stops letters of a kind to this account.
#[must_use]
pub fn link(app: &App, account: AccountId, kind: Stoppable) -> String {
    format!("{}{}/letters/stop/{}", app.config.site.url, crate::routes::BASE, token(app, account, kind))
}

/// The token in it.
#[must_use]
pub fn token(app: &App, account: AccountId, kind: Stoppable) -> String {
    issue(&app.seal, account, kind)
}

fn issue(seal: &Seal, account: AccountId, kind: Stoppable) -> String {
    seal.ticket(TICKET, &Ticket(account, kind))
}

fn read(seal: &Seal, token: &str) -> Option<Ticket> {
    seal.read_ticket(TICKET, token)
}

/// What a link would stop, and whether that is stopped already. Changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn offer(app: web::Data<App>, token: &str) -> Result<(Stoppable, bool), Failure> {
    let Some(Ticket(account, kind)) = read(&app.seal, token) else { return Ok((Stoppable::Replies, false)) };
    let inner = app.clone();
    let choices = app.storage.read(move |conn| mail_choices::of(conn, &inner, account)).await?;
    Ok((kind, choices.is_some_and(|choices| kind.is_stopped(&choices))))
}

/// Stops what the link is for; a second time changes nothing. Letters that are waiting are stopped too: they are judged
/// when they are sent.
///
/// # Errors
/// When the database fails.
pub async fn stop(app: web::Data<App>, token: &str) -> Result<Stoppable, Failure> {
    let Some(Ticket(account, kind)) = read(&app.seal, token) else { return Ok(Stoppable::Replies) };
    let inner = app.clone();
    app.storage.write(move |conn| stop_for(conn, &inner, account, kind)).await?;
    Ok(kind)
}

/// As [`stop`], inside the caller's transaction: for letters that ask for it. Whether the token was ours is told to the
/// caller alone.
///
/// # Errors
/// When the database fails.
pub fn stop_by_mail(conn: &mut Conn, app: &App, token: &str) -> Stored<bool> {
    let Some(Ticket(account, kind)) = read_mailed(&app.seal, token) else { return Ok(false) };
    stop_for(conn, app, account, kind)?;
    Ok(true)
}

/// The address to which an empty mail stops letters of a kind to this account (E-13); none where no mail comes in. Its token
/// outlives mail programs that change its case, and never expires.
#[must_use]
pub fn mail_link(app: &App, account: AccountId, kind: Stoppable) -> Option<String> {
    let domain = &app.config.mail.domain;
    (!domain.is_empty()).then(|| format!("mailto:u+{}@{domain}?subject=stop", issue_mailed(&app.seal, account, kind)))
}

fn issue_mailed(seal: &Seal, account: AccountId, kind: Stoppable) -> String {
    let place = Stoppable::ALL.iter().position(|known| *known == kind).and_then(|place| u8::try_from(place).ok());
    seal.mailable_ticket(TICKET, &[&account.0.to_be_bytes()[..], &[place.unwrap_or_default()]].concat())
}

fn read_mailed(seal: &Seal, token: &str) -> Option<Ticket> {
    let value = seal.read_mailable_ticket(TICKET, token)?;
    let (account, kind) = value.split_first_chunk::<8>()?;
    let [kind] = kind else { return None };
    let kind = Stoppable::ALL.get(usize::from(*kind))?;
    Some(Ticket(AccountId(i64::from_be_bytes(*account)), *kind))
}

fn stop_for(conn: &mut Conn, app: &App, account: AccountId, kind: Stoppable) -> Stored<()> {
    mail_choices::change(conn, app, account, |choices| -> Stored<()> {
        kind.stop(choices);
        Ok(())
    })?;
    Ok(())
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
        let token = issue(&seal, AccountId(42), Stoppable::Replies);
        let Ticket(account, kind) = read(&seal, &token).expect("our own token");
        assert_eq!((account, kind), (AccountId(42), Stoppable::Replies));
        assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));

        for kind in Stoppable::ALL {
            let mailed = issue_mailed(&seal, AccountId(42), *kind);
            assert!(
                mailed.len() <= 60 && mailed.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{mailed}"
            );
            let Ticket(account, read) = read_mailed(&seal, &mailed.to_uppercase()).expect("our own token");
            assert_eq!((account, read), (AccountId(42), *kind));
            for place in 0..mailed.len() {
                let mut other = mailed.clone().into_bytes();
                other[place] = if other[place] == b'a' { b'b' } else { b'a' };
                assert!(read_mailed(&seal, &String::from_utf8(other).unwrap()).is_none(), "with another letter {place}");
            }
        }

        let mut changed = token.clone().into_bytes();
        changed[40] = if changed[40] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        let another_kind = seal.ticket("alias", &Ticket(AccountId(42), Stoppable::Replies));
        let another_forum = Seal::new(Keyring::of_chance(&chance), chance.clone());
        for wrong in ["", "x", &changed, &token[1..], &another_kind, &issue(&another_forum, AccountId(42), Stoppable::Replies)] {
            assert!(read(&seal, wrong).is_none(), "{wrong}");
        }
    }
}
