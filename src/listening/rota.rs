//! What a listener chose: the spaces and the hours in which she may be called. Sealed, as long for everybody.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::store;
use crate::accounts::quiet::{QuietHours, TimeOfDay};
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::clock::Moment;
use crate::error::{Code, Error};
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Stored};
use crate::threads::spaces;
use crate::voices::seal::Row;

/// Bytes of the value before it is sealed: more than the fullest one has.
const LENGTH: usize = 512;

/// What she chose, and what was counted of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rota {
    /// Numbers of spaces.
    pub spaces: Vec<i32>,
    /// From when to when she may be called, on her clock. Equal ends: at any hour.
    pub hours: QuietHours,
    /// She may be called at all.
    pub on: bool,
    /// The day of the count.
    pub day: i32,
    /// Calls on that day.
    pub calls: u8,
}

impl Default for Rota {
    fn default() -> Self {
        let night = QuietHours::default();
        Self { spaces: Vec::new(), hours: QuietHours { from: night.to, to: night.from }, on: false, day: 0, calls: 0 }
    }
}

impl Rota {
    /// Whether she may be called now, as far as her hours go.
    pub(super) fn is_awake(&self, zone: &str, now: Moment) -> bool {
        self.hours.from == self.hours.to || self.hours.until(zone, now).is_some()
    }

    /// Calls on this day.
    pub(super) const fn calls_on(&self, day: i32) -> u8 {
        if self.day == day { self.calls } else { 0 }
    }
}

/// A listener's choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Listening {
    /// She is called when a thread waits.
    pub on: bool,
    /// Slugs of the spaces she is called about first; after some hours it may be any.
    #[schema(value_type = Vec<String>)]
    pub spaces: Vec<&'static str>,
    /// She is called from this time on, `HH:MM` on her clock,
    pub from: String,
    /// until this one, which may be the next day's. Equal ends: at any hour.
    pub to: String,
}

impl From<Rota> for Listening {
    fn from(rota: Rota) -> Self {
        Self {
            on: rota.on,
            spaces: rota.spaces.iter().map(|space| spaces::slug_of(*space)).filter(|slug| !slug.is_empty()).collect(),
            from: rota.hours.from.text(),
            to: rota.hours.to.text(),
        }
    }
}

const fn row(key: &[i64]) -> Row<'_> {
    Row { table: "listeners", key }
}

pub(super) fn open(app: &App, account: AccountId, sealed: &[u8]) -> Option<Rota> {
    app.seal.open(row(&[account.0]), sealed)
}

pub(super) fn keep(conn: &mut Conn, app: &App, account: AccountId, rota: &Rota) -> Stored<()> {
    store::set_listener(conn, account, &app.seal.seal_to_length(row(&[account.0]), rota, LENGTH))
}

pub(super) fn of(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<Rota>> {
    Ok(store::listener(conn, account)?.and_then(|sealed| open(app, account, &sealed)))
}

/// Whether somebody with this role may be called.
#[must_use]
pub const fn may_listen(role: Role) -> bool {
    !matches!(role, Role::Member)
}

/// What she chose, to take along; nothing where she never did.
///
/// # Errors
/// When the database fails.
pub fn kept(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<Listening>> {
    Ok(of(conn, app, account)?.map(Listening::from))
}

/// What she chose.
///
/// # Errors
/// `forbidden` for who is no listener.
pub async fn get(app: &web::Data<App>, member: Member) -> Result<Listening, Error> {
    if !may_listen(member.role) {
        return Err(Code::Forbidden.into());
    }
    let inner = app.clone();
    let found = app.storage.read(move |conn: &mut Conn| of(conn, &inner, member.account)).await?;
    Ok(found.unwrap_or_default().into())
}

/// What she chooses.
#[derive(Debug)]
pub struct Choices {
    /// Whether she is called.
    pub on: bool,
    /// Slugs or ids of spaces.
    pub spaces: Vec<String>,
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`.
    pub to: String,
}

/// Chooses when and about what she is called.
///
/// # Errors
/// `forbidden` for who is no listener; `fields`.
pub async fn choose(app: &web::Data<App>, member: Member, choices: Choices) -> Result<(), Error> {
    if !may_listen(member.role) {
        return Err(Code::Forbidden.into());
    }
    let time = |field: &'static str, text: &str| TimeOfDay::parse(text).map_err(|why| Error::field(field, why));
    let hours = QuietHours { from: time("from", &choices.from)?, to: time("to", &choices.to)? };
    let numbers = choices.spaces.iter().map(|space| spaces::number_of(space).ok_or_else(|| Error::field("spaces", "unknown")));
    let mut numbers = numbers.collect::<Result<Vec<i32>, Error>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    let inner = app.clone();
    let write = move |conn: &mut Conn| -> Stored<()> {
        crate::accounts::actions::hold_present(conn, member.account)?;
        let before = of(conn, &inner, member.account)?.unwrap_or_default();
        keep(conn, &inner, member.account, &Rota { spaces: numbers, hours, on: choices.on, ..before })
    };
    Ok(app.storage.write(write).await?)
}
