//! Telling everybody of new terms before they hold: each member once, by letter, from the day a version is announced.

use actix_web::web;

use super::versions::{self, Terms};
use crate::accounts::mail_choices;
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Stored};

/// Accounts that are looked at in one transaction.
const STRETCH: i64 = 200;

/// The version that everybody is to be told of now: announced, and not in force yet.
#[must_use]
pub fn coming(now: Moment) -> Option<&'static Terms> {
    let today = now.day();
    // The first one is nobody's change.
    versions::all().iter().skip(1).find(|terms| {
        let (told, from) = (versions::day(&terms.announced_on), versions::day(&terms.in_force_from));
        told.is_some_and(|told| told <= today) && from.is_some_and(|from| today < from)
    })
}

/// Promises the letters about coming terms; done twice it promises once.
///
/// # Errors
/// When the database fails; what was promised stays promised.
pub async fn announce(app: &web::Data<App>) -> Stored<()> {
    let now = app.clock.now();
    let Some(terms) = coming(now) else { return Ok(()) };
    let mut after = AccountId(0);
    loop {
        let inner = app.clone();
        let readers = app.storage.read(move |conn| mail_choices::readers_after(conn, &inner, after, STRETCH)).await?;
        let Some(last) = readers.last() else { return Ok(()) };
        after = last.account;
        let inner = app.clone();
        let promise = move |conn: &mut Conn| -> Stored<()> {
            for reader in readers {
                let account = reader.account;
                let dedupe = Some(inner.seal.lookup_text("terms-changed", &[account.0], &terms.version));
                let letter = Letter::TermsChanged { account, version: terms.version.clone() };
                let job = Job { priority: 3, dedupe, expires_at: now.plus(15 * DAY), ..Job::now(Work::Letter(letter), now) };
                jobs::promise(conn, &inner, &job)?;
            }
            Ok(())
        };
        app.storage.write(promise).await?;
    }
}
