//! Mail: where letters leave, how they are made, and our own Message-ID.
//!
//! A letter is judged, written and sent in one go, from the state of that moment. What it may say by default is very
//! little: sender and subject name no topic, no title and nobody, because a lock screen shows them to the whole kitchen.

pub mod actions;
pub mod dkim;
pub mod dns;
mod folder;
pub mod inbound;
pub mod letters;
pub mod memory;
mod message;
mod smtp;
mod wrap;

use lettre::Address;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::chance::Chance;
use crate::config;
use folder::Folder;
pub use memory::Mailbox;
use smtp::Relay;

/// A finished letter.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Its Message-ID, brackets and all.
    pub message_id: String,
    /// Whose it is.
    pub from: Address,
    /// To whom it goes.
    pub to: Address,
    /// The message as it stands on the wire.
    pub bytes: Vec<u8>,
}

/// Why a letter did not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Another try would be refused too.
    pub lasting: bool,
    /// An SMTP code or a word, never an address.
    pub reason: String,
}

/// Why there is no way out for letters.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// A setting does not fit; the sentence says which.
    #[error("{0}")]
    Setting(String),
    /// The folder cannot be used.
    #[error("mail.folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The relay does not answer, or not as it should.
    #[error("mail.smtp_url: {0}")]
    Relay(String),
}

enum Transport {
    Folder(Folder),
    Relay(Box<Relay>),
    Memory(Mailbox),
}

/// Where letters leave.
pub struct Mailer {
    host: String,
    from: Address,
    signer: Option<dkim::Signer>,
    transport: Transport,
    turns: Semaphore,
}

/// Letters that are written to the folder at the same moment.
const INTO_FOLDER: usize = 8;
/// Connections to the relay.
const TO_RELAY: usize = 4;

impl Mailer {
    /// Opens the way out that the settings name.
    ///
    /// # Errors
    /// When a setting does not fit or the folder cannot be made. The relay is not asked: it may come up later.
    pub fn open(mail: &config::Mail, site: &config::Site) -> Result<Self, MailerError> {
        let host = site.host();
        let (transport, turns) = match mail.transport {
            config::Transport::Folder => (Transport::Folder(Folder::open(&mail.folder)?), INTO_FOLDER),
            config::Transport::Smtp => (Transport::Relay(Box::new(Relay::open(&mail.smtp_url, &host, TO_RELAY)?)), TO_RELAY),
        };
        let from = if mail.from.trim().is_empty() { format!("notes@{host}") } else { mail.from.trim().to_owned() };
        let from = from.parse().map_err(|_| MailerError::Setting("mail.from is not a mail address".to_owned()))?;
        Ok(Self { host, from, signer: None, transport, turns: Semaphore::new(turns) })
    }

    /// Keeps every letter in memory: only tests come here.
    ///
    /// # Panics
    /// When `host` cannot stand behind the `@` of an address.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test that names no host stops at once")]
    pub fn memory(host: &str) -> Self {
        let from = Address::new("notes", host).expect("a host");
        let transport = Transport::Memory(Mailbox::default());
        Self { host: host.to_owned(), from, signer: None, transport, turns: Semaphore::new(INTO_FOLDER) }
    }

    /// Signs every letter from now on.
    #[must_use]
    pub fn signs_with(mut self, signer: dkim::Signer) -> Self {
        self.signer = Some(signer);
        self
    }

    /// The letter as it leaves: with its signatures, if letters are signed here.
    ///
    /// # Errors
    /// When a key does not sign.
    pub fn sign(&self, letter: Vec<u8>) -> Result<Vec<u8>, mail_auth::Error> {
        match &self.signer {
            None => Ok(letter),
            Some(signer) => signer.sign(&letter),
        }
    }

    /// The letters in memory; `None` where they really leave.
    #[must_use]
    pub const fn mailbox(&self) -> Option<&Mailbox> {
        match &self.transport {
            Transport::Memory(mailbox) => Some(mailbox),
            _ => None,
        }
    }

    /// A fresh Message-ID; it stands in the outbox before the first try, so that a resend is recognisable.
    #[must_use]
    pub fn message_id(&self, chance: &Chance) -> String {
        format!("<{}@{}>", bs58::encode(chance.bytes::<16>()).into_string(), self.host)
    }

    /// The part of our ids behind the `@`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The sender's address.
    #[must_use]
    pub const fn from(&self) -> &Address {
        &self.from
    }

    /// Waits until another letter may leave: a relay is spared a flood.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.turns.acquire().await.ok()
    }

    /// Hands a letter over. Blocks: for the blocking threads only.
    ///
    /// # Errors
    /// A [`Refusal`] that says whether another try can help.
    pub fn deliver(&self, parcel: &Parcel) -> Result<(), Refusal> {
        match &self.transport {
            Transport::Folder(folder) => folder.deliver(parcel),
            Transport::Relay(relay) => relay.deliver(parcel),
            Transport::Memory(mailbox) => mailbox.deliver(parcel),
        }
    }

    /// Makes sure that what was handed over outlives a power cut. Blocks.
    ///
    /// # Errors
    /// When the folder cannot be flushed.
    pub fn settle(&self) -> std::io::Result<()> {
        match &self.transport {
            Transport::Folder(folder) => folder.settle(),
            Transport::Relay(_) | Transport::Memory(_) => Ok(()),
        }
    }

    /// Whether letters would leave now, for `doctor`. Blocks, a relay's time-out at most.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn examine(&self) -> Result<(), MailerError> {
        match &self.transport {
            Transport::Folder(folder) => Ok(folder.examine()?),
            Transport::Relay(relay) => relay.examine(),
            Transport::Memory(_) => Ok(()),
        }
    }
}
