//! What a professional says about herself. Everybody reads it beside her columns, and it goes with her account.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::store;
use crate::accounts::{self, Member, Role};
use crate::app::App;
use crate::error::{Code, Error};
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Stored};
use crate::text;
use crate::voices::seal::Row;

/// Characters of a profession, at most.
const PROFESSION: usize = 80;
/// Characters of a bio, at most.
const BIO: usize = 1_000;

/// What she says about herself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bio {
    /// Her profession in her own words: "midwife". Up to 80 characters.
    pub profession: String,
    /// A few sentences. Up to 1,000 characters.
    pub text: String,
}

/// Whoever wrote a column.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ColumnWriter {
    /// Her name.
    pub name: String,
    /// What she says about herself; empty until she does.
    #[serde(flatten)]
    pub bio: Bio,
}

const fn row(account: &i64) -> Row<'_> {
    Row { table: "bios", key: std::slice::from_ref(account) }
}

/// Whether somebody with this role writes columns.
#[must_use]
pub const fn may_write(role: Role) -> bool {
    matches!(role, Role::Professional)
}

/// Her bio; empty while she has written none.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Bio> {
    Ok(store::bio(conn, account)?.and_then(|sealed| app.seal.open(row(&account.0), &sealed)).unwrap_or_default())
}

/// Her bio, to take along; nothing where she wrote none.
///
/// # Errors
/// When the database fails.
pub fn kept(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<Bio>> {
    Ok(store::bio(conn, account)?.and_then(|sealed| app.seal.open(row(&account.0), &sealed)))
}

/// Who wrote a column; nobody once she has left or writes columns no more.
pub(super) fn writer(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<ColumnWriter>> {
    let person = accounts::actions::person(conn, account)?.filter(|person| may_write(person.role));
    let Some(person) = person else { return Ok(None) };
    Ok(Some(ColumnWriter { name: person.name, bio: of(conn, app, account)? }))
}

/// Her own bio.
///
/// # Errors
/// `forbidden` for who writes no columns.
pub async fn get(app: &web::Data<App>, member: Member) -> Result<Bio, Error> {
    if !may_write(member.role) {
        return Err(Code::Forbidden.into());
    }
    let inner = app.clone();
    Ok(app.storage.read(move |conn: &mut Conn| of(conn, &inner, member.account)).await?)
}

/// Says who she is.
///
/// # Errors
/// `forbidden`; `fields.profession`, `fields.text`.
pub async fn set(app: &web::Data<App>, member: Member, bio: Bio) -> Result<(), Error> {
    if !may_write(member.role) {
        return Err(Code::Forbidden.into());
    }
    let profession = text::line(&bio.profession, PROFESSION).map_err(|why| Error::field("profession", why))?;
    let words = text::lines(&bio.text, BIO).map_err(|why| Error::field("text", why))?;
    let inner = app.clone();
    let write = move |conn: &mut Conn| {
        let sealed = inner.seal.seal_words(row(&member.account.0), &Bio { profession, text: words });
        store::set_bio(conn, member.account, &sealed)
    };
    Ok(app.storage.write(write).await?)
}
