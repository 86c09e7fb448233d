//! Many notifications at once, for the large forum that is measured.

use super::actions::{place, purpose};
use super::model::{Event, Told};
use super::store::{self, Row};
use crate::app::App;
use crate::clock::Moment;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Stored};

/// Notifications that wait to be written.
#[derive(Default)]
pub struct Rows(Vec<Row>);

impl Rows {
    /// Tells somebody, under a running number of hers, what she may have seen already.
    pub fn tells(&mut self, app: &App, account: AccountId, seq: i64, event: &Event, at: Moment, seen: bool) {
        let (id, number) = event.identity();
        let lookup = app.seal.lookup(purpose(event), &[account.0, id, i64::from(number)]);
        let sealed = app.seal.seal(place(&[account.0, seq]), &Told { event: event.clone(), at });
        self.0.push(Row { account, seq, day: at.day(), seen, sealed, lookup });
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn write(&self, conn: &mut Conn) -> Stored<()> {
        store::insert_all(conn, &self.0)
    }
}
