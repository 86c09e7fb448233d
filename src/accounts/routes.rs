//! `/accounts`, `/sessions`, `/passwords`, `/me`.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use serde::{Deserialize, Serialize};

use super::actions::{self, Changes, Profile};
use super::entry::{self, Application};
use super::model::{Member, Role};
use super::sessions::{self, Device, Opened};
use super::tokens;
use crate::app::App;
use crate::clock::{Day, Moment, SECOND};
use crate::error::{Code, Error, Problem};
use crate::http::body::present;
use crate::http::page::{List, Paging};
use crate::http::{Body, Query, SignedIn};
use crate::storage::columns::SessionId;

/// What somebody types to sign up.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// A mail address; shown to nobody.
    email: String,
    /// 8 characters or more, any of them.
    password: String,
    /// The name for named voices, 1 to 40 characters.
    name: String,
    /// A language tag.
    locale: Option<String>,
    /// An IANA time zone.
    time_zone: Option<String>,
    /// Two letters (ISO 3166).
    country: Option<String>,
    /// The version of the terms that is accepted.
    terms: Option<String>,
    /// 18 or older: true. No date of birth is asked for.
    adult: Option<bool>,
}

/// A letter is on its way, if there is anybody to get it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Sent {
    sent: bool,
}

/// A token that was mailed.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailedToken {
    /// What stood behind `token=`.
    token: String,
    /// Others use this device: the session ends after half an hour of rest.
    #[serde(default)]
    shared: bool,
}

/// A mail address to write to.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Addressed {
    /// The address.
    email: String,
}

/// Address and password, or a mailed link's token.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The address, with `password`.
    email: Option<String>,
    /// The password, with `email`.
    password: Option<String>,
    /// The token of a mailed link, alone.
    link_token: Option<String>,
    /// Others use this device: the session ends after half an hour of rest.
    #[serde(default)]
    shared: bool,
}

/// A session's refresh token.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// Opaque.
    refresh_token: String,
}

/// A new password.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The token of the reset letter.
    token: String,
    /// 8 characters or more.
    password: String,
}

/// The password is changed and every session has ended.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Changed {
    changed: bool,
}

/// An open session.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Session {
    /// A JWT for `Authorization: Bearer`.
    access_token: String,
    /// Seconds it is good for.
    expires_in: i64,
    /// For the next one.
    refresh_token: String,
    /// Whose session this is.
    member: SessionMember,
}

/// What a client needs to greet somebody.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SessionMember {
    name: String,
    role: Role,
    /// Suspended: only her own data and decisions are open.
    limited: bool,
    /// Tabs say the site's neutral name only.
    discreet: bool,
}

impl From<Opened> for Session {
    fn from(opened: Opened) -> Self {
        Self {
            access_token: opened.access_token,
            expires_in: tokens::LIFE / SECOND,
            refresh_token: opened.refresh_token,
            member: SessionMember { name: opened.name, role: opened.role, limited: opened.limited, discreet: opened.discreet },
        }
    }
}

/// One of her sessions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SessionEntry {
    id: SessionId,
    /// The one this request came with.
    current: bool,
    /// Coarse, "Firefox on Android".
    device: String,
    shared: bool,
    #[schema(value_type = String, format = Date)]
    started_on: Day,
    #[schema(value_type = String, format = Date)]
    last_used_on: Day,
}

/// A member, as she sees herself.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Me {
    name: String,
    email: String,
    role: Role,
    limited: bool,
    /// Until when she reads and does not write, if she is muted.
    #[schema(format = DateTime)]
    muted_until: Option<String>,
    locale: String,
    time_zone: Option<String>,
    country: Option<String>,
    /// Tabs say the site's neutral name only, not what is open.
    discreet: bool,
    #[schema(value_type = String, format = Date)]
    joined_on: Day,
}

impl From<Profile> for Me {
    fn from(profile: Profile) -> Self {
        let account = profile.account;
        Self {
            name: account.name,
            email: profile.email,
            role: account.role,
            limited: profile.limited,
            muted_until: profile.muted_until.map(Moment::rfc3339),
            locale: account.locale,
            time_zone: account.time_zone,
            country: account.country,
            discreet: account.discreet,
            joined_on: account.joined_day,
        }
    }
}

/// What she changes about herself; what is left out stays.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeChange {
    name: Option<String>,
    locale: Option<String>,
    /// null: none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    time_zone: Option<Option<String>>,
    /// null: none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    country: Option<Option<String>>,
    /// Whether tabs say the site's neutral name only.
    discreet: Option<bool>,
}

/// "Firefox on Android" out of a user agent: enough to know one's own devices, too coarse to follow anybody.
fn device(request: &HttpRequest, shared: bool) -> Device {
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let named = |known: &[(&str, &'static str)], other: &'static str| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map_or(other, |(_, name)| *name)
    };
    let browsers = [("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    let (browser, system) = (named(&browsers, "A program"), named(&systems, "an unknown system"));
    Device { description: format!("{browser} on {system}"), shared }
}

/// Sign up. Answers alike whether or not the address is known; a letter says which.
#[utoipa::path(tag = "accounts", request_body = NewAccount, responses(
    (status = 202, body = Sent, description = "A letter is on its way."),
    (status = 400, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/accounts")]
pub async fn sign_up(app: web::Data<App>, request: HttpRequest, body: Body<NewAccount>) -> Result<HttpResponse, Error> {
    let new = body.value;
    app.limits.entry(&request, Some(app.seal.address_lookup(new.email.trim())))?;
    let application = Application {
        email: new.email,
        password: new.password,
        name: new.name,
        locale: new.locale,
        time_zone: new.time_zone,
        country: new.country,
        terms: new.terms,
        adult: new.adult,
    };
    entry::sign_up(app, application).await?;
    Ok(HttpResponse::Accepted().json(Sent { sent: true }))
}

/// Prove an address with the mailed token, and sign in.
#[utoipa::path(tag = "accounts", request_body = MailedToken, responses(
    (status = 200, body = Session), (status = 400, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/accounts/verify")]
pub async fn verify(app: web::Data<App>, request: HttpRequest, body: Body<MailedToken>) -> Result<web::Json<Session>, Error> {
    app.limits.entry(&request, None)?;
    let MailedToken { token, shared } = body.value;
    let opened = entry::verify(app, token, device(&request, shared)).await?;
    Ok(web::Json(opened.into()))
}

/// Sign in with address and password, or with the token of a mailed link.
#[utoipa::path(tag = "accounts", request_body = SignIn, responses(
    (status = 201, body = Session), (status = 400, body = Problem), (status = 401, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/sessions")]
pub async fn sign_in(app: web::Data<App>, request: HttpRequest, body: Body<SignIn>) -> Result<HttpResponse, Error> {
    let SignIn { email, password, link_token, shared } = body.value;
    app.limits.entry(&request, email.as_deref().map(|email| app.seal.address_lookup(email.trim())))?;
    let device = device(&request, shared);
    let opened = match (email, password, link_token) {
        (Some(email), Some(password), None) => entry::with_password(app, &email, password, device).await?,
        (None, None, Some(token)) => entry::with_link(app, token, device).await?,
        (None, _, None) => return Err(Error::field("email", "required")),
        (Some(_), None, None) => return Err(Error::field("password", "required")),
        (_, _, Some(_)) => return Err(Error::field("link_token", "not_allowed")),
    };
    Ok(HttpResponse::Created().json(Session::from(opened)))
}

/// Have a sign-in link mailed. Answers alike whether or not the address is known.
#[utoipa::path(tag = "accounts", request_body = Addressed, responses(
    (status = 202, body = Sent), (status = 400, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/sessions/links")]
pub async fn mail_link(app: web::Data<App>, request: HttpRequest, body: Body<Addressed>) -> Result<HttpResponse, Error> {
    app.limits.entry(&request, Some(app.seal.address_lookup(body.value.email.trim())))?;
    entry::mail_link(app, &body.value.email).await?;
    Ok(HttpResponse::Accepted().json(Sent { sent: true }))
}

/// Go on with a session. Each refresh token is used once; its successor comes with the answer.
#[utoipa::path(tag = "accounts", request_body = Refresh, responses(
    (status = 200, body = Session), (status = 400, body = Problem), (status = 401, body = Problem), (status = 415, body = Problem),
    (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/sessions/refresh")]
pub async fn refresh(app: web::Data<App>, request: HttpRequest, body: Body<Refresh>) -> Result<web::Json<Session>, Error> {
    app.limits.visitor(&request)?;
    Ok(web::Json(sessions::refresh(app, &body.value.refresh_token).await?.into()))
}

/// Her sessions.
#[utoipa::path(tag = "accounts", params(Paging), security(("bearer" = [])), responses(
    (status = 200, body = List<SessionEntry>), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[get("/sessions")]
pub async fn list_sessions(
    app: web::Data<App>,
    SignedIn(member): SignedIn,
    Query(paging): Query<Paging>,
) -> Result<web::Json<List<SessionEntry>>, Error> {
    let page = sessions::list(&app, member.account, paging.cursor.as_deref(), paging.limit).await?;
    Ok(web::Json(page.map(|session| SessionEntry {
        id: session.id,
        current: session.id == member.session,
        device: session.device,
        shared: session.shared,
        started_on: session.started_day,
        last_used_on: session.last_used_day,
    })))
}

/// End one of her sessions, at once. `current` is the one that asks.
#[utoipa::path(tag = "accounts", params(("id" = String, Path, description = "A session's id, or `current`")), security(("bearer" = [])), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem),
))]
#[delete("/sessions/{id}")]
pub async fn end_session(app: web::Data<App>, SignedIn(member): SignedIn, id: web::Path<String>) -> Result<HttpResponse, Error> {
    let session = if *id == "current" { Some(member.session) } else { SessionId::parse(&id) };
    sessions::end(&app, member.account, session.ok_or(Code::NotFound)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Have a reset link mailed. Answers alike whether or not the address is known.
#[utoipa::path(tag = "accounts", request_body = Addressed, responses(
    (status = 202, body = Sent), (status = 400, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/passwords/resets")]
pub async fn mail_reset(app: web::Data<App>, request: HttpRequest, body: Body<Addressed>) -> Result<HttpResponse, Error> {
    app.limits.entry(&request, Some(app.seal.address_lookup(body.value.email.trim())))?;
    entry::mail_reset(app, &body.value.email).await?;
    Ok(HttpResponse::Accepted().json(Sent { sent: true }))
}

/// Set a new password with the mailed token. Ends every session.
#[utoipa::path(tag = "accounts", request_body = NewPassword, responses(
    (status = 200, body = Changed), (status = 400, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[post("/passwords")]
pub async fn set_password(
    app: web::Data<App>,
    request: HttpRequest,
    body: Body<NewPassword>,
) -> Result<web::Json<Changed>, Error> {
    app.limits.entry(&request, None)?;
    entry::reset_password(app, body.value.token, &body.value.password).await?;
    Ok(web::Json(Changed { changed: true }))
}

/// Her profile.
#[utoipa::path(tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = Me), (status = 401, body = Problem), (status = 429, body = Problem),
))]
#[get("/me")]
pub async fn me(app: web::Data<App>, SignedIn(member): SignedIn) -> Result<web::Json<Me>, Error> {
    Ok(web::Json(actions::profile(&app, member.account).await?.into()))
}

/// Change her profile. A new name reaches her named posts within moments.
#[utoipa::path(tag = "me", request_body = Option<MeChange>, security(("bearer" = [])), responses(
    (status = 200, body = Me), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
))]
#[patch("/me")]
pub async fn change_me(app: web::Data<App>, member: Member, body: Body<MeChange>) -> Result<web::Json<Me>, Error> {
    let MeChange { name, locale, time_zone, country, discreet } = body.value;
    let changes = Changes { name, locale, time_zone, country, discreet };
    Ok(web::Json(actions::change_profile(app, member, changes).await?.into()))
}
