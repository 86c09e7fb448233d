//! The letters: one typed struct and one template folder each. Rendered when sent, from the state of that moment.

use serde::{Deserialize, Serialize};

use crate::storage::columns::{AccountId, DecisionId, ReportId, ThreadId};

/// A letter that was promised: ids and tokens, no text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Letter {
    /// Please prove that this address is yours.
    Verify {
        /// Where to; there is no account yet.
        address: String,
        /// The name that was typed.
        name: String,
        /// The language that was told.
        locale: String,
        /// The mailed token.
        token: String,
    },
    /// Somebody signed up with your address, which has an account already.
    KnownAddress {
        /// Whose.
        account: AccountId,
    },
    /// A link to sign in with.
    SignInLink {
        /// Whose.
        account: AccountId,
        /// The mailed token.
        token: String,
    },
    /// A link to set a new password with.
    Reset {
        /// Whose.
        account: AccountId,
        /// The mailed token.
        token: String,
    },
    /// Somebody replied.
    Reply {
        /// To whom this goes.
        account: AccountId,
        /// Where.
        thread: ThreadId,
        /// Which reply.
        number: i32,
    },
    /// A decision restricts something of yours: the statement of reasons.
    Decision {
        /// The author.
        account: AccountId,
        /// Which decision.
        decision: DecisionId,
    },
    /// What came of your report.
    ReportClosed {
        /// The reporter.
        account: AccountId,
        /// Which report.
        report: ReportId,
    },
}

impl Letter {
    /// The word for it in the outbox and in the metrics.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Verify { .. } => "letter_verify",
            Self::KnownAddress { .. } => "letter_known_address",
            Self::SignInLink { .. } => "letter_sign_in_link",
            Self::Reset { .. } => "letter_reset",
            Self::Reply { .. } => "letter_reply",
            Self::Decision { .. } => "letter_decision",
            Self::ReportClosed { .. } => "letter_report_closed",
        }
    }
}
