//! What is done once a night: forgetting what has served its time, and sealing anew.

use actix_web::web;

use crate::accounts;
use crate::app::App;
use crate::replies;
use crate::retention;
use crate::storage::Stored;
use crate::storage::columns::AccountId;
use crate::terms;

/// Accounts whose standing is sealed anew in one transaction.
const STRETCH: i64 = 200;

/// Forgets what the table of retention says, and reply addresses; seals anew what every account may do.
///
/// # Errors
/// When the database fails; what was done before stays done.
pub async fn nightly(app: &web::Data<App>) -> Stored<()> {
    // One transaction each, so that a long night never keeps a writer waiting for all of them.
    for forget in retention::TABLE.iter().filter_map(|kept| kept.forget) {
        let inner = app.clone();
        app.storage.write(move |conn| forget(conn, &inner)).await?;
    }
    let mut next = Some(AccountId(0));
    while let Some(after) = next {
        let inner = app.clone();
        next = app.storage.write(move |conn| accounts::standing::seal_anew(conn, &inner, after, STRETCH)).await?;
    }
    replies::addresses::tidy(app).await?;
    terms::announcing::announce(app).await
}
