//! The keys folder: what the database alone must not be able to do.
//!
//! One file a key, `PURPOSE-NUMBER.key`, 32 random bytes in hexadecimal, mode 0600, made at the first start. The
//! highest number is used for new work; the older ones still open what they sealed and verify what they signed.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::chance::Chance;

/// A 256-bit key. Overwritten in memory when it is dropped, and shown as `***`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key(pub [u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// What a key is for. Never one key for two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Purpose {
    /// Seals the link between voices and accounts, and all rows by account.
    Seal,
    /// Makes the lookups of those rows.
    Lookup,
    /// Seals what an account may do. Not the key of the links: suspensions hold when those are forgotten.
    Standing,
    /// Seals mail addresses.
    Address,
    /// Makes the blind index of mail addresses.
    AddressLookup,
    /// Signs access tokens.
    Signing,
    /// Derives the successor of a refresh token.
    Refresh,
    /// Authenticates cursors and stop links.
    Cursor,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 8] = [
        Self::Seal,
        Self::Lookup,
        Self::Standing,
        Self::Address,
        Self::AddressLookup,
        Self::Signing,
        Self::Refresh,
        Self::Cursor,
    ];

    /// The word in the names of its files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seal => "seal",
            Self::Lookup => "lookup",
            Self::Standing => "standing",
            Self::Address => "address",
            Self::AddressLookup => "address-lookup",
            Self::Signing => "signing",
            Self::Refresh => "refresh",
            Self::Cursor => "cursor",
        }
    }
}

/// All keys, by purpose and number.
#[derive(Clone, Debug)]
pub struct Keyring {
    keys: BTreeMap<(Purpose, u8), Key>,
    /// Where they were read; none for keys that exist only in memory.
    folder: Option<PathBuf>,
}

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The folder or a file cannot be read or written.
    #[error("keys folder {0}: {1}")]
    Folder(String, std::io::Error),
    /// A file is not a key.
    #[error("{0} does not hold 64 hexadecimal digits")]
    Malformed(String),
    /// 255 keys of one purpose are enough.
    #[error("no number is left for another {0} key")]
    Full(&'static str),
    /// The last key of a purpose is gone from the folder.
    #[error("the folder has no {0} key any more")]
    Lost(&'static str),
}

impl Keyring {
    /// Reads the folder, and makes the first key of each purpose that has none.
    ///
    /// # Errors
    /// When the folder cannot be read or written, or a file is not a key.
    pub fn open(folder: &Path, chance: &Chance) -> Result<Self, KeyError> {
        let told = |error| KeyError::Folder(folder.display().to_string(), error);
        fs::create_dir_all(folder).map_err(told)?;
        restrict(folder, 0o700).map_err(told)?;
        let mut ring = Self::read(folder)?;
        for purpose in Purpose::ALL {
            if ring.newest(purpose).is_none() {
                ring.add(folder, purpose, chance)?;
            }
        }
        Ok(ring)
    }

    /// Reads the folder and makes nothing.
    ///
    /// # Errors
    /// When the folder cannot be read, or a file is not a key.
    pub fn read(folder: &Path) -> Result<Self, KeyError> {
        let told = |error| KeyError::Folder(folder.display().to_string(), error);
        let mut ring = Self { keys: BTreeMap::new(), folder: Some(folder.to_owned()) };
        for entry in fs::read_dir(folder).map_err(told)? {
            let name = entry.map_err(told)?.file_name().to_string_lossy().into_owned();
            let Some((purpose, number)) = parse_name(&name) else { continue };
            let text = Zeroizing::new(fs::read_to_string(folder.join(&name)).map_err(told)?);
            ring.keys.insert((purpose, number), parse_key(&text).ok_or(KeyError::Malformed(name))?);
        }
        Ok(ring)
    }

    /// The folder as it is now: with keys that were added since, without those that were taken away.
    ///
    /// # Errors
    /// As [`Keyring::read`], or when a purpose has lost its last key.
    pub fn reread(&self) -> Result<Self, KeyError> {
        let Some(folder) = &self.folder else { return Ok(self.clone()) };
        let ring = Self::read(folder)?;
        ring.missing().first().map_or(Ok(ring.clone()), |purpose| Err(KeyError::Lost(purpose)))
    }

    /// The purposes that have no key.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        Purpose::ALL.into_iter().filter(|purpose| self.newest(*purpose).is_none()).map(Purpose::name).collect()
    }

    /// Keys that exist only in memory, for tests.
    #[must_use]
    pub fn of_chance(chance: &Chance) -> Self {
        Self { keys: Purpose::ALL.into_iter().map(|purpose| ((purpose, 1), Key(chance.bytes()))).collect(), folder: None }
    }

    /// Adds a newer key and writes its file; from now on it is the one that is used.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, folder: &Path, purpose: Purpose, chance: &Chance) -> Result<u8, KeyError> {
        let number = match self.newest(purpose) {
            None => 1,
            Some((number, _)) => number.checked_add(1).ok_or(KeyError::Full(purpose.name()))?,
        };
        let key = Key(chance.bytes());
        let path = folder.join(format!("{}-{number}.key", purpose.name()));
        let text: Zeroizing<String> = Zeroizing::new(key.0.iter().map(|byte| format!("{byte:02x}")).collect());
        write_new(&path, &text).map_err(|error| KeyError::Folder(path.display().to_string(), error))?;
        self.keys.insert((purpose, number), key);
        Ok(number)
    }

    /// Throws the keys of all links away, for ever, and makes new ones: what they sealed stays closed, here and in every
    /// backup, and no lookup made with them is found again.
    ///
    /// # Errors
    /// When the folder cannot be read or written. Begun anew, it goes on where it stopped.
    pub fn forget_links(folder: &Path, chance: &Chance) -> Result<(), KeyError> {
        let mut ring = Self::open(folder, chance)?;
        // A higher number, so that what the old ones sealed names a key that nobody has.
        ring.add(folder, Purpose::Seal, chance)?;
        for number in ring.older(Purpose::Seal) {
            ring.remove(folder, Purpose::Seal, number)?;
        }
        // Lookups use the first key, so the new one is the first again.
        ring.remove(folder, Purpose::Lookup, 1)?;
        ring.add(folder, Purpose::Lookup, chance)?;
        Ok(())
    }

    fn remove(&mut self, folder: &Path, purpose: Purpose, number: u8) -> Result<(), KeyError> {
        let path = folder.join(format!("{}-{number}.key", purpose.name()));
        let told = |error| KeyError::Folder(path.display().to_string(), error);
        // Overwritten first: on some disks that is the difference between a deleted file and a lost one.
        fs::write(&path, [b'0'; 64]).map_err(told)?;
        fs::File::open(&path).and_then(|file| file.sync_all()).map_err(told)?;
        fs::remove_file(&path).map_err(told)?;
        self.keys.remove(&(purpose, number));
        Ok(())
    }

    /// The numbers of this purpose's keys but the newest.
    #[must_use]
    pub fn older(&self, purpose: Purpose) -> Vec<u8> {
        let numbers = self.keys.range((purpose, 0)..=(purpose, u8::MAX)).map(|((_, number), _)| *number);
        let newest = self.newest(purpose).map(|(number, _)| number);
        numbers.filter(|number| Some(*number) != newest).collect()
    }

    /// The key for new work, with its number.
    #[must_use]
    pub fn newest(&self, purpose: Purpose) -> Option<(u8, &Key)> {
        self.keys.range((purpose, 0)..=(purpose, u8::MAX)).next_back().map(|((_, number), key)| (*number, key))
    }

    /// The key of that number, for what it sealed or signed.
    #[must_use]
    pub fn numbered(&self, purpose: Purpose, number: u8) -> Option<&Key> {
        self.keys.get(&(purpose, number))
    }
}

fn parse_name(name: &str) -> Option<(Purpose, u8)> {
    let (purpose, number) = name.strip_suffix(".key")?.rsplit_once('-')?;
    let purpose = Purpose::ALL.into_iter().find(|known| known.name() == purpose)?;
    Some((purpose, number.parse().ok()?))
}

fn parse_key(text: &str) -> Option<Key> {
    let text = text.trim();
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (place, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(Key(key))
}

/// Written under another name first, so that whoever reads the folder meanwhile finds whole keys only.
pub(crate) fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let draft = path.with_extension("new");
    drop(fs::remove_file(&draft));
    write_private(&draft, text)?;
    // Unlike a rename, a link never takes the place of a key that is there.
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    linked
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn restrict(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}
