//! What an account gives its owner to take along, and what goes and stays of it when she leaves.

use std::collections::BTreeSet;

use serde::Serialize;

use super::mail_choices::{self, MailChoices, Often};
use super::model::Role;
use super::name::skeleton_of;
use super::standing;
use super::store;
use crate::app::App;
use crate::clock::{Day, Moment};
use crate::storage::columns::{AccountId, SessionId};
use crate::storage::{Conn, Failure, Stored};

/// Her profile, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptProfile {
    /// The name for named voices.
    pub name: String,
    /// Where letters go.
    pub email: String,
    /// What she may do.
    pub role: Role,
    /// Suspended.
    pub suspended: bool,
    /// Until when she reads and does not write, if she is muted.
    #[schema(format = DateTime)]
    pub muted_until: Option<String>,
    /// The language she reads.
    pub locale: String,
    /// Her time zone, if told.
    pub time_zone: Option<String>,
    /// Her country, if told.
    pub country: Option<String>,
    /// Since when she is here.
    #[schema(value_type = String, format = Date)]
    pub joined_on: Day,
    /// A hash of a password is kept.
    pub has_password: bool,
    /// Tabs say little.
    pub discreet: bool,
    /// How letters come to her.
    pub mail: KeptMail,
}

/// How letters come to her, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own, and the document shows them so")]
pub struct KeptMail {
    /// Letters about replies to her.
    pub replies: Often,
    /// Letters about threads she follows.
    pub followed: Often,
    /// Letters about the whole forum.
    pub digest: Often,
    /// She wants no notices by mail at all.
    pub all_stopped: bool,
    /// Letters say little.
    pub discreet: bool,
    /// When her quiet hours begin.
    pub quiet_from: Option<String>,
    /// When they end.
    pub quiet_to: Option<String>,
    /// Until when her letters are paused.
    #[schema(format = DateTime)]
    pub pause_until: Option<String>,
    /// She answers by mail.
    pub reply_by_mail: bool,
    /// Her second address.
    pub second_address: Option<String>,
    /// She has proven it.
    pub second_address_confirmed: bool,
    /// When she last asked for a test letter.
    #[schema(format = DateTime)]
    pub tested_at: Option<String>,
    /// The last day on which she is known to have been here.
    #[schema(value_type = Option<String>, format = Date)]
    pub last_here_on: Option<Day>,
}

impl From<MailChoices> for KeptMail {
    fn from(choices: MailChoices) -> Self {
        Self {
            replies: choices.replies,
            followed: choices.followed,
            digest: choices.digest,
            all_stopped: choices.all_stopped,
            discreet: choices.discreet,
            quiet_from: choices.quiet.map(|quiet| quiet.from.text()),
            quiet_to: choices.quiet.map(|quiet| quiet.to.text()),
            pause_until: choices.pause_until.map(Moment::rfc3339),
            reply_by_mail: choices.reply_by_mail,
            second_address_confirmed: choices.second.as_ref().is_some_and(|second| second.confirmed),
            second_address: choices.second.map(|second| second.address),
            tested_at: choices.tested_at.map(Moment::rfc3339),
            last_here_on: choices.here_on.map(Day),
        }
    }
}

/// A session, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptSession {
    /// Coarse, "Firefox on Android".
    pub device: String,
    /// Others use the device too.
    pub shared: bool,
    /// The day it began.
    #[schema(value_type = String, format = Date)]
    pub started_on: Day,
    /// The day it was last used.
    #[schema(value_type = String, format = Date)]
    pub last_used_on: Day,
}

/// Her profile, to take along.
///
/// # Errors
/// `Left` when she has left, or when the database fails or the address key is gone.
pub fn profile(conn: &mut Conn, app: &App, account: AccountId) -> Stored<KeptProfile> {
    let found = store::account(conn, account)?.ok_or(Failure::Left)?;
    let (standing, now) = (standing::of(app, &found), app.clock.now());
    Ok(KeptProfile {
        email: app.seal.open_address(&found.email_sealed).ok_or(Failure::CutOff)?,
        name: found.name,
        role: found.role,
        suspended: standing.is_suspended(now),
        muted_until: standing.muted_until(now).map(Moment::rfc3339),
        locale: found.locale,
        time_zone: found.time_zone,
        country: found.country,
        joined_on: found.joined_day,
        has_password: found.password.is_some_and(|phc| !phc.is_empty()),
        discreet: found.discreet,
        mail: mail_choices::opened(app, account, &found.mail).into(),
    })
}

/// A stretch of her sessions to take along, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn sessions(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    after: Option<i64>,
    limit: i64,
) -> Stored<(Vec<KeptSession>, Option<i64>)> {
    let rows = super::sessions::live_of(conn, app, account, after.map(SessionId), limit)?;
    let next = rows.last().map(|row| row.id.0);
    let kept = rows.into_iter().map(|row| KeptSession {
        device: row.device,
        shared: row.shared,
        started_on: row.started_day,
        last_used_on: row.last_used_day,
    });
    Ok((kept.collect(), next))
}

/// Whether nobody may take this name: somebody else has it, or somebody who has left had it. The name of somebody who left is
/// never given to another, who could speak to her friends as if she had come back; what is kept of it is a keyed hash, without
/// a date, that leads to nobody.
///
/// # Errors
/// When the database fails.
pub(crate) fn is_name_taken(conn: &mut Conn, app: &App, skeleton: &str, except: Option<AccountId>) -> Stored<bool> {
    Ok(store::is_name_taken(conn, skeleton, except)? || store::is_former_name(conn, &former(app, skeleton))?)
}

fn former(app: &App, skeleton: &str) -> Vec<u8> {
    app.seal.lookup_text("former-name", &[], skeleton)
}

/// Somebody who is about to leave; her account is held until the caller's transaction ends.
#[derive(Debug)]
pub struct Leaver {
    /// Where her last letter goes.
    pub address: Option<String>,
    /// She is an admin, and there is no other.
    pub last_admin: bool,
    /// The language of her last letter.
    pub locale: String,
    name: String,
}

/// Takes hold of the account of somebody who is about to leave; none when she has left already.
///
/// # Errors
/// When the database fails.
pub fn leaver(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<Leaver>> {
    let is_admin = store::account(conn, account)?.is_some_and(|account| account.role == Role::Admin);
    // All admins, in one order for everybody: of two who leave at once the second sees that she is the last.
    let held: BTreeSet<AccountId> = if is_admin { store::admins(conn)?.into_iter().collect() } else { BTreeSet::from([account]) };
    store::hold(conn, held)?;
    let Some(found) = store::account(conn, account)? else { return Ok(None) };
    let last_admin = store::admins(conn)? == [account];
    Ok(Some(Leaver { address: app.seal.open_address(&found.email_sealed), last_admin, locale: found.locale, name: found.name }))
}

/// Deletes an account: sessions, mailed tokens and every row by account go with it. Its address can sign up again as somebody
/// new, its name cannot.
///
/// # Errors
/// When the database fails.
pub fn go(conn: &mut Conn, app: &App, account: AccountId, leaver: &Leaver) -> Stored<()> {
    store::keep_former_name(conn, &former(app, &skeleton_of(&leaver.name)))?;
    if let Some(address) = &leaver.address {
        store::forget_sign_ups(conn, &app.seal.address_lookup(address))?;
    }
    store::delete_account(conn, account)?;
    Ok(())
}
