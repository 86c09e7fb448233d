//! Who is asking. Permissions are types: what an action takes says who may call it.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::{Method, header};
use actix_web::{FromRequest, HttpRequest, web};

use crate::accounts::{self, Member, Role};
use crate::app::App;
use crate::error::{Code, Error};

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

type Coming<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

async fn known(request: HttpRequest) -> Result<Option<Member>, Error> {
    let app = request.app_data::<web::Data<App>>().cloned().ok_or(Code::Internal)?;
    let Some(token) = request.headers().get(header::AUTHORIZATION) else {
        app.limits.visitor(&request)?;
        return Ok(None);
    };
    let token = token.to_str().ok().and_then(|value| value.split_once(' '));
    let Some((_, token)) = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer")) else {
        return Err(Code::Unauthenticated.into());
    };
    let member = accounts::authenticate(&app, token.trim()).await?.ok_or(Code::Unauthenticated)?;
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
