//! A second, private address for notices (E-48): asked for with the password, proven by a mailed link, shown to nobody else.
//!
//! Nothing is kept for the link. It is a sealed ticket that names what stands in her choices: a link for an address that she
//! has replaced or taken away since is worth nothing.

use std::collections::BTreeMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::entry::Error;
use super::mail_choices::{self, SecondAddress};
use super::model::{Address, Member};
use super::passwords::Password;
use super::store;
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Failure, Stored};

/// How long the link is good, in milliseconds.
const LIFE: i64 = DAY;
const TICKET: &str = "second-address";

#[derive(Debug, Serialize, Deserialize)]
struct Ticket(AccountId, i64, Moment);

/// Keeps an address until it is proven, and has a link mailed to it.
///
/// # Errors
/// `Fields`: it is no address, or the password is not hers.
pub async fn ask(app: web::Data<App>, member: &Member, email: &str, password: String) -> Result<(), Error> {
    let told = |field: &str, why| Error::Fields(BTreeMap::from([(field.to_owned(), why)]));
    let address = Address::parse(email).map_err(|why| told("email", why))?;
    let account = member.account;
    let row = app.storage.read(move |conn| store::account(conn, account)).await?.ok_or(Failure::Left)?;
    if !app.passwords.check(Password::typed(password), row.password.as_deref()).await? {
        return Err(told("password", "wrong"));
    }
    let inner = app.clone();
    app.storage
        .write(move |conn| -> Result<(), Error> {
            let app = &*inner;
            let nonce = app.chance.id();
            mail_choices::change(conn, app, account, |choices| -> Stored<()> {
                choices.second = Some(SecondAddress { address: address.as_str().to_owned(), confirmed: false, nonce });
                Ok(())
            })?;
            let now = app.clock.now();
            let until = now.plus(LIFE);
            let letter = Letter::SecondAddress { account, nonce, until };
            let job = Job { priority: 0, expires_at: until, ..Job::now(Work::Letter(letter), now) };
            Ok(jobs::promise(conn, app, &job)?)
        })
        .await
}

/// The address that waits to be proven, and the token of its link, if it still is the one that was asked for.
///
/// # Errors
/// When the database fails.
pub fn to_prove(conn: &mut Conn, app: &App, account: AccountId, nonce: i64, until: Moment) -> Stored<Option<(String, String)>> {
    let second = mail_choices::of(conn, app, account)?.and_then(|choices| choices.second);
    let waiting = second.filter(|second| second.nonce == nonce && !second.confirmed);
    Ok(waiting.map(|second| (second.address, app.seal.ticket(TICKET, &Ticket(account, nonce, until)))))
}

/// Proves an address by its mailed link: from now on notices go there. A second time changes nothing.
///
/// # Errors
/// `TokenSpent` when the link is too old, not ours, or for an address that is not the one any more.
pub async fn confirm(app: web::Data<App>, token: &str) -> Result<(), Error> {
    let Ticket(account, nonce, until) = app.seal.read_ticket(TICKET, token).ok_or(Error::TokenSpent)?;
    if until <= app.clock.now() {
        return Err(Error::TokenSpent);
    }
    let inner = app.clone();
    let confirmed = app.storage.write(move |conn| {
        mail_choices::change(conn, &inner, account, |choices| {
            let second = choices.second.as_mut().filter(|second| second.nonce == nonce).ok_or(Error::TokenSpent)?;
            second.confirmed = true;
            Ok::<(), Error>(())
        })
    });
    confirmed.await?.map(|_| ()).ok_or(Error::TokenSpent)
}

/// Takes the second address away; notices go to her own again.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: web::Data<App>, member: &Member) -> Stored<()> {
    let (inner, account) = (app.clone(), member.account);
    let forget = move |conn: &mut Conn| {
        mail_choices::change(conn, &inner, account, |choices| -> Stored<()> {
            choices.second = None;
            Ok(())
        })
    };
    app.storage.write(forget).await.map(|_| ())
}
