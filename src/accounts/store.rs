use diesel::prelude::*;

use super::model::Role;
use crate::clock::Day;
use crate::storage::columns::{AccountId, SessionId};
use crate::storage::schema::{accounts, former_names, mailed_tokens, sessions, sign_ups};
use crate::storage::{Conn, Stored, dialect, on_each, prepared};

/// What the other actions need to know of an account.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub(crate) struct Account {
    pub id: AccountId,
    pub handle: String,
    pub email_sealed: Vec<u8>,
    pub name: String,
    pub password: Option<String>,
    pub role: Role,
    pub locale: String,
    pub time_zone: Option<String>,
    pub country: Option<String>,
    pub standing: Vec<u8>,
    pub joined_day: Day,
    pub discreet: bool,
    pub mail: Vec<u8>,
}

#[derive(Insertable)]
#[diesel(table_name = accounts)]
pub(crate) struct NewAccount<'a> {
    pub id: AccountId,
    pub handle: &'a str,
    pub email_sealed: &'a [u8],
    pub email_lookup: &'a [u8],
    pub name: &'a str,
    pub name_skeleton: &'a str,
    pub password: Option<&'a str>,
    pub role: Role,
    pub locale: &'a str,
    pub time_zone: Option<&'a str>,
    pub country: Option<&'a str>,
    pub standing: &'a [u8],
    pub joined_day: Day,
    pub mail: &'a [u8],
}

pub(crate) fn account(conn: &mut Conn, id: AccountId) -> Stored<Option<Account>> {
    Ok(accounts::table.find(id).select(Account::as_select()).first(conn).optional()?)
}

pub(crate) fn account_by_address(conn: &mut Conn, lookup: &[u8]) -> Stored<Option<Account>> {
    Ok(accounts::table.filter(accounts::email_lookup.eq(lookup)).select(Account::as_select()).first(conn).optional()?)
}

pub(crate) fn is_anybody_there(conn: &mut Conn) -> Stored<bool> {
    Ok(accounts::table.select(accounts::id).first::<AccountId>(conn).optional()?.is_some())
}

pub(crate) fn is_name_taken(conn: &mut Conn, skeleton: &str, except: Option<AccountId>) -> Stored<bool> {
    let holder: Option<AccountId> =
        accounts::table.filter(accounts::name_skeleton.eq(skeleton)).select(accounts::id).first(conn).optional()?;
    Ok(holder.is_some_and(|holder| Some(holder) != except))
}

/// Whether the account was made: not when its address or its name is taken.
pub(crate) fn insert_account(conn: &mut Conn, new: &NewAccount<'_>) -> Stored<bool> {
    let made = on_each!(conn, c => diesel::insert_into(accounts::table).values(new).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

#[derive(AsChangeset)]
#[diesel(table_name = accounts)]
pub(crate) struct ProfileChange {
    pub name: Option<String>,
    pub name_skeleton: Option<String>,
    pub locale: Option<String>,
    pub time_zone: Option<Option<String>>,
    pub country: Option<Option<String>>,
    pub discreet: Option<bool>,
}

impl ProfileChange {
    const fn is_empty(&self) -> bool {
        self.name.is_none()
            && self.locale.is_none()
            && self.time_zone.is_none()
            && self.country.is_none()
            && self.discreet.is_none()
    }
}

pub(crate) fn change_profile(conn: &mut Conn, id: AccountId, change: &ProfileChange) -> Stored<()> {
    // Diesel refuses an update that sets nothing.
    if !change.is_empty() {
        diesel::update(accounts::table.find(id)).set(change).execute(conn)?;
    }
    Ok(())
}

pub(crate) fn set_password(conn: &mut Conn, id: AccountId, phc: &str) -> Stored<()> {
    diesel::update(accounts::table.find(id)).set(accounts::password.eq(phc)).execute(conn)?;
    Ok(())
}

pub(crate) fn set_role(conn: &mut Conn, id: AccountId, role: Role) -> Stored<()> {
    diesel::update(accounts::table.find(id)).set(accounts::role.eq(role)).execute(conn)?;
    Ok(())
}

/// Changes what an account may do, if it still is as it was read.
pub(crate) fn set_standing(conn: &mut Conn, id: AccountId, was: &[u8], standing: &[u8]) -> Stored<bool> {
    let still = accounts::table.find(id).filter(accounts::standing.eq(was));
    Ok(diesel::update(still).set(accounts::standing.eq(standing)).execute(conn)? == 1)
}

/// An account with what it may do and what it chose about letters, both sealed.
pub(crate) type SealedTwice = (AccountId, Vec<u8>, Vec<u8>);

/// The accounts after this one, in the order of their ids.
pub(crate) fn sealed_after(conn: &mut Conn, after: AccountId, limit: i64) -> Stored<Vec<SealedTwice>> {
    Ok(accounts::table
        .filter(accounts::id.gt(after))
        .order(accounts::id)
        .limit(limit)
        .select((accounts::id, accounts::standing, accounts::mail))
        .load(conn)?)
}

/// An account with its time zone, and what it chose about letters, sealed.
pub(crate) type Reader = (AccountId, Option<String>, Vec<u8>);

/// The accounts after this one, in the order of their ids, with their time zones and what they chose about letters.
pub(crate) fn readers_after(conn: &mut Conn, after: AccountId, limit: i64) -> Stored<Vec<Reader>> {
    Ok(accounts::table
        .filter(accounts::id.gt(after))
        .order(accounts::id)
        .limit(limit)
        .select((accounts::id, accounts::time_zone, accounts::mail))
        .load(conn)?)
}

/// The last day on which any session of each of these accounts was used.
pub(crate) fn last_used(conn: &mut Conn, ids: &[AccountId]) -> Stored<Vec<(AccountId, Day)>> {
    Ok(on_each!(conn, c => sessions::table
        .filter(sessions::account.eq_any(ids))
        .select((sessions::account, sessions::last_used_day))
        .load(c))?)
}

/// Everybody with one of these roles.
pub(crate) fn with_roles(conn: &mut Conn, roles: &[Role]) -> Stored<Vec<AccountId>> {
    Ok(on_each!(conn, c => accounts::table.filter(accounts::role.eq_any(roles)).select(accounts::id).load(c))?)
}

/// Changes what somebody chose about letters, if it still is as it was read.
pub(crate) fn set_mail(conn: &mut Conn, id: AccountId, was: &[u8], mail: &[u8]) -> Stored<bool> {
    let still = accounts::table.find(id).filter(accounts::mail.eq(was));
    Ok(diesel::update(still).set(accounts::mail.eq(mail)).execute(conn)? == 1)
}

/// Takes the next running number of a row by account; none when the account has left.
pub(crate) fn next_seq(conn: &mut Conn, id: AccountId) -> Stored<Option<i64>> {
    let taken = accounts::next_seq.eq(accounts::next_seq + 1);
    let take = prepared(diesel::update(accounts::table.find(id)).set(taken).returning(accounts::next_seq));
    let next: Option<i64> = take.get_result(conn).optional()?;
    Ok(next.map(|next| next - 1))
}

pub(crate) fn set_next_seq(conn: &mut Conn, id: AccountId, next: i64) -> Stored<()> {
    diesel::update(accounts::table.find(id)).set(accounts::next_seq.eq(next)).execute(conn)?;
    Ok(())
}

/// Takes the rows of these accounts for this transaction, in the order they come in.
pub(crate) fn hold(conn: &mut Conn, ids: impl IntoIterator<Item = AccountId>) -> Stored<()> {
    if !dialect::writes_alone(conn) {
        for id in ids {
            let holds = diesel::update(accounts::table.find(id)).set(accounts::next_seq.eq(accounts::next_seq));
            let _: Option<i64> = prepared(holds.returning(accounts::next_seq)).get_result(conn).optional()?;
        }
    }
    Ok(())
}

// Leaving

/// Every admin, in the order of the ids.
pub(crate) fn admins(conn: &mut Conn) -> Stored<Vec<AccountId>> {
    Ok(accounts::table.filter(accounts::role.eq(Role::Admin)).order(accounts::id).select(accounts::id).load(conn)?)
}

/// Whether somebody who has left had this name.
pub(crate) fn is_former_name(conn: &mut Conn, lookup: &[u8]) -> Stored<bool> {
    let found: Option<Vec<u8>> = former_names::table.find(lookup).select(former_names::lookup).first(conn).optional()?;
    Ok(found.is_some())
}

/// Keeps a name from everybody else.
pub(crate) fn keep_former_name(conn: &mut Conn, lookup: &[u8]) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(former_names::table)
        .values(former_names::lookup.eq(lookup))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// Deletes an account, and with it every row by account.
pub(crate) fn delete_account(conn: &mut Conn, id: AccountId) -> Stored<bool> {
    Ok(diesel::delete(accounts::table.find(id)).execute(conn)? == 1)
}

// Sign-ups and mailed tokens

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = sign_ups)]
pub(crate) struct SignUp {
    pub token_hash: Vec<u8>,
    pub email_sealed: Vec<u8>,
    pub email_lookup: Vec<u8>,
    pub name: String,
    pub password: String,
    pub locale: String,
    pub time_zone: Option<String>,
    pub country: Option<String>,
    pub last_day: Day,
    pub clock: Vec<u8>,
    pub terms: Option<String>,
}

pub(crate) fn insert_sign_up(conn: &mut Conn, sign_up: &SignUp) -> Stored<()> {
    diesel::insert_into(sign_ups::table).values(sign_up).execute(conn)?;
    Ok(())
}

pub(crate) fn sign_up(conn: &mut Conn, token_hash: &[u8]) -> Stored<Option<SignUp>> {
    Ok(sign_ups::table.filter(sign_ups::token_hash.eq(token_hash)).select(SignUp::as_select()).first(conn).optional()?)
}

pub(crate) fn forget_sign_ups(conn: &mut Conn, email_lookup: &[u8]) -> Stored<()> {
    diesel::delete(sign_ups::table.filter(sign_ups::email_lookup.eq(email_lookup))).execute(conn)?;
    Ok(())
}

/// The row of a mailed token.
#[derive(Insertable)]
#[diesel(table_name = mailed_tokens)]
pub(crate) struct MailedToken<'a> {
    pub token_hash: &'a [u8],
    pub account: AccountId,
    pub purpose: &'a str,
    pub last_day: Day,
    pub clock: &'a [u8],
}

/// Keeps a token; one that is kept already stays as it is.
pub(crate) fn insert_mailed_token(conn: &mut Conn, row: &MailedToken<'_>) -> Stored<()> {
    on_each!(conn, c => diesel::insert_into(mailed_tokens::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Spends a token: the row goes, so that of two at once only one finds it. Gives whose it was, and its sealed clock.
pub(crate) fn spend_mailed_token(conn: &mut Conn, hash: &[u8], purpose: &str) -> Stored<Option<(AccountId, Vec<u8>)>> {
    let fitting = mailed_tokens::table.filter(mailed_tokens::token_hash.eq(hash)).filter(mailed_tokens::purpose.eq(purpose));
    let found: Option<(AccountId, Vec<u8>)> =
        fitting.select((mailed_tokens::account, mailed_tokens::clock)).first(conn).optional()?;
    let spent = diesel::delete(mailed_tokens::table.filter(mailed_tokens::token_hash.eq(hash))).execute(conn)?;
    Ok(found.filter(|_| spent == 1))
}

pub(crate) fn forget_mailed_tokens(conn: &mut Conn, account: AccountId, purpose: &str) -> Stored<()> {
    diesel::delete(mailed_tokens::table.filter(mailed_tokens::account.eq(account)).filter(mailed_tokens::purpose.eq(purpose)))
        .execute(conn)?;
    Ok(())
}

/// Forgets what ended before this day; returns nothing worth knowing.
pub(crate) fn tidy(conn: &mut Conn, today: Day) -> Stored<()> {
    diesel::delete(sign_ups::table.filter(sign_ups::last_day.lt(today))).execute(conn)?;
    diesel::delete(mailed_tokens::table.filter(mailed_tokens::last_day.lt(today))).execute(conn)?;
    diesel::delete(sessions::table.filter(sessions::last_day.lt(today))).execute(conn)?;
    Ok(())
}

// Sessions

/// A session's row.
#[derive(Clone, Debug, Insertable, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub(crate) struct Session {
    pub id: SessionId,
    pub account: AccountId,
    pub token_hash: Vec<u8>,
    pub device: String,
    pub shared: bool,
    pub started_day: Day,
    pub last_used_day: Day,
    pub last_day: Day,
    pub clock: Vec<u8>,
}

pub(crate) fn insert_session(conn: &mut Conn, session: &Session) -> Stored<()> {
    diesel::insert_into(sessions::table).values(session).execute(conn)?;
    Ok(())
}

/// A session and its account, whether or not it has ended.
pub(crate) fn session(conn: &mut Conn, id: SessionId) -> Stored<Option<(Session, Account)>> {
    Ok(sessions::table
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account)))
        .filter(sessions::id.eq(id))
        .select((Session::as_select(), Account::as_select()))
        .first(conn)
        .optional()?)
}

/// What changes when a session moves on to its next refresh token.
#[derive(AsChangeset)]
#[diesel(table_name = sessions)]
pub(crate) struct Rotation {
    pub token_hash: Vec<u8>,
    pub last_used_day: Day,
    pub last_day: Day,
    pub clock: Vec<u8>,
}

/// Moves a session on, unless somebody else just did.
pub(crate) fn rotate(conn: &mut Conn, session: &Session, rotation: &Rotation) -> Stored<bool> {
    let still = sessions::table.filter(sessions::id.eq(session.id)).filter(sessions::token_hash.eq(&session.token_hash));
    Ok(diesel::update(still).set(rotation).execute(conn)? == 1)
}

/// All sessions of an account from here on, those that have ended too: when they end stands sealed.
pub(crate) fn sessions_of(conn: &mut Conn, account: AccountId, after: Option<SessionId>) -> Stored<Vec<Session>> {
    let mut query =
        sessions::table.filter(sessions::account.eq(account)).order(sessions::id).select(Session::as_select()).into_boxed();
    if let Some(after) = after {
        query = query.filter(sessions::id.gt(after));
    }
    Ok(query.load(conn)?)
}

/// Sessions that were there at some time between two days, by account.
pub(crate) fn sessions_between(conn: &mut Conn, since: Day, until: Day) -> Stored<Vec<(AccountId, SessionId)>> {
    let there = sessions::table.filter(sessions::last_used_day.ge(since)).filter(sessions::started_day.le(until));
    Ok(there.order((sessions::account, sessions::id)).select((sessions::account, sessions::id)).load(conn)?)
}

/// How many accounts used a session on this day or later, counted up to `most`.
pub(crate) fn here_since(conn: &mut Conn, day: Day, most: i64) -> Stored<i64> {
    let here: Vec<AccountId> =
        sessions::table.filter(sessions::last_used_day.ge(day)).select(sessions::account).distinct().limit(most).load(conn)?;
    Ok(i64::try_from(here.len()).unwrap_or(most))
}

pub(crate) fn end_session(conn: &mut Conn, account: AccountId, id: SessionId) -> Stored<bool> {
    Ok(diesel::delete(sessions::table.filter(sessions::id.eq(id)).filter(sessions::account.eq(account))).execute(conn)? == 1)
}

pub(crate) fn end_all_sessions(conn: &mut Conn, account: AccountId) -> Stored<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::account.eq(account))).execute(conn)?)
}
