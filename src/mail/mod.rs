//! Mail: transports, letters, and our own Message-ID.

pub mod letters;

use crate::chance::Chance;
use crate::config;

/// Where letters leave.
pub struct Mailer {
    host: String,
}

impl Mailer {
    /// Placeholder of this branch.
    pub fn open(_mail: &config::Mail, site: &config::Site) -> Result<Self, std::io::Error> {
        Ok(Self { host: site.host() })
    }

    /// Placeholder of this branch.
    pub fn memory(host: &str) -> Self {
        Self { host: host.to_owned() }
    }

    /// Placeholder of this branch.
    pub fn examine(&self) -> Result<(), std::io::Error> {
        Ok(())
    }

    /// A fresh Message-ID; it stands in the outbox before the first try, so that a resend is recognisable.
    #[must_use]
    pub fn message_id(&self, chance: &Chance) -> String {
        format!("<{}@{}>", bs58::encode(chance.bytes::<16>()).into_string(), self.host)
    }
}
