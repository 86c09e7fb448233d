//! Mail: transports, letters, and our own Message-ID.

pub mod letters;

use crate::chance::Chance;

/// Where letters leave.
pub struct Mailer {
    host: String,
}

impl Mailer {
    /// A fresh Message-ID; it stands in the outbox before the first try, so that a resend is recognisable.
    #[must_use]
    pub fn message_id(&self, chance: &Chance) -> String {
        format!("<{}@{}>", bs58::encode(chance.bytes::<16>()).into_string(), self.host)
    }
}
