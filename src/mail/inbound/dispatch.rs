//! What came in is looked at, by the address it came to. It was acknowledged long ago: nobody is answered from here.

use actix_web::web;

use super::{Arrived, Recipient};
use crate::app::App;
use crate::jobs::Ending;
use crate::replies;
use crate::storage::Stored;

/// Does what a mail asks for, if its token is one of ours.
///
/// # Errors
/// When the database fails; it is tried again then.
pub async fn carry_out(app: web::Data<App>, arrived: Arrived) -> Stored<Ending> {
    let Some(recipient) = Recipient::parse(&arrived.to, &app.config.mail.domain) else {
        return Ok(Ending::Skipped("unknown"));
    };
    match recipient {
        Recipient::Reply(token) => replies::arrived(app, token, arrived.raw.0).await,
        Recipient::Bounce(_) | Recipient::Complaints | Recipient::Stop(_) => Ok(Ending::Skipped("unknown")),
    }
}
