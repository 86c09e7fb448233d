//! Mail: where letters leave, how they are made, and our own Message-ID.
//!
//! A letter is judged, written and sent in one go, from the state of that moment. What it may say by default is very
//! little: sender and subject name no topic, no title and nobody, because a lock screen shows them to the whole kitchen.

pub mod actions;
pub mod addresses;
pub mod dkim;
pub mod dns;
pub mod fates;
mod folder;
pub mod inbound;
pub mod letters;
pub mod memory;
mod message;
mod pace;
mod smtp;
mod wrap;

use lettre::Address;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::chance::Chance;
use crate::clock::Moment;
use crate::config;
use folder::Folder;
pub use memory::Mailbox;
pub use message::{Outside, Unmade};
pub use pace::Pace;
use smtp::Relay;

/// A finished letter.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Its Message-ID, brackets and all.
    pub message_id: String,
    /// Where it comes back to if it cannot be delivered; the header's sender may be another.
    pub from: Address,
    /// To whom it goes.
    pub to: Address,
    /// The message as it stands on the wire.
    pub bytes: Vec<u8>,
}

/// Why a letter did not leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Another try would be refused too.
    pub lasting: bool,
    /// `smtp`, a code and an enhanced status, or a word; never an address.
    pub reason: String,
    /// What the relay answered, if it did.
    pub answer: Option<Answer>,
    /// The relay itself does not work for us: no other letter would leave either.
    pub is_of_relay: bool,
}

/// What a relay answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The code, as 550.
    pub code: u16,
    /// The enhanced status, as 5.1.1.
    pub enhanced: Option<String>,
    /// Its words. They may name an address: neither logged nor kept.
    pub text: String,
}

impl Refusal {
    /// For a reason that will still be there tomorrow.
    #[must_use]
    pub fn lasting(reason: impl Into<String>) -> Self {
        Self { lasting: true, reason: reason.into(), answer: None, is_of_relay: false }
    }

    /// For a reason that may pass.
    #[must_use]
    pub fn passing(reason: impl Into<String>) -> Self {
        Self { lasting: false, ..Self::lasting(reason) }
    }

    /// For a reason that is the relay's, whatever the letter.
    #[must_use]
    pub fn of_relay(reason: impl Into<String>) -> Self {
        Self { is_of_relay: true, ..Self::passing(reason) }
    }

    /// For what a relay answered to a letter.
    #[must_use]
    pub fn answered(code: u16, enhanced: Option<String>, text: String) -> Self {
        let status = enhanced.as_ref().map(|status| format!(" {status}")).unwrap_or_default();
        let reason = format!("smtp {code}{status}");
        // A password that was changed at the relay must not cost anybody a letter.
        let is_of_relay = matches!(code, 454 | 521 | 523 | 530 | 534 | 535 | 538);
        // That it does not know our commands is said of no letter.
        let lasting = code >= 500 && !is_of_relay && !matches!(code, 500..=504);
        Self { lasting, reason, answer: Some(Answer { code, enhanced, text }), is_of_relay }
    }

    /// Whether the provider asks for fewer letters: not so when one mailbox is full.
    #[must_use]
    pub fn asks_for_rest(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| {
            matches!(answer.code, 421 | 450..=459) && answer.enhanced.as_deref().is_none_or(|status| status != "4.2.2")
        })
    }
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
    pace: Pace,
    /// The domain that bounces come back to; empty: they come back to `from`.
    domain: String,
}

/// Letters that are written to the folder at the same moment.
const INTO_FOLDER: usize = 8;
/// Connections to the relay.
const TO_RELAY: usize = 8;

impl Mailer {
    /// Opens the way out that the settings name.
    ///
    /// # Errors
    /// When a setting does not fit or the folder cannot be made. The relay is not asked: it may come up later.
    pub fn open(mail: &config::Mail, site: &config::Site) -> Result<Self, MailerError> {
        let host = site.host();
        let (transport, turns) = match mail.transport {
            config::Transport::Folder => (Transport::Folder(Folder::open(&mail.folder)?), INTO_FOLDER),
            config::Transport::Smtp => (Transport::Relay(Box::new(Relay::open(mail, &host, TO_RELAY)?)), TO_RELAY),
        };
        let from = if mail.from.trim().is_empty() { format!("notes@{host}") } else { mail.from.trim().to_owned() };
        let from = from.parse().map_err(|_| MailerError::Setting("mail.from is not a mail address".to_owned()))?;
        Ok(Self::with(host, from, transport, turns))
    }

    fn with(host: String, from: Address, transport: Transport, turns: usize) -> Self {
        let spares = !matches!(transport, Transport::Folder(_));
        let (pace, turns) = (Pace::new(None, spares), Semaphore::new(turns));
        Self { host, from, signer: None, transport, turns, pace, domain: String::new() }
    }

    /// The same way out at the pace that the settings allow, and with bounces that come back to us if mail comes in here.
    #[must_use]
    pub fn paced(self, mail: &config::Mail, limits: &config::Limits) -> Self {
        let spares = !matches!(self.transport, Transport::Folder(_));
        let pace = Pace::new(limits.enabled.then_some(mail.per_minute), spares);
        Self { pace, domain: mail.domain.clone(), ..self }
    }

    /// Keeps every letter in memory: only tests come here. It is paced like a relay.
    ///
    /// # Panics
    /// When `host` cannot stand behind the `@` of an address.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test that names no host stops at once")]
    pub fn memory(host: &str) -> Self {
        let from = Address::new("notes", host).expect("a host");
        Self::with(host.to_owned(), from, Transport::Memory(Mailbox::default()), INTO_FOLDER)
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
    fn sign(&self, letter: Vec<u8>) -> Result<Vec<u8>, mail_auth::Error> {
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

    /// Where a letter comes back to that cannot be delivered: an address of its own, if mail comes in here (E-20).
    #[must_use]
    pub fn bounces_to(&self, token: &str) -> Address {
        let own = if self.domain.is_empty() { None } else { Address::new(format!("b+{token}"), &self.domain).ok() };
        own.unwrap_or_else(|| self.from.clone())
    }

    /// How fast letters leave.
    #[must_use]
    pub const fn pace(&self) -> &Pace {
        &self.pace
    }

    /// How many letters may leave now that nobody waits for: as many as the outbox need claim.
    #[must_use]
    pub fn room(&self, now: Moment) -> usize {
        self.pace.room(now)
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

    /// Closes connections that nobody has needed for a while. Blocks for a moment if there are any.
    pub fn rest(&self) {
        if let Transport::Relay(relay) = &self.transport {
            relay.close_rested();
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
