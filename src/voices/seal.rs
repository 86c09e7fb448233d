//! The one type that seals and opens: the only door between posts and accounts.
//!
//! A sealed value is bound to the row it stands in (its *place*), so that moving it to another row does not open it,
//! and padded, so that its length tells nothing. A lookup finds a row by account without naming the account.

use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::base32;
use crate::chance::Chance;
use crate::clock::{Moment, SECOND};
use crate::keys::{Key, KeyError, Keyring, Purpose};

/// Lengths that sealed values are padded to, in bytes; longer ones to a multiple of the last. So few and so far apart that a
/// length says nothing: every row that holds ids and moments has the first one.
const STEPS: [usize; 5] = [256, 4 << 10, 16 << 10, 64 << 10, 128 << 10];
const NONCE: usize = 24;

/// Where a sealed value stands: the table's name and the row's key.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The table, or another word that is used in one place only.
    pub table: &'static str,
    /// The row's key.
    pub key: &'a [i64],
}

/// Milliseconds between two looks into the keys folder for a key that a token names and we do not know.
const LOOK_AGAIN: i64 = 5 * SECOND;

/// Seals, opens, and makes lookups. Clones share their keys.
#[derive(Clone)]
pub struct Seal {
    keys: Arc<RwLock<Keyring>>,
    looked_at: Arc<AtomicI64>,
    /// Keys that values are sealed under and that were not in the folder when it was last read.
    lost: Arc<Mutex<HashSet<(Purpose, u8)>>>,
    chance: Chance,
}

impl Seal {
    /// With these keys.
    #[must_use]
    pub fn new(keys: Keyring, chance: Chance) -> Self {
        Self { keys: Arc::new(RwLock::new(keys)), looked_at: Arc::new(AtomicI64::new(i64::MIN)), lost: Arc::default(), chance }
    }

    /// The key for new work of this purpose, with its number: for signing.
    #[must_use]
    pub fn newest_key(&self, purpose: Purpose) -> Option<(u8, Key)> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.newest(purpose).map(|(number, key)| (number, key.clone()))
    }

    /// The key of that number: for what it signed.
    #[must_use]
    pub fn numbered_key(&self, purpose: Purpose, number: u8) -> Option<Key> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).numbered(purpose, number).cloned()
    }

    /// As [`Seal::numbered_key`]; looks into the folder for a key that is not known yet, because another process may have
    /// begun to sign with it. Not more often than every five seconds: anybody can name a key that nobody has.
    #[must_use]
    pub fn numbered_key_or_look(&self, purpose: Purpose, number: u8, now: Moment) -> Option<Key> {
        self.numbered_key(purpose, number).or_else(|| {
            let last = self.looked_at.load(Ordering::SeqCst);
            if now.0 < last.saturating_add(LOOK_AGAIN) {
                return None;
            }
            self.looked_at.compare_exchange(last, now.0, Ordering::SeqCst, Ordering::SeqCst).ok()?;
            self.reread_keys().inspect_err(|error| tracing::error!(%error, "the keys folder cannot be read")).ok()?;
            self.numbered_key(purpose, number)
        })
    }

    /// Takes up keys that were added to the folder, and lets go of those that were taken away.
    ///
    /// # Errors
    /// When the folder cannot be read or lacks a key: the known ones then stay in use.
    pub fn reread_keys(&self) -> Result<(), KeyError> {
        let ring = self.keys.read().unwrap_or_else(PoisonError::into_inner).reread()?;
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = ring;
        self.lost.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    /// The key that a stored value names. Another process may have begun to seal with a newer one: then the folder is read
    /// again, once for each key that is not there until the folder is next read anyway.
    fn key_of_stored(&self, purpose: Purpose, number: u8) -> Option<Key> {
        self.numbered_key(purpose, number).or_else(|| {
            if self.lost.lock().unwrap_or_else(PoisonError::into_inner).contains(&(purpose, number)) {
                return None;
            }
            self.reread_keys().inspect_err(|error| tracing::error!(%error, "the keys folder cannot be read")).ok();
            let found = self.numbered_key(purpose, number);
            if found.is_none() {
                self.lost.lock().unwrap_or_else(PoisonError::into_inner).insert((purpose, number));
            }
            found
        })
    }

    /// The numbers of the keys of this purpose that a newer one has followed.
    #[must_use]
    pub fn older_keys(&self, purpose: Purpose) -> Vec<u8> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).older(purpose)
    }

    /// The same value under the newest key, for the same place; `None` when it does not open.
    #[must_use]
    pub fn reseal(&self, purpose: Purpose, row: Row<'_>, sealed: &[u8]) -> Option<Vec<u8>> {
        Some(self.seal_with(purpose, row, &self.open_with(purpose, row, sealed)?))
    }

    /// Seals `value` into `row`.
    pub fn seal<T: Serialize>(&self, row: Row<'_>, value: &T) -> Vec<u8> {
        self.seal_with(Purpose::Seal, row, &padded(value, 0))
    }

    /// As [`Seal::seal`], for words somebody typed: even the shortest take 4 KiB.
    pub fn seal_words<T: Serialize>(&self, row: Row<'_>, words: &T) -> Vec<u8> {
        self.seal_with(Purpose::Seal, row, &padded(words, 4 << 10))
    }

    /// Opens what was sealed into this very row; `None` when it was not, or its key is gone.
    #[must_use]
    pub fn open<T: DeserializeOwned>(&self, row: Row<'_>, sealed: &[u8]) -> Option<T> {
        serde_json::from_slice(&self.open_with(Purpose::Seal, row, sealed)?).ok()
    }

    /// A keyed hash that finds a row: `purpose` keeps the tables apart.
    #[must_use]
    pub fn lookup(&self, purpose: &'static str, parts: &[i64]) -> Vec<u8> {
        self.mac(Purpose::Lookup, &place_bytes(Row { table: purpose, key: parts }))
    }

    /// A keyed hash of a text: for bodies and keys whose plain hash could be guessed.
    #[must_use]
    pub fn lookup_text(&self, purpose: &'static str, parts: &[i64], text: &str) -> Vec<u8> {
        let mut bytes = place_bytes(Row { table: purpose, key: parts });
        bytes.extend_from_slice(text.as_bytes());
        self.mac(Purpose::Lookup, &bytes)
    }

    /// As [`Seal::seal`], as long for every value that fits into `length` bytes.
    pub fn seal_to_length<T: Serialize>(&self, row: Row<'_>, value: &T, length: usize) -> Vec<u8> {
        self.seal_with(Purpose::Seal, row, &padded_to(value, length))
    }

    /// Seals what an account may do, as long for everybody as long as it fits into `length` bytes.
    pub fn seal_standing<T: Serialize>(&self, account: i64, value: &T, length: usize) -> Vec<u8> {
        self.seal_with(Purpose::Standing, Row { table: "standing", key: &[account] }, &padded_to(value, length))
    }

    /// Opens what an account may do.
    #[must_use]
    pub fn open_standing<T: DeserializeOwned>(&self, account: i64, sealed: &[u8]) -> Option<T> {
        serde_json::from_slice(&self.open_with(Purpose::Standing, Row { table: "standing", key: &[account] }, sealed)?).ok()
    }

    /// Seals what somebody chose about letters, as long for everybody; under the key of the standing, which stays when all
    /// links are forgotten.
    pub fn seal_mail_choices<T: Serialize>(&self, account: i64, value: &T, length: usize) -> Vec<u8> {
        self.seal_with(Purpose::Standing, Row { table: "mail", key: &[account] }, &padded_to(value, length))
    }

    /// Opens what somebody chose about letters.
    #[must_use]
    pub fn open_mail_choices<T: DeserializeOwned>(&self, account: i64, sealed: &[u8]) -> Option<T> {
        serde_json::from_slice(&self.open_with(Purpose::Standing, Row { table: "mail", key: &[account] }, sealed)?).ok()
    }

    /// Seals a mail address.
    #[must_use]
    pub fn seal_address(&self, address: &str) -> Vec<u8> {
        self.seal_with(Purpose::Address, ADDRESS, &padded(&address, 0))
    }

    /// Opens a mail address.
    #[must_use]
    pub fn open_address(&self, sealed: &[u8]) -> Option<String> {
        serde_json::from_slice(&self.open_with(Purpose::Address, ADDRESS, sealed)?).ok()
    }

    /// The blind index of a mail address: equal addresses, whatever their case, have equal ones.
    #[must_use]
    pub fn address_lookup(&self, address: &str) -> Vec<u8> {
        self.mac(Purpose::AddressLookup, address.to_lowercase().as_bytes())
    }

    /// The same under a label: rows of one purpose are not found again by those of another.
    #[must_use]
    pub fn address_lookup_for(&self, purpose: &'static str, address: &str) -> Vec<u8> {
        self.mac(Purpose::AddressLookup, format!("{purpose}\0{}", address.trim().to_lowercase()).as_bytes())
    }

    /// A ticket that fits in front of the `@` of an address and outlives mail programs that change its case: lower-case
    /// base32 of a keyed hash of what it says, and of what it says, covered. At most 12 bytes; equal for equal ones.
    #[must_use]
    pub fn mailable_ticket(&self, kind: &'static str, value: &[u8]) -> String {
        let hash = self.mac(Purpose::Cursor, &[&place_bytes(Row { table: kind, key: &[1] })[..], value].concat());
        let hash = hash.get(..16).unwrap_or_default();
        base32::written(&[hash, &self.covered(kind, hash, value)[..]].concat())
    }

    /// Reads a [`Seal::mailable_ticket`] of the same kind, in any case; `None` for anything else.
    #[must_use]
    pub fn read_mailable_ticket(&self, kind: &'static str, text: &str) -> Option<Vec<u8>> {
        let bytes = base32::read(text)?;
        let (hash, covered) = bytes.split_at_checked(16)?;
        let value = self.covered(kind, hash, covered);
        let right = self.mailable_ticket(kind, &value);
        bool::from(right.as_bytes().ct_eq(text.to_ascii_lowercase().as_bytes())).then_some(value)
    }

    fn covered(&self, kind: &'static str, hash: &[u8], value: &[u8]) -> Vec<u8> {
        let cover = self.mac(Purpose::Cursor, &[&place_bytes(Row { table: kind, key: &[2] })[..], hash].concat());
        value.iter().zip(cover).map(|(byte, cover)| byte ^ cover).collect()
    }

    /// The secret part of a session's refresh token of this generation: the same for every asker.
    #[must_use]
    pub fn refresh_secret(&self, session: i64, generation: i32) -> String {
        let place = Row { table: "refresh", key: &[session, i64::from(generation)] };
        URL_SAFE_NO_PAD.encode(self.mac(Purpose::Refresh, &place_bytes(place)))
    }

    /// A text that only we can have made and nobody else can read; made anew it is another one: alias tickets, stop links.
    pub fn ticket<T: Serialize>(&self, kind: &'static str, value: &T) -> String {
        let text = serde_json::to_vec(value).unwrap_or_default();
        URL_SAFE_NO_PAD.encode(self.seal_with(Purpose::Cursor, Row { table: kind, key: &[] }, &text))
    }

    /// A ticket that is equal for equal values, because a cursor stands in answers that are equal for all: its nonce is a
    /// keyed hash of what is sealed, so it repeats only together with it.
    pub fn cursor<T: Serialize>(&self, kind: &'static str, value: &T) -> String {
        let text = serde_json::to_vec(value).unwrap_or_default();
        let row = Row { table: kind, key: &[] };
        let mut nonce = [0; NONCE];
        let hash = self.mac(Purpose::Cursor, &[&place_bytes(row)[..], &text[..]].concat());
        nonce.iter_mut().zip(hash).for_each(|(place, byte)| *place = byte);
        URL_SAFE_NO_PAD.encode(self.seal_under(Purpose::Cursor, row, nonce, &text))
    }

    /// Reads a [`Seal::ticket`] or [`Seal::cursor`] of the same kind; `None` for anything else.
    #[must_use]
    pub fn read_ticket<T: DeserializeOwned>(&self, kind: &'static str, text: &str) -> Option<T> {
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        serde_json::from_slice(&self.open_with(Purpose::Cursor, Row { table: kind, key: &[] }, &sealed)?).ok()
    }

    fn seal_with(&self, purpose: Purpose, row: Row<'_>, plain: &[u8]) -> Vec<u8> {
        self.seal_under(purpose, row, self.chance.bytes(), plain)
    }

    fn seal_under(&self, purpose: Purpose, row: Row<'_>, nonce: [u8; NONCE], plain: &[u8]) -> Vec<u8> {
        let Some((number, key)) = self.newest_key(purpose) else { return Vec::new() };
        let cipher = XChaCha20Poly1305::new(&key.0.into());
        let payload = Payload { msg: plain, aad: &place_bytes(row) };
        // Encryption fails only beyond 256 GiB.
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        [&[number][..], &nonce[..], &sealed[..]].concat()
    }

    fn open_with(&self, purpose: Purpose, row: Row<'_>, sealed: &[u8]) -> Option<Vec<u8>> {
        let (number, rest) = sealed.split_first()?;
        let (nonce, sealed) = rest.split_at_checked(NONCE)?;
        // A ticket comes from anybody, who could name any key: no folder is read for it.
        let key = match purpose {
            Purpose::Cursor => self.numbered_key(purpose, *number)?,
            _ => self.key_of_stored(purpose, *number)?,
        };
        let cipher = XChaCha20Poly1305::new(&key.0.into());
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &place_bytes(row) }).ok()
    }

    fn mac(&self, purpose: Purpose, bytes: &[u8]) -> Vec<u8> {
        // Lookups must stay findable, so they use the first key for ever. See `reseal` for why they are not made anew.
        let Some(key) = self.numbered_key(purpose, 1) else { return Vec::new() };
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key.0) else { return Vec::new() };
        mac.update(bytes);
        mac.finalize().into_bytes().to_vec()
    }
}

const ADDRESS: Row<'static> = Row { table: "address", key: &[] };

/// SHA-256 of a token: all that the database keeps of it.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

fn place_bytes(row: Row<'_>) -> Vec<u8> {
    let mut bytes = row.table.as_bytes().to_vec();
    bytes.push(0);
    for part in row.key {
        bytes.extend_from_slice(&part.to_be_bytes());
    }
    bytes.push(0);
    bytes
}

/// JSON with spaces behind it: readers skip them, and the length says no more than a step of [`STEPS`].
fn padded<T: Serialize>(value: &T, least: usize) -> Vec<u8> {
    let mut plain = serde_json::to_vec(value).unwrap_or_default();
    let long = plain.len().max(least);
    let step = STEPS.into_iter().find(|step| *step >= long).unwrap_or_else(|| long.next_multiple_of(128 << 10));
    plain.resize(step, b' ');
    plain
}

/// The same to one length that is more than any such value has.
fn padded_to<T: Serialize>(value: &T, length: usize) -> Vec<u8> {
    let mut plain = serde_json::to_vec(value).unwrap_or_default();
    plain.resize(plain.len().next_multiple_of(length), b' ');
    plain
}
