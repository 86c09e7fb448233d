//! How much a letter matters, and how an address stands.

use crate::mail::letters::Letter;
use crate::storage::columns::word_enum;

/// How much a letter matters to whoever gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// A notice: nothing is lost without it.
    Notice,
    /// She asked for it just now.
    Asked,
    /// The law or her safety want it.
    Owed,
}

impl Weight {
    /// Of this letter.
    #[must_use]
    pub const fn of(letter: &Letter) -> Self {
        match letter {
            Letter::SignInLink { .. }
            | Letter::Reset { .. }
            | Letter::Decision { .. }
            | Letter::Undone { .. }
            | Letter::AppealDecided { .. }
            | Letter::Receipt { .. }
            | Letter::NoticeReceived { .. }
            | Letter::NoticeDecided { .. }
            | Letter::DeskWaits { .. }
            | Letter::TermsChanged { .. }
            | Letter::NameOpened { .. } => Self::Owed,
            Letter::Verify { .. } | Letter::SecondAddress { .. } | Letter::Test { .. } | Letter::Called { .. } => Self::Asked,
            _ => Self::Notice,
        }
    }
}

word_enum! {
    /// Who said that letters do not arrive, or are not wanted.
    Source {
        /// A mail that came back.
        Report = "report",
        /// The relay, at once.
        Relay = "relay",
        /// A provider's report of abuse.
        Complaint = "complaint",
        /// A sending service.
        Event = "event",
        /// Whoever runs the place.
        Operator = "operator",
    }
}

word_enum! {
    /// Whether letters reach an address.
    Standing {
        /// As far as anybody knows.
        Working = "working",
        /// Some came back.
        Doubtful = "doubtful",
        /// They come back: notices are not tried any more.
        Unreachable = "unreachable",
        /// Its owner does not want them.
        Complained = "complained",
    }
}

word_enum! {
    /// Why letters are kept back.
    Stopped {
        /// They came back.
        Bounced = "bounced",
        /// They were called unwanted.
        Complained = "complained",
        /// An operator said so.
        Operator = "operator",
    }
}

/// What a hard failure adds.
pub(super) const HARD: i32 = 2;
/// What a soft one adds.
pub(super) const SOFT: i32 = 1;
/// From here on notices are kept back.
pub(super) const THRESHOLD: i32 = 4;
/// Days without a failure after which all is forgotten.
pub(super) const DAYS: i32 = 30;
