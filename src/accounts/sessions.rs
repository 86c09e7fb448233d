//! Sessions: one a device, listed, ended at once.
//!
//! A refresh token carries its session and its generation and is authentic by HMAC. Each use gives the next one. The
//! predecessor stays good until its successor is first used, and 10 s after, and always gets the same successor: two tabs
//! that refresh at once do not sign anybody out. An authentic token older than that has been copied: the session ends.

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::accounts::model::Member;
use crate::accounts::store::{self, Account, Rotation, Session};
use crate::accounts::{Role, mail_choices, standing, tokens};
use crate::app::App;
use crate::clock::{DAY, Day, MINUTE, Moment, SECOND};
use crate::error::Code;
use crate::http::page::{self, Limit, List};
use crate::storage::columns::{AccountId, SessionId};
use crate::storage::{Conn, Failure, Stored};
use crate::voices::seal::{Row, token_hash};

/// Milliseconds an unused session lives.
const IDLE: i64 = 30 * DAY;
/// The same on a device that others use.
const IDLE_SHARED: i64 = 30 * MINUTE;
/// How long a predecessor stays good after its successor was first used.
const GRACE: i64 = 10 * SECOND;

/// A session as its owner gets it.
#[derive(Debug)]
pub struct Opened {
    /// The JWT.
    pub access_token: String,
    /// The opaque refresh token.
    pub refresh_token: String,
    /// The name to greet with.
    pub name: String,
    /// What she may do.
    pub role: Role,
    /// Suspended.
    pub limited: bool,
    /// Tabs name nothing.
    pub discreet: bool,
}

/// Why a session could not be opened or gone on with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The refresh token is not, or no longer, good.
    #[error("refresh token refused")]
    Refused,
    /// There is no such session of hers.
    #[error("no such session")]
    Unknown,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused => Code::Unauthenticated.into(),
            Error::Unknown => Code::NotFound.into(),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// The device a session is opened on.
#[derive(Clone, Debug)]
pub struct Device {
    /// A coarse description, "Firefox on Android".
    pub description: String,
    /// Others use it too: the session ends after half an hour of rest.
    pub shared: bool,
}

/// What a session's row says of its moments, sealed: in the clear they would tell, beside the account, when she was here.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Ticking {
    /// The number of the newest refresh token; its predecessor is good until it is used,
    generation: i32,
    /// and the one before that until this moment.
    older_until: Moment,
    /// Unused until then, it has ended.
    expires_at: Moment,
}

impl Ticking {
    fn sealed(self, app: &App, session: SessionId) -> Vec<u8> {
        app.seal.seal(row(&session.0), &self)
    }

    fn of(app: &App, session: &Session) -> Option<Self> {
        app.seal.open(row(&session.id.0), &session.clock)
    }
}

const fn row(id: &i64) -> Row<'_> {
    Row { table: "sessions", key: std::slice::from_ref(id) }
}

/// A session that has not ended, with its moments and its account.
type Live = (Session, Ticking, Account);

fn live(conn: &mut Conn, app: &App, id: SessionId, now: Moment) -> Stored<Option<Live>> {
    let found = store::session(conn, id)?.and_then(|(session, account)| Some((Ticking::of(app, &session)?, session, account)));
    Ok(found.filter(|(ticking, _, _)| ticking.expires_at > now).map(|(ticking, session, account)| (session, ticking, account)))
}

/// The last day on which a session can still live: told by the day of its last use alone, so that it says no more than that.
fn last_day(now: Moment, shared: bool) -> Day {
    Day(now.day().0.saturating_add(if shared { 1 } else { 30 }))
}

/// Opens a session for an account, inside the caller's transaction.
pub(crate) fn open(conn: &mut Conn, app: &App, account: &Account, device: &Device) -> Stored<Opened> {
    let id = SessionId(app.chance.id());
    let now = app.clock.now();
    let refresh_token = refresh_token(app, id, 1);
    let session = Session {
        id,
        account: account.id,
        token_hash: token_hash(&refresh_token),
        device: device.description.clone(),
        shared: device.shared,
        started_day: now.day(),
        last_used_day: now.day(),
        last_day: last_day(now, device.shared),
        clock: Ticking { generation: 1, older_until: now, expires_at: expiry(now, device.shared) }.sealed(app, id),
    };
    store::insert_session(conn, &session)?;
    mail_choices::note_here(conn, app, account)?;
    opened(app, account, id, refresh_token)
}

const fn expiry(now: Moment, shared: bool) -> Moment {
    now.plus(if shared { IDLE_SHARED } else { IDLE })
}

fn opened(app: &App, account: &Account, session: SessionId, refresh_token: String) -> Stored<Opened> {
    let access_token = tokens::issue(app, &account.handle, session).ok_or(Failure::CutOff)?;
    Ok(Opened {
        access_token,
        refresh_token,
        name: account.name.clone(),
        role: account.role,
        limited: standing::of(app, account).is_suspended(app.clock.now()),
        discreet: account.discreet,
    })
}

fn refresh_token(app: &App, session: SessionId, generation: i32) -> String {
    format!("{session}.{generation}.{}", app.seal.refresh_secret(session.0, generation))
}

/// The session and generation of an authentic refresh token.
pub(super) fn read_refresh_token(app: &App, token: &str) -> Option<(SessionId, i32)> {
    let (session, rest) = token.split_once('.')?;
    let session = SessionId::parse(session)?;
    let generation: i32 = rest.split_once('.')?.0.parse().ok()?;
    let authentic = refresh_token(app, session, generation).as_bytes().ct_eq(token.as_bytes());
    bool::from(authentic).then_some((session, generation))
}

/// The member that an access token speaks for, if its session still lives; one indexed read.
///
/// # Errors
/// When the database fails.
pub async fn authenticate(app: &actix_web::web::Data<App>, token: &str) -> Result<Option<Member>, crate::error::Error> {
    let Some(bearer) = tokens::read(app, token) else { return Ok(None) };
    let now = app.clock.now();
    let inner = app.clone();
    let found = app.storage.read(move |conn| live(conn, &inner, bearer.session, now)).await?;
    Ok(found.filter(|(_, _, account)| account.handle == bearer.handle).map(|(session, _, account)| {
        let standing = standing::of(app, &account);
        Member {
            account: account.id,
            name: account.name,
            role: account.role,
            limited: standing.is_suspended(now),
            muted_until: standing.muted_until(now),
            session: session.id,
        }
    }))
}

enum Step {
    GoOn(Box<Account>, i32),
    Reused,
}

/// Goes on with a session: the next access and refresh token.
///
/// # Errors
/// `Refused`; a copied token ends the session first.
pub async fn refresh(app: actix_web::web::Data<App>, token: &str) -> Result<Opened, Error> {
    let (id, generation) = read_refresh_token(&app, token).ok_or(Error::Refused)?;
    let now = app.clock.now();
    let inner = app.clone();
    let step = app
        .storage
        .write(move |conn| -> Result<Step, Error> {
            // Twice at the most: somebody else may move the session on between the read and the write.
            for _ in 0..2 {
                let (session, ticking, account) = live(conn, &inner, id, now)?.ok_or(Error::Refused)?;
                match ticking.generation - generation {
                    0 => {
                        let next = generation + 1;
                        let expires_at = expiry(now, session.shared);
                        let ticking = Ticking { generation: next, older_until: now.plus(GRACE), expires_at };
                        let rotation = Rotation {
                            token_hash: token_hash(&refresh_token(&inner, id, next)),
                            last_used_day: now.day(),
                            last_day: last_day(now, session.shared),
                            clock: ticking.sealed(&inner, id),
                        };
                        if store::rotate(conn, &session, &rotation)? {
                            return Ok(Step::GoOn(Box::new(account), next));
                        }
                    }
                    1 => return Ok(Step::GoOn(Box::new(account), generation + 1)),
                    2 if now <= ticking.older_until => return Ok(Step::GoOn(Box::new(account), generation + 1)),
                    _ => {
                        store::end_session(conn, account.id, id)?;
                        return Ok(Step::Reused);
                    }
                }
            }
            Err(Error::Refused)
        })
        .await?;
    match step {
        Step::GoOn(account, generation) => Ok(opened(&app, &account, id, refresh_token(&app, id, generation))?),
        Step::Reused => {
            tracing::warn!("a refresh token was used twice; its session is ended");
            Err(Error::Refused)
        }
    }
}

/// One page of her sessions.
///
/// # Errors
/// When the cursor is not ours or the database fails.
pub(crate) async fn list(
    app: &actix_web::web::Data<App>,
    account: AccountId,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<List<Session>, crate::error::Error> {
    let after: Option<SessionId> = page::read_cursor(app, "sessions", cursor)?;
    let inner = app.clone();
    let found = app.storage.read(move |conn| live_of(conn, &inner, account, after, limit.and_one())).await?;
    Ok(List::cut(app, "sessions", found, limit, |session| session.id))
}

/// Up to `limit` of her sessions that have not ended, in the order of their ids.
pub(super) fn live_of(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    after: Option<SessionId>,
    limit: i64,
) -> Stored<Vec<Session>> {
    let now = app.clock.now();
    let mut found = store::sessions_of(conn, account, after)?;
    found.retain(|session| Ticking::of(app, session).is_some_and(|ticking| ticking.expires_at > now));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// Ends one of her sessions, at once.
///
/// # Errors
/// `Unknown` when it is not hers or has ended.
pub async fn end(app: &App, account: AccountId, session: SessionId) -> Result<(), Error> {
    let ended = app.storage.write(move |conn| store::end_session(conn, account, session)).await?;
    if ended { Ok(()) } else { Err(Error::Unknown) }
}
