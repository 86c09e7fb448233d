//! Access tokens: short-lived, signed, one algorithm, and good only while their session is.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::clock::{MINUTE, SECOND};
use crate::keys::Purpose;
use crate::storage::columns::SessionId;

/// Milliseconds an access token is good for.
pub const LIFE: i64 = 15 * MINUTE;
const AUDIENCE: &str = "goodenough-api";
/// RFC 9068: the type says what the token is for.
const TYPE: &str = "at+jwt";

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

/// Who a token says it is for.
#[derive(Debug)]
pub struct Bearer {
    /// The account's handle.
    pub handle: String,
    /// The session.
    pub session: SessionId,
}

/// Signs an access token for a session; `None` only without a signing key.
#[must_use]
pub fn issue(app: &App, handle: &str, session: SessionId) -> Option<String> {
    let (number, key) = app.seal.newest_key(Purpose::Signing)?;
    let now = app.clock.now();
    let claims = Claims {
        iss: app.config.site.url.clone(),
        aud: AUDIENCE.to_owned(),
        sub: handle.to_owned(),
        sid: session,
        iat: now.0 / SECOND,
        exp: now.plus(LIFE).0 / SECOND,
    };
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(number.to_string());
    encode(&header, &claims, &EncodingKey::from_secret(&key.0)).ok()
}

/// Reads a token that we signed and that has not expired; `None` for every other.
#[must_use]
pub fn read(app: &App, token: &str) -> Option<Bearer> {
    let claims = signed(app, token)?;
    (claims.exp > app.clock.now().0 / SECOND).then_some(Bearer { handle: claims.sub, session: claims.sid })
}

/// The session of a token that we signed, expired or not.
#[must_use]
pub(super) fn session_of(app: &App, token: &str) -> Option<SessionId> {
    Some(signed(app, token)?.sid)
}

fn signed(app: &App, token: &str) -> Option<Claims> {
    if token.len() > 2_048 {
        return None;
    }
    let header = decode_header(token).ok()?;
    if header.typ.as_deref() != Some(TYPE) {
        return None;
    }
    // The `kid` only chooses among our own keys; the algorithm is ours, never the token's.
    let key = app.seal.numbered_key_or_look(Purpose::Signing, header.kid?.parse().ok()?, app.clock.now())?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&[&app.config.site.url]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation.leeway = 0;
    validation.validate_exp = false; // against our clock, below: the library would ask the machine's
    Some(decode::<Claims>(token, &DecodingKey::from_secret(&key.0), &validation).ok()?.claims)
}
