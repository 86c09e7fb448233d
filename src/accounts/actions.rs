//! What a member says about herself, and what the command line does to accounts.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web;

use super::entry;
use super::leaving;
use super::model::{self, Address, Member, Role};
use super::name::DisplayName;
use super::standing;
use super::store::{self, Account, ProfileChange};
use crate::app::App;
use crate::clock::{Day, Moment};
use crate::error::{Code, FieldCode};
use crate::jobs::{self, Job, Work};
use crate::storage::columns::{AccountId, SessionId};
use crate::storage::{Conn, Failure, Stored};

/// Why something about an account could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Some of what was typed does not fit.
    #[error("invalid fields")]
    Fields(BTreeMap<String, FieldCode>),
    /// There is no such account.
    #[error("no such account")]
    Unknown,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Fields(fields) => Self::fields(fields),
            Error::Unknown => Code::NotFound.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// What an account says about itself.
#[derive(Debug)]
pub struct Profile {
    /// The row.
    pub(crate) account: Account,
    /// The address, opened.
    pub email: String,
    /// Suspended.
    pub limited: bool,
    /// Until when she is muted.
    pub muted_until: Option<Moment>,
}

/// Her profile.
///
/// # Errors
/// When the database fails or the address key is gone.
pub async fn profile(app: &App, account: AccountId) -> Result<Profile, Error> {
    let found = app.storage.read(move |conn| store::account(conn, account)).await?.ok_or(Error::Unknown)?;
    let email = app.seal.open_address(&found.email_sealed).ok_or(Failure::CutOff)?;
    let (standing, now) = (standing::of(app, &found), app.clock.now());
    Ok(Profile { email, limited: standing.is_suspended(now), muted_until: standing.muted_until(now), account: found })
}

/// The changes she asks for; `None` leaves a thing as it is.
#[derive(Debug, Default)]
pub struct Changes {
    /// A new display name.
    pub name: Option<String>,
    /// A new language.
    pub locale: Option<String>,
    /// A new time zone, or none.
    pub time_zone: Option<Option<String>>,
    /// A new country, or none.
    pub country: Option<Option<String>>,
    /// Tabs name nothing, or what is open.
    pub discreet: Option<bool>,
}

/// Changes her profile. A new name reaches her named voices by a job.
///
/// # Errors
/// `Fields`; a taken name among them.
pub async fn change_profile(app: web::Data<App>, member: Member, changes: Changes) -> Result<Profile, Error> {
    let mut wrong = BTreeMap::new();
    let mut told = |field: &str, why| {
        wrong.insert(field.to_owned(), why);
    };
    let name = changes.name.as_deref().map(DisplayName::parse).transpose().map_err(|why| told("name", why)).ok().flatten();
    let locale = changes.locale.as_deref().map(model::locale).transpose().map_err(|why| told("locale", why)).ok().flatten();
    let time_zone = changes.time_zone.map(|zone| zone.as_deref().map(model::time_zone).transpose());
    let time_zone = time_zone.transpose().map_err(|why| told("time_zone", why)).ok().flatten();
    let country = changes.country.map(|country| country.as_deref().map(model::country).transpose());
    let country = country.transpose().map_err(|why| told("country", why)).ok().flatten();
    if !wrong.is_empty() {
        return Err(Error::Fields(wrong));
    }
    let inner = app.clone();
    let account = member.account;
    app.storage
        .write(move |conn| -> Result<(), Error> {
            let before = store::account(conn, account)?.ok_or(Error::Unknown)?;
            if let Some(name) = &name
                && leaving::is_name_taken(conn, &inner, name.skeleton(), Some(account))?
            {
                return Err(Error::Fields(BTreeMap::from([("name".to_owned(), "taken")])));
            }
            let renamed = name.as_ref().is_some_and(|name| name.as_str() != before.name);
            let change = ProfileChange {
                name: name.as_ref().map(|name| name.as_str().to_owned()),
                name_skeleton: name.as_ref().map(|name| name.skeleton().to_owned()),
                locale,
                time_zone,
                country,
                discreet: changes.discreet,
            };
            store::change_profile(conn, account, &change)?;
            if renamed { Ok(refresh_voices(conn, &inner, account)?) } else { Ok(()) }
        })
        .await?;
    profile(&app, account).await
}

fn refresh_voices(conn: &mut Conn, app: &App, account: AccountId) -> Stored<()> {
    jobs::promise(conn, app, &Job::now(Work::RefreshVoices { account }, app.clock.now()))
}

/// Gives the account of an address another role; its badges follow by a job. For the command line.
///
/// # Errors
/// `Unknown` when nobody has that address.
pub async fn set_role(app: web::Data<App>, email: &str, role: Role) -> Result<(), Error> {
    let lookup = app.seal.address_lookup(email);
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let account = store::account_by_address(conn, &lookup)?.ok_or(Error::Unknown)?;
            store::set_role(conn, account.id, role)?;
            Ok(refresh_voices(conn, &inner, account.id)?)
        })
        .await
}

/// Makes the account of the first admin, who then has a password mailed to her. For the command line.
///
/// # Errors
/// `Fields` when it is no address, or it has an account already.
pub async fn create_admin(app: web::Data<App>, email: &str) -> Result<(), Error> {
    let told = |why| Error::Fields(BTreeMap::from([("email".to_owned(), why)]));
    let address = Address::parse(email).map_err(told)?;
    let sign_up = store::SignUp {
        token_hash: Vec::new(),
        email_sealed: app.seal.seal_address(address.as_str()),
        email_lookup: app.seal.address_lookup(address.as_str()),
        name: format!("Keeper {}", app.chance.below(9_000) + 1_000),
        password: String::new(),
        locale: "en".to_owned(),
        time_zone: None,
        country: None,
        last_day: app.clock.now().day(),
        clock: Vec::new(),
        terms: None,
    };
    let inner = app.clone();
    let made = app.storage.write(move |conn| entry::admit(conn, &inner, &sign_up, Role::Admin)).await?;
    made.ok_or_else(|| told("taken"))?;
    entry::mail_reset(app, address.as_str()).await.map_err(|error| match error {
        entry::Error::Storage(failure) => Error::Storage(failure),
        _ => told("unknown"),
    })
}

// For other domains

/// How many members were here on this day or later, counted up to `most`.
///
/// # Errors
/// When the database fails.
pub fn here_since(conn: &mut Conn, day: Day, most: i64) -> Stored<i64> {
    store::here_since(conn, day, most)
}

/// The name, badge role and language of an account; what `voices`, `mail` and `moderation` may know of it.
#[derive(Clone, Debug)]
pub struct Person {
    /// The display name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The language she reads.
    pub locale: String,
    /// Her time zone, if told.
    pub time_zone: Option<String>,
    /// Her country, if told.
    pub country: Option<String>,
}

/// The day on which somebody joined.
///
/// # Errors
/// When the database fails.
pub fn joined_on(conn: &mut Conn, account: AccountId) -> Stored<Option<Day>> {
    Ok(store::account(conn, account)?.map(|account| account.joined_day))
}

/// Who an account is, inside the caller's transaction.
///
/// # Errors
/// When the database fails.
pub fn person(conn: &mut Conn, account: AccountId) -> Stored<Option<Person>> {
    Ok(store::account(conn, account)?.map(|account| Person {
        name: account.name,
        role: account.role,
        locale: account.locale,
        time_zone: account.time_zone,
        country: account.country,
    }))
}

/// Who has this mail address.
///
/// # Errors
/// When the database fails.
pub fn holder(conn: &mut Conn, app: &App, address: &str) -> Stored<Option<AccountId>> {
    Ok(store::account_by_address(conn, &app.seal.address_lookup(address))?.map(|account| account.id))
}

/// Whether anybody has an account.
///
/// # Errors
/// When the database fails.
pub fn is_anybody_there(conn: &mut Conn) -> Stored<bool> {
    store::is_anybody_there(conn)
}

/// The mail address of an account, for the one letter that is about to be sent.
///
/// # Errors
/// When the database fails.
pub fn address(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<String>> {
    Ok(store::account(conn, account)?.and_then(|account| app.seal.open_address(&account.email_sealed)))
}

/// The next running number of a row by account; none when the account has left.
///
/// # Errors
/// When the database fails.
pub fn next_seq(conn: &mut Conn, account: AccountId) -> Stored<Option<i64>> {
    store::next_seq(conn, account)
}

/// Goes on counting from these numbers: for the large forum that is measured.
///
/// # Errors
/// When the database fails.
pub fn go_on_from(conn: &mut Conn, next: &[(AccountId, i64)]) -> Stored<()> {
    next.iter().try_for_each(|(account, next)| store::set_next_seq(conn, *account, *next))
}

/// Holds these accounts until the caller's transaction ends. Whoever is going to take running numbers of several calls this
/// first: two transactions that told the same two members in opposite order would wait for each other for ever.
///
/// # Errors
/// When the database fails.
pub fn hold(conn: &mut Conn, accounts: BTreeSet<AccountId>) -> Stored<()> {
    store::hold(conn, accounts)
}

/// Holds an account until the caller's transaction ends, so that nothing is written for somebody who leaves meanwhile.
///
/// # Errors
/// `Left` when she has left already, or when the database fails.
pub fn hold_present(conn: &mut Conn, account: AccountId) -> Stored<()> {
    store::hold(conn, [account])?;
    store::account(conn, account)?.map(|_| ()).ok_or(Failure::Left)
}

/// Everybody who removes abuse or runs the place.
///
/// # Errors
/// When the database fails.
pub fn staff(conn: &mut Conn) -> Stored<Vec<AccountId>> {
    store::with_roles(conn, &[Role::Moderator, Role::Admin])
}

/// Everybody with this role.
///
/// # Errors
/// When the database fails.
pub fn with_role(conn: &mut Conn, role: Role) -> Stored<Vec<AccountId>> {
    store::with_roles(conn, &[role])
}

/// Forgets sign-ups, mailed tokens and sessions that have expired.
///
/// # Errors
/// When the database fails.
pub fn forget_expired(conn: &mut Conn, app: &App) -> Stored<()> {
    store::tidy(conn, app.clock.now().day())
}

/// Her as a member, where she acts without a session: by mail. None when she has left.
///
/// # Errors
/// When the database fails.
pub fn without_session(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<Member>> {
    let Some(row) = store::account(conn, account)? else { return Ok(None) };
    let (standing, now) = (standing::of(app, &row), app.clock.now());
    Ok(Some(Member {
        account,
        name: row.name,
        role: row.role,
        limited: standing.is_suspended(now),
        muted_until: standing.muted_until(now),
        session: SessionId(0),
    }))
}
