//! What she chose about letters: `/me/mail`.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use serde::{Deserialize, Serialize};

use crate::accounts::mail_choices::{Often, SecondAddress};
use crate::accounts::quiet::TimeOfDay;
use crate::accounts::{Member, second_address};
use crate::app::App;
use crate::clock::Moment;
use crate::error::{Error, Problem};
use crate::http::body::present;
use crate::http::{Body, Query};
use crate::notifications::mail::{self, Changes, Settings};
use crate::notifications::model::MailStatus;
use crate::notifications::preview::{self, Preview, Previewed};

/// How letters come, and whether they do.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own, and the contract shows them so")]
pub struct MailSettings {
    /// Letters about replies to her.
    replies: Often,
    /// Letters about threads that she follows.
    followed: Often,
    /// Letters about the whole forum.
    digest: Often,
    /// She wants no notices by mail at all.
    all_stopped: bool,
    /// Letters say little: no name, no title, no words of a reply.
    discreet: bool,
    /// Letters show names, titles and words: the opposite of `discreet`.
    with_text: bool,
    /// When quiet hours begin, `HH:MM` in her time zone; null when there are none. Without a time zone they do not count.
    #[schema(example = "21:00")]
    quiet_from: Option<String>,
    /// When they end.
    #[schema(example = "07:00")]
    quiet_to: Option<String>,
    /// Nothing comes before this moment.
    #[schema(format = DateTime)]
    pause_until: Option<String>,
    /// She answers by mail.
    reply_by_mail: bool,
    /// Whether that can be had here.
    reply_by_mail_offered: bool,
    /// Whether letters reach her.
    status: MailStatus,
    /// Where notices go instead, once it is proven.
    second_address: Option<Second>,
}

/// A second address.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Second {
    /// As she typed it.
    address: String,
    /// She has opened the link that was mailed to it.
    confirmed: bool,
}

impl From<SecondAddress> for Second {
    fn from(second: SecondAddress) -> Self {
        Self { address: second.address, confirmed: second.confirmed }
    }
}

impl From<Settings> for MailSettings {
    fn from(Settings { choices, status, reply_by_mail_offered }: Settings) -> Self {
        Self {
            replies: choices.replies(),
            followed: choices.followed(),
            digest: choices.digest(),
            all_stopped: choices.all_stopped,
            discreet: choices.discreet,
            with_text: !choices.discreet,
            quiet_from: choices.quiet.map(|quiet| quiet.from.text()),
            quiet_to: choices.quiet.map(|quiet| quiet.to.text()),
            pause_until: choices.pause_until.map(Moment::rfc3339),
            reply_by_mail: choices.reply_by_mail,
            reply_by_mail_offered,
            status,
            second_address: choices.second.map(Second::from),
        }
    }
}

/// What she changes about letters; what is left out stays.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailChange {
    replies: Option<Often>,
    followed: Option<Often>,
    digest: Option<Often>,
    all_stopped: Option<bool>,
    discreet: Option<bool>,
    with_text: Option<bool>,
    /// `HH:MM`; null for no quiet hours.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    quiet_from: Option<Option<String>>,
    /// `HH:MM`; null for no quiet hours.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    quiet_to: Option<Option<String>>,
    /// A day to three months from now; null ends the pause.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pause_until: Option<Option<String>>,
    reply_by_mail: Option<bool>,
}

impl MailChange {
    fn read(self) -> Result<Changes, Error> {
        let time = |field: &str, told: Option<Option<String>>| {
            let read = told.map(|told| told.as_deref().map(TimeOfDay::parse).transpose());
            read.transpose().map_err(|why| Error::field(field, why))
        };
        let pause = self.pause_until.map(|told| told.map(|told| Moment::parse(&told).ok_or("unknown")).transpose());
        Ok(Changes {
            replies: self.replies,
            followed: self.followed,
            digest: self.digest,
            all_stopped: self.all_stopped,
            discreet: self.discreet,
            with_text: self.with_text,
            quiet_from: time("quiet_from", self.quiet_from)?,
            quiet_to: time("quiet_to", self.quiet_to)?,
            pause_until: pause.transpose().map_err(|why| Error::field("pause_until", why))?,
            reply_by_mail: self.reply_by_mail,
        })
    }
}

/// How letters come to her.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = MailSettings), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[get("/me/mail")]
pub async fn mail_settings(app: web::Data<App>, member: Member) -> Result<web::Json<MailSettings>, Error> {
    Ok(web::Json(mail::settings(app, &member).await?.into()))
}

/// Change how letters come to her, those already waiting too.
#[utoipa::path(tag = "me", request_body = Option<MailChange>, security(("bearer" = [])), responses(
    (status = 200, body = MailSettings), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[patch("/me/mail")]
pub async fn change_mail(app: web::Data<App>, member: Member, body: Body<MailChange>) -> Result<web::Json<MailSettings>, Error> {
    let changes = body.value.read()?;
    Ok(web::Json(mail::change(app, &member, changes).await?.into()))
}

/// An address that is to get her notices.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSecondAddress {
    /// The address.
    email: String,
    /// Her password: whoever finds her device open must not send her letters elsewhere.
    password: String,
}

/// A letter is on its way.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OnItsWay {
    sent: bool,
}

/// Have notices sent to a second address, once the link that is mailed to it was opened.
#[utoipa::path(tag = "me", request_body = NewSecondAddress, security(("bearer" = [])), responses(
    (status = 202, body = OnItsWay), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/me/mail/second-address")]
pub async fn add_second_address(
    app: web::Data<App>,
    request: HttpRequest,
    member: Member,
    body: Body<NewSecondAddress>,
) -> Result<HttpResponse, Error> {
    let NewSecondAddress { email, password } = body.value;
    app.limits.entry(&request, Some(app.seal.address_lookup(email.trim())))?;
    app.limits.entry(&request, Some(app.seal.lookup("second-address", &[member.account.0])))?;
    second_address::ask(app, &member, &email, password).await?;
    Ok(HttpResponse::Accepted().json(OnItsWay { sent: true }))
}

/// Take the second address away; notices go to her own again.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[delete("/me/mail/second-address")]
pub async fn drop_second_address(app: web::Data<App>, member: Member) -> Result<HttpResponse, Error> {
    second_address::forget(app, &member).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Have a test letter sent to where notices go; once in ten minutes.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 202, body = OnItsWay), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem),
))]
#[post("/me/mail/test")]
pub async fn test_mail(app: web::Data<App>, member: Member) -> Result<HttpResponse, Error> {
    mail::test(app, &member).await?;
    Ok(HttpResponse::Accepted().json(OnItsWay { sent: true }))
}

/// Which letter to show.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// As it would be if letters said little. Left out: as she chose.
    discreet: Option<bool>,
    /// As it would be if letters showed words. Left out: as she chose.
    with_text: Option<bool>,
    /// Of which kind. Left out: a letter about a reply.
    #[param(inline)]
    kind: Option<Previewed>,
}

/// A letter as it would look, with invented words.
#[utoipa::path(tag = "me", params(Asked), security(("bearer" = [])), responses(
    (status = 200, body = Preview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    (status = 429, body = Problem),
))]
#[get("/me/mail/preview")]
pub async fn preview_mail(app: web::Data<App>, member: Member, Query(asked): Query<Asked>) -> Result<web::Json<Preview>, Error> {
    let discreet = match (asked.discreet, asked.with_text) {
        (Some(true), Some(true)) => return Err(Error::field("with_text", "not_with_discreet")),
        (Some(discreet), _) => Some(discreet),
        (None, with_text) => with_text.map(|with_text| !with_text),
    };
    Ok(web::Json(preview::preview(app, &member, asked.kind.unwrap_or(Previewed::Reply), discreet).await?))
}
