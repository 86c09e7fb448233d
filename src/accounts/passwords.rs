//! Passwords: argon2id, so many at once and each with memory that is given back, away from the async threads.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use subtle::ConstantTimeEq as _;
use tokio::sync::Semaphore;

use crate::chance::Chance;
use crate::config;
use crate::error::FieldCode;
use crate::storage::Failure;

/// Characters of a password, at least.
const SHORTEST: usize = 8;
/// Bytes of a password, at most: longer ones only cost time.
const LONGEST: usize = 512;

/// A password that may be used: any characters, never trimmed.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// A new password: long enough, and not one that everybody uses (`hints` are words an attacker would try).
    ///
    /// # Errors
    /// `too_short`, `too_long` or `too_common`.
    pub fn choose(text: &str, hints: &[&str]) -> Result<Self, FieldCode> {
        if text.chars().count() < SHORTEST {
            return Err("too_short");
        }
        if text.len() > LONGEST {
            return Err("too_long");
        }
        let head: String = text.chars().take(64).collect();
        if zxcvbn::zxcvbn(&head, hints).score() < zxcvbn::Score::Two {
            return Err("too_common");
        }
        Ok(Self(text.to_owned()))
    }

    /// A password as somebody typed it to sign in.
    #[must_use]
    pub fn typed(text: String) -> Self {
        Self(text)
    }
}

/// Hashes and checks passwords, so many at once.
#[derive(Clone)]
pub struct Passwords {
    params: Params,
    permits: Arc<Semaphore>,
    chance: Chance,
}

impl Passwords {
    /// With these costs; impossible ones become the library's own.
    #[must_use]
    pub fn new(config: &config::Passwords, chance: Chance) -> Self {
        let params = Params::new(config.memory_kib, config.passes, 1, Some(32)).unwrap_or_default();
        Self { params, permits: Arc::new(Semaphore::new(config.parallel.max(1))), chance }
    }

    /// The hash of a password in PHC form.
    ///
    /// # Errors
    /// When the server is stopping.
    pub async fn hash(&self, password: Password) -> Result<String, Failure> {
        let salt: [u8; 16] = self.chance.bytes();
        let hash = self.compute(password, salt.to_vec(), self.params.clone()).await?;
        Ok(format!(
            "$argon2id$v=19$m={},t={},p=1${}${}",
            self.params.m_cost(),
            self.params.t_cost(),
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(hash)
        ))
    }

    /// Whether the password is the one that was hashed. Without a hash it works just as long, and says no.
    ///
    /// # Errors
    /// When the server is stopping.
    pub async fn check(&self, password: Password, phc: Option<&str>) -> Result<bool, Failure> {
        let (params, salt, expected) = phc.and_then(parse).unwrap_or_else(|| (self.params.clone(), vec![0; 16], Vec::new()));
        let hash = self.compute(password, salt, params).await?;
        Ok(hash.ct_eq(&expected).into())
    }

    async fn compute(&self, password: Password, salt: Vec<u8>, params: Params) -> Result<Vec<u8>, Failure> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| Failure::CutOff)?;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let mut hash = vec![0; 32];
            let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
            argon.hash_password_into(password.0.as_bytes(), &salt, &mut hash).map(|()| hash)
        });
        done.await.map_err(|_| Failure::CutOff)?.map_err(|_| Failure::CutOff)
    }
}

/// Reads `$argon2id$v=19$m=…,t=…,p=1$salt$hash`.
fn parse(phc: &str) -> Option<(Params, Vec<u8>, Vec<u8>)> {
    let mut parts = phc.strip_prefix("$argon2id$v=19$")?.split('$');
    let mut costs = parts.next()?.split(',');
    let memory = costs.next()?.strip_prefix("m=")?.parse().ok()?;
    let passes = costs.next()?.strip_prefix("t=")?.parse().ok()?;
    let salt = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
    let hash = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
    Some((Params::new(memory, passes, 1, Some(hash.len())).ok()?, salt, hash))
}
