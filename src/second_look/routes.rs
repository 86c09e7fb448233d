//! `/second-look`

use actix_web::{post, web};
use serde::{Deserialize, Serialize};

use super::actions::{self, Asked, Looked};
use super::hints::Hint;
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::http::Body;
use crate::storage::columns::ThreadId;
use crate::threads::views::Card;
use crate::voices::VoiceKind;

/// Words that somebody is about to send.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordsToLookOver {
    /// Markdown, up to 20,000 characters.
    text: String,
    /// Under which name she would send them.
    voice: VoiceKind,
    /// In which thread; left out before it exists.
    thread: Option<ThreadId>,
}

/// What in them may tell who she is.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SecondLook {
    /// In the order of the text; none where nothing was found. Under her own name only numbers, addresses, streets and schools.
    hints: Vec<Hint>,
    /// The text with numbers, addresses, streets and schools masked; null where there are none. In NFC, with LF for every end of a line.
    masked: Option<String>,
    /// Threads in which others speak of the same, at most three; for whom it helps to see that.
    similar: Vec<Card>,
}

/// Look over words before they are sent under an alias. Nothing is stored, nobody else is told, and posting never needs it.
#[utoipa::path(tag = "second look", request_body = WordsToLookOver, security(("bearer" = [])), responses(
    (status = 200, body = SecondLook), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem),
))]
#[post("/second-look")]
pub async fn look(app: web::Data<App>, member: Member, body: Body<WordsToLookOver>) -> Result<web::Json<SecondLook>, Error> {
    let WordsToLookOver { text, voice, thread } = body.value;
    let Looked { hints, masked, similar } = actions::look(&app, member, Asked { text, voice, thread }).await?;
    Ok(web::Json(SecondLook { hints, masked, similar }))
}
