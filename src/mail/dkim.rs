//! Signing letters (DKIM, RFC 6376), with RSA for everybody and Ed25519 (RFC 8463) for those who can.
//!
//! A pair of keys has a date, and its two selectors have it too: `g20261123r` and `g20261123e`. Rotation takes two steps, because
//! a signature is worth nothing before its key stands in the DNS: `keys rotate dkim` makes the next pair, the operator
//! publishes it beside the old one, `keys use dkim` begins to sign with it. The old one stays published for a week.
//!
//! lettre's own signing is not used: its default does not verify, and it leaves `List-Unsubscribe` unprotected.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_auth::common::crypto::{Ed25519Key, RsaKey, Sha256, SigningKey};
use mail_auth::common::headers::HeaderWriter as _;
use mail_auth::dkim::{DkimSigner, Done};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::clock::Day;
use crate::keys::write_new;

/// What a signature covers. Each name stands once more than a letter may have it, so that a second one, or one that is
/// missing, cannot be added either (RFC 6376, 5.4.2; RFC 8058, 4 for the two of unsubscribing).
const SIGNED: [&str; 14] = [
    "From",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Reply-To",
    "MIME-Version",
    "Auto-Submitted",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Why letters cannot be signed.
#[derive(Debug, thiserror::Error)]
pub enum DkimError {
    /// A key cannot be read or written.
    #[error("the DKIM keys in {0}: {1}")]
    Folder(String, io::Error),
    /// A file is not a key, or it cannot be made or used.
    #[error("the DKIM key {0} cannot be used")]
    Key(String),
    /// There is nothing to begin with.
    #[error("there is no newer DKIM key; `goodenough keys rotate dkim` makes one")]
    NoneNewer,
}

/// One pair of keys as it stands in the folder: `dkim-DATE.pem` is in use, `dkim-DATE.next.pem` waits to be published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    date: String,
    next: bool,
    path: PathBuf,
}

/// A key that has to stand in the DNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The name before `._domainkey`.
    pub selector: String,
    /// The text of the record.
    pub text: String,
    /// Letters are signed with it now.
    pub in_use: bool,
}

/// Signs letters of one domain.
pub struct Signer {
    rsa: DkimSigner<RsaKey<Sha256>, Done>,
    ed25519: DkimSigner<Ed25519Key, Done>,
}

impl Signer {
    /// With the newest pair in use; makes the first one.
    ///
    /// # Errors
    /// When the folder cannot be used or a file is no key.
    pub fn open(folder: &Path, domain: &str, today: Day) -> Result<Self, DkimError> {
        let pair = match in_use(folder)? {
            Some(pair) => pair,
            None => make(folder, today, false)?,
        };
        Self::with(&pair, domain)
    }

    /// With the newest pair in use; makes nothing, and is `None` if there is none.
    ///
    /// # Errors
    /// When the folder cannot be read or a file is no key.
    pub fn read(folder: &Path, domain: &str) -> Result<Option<Self>, DkimError> {
        if !folder.exists() {
            return Ok(None);
        }
        in_use(folder)?.map(|pair| Self::with(&pair, domain)).transpose()
    }

    fn with(pair: &Pair, domain: &str) -> Result<Self, DkimError> {
        let keys = Keys::read(&pair.path)?;
        Ok(Self {
            rsa: signer(keys.rsa, domain, selector(pair, 'r')),
            ed25519: signer(keys.ed25519, domain, selector(pair, 'e')),
        })
    }

    /// The letter with its two signatures above it.
    ///
    /// # Errors
    /// When a key does not sign.
    pub fn sign(&self, letter: &[u8]) -> Result<Vec<u8>, mail_auth::Error> {
        let headers = [self.rsa.sign(letter)?.to_header(), self.ed25519.sign(letter)?.to_header()];
        let mut signed = headers.concat().into_bytes();
        signed.extend_from_slice(letter);
        Ok(signed)
    }
}

fn signer<K: SigningKey>(key: K, domain: &str, selector: String) -> DkimSigner<K, Done> {
    let names = SIGNED.iter().chain(&SIGNED).copied();
    DkimSigner::from_key(key).domain(domain).selector(selector).headers(names)
}

/// Every pair in the folder, the oldest first.
///
/// # Errors
/// When the folder cannot be read.
pub fn pairs(folder: &Path) -> Result<Vec<Pair>, DkimError> {
    let told = |error| DkimError::Folder(folder.display().to_string(), error);
    let mut pairs = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(rest) = name.strip_prefix("dkim-").and_then(|rest| rest.strip_suffix(".pem")) else { continue };
        let (date, next) = rest.strip_suffix(".next").map_or((rest, false), |date| (date, true));
        if !date.is_empty() && date.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            pairs.push(Pair { date: date.to_owned(), next, path });
        }
    }
    pairs.sort();
    Ok(pairs)
}

/// The newest pair that signs.
fn in_use(folder: &Path) -> Result<Option<Pair>, DkimError> {
    Ok(pairs(folder)?.into_iter().rfind(|pair| !pair.next))
}

/// What has to stand in the DNS for every pair, those that wait too.
///
/// # Errors
/// When the folder cannot be read or a file is no key.
pub fn published(folder: &Path) -> Result<Vec<Published>, DkimError> {
    let pairs = pairs(folder)?;
    let in_use = pairs.iter().rfind(|pair| !pair.next).cloned();
    let mut all = Vec::new();
    for pair in pairs {
        let keys = Keys::read(&pair.path)?;
        let in_use = in_use.as_ref() == Some(&pair);
        let texts = [
            ('r', format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(keys.rsa_public))),
            ('e', format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(keys.ed25519.public_key()))),
        ];
        all.extend(texts.map(|(kind, text)| Published { selector: selector(&pair, kind), text, in_use }));
    }
    Ok(all)
}

/// Makes the pair that comes next, not in use yet; two of one day have different dates all the same.
///
/// # Errors
/// When the folder cannot be written.
pub fn rotate(folder: &Path, today: Day) -> Result<Pair, DkimError> {
    make(folder, today, true)
}

/// Begins to sign with the newest pair that waits. A server takes it up when it is started anew.
///
/// # Errors
/// `NoneNewer` when none waits.
pub fn use_next(folder: &Path) -> Result<(), DkimError> {
    let pair = pairs(folder)?.into_iter().rfind(|pair| pair.next).ok_or(DkimError::NoneNewer)?;
    let path = folder.join(format!("dkim-{}.pem", pair.date));
    fs::rename(&pair.path, path).map_err(|error| DkimError::Folder(folder.display().to_string(), error))
}

fn selector(pair: &Pair, kind: char) -> String {
    format!("g{}{kind}", pair.date)
}

fn make(folder: &Path, today: Day, next: bool) -> Result<Pair, DkimError> {
    let known = pairs(folder)?;
    // The second pair of one day is `20261123a`, the third `20261123b`.
    let suffixes = std::iter::once(String::new()).chain(('a'..='z').map(String::from));
    let date = suffixes
        .map(|suffix| format!("{}{suffix}", digits(today)))
        .find(|date| known.iter().all(|pair| pair.date != *date))
        .ok_or_else(|| DkimError::Key("of today".to_owned()))?;
    let path = folder.join(format!("dkim-{date}{}.pem", if next { ".next" } else { "" }));
    let unmade = || DkimError::Key(date.clone());
    let rsa = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| unmade())?;
    let rsa: Pkcs8V1Der<'_> = rsa.as_der().map_err(|_| unmade())?;
    let ed25519 = Ed25519Key::generate_pkcs8().map_err(|_| unmade())?;
    let text = format!("{}{}", pem(rsa.as_ref()), pem(&ed25519));
    write_new(&path, &text).map_err(|error| DkimError::Folder(folder.display().to_string(), error))?;
    Ok(Pair { date, next, path })
}

fn digits(day: Day) -> String {
    let date = jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(day.0));
    date.strftime("%Y%m%d").to_string()
}

/// The two private keys of a pair: first RSA, then Ed25519.
struct Keys {
    rsa: RsaKey<Sha256>,
    rsa_public: Vec<u8>,
    ed25519: Ed25519Key,
}

impl Keys {
    fn read(path: &Path) -> Result<Self, DkimError> {
        let name = || path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = fs::read(path).map_err(|error| DkimError::Folder(name(), error))?;
        let found: Vec<PrivatePkcs8KeyDer<'_>> =
            PrivatePkcs8KeyDer::pem_slice_iter(&text).collect::<Result<_, _>>().map_err(|_| DkimError::Key(name()))?;
        let [rsa, ed25519]: [PrivatePkcs8KeyDer<'_>; 2] = found.try_into().map_err(|_| DkimError::Key(name()))?;
        let ed25519 =
            Ed25519Key::from_pkcs8_maybe_unchecked_der(ed25519.secret_pkcs8_der()).map_err(|_| DkimError::Key(name()))?;
        let rsa_public = named(rsa.secret_pkcs8_der()).ok_or_else(|| DkimError::Key(name()))?;
        let rsa = RsaKey::from_key_der(PrivateKeyDer::Pkcs8(rsa)).map_err(|_| DkimError::Key(name()))?;
        Ok(Self { rsa, rsa_public, ed25519 })
    }
}

/// The public key with the name of its kind before it, as DKIM wants it (RFC 6376, 3.6.1).
fn named(rsa: &[u8]) -> Option<Vec<u8>> {
    let pair = RsaKeyPair::from_pkcs8(rsa).ok()?;
    let der: PublicKeyX509Der<'_> = pair.public_key().as_der().ok()?;
    Some(der.as_ref().to_vec())
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}
