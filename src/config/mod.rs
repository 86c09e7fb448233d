//! Settings: `config/default.toml`, then a file, then variables. Read once in `main` and passed.

mod origins;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;

pub use origins::{Setting, origins};

/// The embedded defaults: every key with its sentence.
pub const DEFAULTS: &str = include_str!("../../config/default.toml");

/// Everything that can be set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How the site calls itself and where it is.
    pub site: Site,
    /// Where the data lives.
    pub database: Database,
    /// Where the keys live.
    pub keys: Keys,
    /// Where the API listens.
    pub http: Http,
    /// How letters leave.
    pub mail: Mail,
    /// How much anybody may do at once.
    pub limits: Limits,
    /// How posts are looked at before others see them.
    pub moderation: Moderation,
    /// Who answers for safety.
    pub safety: Safety,
    /// When a writer is asked how it went.
    pub endings: Endings,
    /// Who is called when a thread waits.
    pub listening: Listening,
    /// How far search goes.
    pub search: Search,
    /// How passwords are hashed.
    pub passwords: Passwords,
    /// How the log is written.
    pub log: Log,
}

/// `[site]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Where people reach the frontend, without a slash at the end.
    pub url: String,
    /// The neutral name.
    pub name: String,
}

impl Site {
    /// The host of `url`: for Message-IDs, List-Id and the sender's address.
    #[must_use]
    pub fn host(&self) -> String {
        url::Url::parse(&self.url)
            .ok()
            .and_then(|url| url.host_str().map(ToOwned::to_owned))
            .unwrap_or_else(|| "localhost".to_owned())
    }
}

/// `[database]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: Secret,
    /// Connections to PostgreSQL that are kept open.
    pub connections: u32,
    /// Connections to SQLite that read beside the one that writes.
    pub readers: u32,
}

/// `[keys]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// The folder of the key files.
    pub folder: PathBuf,
}

/// `[http]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// Where the API listens.
    pub address: SocketAddr,
    /// Where the metrics are.
    pub metrics_address: SocketAddr,
    /// Whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Threads that answer requests.
    pub workers: usize,
    /// Megabytes for answers that are kept; 0 keeps none.
    pub kept_answers: u32,
}

/// `[mail]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// How letters leave.
    pub transport: Transport,
    /// Where the folder transport writes.
    pub folder: PathBuf,
    /// The relay.
    pub smtp_url: Secret,
    /// The sender's address; empty: `notes@` the site's host.
    pub from: String,
    /// The domain whose mail comes in; empty: none.
    pub domain: String,
    /// The machine that hands letters to the world; empty: the site's host.
    pub sender_host: String,
    /// Letters are signed here.
    pub dkim: bool,
    /// The DNS resolver, an address and a port; empty: the system's.
    pub resolver: String,
    /// Seconds before the first letter about a reply.
    pub wait: u32,
    /// Whose Authentication-Results are believed; empty: we look ourselves.
    pub authserv_id: String,
    /// What a program must know to hand mail over by HTTP; empty: nobody can.
    pub inbound_secret: Secret,
    /// What a sending service signs its events with; empty: it cannot tell any.
    pub events_secret: Secret,
    /// Where a mail server hands mail over by LMTP; empty: nowhere.
    pub lmtp_address: String,
    /// Letters that leave in any minute, at most.
    pub per_minute: u32,
    /// Whether the relay's certificate is checked.
    pub tls_verify: bool,
}

/// How letters leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// One `.eml` file a letter.
    Folder,
    /// Through a relay.
    Smtp,
}

/// `[limits]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Off only for load tests.
    pub enabled: bool,
    /// Requests a minute by one address prefix.
    pub reads_by_prefix: u32,
    /// Requests a minute by one account.
    pub reads_by_account: u32,
    /// Writes a minute by one account.
    pub writes_by_account: u32,
    /// Entries in ten minutes by one address prefix.
    pub entries_by_prefix: u32,
    /// Entries in ten minutes for one mail address.
    pub entries_by_address: u32,
}

/// `[moderation]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moderation {
    /// So many days somebody counts as a new member.
    pub new_days: i32,
    /// After so many hard cases in one shift a moderator is asked to hand over.
    pub hard_cases: i32,
    /// Minutes that the letter to a new address waits in a storm.
    pub storm_sign_up_minutes: u32,
}

/// `[safety]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// Her name or role; empty: nobody is named.
    pub lead: String,
    /// `YYYY-MM-DD`, or empty.
    pub review_by: String,
}

/// `[endings]`
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endings {
    /// Days after which she is asked; 0: never.
    pub ask_after_days: u32,
}

/// `[listening]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listening {
    /// Minutes before the first call.
    pub first_minutes: u32,
    /// The same at night.
    pub first_minutes_at_night: u32,
    /// Minutes between calls.
    pub again_minutes: u32,
    /// When night begins, `HH:MM`.
    pub night_from: String,
    /// When it ends.
    pub night_to: String,
    /// On which clock.
    pub time_zone: String,
    /// Listeners called at once.
    pub at_once: usize,
    /// Calls of one listener in a day.
    pub calls_a_day: u8,
    /// Hours until listeners of all spaces are called.
    pub wider_hours: u32,
    /// Hours until moderators are.
    pub moderators_hours: u32,
    /// Minutes that "I am writing" holds.
    pub writing_minutes: u32,
}

/// `[search]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Sections that are weighed for one question, at most.
    pub weighed: i64,
}

/// `[passwords]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passwords {
    /// Argon2id memory, KiB.
    pub memory_kib: u32,
    /// Argon2id passes.
    pub passes: u32,
    /// How many are computed at once.
    pub parallel: usize,
}

/// `[log]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// For people or for programs.
    pub format: LogFormat,
    /// A filter.
    pub level: String,
}

/// The log's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A setting that is never shown.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The secret itself, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// The variables that set something: `GOODENOUGH_SECTION__KEY`. Others with the prefix belong to scripts and tests.
fn variables() -> std::collections::HashMap<String, String> {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads variables")]
    std::env::vars().filter(|(name, _)| name.starts_with("GOODENOUGH_") && name.contains("__")).collect()
}

impl Config {
    /// Reads the defaults, the file (if any) and the variables.
    ///
    /// # Errors
    /// A sentence naming the key that does not fit.
    pub fn read(file: Option<&std::path::Path>) -> Result<Self, config::ConfigError> {
        Self::layered(file, variables())
    }

    /// As [`Config::read`], with these variables: for tests.
    ///
    /// # Errors
    /// A sentence naming the key that does not fit.
    pub fn layered(
        file: Option<&std::path::Path>,
        variables: std::collections::HashMap<String, String>,
    ) -> Result<Self, config::ConfigError> {
        let mut config: Self = layers(file, variables)?.try_deserialize()?;
        config.site.url = config.site.url.trim_end_matches('/').to_owned();
        config.mail.domain = config.mail.domain.trim().trim_end_matches('.').to_ascii_lowercase();
        Ok(config)
    }
}

/// The three layers, one over the other.
fn layers(
    file: Option<&std::path::Path>,
    variables: std::collections::HashMap<String, String>,
) -> Result<config::Config, config::ConfigError> {
    let mut layers = config::Config::builder().add_source(config::File::from_str(DEFAULTS, config::FileFormat::Toml));
    if let Some(file) = file {
        layers = layers.add_source(config::File::from(file).format(config::FileFormat::Toml));
    }
    let environment = config::Environment::with_prefix("GOODENOUGH")
        .prefix_separator("_")
        .separator("__")
        .try_parsing(true)
        .list_separator(",")
        .with_list_parse_key("http.trusted_proxies")
        .source(Some(variables));
    layers.add_source(environment).build()
}
