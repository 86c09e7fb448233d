//! What a member agreed to: the terms, and that her posts may hold health data. Each with its version and its moment; nothing
//! is overwritten, so that it can be shown what held when.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::store::{self, AgreementRow};
use super::versions;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{Moment, Quarter};
use crate::error::{self, FieldCode};
use crate::storage::columns::{AccountId, word_enum};
use crate::storage::{Conn, Failure, Stored};
use crate::voices::seal::Row;

/// Bytes of what is sealed: an acceptance may not be told from a consent by its length.
const KEPT: usize = 256;
/// The wording of the consent to health data in posts; a new wording is asked for anew.
pub const HEALTH_DATA: &str = "2026-1";

word_enum! {
    /// What somebody agreed to, or took back.
    AgreementKind {
        /// A version of the terms, and that she is 18 or older.
        Terms = "terms",
        /// That her posts may hold health data, which is kept and shown here.
        HealthData = "health_data",
        /// She took that back.
        HealthDataWithdrawn = "health_data_withdrawn",
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    kind: AgreementKind,
    version: String,
    at: Moment,
}

/// One thing she agreed to, or took back.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Agreement {
    /// What.
    pub kind: AgreementKind,
    /// Which wording.
    pub version: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
}

/// What she agreed to, as it stands.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Consents {
    /// The version of the terms that holds now.
    pub terms_now: String,
    /// The version that she accepted last.
    pub terms: Option<Agreement>,
    /// Her consent to health data in her posts; null: not given, or taken back.
    pub health_data: Option<Agreement>,
    /// When she took it back, if that was the last word.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub health_data_withdrawn_at: Option<Quarter>,
}

/// Why something could not be agreed to.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such version.
    #[error("the version does not fit")]
    Version(FieldCode),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Version(why) => Self::field("version", why),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// Accepts a version of the terms; the same one twice changes nothing.
///
/// # Errors
/// `Version` when there is none of that name.
pub async fn accept(app: &web::Data<App>, member: Member, version: &str) -> Result<(), Error> {
    let version = versions::named(version).ok_or(Error::Version("unknown"))?.version.clone();
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            accounts::actions::hold_present(conn, member.account)?;
            if read(conn, app, member.account)?.terms.is_none_or(|known| known.version != version) {
                keep(conn, app, member.account, AgreementKind::Terms, &version, app.clock.now())?;
            }
            Ok(())
        })
        .await
}

/// What she agreed to.
///
/// # Errors
/// When the database fails.
pub async fn get(app: &web::Data<App>, member: Member) -> Stored<Consents> {
    let inner = app.clone();
    app.storage.read(move |conn| read(conn, &inner, member.account)).await
}

/// Gives the consent to health data in posts, or takes it back (L-24).
///
/// # Errors
/// When the database fails.
pub async fn change(app: &web::Data<App>, member: Member, health_data: bool) -> Stored<()> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            accounts::actions::hold_present(conn, member.account)?;
            let before = read(conn, app, member.account)?.health_data;
            let kind = match (before.is_some_and(|given| given.version == HEALTH_DATA), health_data) {
                (false, true) => Some(AgreementKind::HealthData),
                (true, false) => Some(AgreementKind::HealthDataWithdrawn),
                _ => None,
            };
            if let Some(kind) = kind {
                keep(conn, app, member.account, kind, HEALTH_DATA, app.clock.now())?;
            }
            Ok(())
        })
        .await
}

fn keep(conn: &mut Conn, app: &App, account: AccountId, kind: AgreementKind, version: &str, at: Moment) -> Stored<()> {
    let seq = accounts::actions::next_seq(conn, account)?.ok_or(Failure::Left)?;
    let kept = Kept { kind, version: version.to_owned(), at };
    let sealed = app.seal.seal_to_length(row(&[account.0, seq]), &kept, KEPT);
    store::insert(conn, &AgreementRow { account, seq, day: at.day(), sealed })
}

fn all(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<Agreement>> {
    let kept = store::of(conn, account)?.into_iter().filter_map(|stored| {
        let kept: Kept = app.seal.open(row(&[account.0, stored.seq]), &stored.sealed)?;
        Some(Agreement { kind: kept.kind, version: kept.version, at: kept.at.quarter() })
    });
    Ok(kept.collect())
}

fn read(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Consents> {
    let all = all(conn, app, account)?;
    let health = all.iter().find(|agreement| agreement.kind != AgreementKind::Terms);
    let (given, withdrawn) = match health {
        Some(given) if given.kind == AgreementKind::HealthData => (Some(given.clone()), None),
        Some(withdrawn) => (None, Some(withdrawn.at)),
        None => (None, None),
    };
    Ok(Consents {
        terms_now: versions::current(app.clock.now()).map_or_else(String::new, |terms| terms.version.clone()),
        terms: all.iter().find(|agreement| agreement.kind == AgreementKind::Terms).cloned(),
        health_data: given,
        health_data_withdrawn_at: withdrawn,
    })
}

// For other domains, inside their transaction

/// Writes down what somebody accepted when she signed up.
///
/// # Errors
/// When the database fails.
pub fn accepted(conn: &mut Conn, app: &App, account: AccountId, version: &str, at: Moment) -> Stored<()> {
    keep(conn, app, account, AgreementKind::Terms, version, at)
}

/// Everything she agreed to, to take along.
///
/// # Errors
/// When the database fails.
pub fn kept(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<Agreement>> {
    all(conn, app, account)
}

const fn row(key: &[i64; 2]) -> Row<'_> {
    Row { table: "agreements", key }
}
