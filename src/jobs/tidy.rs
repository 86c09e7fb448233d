//! What is done once a night: forgetting what has served its time.

use actix_web::web;

use super::store;
use crate::accounts;
use crate::app::App;
use crate::clock::Day;
use crate::idempotency;
use crate::leaving;
use crate::mail::{addresses, fates};
use crate::replies;
use crate::screening;
use crate::storage::Stored;
use crate::storage::columns::AccountId;

/// Days that a job stays after it has ended: it guards against a double, and answers "was it sent?".
const REMEMBERED_DAYS: i32 = 90;

/// Accounts whose standing is sealed anew in one transaction.
const STRETCH: i64 = 200;

/// Forgets expired sign-ups, mailed tokens, sessions, idempotency keys, receipts and reply addresses, the jobs that ended long
/// ago and what became of letters then; seals anew what every account may do.
///
/// # Errors
/// When the database fails; what was done before stays done.
pub async fn nightly(app: &web::Data<App>) -> Stored<()> {
    // One transaction each, so that a long night never keeps a writer waiting for all of them.
    let now = app.clock.now();
    let inner = app.clone();
    app.storage.write(move |conn| accounts::actions::forget_expired(conn, &inner)).await?;
    app.storage.write(move |conn| idempotency::forget_old(conn, now)).await?;
    app.storage.write(move |conn| leaving::forget_receipts(conn, now)).await?;
    app.storage.write(move |conn| fates::forget_old(conn, now)).await?;
    let inner = app.clone();
    app.storage.write(move |conn| addresses::forget_old(conn, &inner)).await?;
    let mut next = Some(AccountId(0));
    while let Some(after) = next {
        let inner = app.clone();
        next = app.storage.write(move |conn| accounts::standing::seal_anew(conn, &inner, after, STRETCH)).await?;
    }
    app.storage.write(move |conn| screening::actions::forget_old(conn, now)).await?;
    replies::addresses::tidy(app).await?;
    let before = Day(now.day().0.saturating_sub(REMEMBERED_DAYS));
    app.storage.write(move |conn| store::forget_ended(conn, before)).await?;
    Ok(())
}
