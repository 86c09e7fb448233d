//! Who is asking. Permissions are types: what an action takes says who may call it.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::{Method, header};
use actix_web::{FromRequest, HttpRequest, web};

use crate::accounts::{self, Member, Role};
use crate::app::App;
use crate::error::{Code, Error};
use crate::storage::columns::SessionId;

/// Anybody: a member, or a visitor.
#[derive(Clone, Debug)]
pub struct Viewer(pub Option<Member>);

/// Somebody with a session, even a limited one: for the few routes that stay open to the suspended.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Member);

/// A member who may write: not muted. For everything that puts words or warmth before others.
#[derive(Clone, Debug)]
pub struct Writer(pub Member);

/// A member who may remove abuse.
#[derive(Clone, Debug)]
pub struct Moderator(pub Member);

/// A member who runs the place.
#[derive(Clone, Debug)]
pub struct Admin(pub Member);

/// Somebody with a session, even a limited one, or whose session is over while its token is still good: for leaving, which ends
/// the session that a repeat of the same request comes with.
#[derive(Clone, Debug)]
pub struct Departing {
    /// Her; nobody, once she has left.
    pub member: Option<Member>,
    /// The session of the token.
    pub session: SessionId,
}

type Coming<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// The token that a request carries, if it carries one.
pub(crate) fn bearer(request: &HttpRequest) -> Result<Option<&str>, Error> {
    let Some(token) = request.headers().get(header::AUTHORIZATION) else { return Ok(None) };
    let token = token.to_str().ok().and_then(|value| value.split_once(' '));
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"));
    token.map(|(_, token)| Some(token.trim())).ok_or_else(|| Code::Unauthenticated.into())
}

async fn known(request: HttpRequest) -> Result<Option<Member>, Error> {
    let app = request.app_data::<web::Data<App>>().cloned().ok_or(Code::Internal)?;
    let Some(token) = bearer(&request)? else {
        app.limits.visitor(&request)?;
        return Ok(None);
    };
    let member = accounts::authenticate(&app, token).await?.ok_or(Code::Unauthenticated)?;
    let reads = request.method() == Method::GET || request.method() == Method::HEAD;
    app.limits.member(member.account, reads)?;
    Ok(Some(member))
}

fn unlimited(member: Member) -> Result<Member, Error> {
    if member.limited { Err(Code::Suspended.into()) } else { Ok(member) }
}

impl FromRequest for Viewer {
    type Error = Error;
    type Future = Coming<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { known(request).await?.map(unlimited).transpose().map(Self) })
    }
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Coming<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self(known(request).await?.ok_or(Code::Unauthenticated)?)) })
    }
}

impl FromRequest for Departing {
    type Error = Error;
    type Future = Coming<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = request.app_data::<web::Data<App>>().cloned().ok_or(Code::Internal)?;
            let token = bearer(&request)?.ok_or(Code::Unauthenticated)?;
            if let Some(member) = accounts::authenticate(&app, token).await? {
                app.limits.member(member.account, false)?;
                return Ok(Self { session: member.session, member: Some(member) });
            }
            app.limits.visitor(&request)?;
            let session = accounts::tokens::read(&app, token).ok_or(Code::Unauthenticated)?.session;
            Ok(Self { member: None, session })
        })
    }
}

impl FromRequest for Member {
    type Error = Error;
    type Future = Coming<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload);
        Box::pin(async move { unlimited(signed_in.await?.0) })
    }
}

impl FromRequest for Writer {
    type Error = Error;
    type Future = Coming<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let member = Member::from_request(request, payload);
        Box::pin(async move {
            let member = member.await?;
            match member.muted_until {
                None => Ok(Self(member)),
                Some(until) => Err(Error::new(Code::Muted).detailed(format!(
                    "You can read, and you cannot write until {}. Your words can stay here as a draft.",
                    until.in_words()
                ))),
            }
        })
    }
}

impl FromRequest for Moderator {
    type Error = Error;
    type Future = Coming<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let member = Member::from_request(request, payload);
        Box::pin(async move {
            let member = member.await?;
            if matches!(member.role, Role::Moderator | Role::Admin) { Ok(Self(member)) } else { Err(Code::Forbidden.into()) }
        })
    }
}

impl FromRequest for Admin {
    type Error = Error;
    type Future = Coming<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let member = Member::from_request(request, payload);
        Box::pin(async move {
            let member = member.await?;
            if member.role == Role::Admin { Ok(Self(member)) } else { Err(Code::Forbidden.into()) }
        })
    }
}
