//! All that a handler may reach.

use crate::accounts::Passwords;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::Config;
use crate::http::kept::Answers;
use crate::http::limits::Limits;
use crate::mail::Mailer;
use crate::mail::inbound::authentic::Authenticator;
use crate::metrics::Metrics;
use crate::screening::Pace;
use crate::search::near::Near;
use crate::storage::Storage;
use crate::threads::Presence;
use crate::voices::Seal;

/// The forum's parts, made once and passed to everything.
pub struct App {
    /// Settings.
    pub config: Config,
    /// The database.
    pub storage: Storage,
    /// The only door between posts and accounts.
    pub seal: Seal,
    /// Where letters leave.
    pub mailer: Mailer,
    /// Whether mail that comes in is from whom it says.
    pub authenticator: Authenticator,
    /// Time.
    pub clock: Clock,
    /// Chance.
    pub chance: Chance,
    /// Rate limits.
    pub limits: Limits,
    /// Password hashing, so many at once.
    pub passwords: Passwords,
    /// Who has a thread before her eyes, for some minutes and in memory alone.
    pub presence: Presence,
    /// How fast somebody posts, for a day and in memory alone.
    pub pace: Pace,
    /// What everybody reads, as bytes, as long as it holds.
    pub answers: Answers,
    /// Which threads are like which, for some minutes.
    pub near: Near,
    /// Counters and their text form.
    pub metrics: Metrics,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(config: Config, storage: Storage, seal: Seal, mailer: Mailer, clock: Clock, chance: Chance) -> Self {
        let limits = Limits::new(&config.limits, &config.http);
        let passwords = Passwords::new(&config.passwords, chance.clone());
        let mailer = mailer.paced(&config.mail, &config.limits);
        let authenticator = Authenticator::new(&config.mail);
        let answers = Answers::new(config.http.kept_answers);
        let metrics = Metrics::new(storage.counts());
        Self {
            config,
            storage,
            seal,
            mailer,
            authenticator,
            clock,
            chance,
            limits,
            passwords,
            presence: Presence::default(),
            pace: Pace::default(),
            answers,
            near: Near::default(),
            metrics,
        }
    }
}
