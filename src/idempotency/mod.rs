//! A repeat of a creating request makes nothing twice and gets the first answer again.
//!
//! The row is written in the same transaction as what it guards, so either both exist or neither. What is kept is a
//! keyed hash of the body, the status, and the sealed place of what was made; the answer is rendered again from there.

mod store;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::clock::{HOUR, Moment};
use crate::error::Code;
use crate::http::idempotency::IdempotencyKey;
use crate::storage::columns::{AccountId, SessionId};
use crate::storage::{Conn, Failure};
use crate::voices::seal::{Row, Seal};

pub use store::forget_old;

/// How long a key is remembered, in milliseconds.
const REMEMBERED: i64 = 24 * HOUR;

/// Why a guarded request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The key was used with another body.
    #[error("idempotency key reused")]
    Mismatch,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Mismatch => Code::IdempotencyMismatch.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// One try at a creating request, by one member, with a key or without.
pub struct Attempt {
    seal: Seal,
    keyed: Option<Keyed>,
    now: Moment,
}

struct Keyed {
    lookup: Vec<u8>,
    body_mac: Vec<u8>,
}

impl Attempt {
    /// The try of this member with this key and this body.
    #[must_use]
    pub fn new(app: &App, account: AccountId, key: &IdempotencyKey, body: &[u8]) -> Self {
        let keyed = key.key.as_ref().map(|word| {
            let lookup = app.seal.lookup_text("idempotency", &[account.0], &format!("{}\n{word}", key.path));
            let body_mac = app.seal.lookup_text("idempotency-body", &[account.0], &String::from_utf8_lossy(body));
            Keyed { lookup, body_mac }
        });
        Self { seal: app.seal.clone(), keyed, now: app.clock.now() }
    }

    /// The try of this session: for the one request after which there is no member any more.
    #[must_use]
    pub fn of_session(app: &App, session: SessionId, key: &IdempotencyKey, body: &[u8]) -> Self {
        Self::new(app, AccountId(session.0), key, body)
    }

    /// Carries out `make` once: a repeat returns the place that the first one made.
    ///
    /// A repeat that comes while the first still runs waits for it: on PostgreSQL at the row, on SQLite in the writer's queue.
    ///
    /// # Errors
    /// `Mismatch` for another body, or whatever `make` returns, in which case nothing is remembered.
    pub fn once<P, E>(self, conn: &mut Conn, make: impl FnOnce(&mut Conn) -> Result<P, E>) -> Result<P, E>
    where
        P: Serialize + DeserializeOwned,
        E: From<Error> + From<Failure>,
    {
        let Some(keyed) = self.keyed else { return make(conn) };
        store::forget(conn, &keyed.lookup, self.now)?;
        if !store::insert(conn, &keyed.lookup, &keyed.body_mac, self.now.plus(REMEMBERED))? {
            let Some((body_mac, place)) = store::find(conn, &keyed.lookup)? else { return make(conn) };
            if body_mac != keyed.body_mac {
                return Err(Error::Mismatch.into());
            }
            if let Some(place) = place.and_then(|place| self.seal.open(PLACE, &place)) {
                return Ok(place);
            }
            // Its key was thrown away: nobody knows any more what the first one made.
        }
        let made = make(conn)?;
        store::complete(conn, &keyed.lookup, 201, &self.seal.seal(PLACE, &made))?;
        Ok(made)
    }
}

const PLACE: Row<'static> = Row { table: "idempotency", key: &[] };
