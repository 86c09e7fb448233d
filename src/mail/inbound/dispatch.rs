//! What came in is looked at, by the address it came to. It was acknowledged long ago: nobody is answered from here.

use actix_web::web;

use super::bounces::{self, Reading};
use super::{Arrived, Recipient, returned};
use crate::app::App;
use crate::clock::SECOND;
use crate::jobs::Ending;
use crate::notifications::stop;
use crate::replies;
use crate::storage::{Failure, Stored};

/// So long a letter may take to be written down, in milliseconds.
const SOON: i64 = 30 * SECOND;

/// Does what a mail asks for, if its token is one of ours.
///
/// # Errors
/// When the database fails; it is tried again then.
pub async fn carry_out(app: web::Data<App>, arrived: Arrived) -> Stored<Ending> {
    let Some(recipient) = Recipient::parse(&arrived.to, &app.config.mail.domain) else {
        return Ok(Ending::Skipped("unknown"));
    };
    let token = match recipient {
        Recipient::Reply(token) => return replies::arrived(app, token, arrived.raw.0).await,
        Recipient::Stop(token) => {
            let inner = app.clone();
            let stopped = app.storage.write(move |conn| stop::stop_by_mail(conn, &inner, &token)).await?;
            return Ok(if stopped { Ending::Done } else { Ending::Skipped("unknown") });
        }
        Recipient::Bounce(token) => Some(token),
        Recipient::Complaints => None,
    };
    let (raw, at) = (arrived.raw.0, arrived.at);
    let reading = tokio::task::spawn_blocking(move || bounces::read(&raw)).await.map_err(|_| Failure::CutOff)?;
    let inner = app.clone();
    let ending = app
        .storage
        .write(move |conn| match (reading, token) {
            (Reading::Bounce(failures), Some(token)) => returned::bounced(conn, &inner, &token, &failures),
            (Reading::Complaint(complaint), token) => returned::complained(conn, &inner, token, &complaint),
            // Whoever is away has told us nothing, and without a token anybody could have written a bounce.
            (Reading::Bounce(_) | Reading::Automatic | Reading::Other, _) => Ok(Ending::Skipped("unheeded")),
        })
        .await?;
    // A relay on the same machine can be quicker to give a letter back than we are to write down that it left.
    if ending == Ending::Skipped("unknown") && app.clock.now() < at.plus(SOON) {
        return Ok(Ending::Later("unknown".to_owned()));
    }
    Ok(ending)
}
