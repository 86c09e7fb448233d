//! What somebody chose about letters.

use super::store;
use crate::app::App;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Stored};

/// A second address of hers.
#[derive(Clone, Debug)]
pub struct SecondAddress {
    /// As she typed it.
    pub address: String,
    /// She has opened the link that was mailed to it.
    pub confirmed: bool,
}

/// What she chose about letters.
#[derive(Clone, Debug)]
pub struct MailChoices {
    /// Letters say little.
    pub discreet: bool,
    /// She answers by mail.
    pub reply_by_mail: bool,
    /// A second address of hers.
    pub second: Option<SecondAddress>,
}

/// What she chose; none when she has left.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, _: &App, account: AccountId) -> Stored<Option<MailChoices>> {
    Ok(store::account(conn, account)?.map(|row| MailChoices {
        discreet: row.mail_discreet,
        reply_by_mail: row.mail_replies == "by_mail",
        second: None,
    }))
}
