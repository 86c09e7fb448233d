//! The doors: sign-up, verification, sign-in by password or mailed link, password reset.
//!
//! No door tells whether an address is known: status, body and work are alike, and a letter says the truth.

use std::collections::BTreeMap;

use actix_web::web;

use super::leaving;
use super::mail_choices;
use super::mailed::{self, Purpose};
use super::model::{self, Address, Member, Role};
use super::name::DisplayName;
use super::passwords::Password;
use super::sessions::{self, Device, Opened};
use super::standing;
use super::store::{self, Account, NewAccount, SignUp};
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::error::{Code, FieldCode};
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::screening;
use crate::storage::columns::{AccountId, SessionId};
use crate::storage::{Conn, Failure, Stored};
use crate::terms;
use crate::voices::seal::{Row, token_hash};

/// How long a verification link is good, in milliseconds.
pub const VERIFY_LIFE: i64 = DAY;

/// Why nobody came in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Some of what was typed does not fit.
    #[error("invalid fields")]
    Fields(BTreeMap<String, FieldCode>),
    /// The mailed token is spent, too old or not ours.
    #[error("mailed token refused")]
    TokenSpent,
    /// Address and password do not belong together.
    #[error("wrong credentials")]
    WrongCredentials,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Fields(fields) => Self::fields(fields),
            Error::TokenSpent => Code::TokenSpent.into(),
            Error::WrongCredentials => Code::WrongCredentials.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// What somebody typed to sign up.
#[derive(Debug)]
pub struct Application {
    /// Her mail address.
    pub email: String,
    /// The password she chose.
    pub password: String,
    /// The name for her named voices.
    pub name: String,
    /// Her language, if it was told.
    pub locale: Option<String>,
    /// Her time zone, if it was told.
    pub time_zone: Option<String>,
    /// Her country, if it was told.
    pub country: Option<String>,
    /// The version of the terms she accepts, if her program asked.
    pub terms: Option<String>,
    /// She says that she is 18 or older, if her program asked; no date of birth is ever asked for.
    pub adult: Option<bool>,
}

struct Checked {
    address: Address,
    name: DisplayName,
    password: Password,
    locale: String,
    time_zone: Option<String>,
    country: Option<String>,
    terms: Option<String>,
}

/// Gathers what is wrong with several fields, so that all of it is told at once.
#[derive(Default)]
struct Misfits(BTreeMap<String, FieldCode>);

impl Misfits {
    fn take<T>(&mut self, field: &str, parsed: Result<T, FieldCode>) -> Option<T> {
        parsed.map_err(|why| self.0.insert(field.to_owned(), why)).ok()
    }
}

fn check(application: &Application) -> Result<Checked, Error> {
    let mut misfits = Misfits::default();
    let address = misfits.take("email", Address::parse(&application.email));
    let name = misfits.take("name", DisplayName::parse(&application.name));
    let hints = [application.name.as_str(), application.email.as_str(), "goodenough"];
    let password = misfits.take("password", Password::choose(&application.password, &hints));
    let locale = misfits.take("locale", application.locale.as_deref().map_or_else(|| Ok("en".to_owned()), model::locale));
    let time_zone = misfits.take("time_zone", application.time_zone.as_deref().map(model::time_zone).transpose());
    let country = misfits.take("country", application.country.as_deref().map(model::country).transpose());
    let terms = misfits.take("terms", application.terms.as_deref().map(accepted).transpose());
    if application.adult == Some(false) {
        misfits.0.insert("adult".to_owned(), "required");
    }
    match (address, name, password, locale, time_zone, country, terms) {
        (Some(address), Some(name), Some(password), Some(locale), Some(time_zone), Some(country), Some(terms))
            if misfits.0.is_empty() =>
        {
            Ok(Checked { address, name, password, locale, time_zone, country, terms })
        }
        _ => Err(Error::Fields(misfits.0)),
    }
}

/// A version of the terms that there is.
fn accepted(version: &str) -> Result<String, FieldCode> {
    let found = terms::versions::named(version);
    found.map(|terms| terms.version.clone()).ok_or(if version.trim().is_empty() { "required" } else { "unknown" })
}

/// Takes a sign-up: an unknown address gets a verification letter, a known one a letter that says so. Which of the two is
/// found out when the letter is sent; here the same is done for both.
///
/// # Errors
/// `Fields`, before the address is looked at; a taken name among them.
pub async fn sign_up(app: web::Data<App>, application: Application) -> Result<(), Error> {
    let checked = check(&application)?;
    let skeleton = checked.name.skeleton().to_owned();
    let inner = app.clone();
    if app.storage.read(move |conn| leaving::is_name_taken(conn, &inner, &skeleton, None)).await? {
        return Err(Error::Fields(BTreeMap::from([("name".to_owned(), "taken")])));
    }
    let password = app.passwords.hash(checked.password).await?;
    let token = app.chance.token();
    let now = app.clock.now();
    let until = now.plus(VERIFY_LIFE);
    let letter =
        Letter::Verify { address: checked.address.as_str().to_owned(), token: token.clone(), locale: checked.locale.clone() };
    let sign_up = SignUp {
        token_hash: token_hash(&token),
        email_sealed: app.seal.seal_address(checked.address.as_str()),
        email_lookup: app.seal.address_lookup(checked.address.as_str()),
        name: checked.name.as_str().to_owned(),
        password,
        locale: checked.locale,
        time_zone: checked.time_zone,
        country: checked.country,
        last_day: mailed::last_day(now),
        clock: app.seal.seal(WAITING, &until),
        terms: checked.terms,
    };
    let job = Job { priority: 0, expires_at: until, ..Job::now(Work::Letter(letter), now) };
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            store::insert_sign_up(conn, &sign_up)?;
            // In a storm the letter waits: whoever makes accounts by the dozen has to wait for each.
            let due_at = now.plus(screening::storm::sign_up_wait(conn, &inner, now)?);
            Ok(jobs::promise(conn, &inner, &Job { due_at, ..job })?)
        })
        .await
}

const WAITING: Row<'static> = Row { table: "sign_ups", key: &[] };

/// Proves the address of a sign-up, makes the account and signs in.
///
/// # Errors
/// `TokenSpent`.
pub async fn verify(app: web::Data<App>, token: String, device: Device) -> Result<Opened, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let sign_up = store::sign_up(conn, &token_hash(&token))?.ok_or(Error::TokenSpent)?;
            let until: Option<Moment> = inner.seal.open(WAITING, &sign_up.clock);
            let until = until.filter(|until| *until > inner.clock.now());
            until.ok_or(Error::TokenSpent)?;
            let account = admit(conn, &inner, &sign_up, Role::Member)?.ok_or(Error::TokenSpent)?;
            // She accepted when she signed up, not when the letter came.
            if let (Some(version), Some(until)) = (&sign_up.terms, until) {
                terms::agreements::accepted(conn, &inner, account.id, version, until.plus(-VERIFY_LIFE))?;
            }
            Ok(sessions::open(conn, &inner, &account, &device)?)
        })
        .await
}

/// Makes the account of a sign-up; `None` when the address got an account meanwhile. A name that was taken meanwhile gets a number.
pub(crate) fn admit(conn: &mut Conn, app: &App, sign_up: &SignUp, role: Role) -> Stored<Option<Account>> {
    store::forget_sign_ups(conn, &sign_up.email_lookup)?;
    if store::account_by_address(conn, &sign_up.email_lookup)?.is_some() {
        return Ok(None);
    }
    let Ok(wanted) = DisplayName::parse(&sign_up.name) else { return Ok(None) };
    let mut name = wanted.clone();
    let mut number = 1;
    while leaving::is_name_taken(conn, app, name.skeleton(), None)? {
        number += 1;
        name = wanted.numbered(number);
    }
    let id = AccountId(app.chance.id());
    let standing = standing::fresh(app, id);
    let mail = mail_choices::fresh(app, id);
    let new = NewAccount {
        id,
        handle: &bs58::encode(app.chance.bytes::<16>()).into_string(),
        email_sealed: &sign_up.email_sealed,
        email_lookup: &sign_up.email_lookup,
        name: name.as_str(),
        name_skeleton: name.skeleton(),
        password: Some(&sign_up.password),
        role,
        locale: &sign_up.locale,
        time_zone: sign_up.time_zone.as_deref(),
        country: sign_up.country.as_deref(),
        standing: &standing,
        joined_day: app.clock.now().day(),
        mail: &mail,
    };
    store::insert_account(conn, &new)?;
    store::account(conn, id)
}

/// Makes an account whose address nobody has to prove, and speaks for it: for the demonstration forum.
///
/// # Errors
/// `Fields`; a taken name or address among them.
pub async fn enrol(app: web::Data<App>, application: Application, role: Role) -> Result<Member, Error> {
    let made = enrol_many(&app, vec![application], role).await?.pop();
    made.ok_or_else(|| Error::Fields(BTreeMap::from([("email".to_owned(), "taken")])))
}

/// Makes accounts whose addresses nobody has to prove, all under the password of the first, which is hashed once. A taken address
/// is left out.
///
/// # Errors
/// `Fields`.
pub async fn enrol_many(app: &web::Data<App>, applications: Vec<Application>, role: Role) -> Result<Vec<Member>, Error> {
    let (mut sign_ups, mut password) = (Vec::new(), None);
    for application in applications {
        let checked = check(&application)?;
        let hashed: &String = match &mut password {
            Some(hashed) => hashed,
            none => none.insert(app.passwords.hash(checked.password).await?),
        };
        sign_ups.push(SignUp {
            token_hash: Vec::new(),
            email_sealed: app.seal.seal_address(checked.address.as_str()),
            email_lookup: app.seal.address_lookup(checked.address.as_str()),
            name: checked.name.as_str().to_owned(),
            password: hashed.clone(),
            locale: checked.locale,
            time_zone: checked.time_zone,
            country: checked.country,
            last_day: app.clock.now().day(),
            clock: Vec::new(),
            terms: checked.terms,
        });
    }
    let inner = app.clone();
    let made = app.storage.write(move |conn| -> Stored<Vec<Account>> {
        let made = sign_ups.iter().map(|sign_up| admit(conn, &inner, sign_up, role)).collect::<Stored<Vec<_>>>()?;
        Ok(made.into_iter().flatten().collect())
    });
    let speak = |account: Account| {
        let session = SessionId(app.chance.id());
        Member { account: account.id, name: account.name, role: account.role, limited: false, muted_until: None, session }
    };
    Ok(made.await?.into_iter().map(speak).collect())
}

/// Signs in with address and password.
///
/// # Errors
/// `WrongCredentials`, after the same work whether or not the address is known.
pub async fn with_password(app: web::Data<App>, email: &str, password: String, device: Device) -> Result<Opened, Error> {
    let lookup = app.seal.address_lookup(email.trim());
    let found = app.storage.read(move |conn| store::account_by_address(conn, &lookup)).await?;
    let phc = found.as_ref().and_then(|account| account.password.clone());
    let fits = app.passwords.check(Password::typed(password), phc.as_deref()).await?;
    let account = found.filter(|_| fits).ok_or(Error::WrongCredentials)?;
    let inner = app.clone();
    Ok(app.storage.write(move |conn| sessions::open(conn, &inner, &account, &device)).await?)
}

/// Has a sign-in link mailed, if the address is known.
///
/// # Errors
/// `Fields` when it is no address.
pub async fn mail_link(app: web::Data<App>, email: &str) -> Result<(), Error> {
    mailed::ask(app, email, Purpose::Link).await
}

/// Has a reset link mailed, if the address is known.
///
/// # Errors
/// `Fields` when it is no address.
pub async fn mail_reset(app: web::Data<App>, email: &str) -> Result<(), Error> {
    mailed::ask(app, email, Purpose::Reset).await
}

/// Signs in with a mailed link, once.
///
/// # Errors
/// `TokenSpent`.
pub async fn with_link(app: web::Data<App>, token: String, device: Device) -> Result<Opened, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let id = mailed::spend(conn, &inner, &token, Purpose::Link)?.ok_or(Error::TokenSpent)?;
            let account = store::account(conn, id)?.ok_or(Error::TokenSpent)?;
            Ok(sessions::open(conn, &inner, &account, &device)?)
        })
        .await
}

/// Sets a new password with a mailed token, and ends every session.
///
/// # Errors
/// `TokenSpent`, or `Fields` when the password does not do; the token is then still good.
pub async fn reset_password(app: web::Data<App>, token: String, password: &str) -> Result<(), Error> {
    let password = Password::choose(password, &["goodenough"])
        .map_err(|why| Error::Fields(BTreeMap::from([("password".to_owned(), why)])))?;
    let phc = app.passwords.hash(password).await?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let account = mailed::spend(conn, &inner, &token, Purpose::Reset)?.ok_or(Error::TokenSpent)?;
            store::set_password(conn, account, &phc)?;
            store::forget_mailed_tokens(conn, account, "reset")?;
            store::end_all_sessions(conn, account)?;
            Ok(())
        })
        .await
}
