//! Mailed tokens: sign-in links and password resets, asked for at a door and handed out by a job.
//!
//! The request does the same for every address: it promises one job. Only the job finds out whether anybody has the
//! address, so neither status nor body nor time tells it.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::entry::Error;
use super::model::Address;
use super::store::{self, MailedToken};
use crate::app::App;
use crate::clock::{Day, HOUR, MINUTE, Moment};
use crate::jobs::{self, Ending, Job, Work};
use crate::mail::letters::Letter;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Failure, Stored};
use crate::voices::seal::{Row, token_hash};

/// How long a sign-in link is good, in milliseconds.
pub const LINK_LIFE: i64 = 30 * MINUTE;
/// How long a reset link is good.
pub const RESET_LIFE: i64 = HOUR;

/// What a mailed token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// Signs in.
    Link,
    /// Sets a new password.
    Reset,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Reset => "reset",
        }
    }

    const fn life(self) -> i64 {
        match self {
            Self::Link => LINK_LIFE,
            Self::Reset => RESET_LIFE,
        }
    }
}

/// A token that somebody asked for, known address or not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    purpose: Purpose,
    address: String,
    token: String,
    until: Moment,
}

/// Promises a token to an address, whoever has it.
///
/// # Errors
/// `Fields` when it is no address.
pub(super) async fn ask(app: web::Data<App>, email: &str, purpose: Purpose) -> Result<(), Error> {
    let address = Address::parse(email).map_err(|why| Error::Fields([("email".to_owned(), why)].into()))?;
    let now = app.clock.now();
    let until = now.plus(purpose.life());
    let asked = Asked { purpose, address: address.as_str().to_owned(), token: app.chance.token(), until };
    let job = Job { priority: 0, expires_at: until, ..Job::now(Work::MailToken(asked), now) };
    let inner = app.clone();
    Ok(app.storage.write(move |conn| jobs::promise(conn, &inner, &job)).await?)
}

/// Keeps the token and promises its letter, if somebody has the address; inside the job's transaction. Done twice, it has
/// the same effect as once.
///
/// # Errors
/// When the database fails.
pub fn hand_out(conn: &mut Conn, app: &App, asked: &Asked) -> Stored<Ending> {
    let Some(account) = store::account_by_address(conn, &app.seal.address_lookup(&asked.address))? else {
        return Ok(Ending::Skipped("unknown"));
    };
    let row = MailedToken {
        token_hash: &token_hash(&asked.token),
        account: account.id,
        purpose: asked.purpose.word(),
        last_day: last_day(app.clock.now()),
        clock: &app.seal.seal(row(&account.id.0), &asked.until),
    };
    store::insert_mailed_token(conn, &row)?;
    let token = asked.token.clone();
    let letter = match asked.purpose {
        Purpose::Link => Letter::SignInLink { account: account.id, token },
        Purpose::Reset => Letter::Reset { account: account.id, token },
    };
    let dedupe = Some(app.seal.lookup_text("letter-token", &[account.id.0], &asked.token));
    let now = app.clock.now();
    let job = Job { priority: 0, expires_at: asked.until, dedupe, ..Job::now(Work::Letter(letter), now) };
    jobs::promise(conn, app, &job)?;
    Ok(Ending::Done)
}

/// Spends a token; gives whose it was, if it was still good.
pub(super) fn spend(conn: &mut Conn, app: &App, token: &str, purpose: Purpose) -> Result<Option<AccountId>, Failure> {
    let Some((account, clock)) = store::spend_mailed_token(conn, &token_hash(token), purpose.word())? else {
        return Ok(None);
    };
    let until: Option<Moment> = app.seal.open(row(&account.0), &clock);
    Ok(until.filter(|until| *until > app.clock.now()).map(|_| account))
}

/// The last day on which something can be good that lives for a day or less: told by the day alone.
pub(super) fn last_day(now: Moment) -> Day {
    Day(now.day().0.saturating_add(1))
}

const fn row(account: &i64) -> Row<'_> {
    Row { table: "mailed_tokens", key: std::slice::from_ref(account) }
}
