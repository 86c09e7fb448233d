//! The words for what became of a letter.

use serde::{Deserialize, Serialize};

use crate::clock::{Day, Moment, Quarter};
use crate::storage::columns::{LetterId, ThreadId, word_enum};

word_enum! {
    /// What became of a letter.
    FateKind {
        /// The relay took it.
        Sent = "sent",
        /// It was not wanted any more when it was due.
        Skipped = "skipped",
        /// It could not be sent.
        Failed = "failed",
        /// It was sent and came back.
        Bounced = "bounced",
        /// It was sent, and somebody called it spam.
        Complained = "complained",
    }
}

word_enum! {
    /// Why a letter was not sent, or did not arrive.
    FateReason {
        /// She does not want letters of this kind.
        Unwanted = "unwanted",
        /// She has read it already.
        Read = "read",
        /// She is in the thread just now.
        Active = "active",
        /// She muted the thread.
        Muted = "muted",
        /// She hides such threads.
        Hidden = "hidden",
        /// She blocked whoever wrote.
        Blocked = "blocked",
        /// Another letter says it too.
        Coalesced = "coalesced",
        /// A digest says it.
        InDigest = "in_digest",
        /// It would have been too late after her quiet hours.
        Quiet = "quiet",
        /// She paused letters.
        Paused = "paused",
        /// The writer took it back.
        TakenBack = "taken_back",
        /// A moderator removed it.
        Removed = "removed",
        /// A moderator looks at it first.
        Held = "held",
        /// What it was about is there no more.
        Gone = "gone",
        /// A decision was undone before it was told.
        Undone = "undone",
        /// She is suspended: then only decisions come.
        Suspended = "suspended",
        /// She had twenty letters that day.
        Cap = "cap",
        /// Her address takes no more letters from here.
        Suppressed = "suppressed",
        /// There is no such address.
        Unreachable = "unreachable",
        /// No mail server took it in time.
        Expired = "expired",
        /// The mail server refused it.
        Refused = "refused",
        /// Her mailbox is full.
        Full = "full",
        /// The mail server refused the sender: ours to mend.
        Policy = "policy",
        /// It could not be written: ours to mend.
        Unwritten = "unwritten",
    }
}

impl FateReason {
    /// The reason behind the word with which a letter was skipped.
    #[must_use]
    pub fn of_skipped(word: &str) -> Self {
        Self::from_word(word).unwrap_or(Self::Gone)
    }

    /// The reason behind the words with which a letter failed: a word, or `smtp`, a code and an enhanced status.
    #[must_use]
    pub fn of_failure(words: &str) -> Self {
        let Some(answer) = words.strip_prefix("smtp ") else {
            return match words {
                "address" => Self::Unreachable,
                "unwritten" | "panicked" | "unreadable" | "envelope" => Self::Unwritten,
                _ => Self::Expired,
            };
        };
        let (code, status) = answer.split_once(' ').unwrap_or((answer, ""));
        let detail = status.split_once('.').map_or("", |(_, detail)| detail);
        match detail {
            "2.2" => Self::Full,
            "1.1" | "1.2" | "1.3" | "1.6" | "1.10" | "2.1" => Self::Unreachable,
            _ if detail.starts_with("7.") => Self::Policy,
            // Without a status these say that there is no such mailbox, or no such host.
            "" if matches!(code, "550" | "551" | "553" | "556") => Self::Unreachable,
            "" if code == "552" => Self::Full,
            _ if code.starts_with('4') => Self::Expired,
            _ => Self::Refused,
        }
    }

    /// Whether it tells what a member chose or did: such reasons stand sealed, and are not counted by day either.
    #[must_use]
    pub const fn is_hers(self) -> bool {
        matches!(
            self,
            Self::Unwanted
                | Self::Read
                | Self::Active
                | Self::Muted
                | Self::Hidden
                | Self::Blocked
                | Self::Coalesced
                | Self::InDigest
                | Self::Quiet
                | Self::Paused
                | Self::Suspended
        )
    }
}

/// What a row says, sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) kind: String,
    pub(super) place: Option<(ThreadId, i32)>,
    pub(super) fate: FateKind,
    pub(super) reason: Option<FateReason>,
    pub(super) at: Moment,
}

/// What became of one letter, as the member it was for sees it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LetterFate {
    /// Its number among hers.
    pub id: LetterId,
    /// What kind of letter: reply, digest, decision, …
    pub kind: String,
    /// The thread it was about, if it was about one.
    pub thread: Option<ThreadId>,
    /// And which post.
    pub number: Option<i32>,
    /// What became of it.
    pub fate: FateKind,
    /// Why, where it was not simply sent.
    pub reason: Option<FateReason>,
    /// When, rounded down to the quarter hour.
    #[schema(value_type = String, format = DateTime)]
    pub at: Quarter,
}

/// How many letters met one fate on one day.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FateCount {
    /// The day, UTC.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// What kind of letter.
    pub kind: String,
    /// What became of them.
    pub fate: FateKind,
    /// Why; null where that would tell what readers chose.
    pub reason: Option<FateReason>,
    /// How many.
    #[schema(minimum = 1)]
    pub count: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    // E-23, E-63
    #[test]
    fn an_answer_of_a_relay_becomes_a_reason_that_people_understand() {
        for (words, reason) in [
            ("smtp 550", FateReason::Unreachable),
            ("smtp 550 5.1.1", FateReason::Unreachable),
            ("smtp 550 5.1.10", FateReason::Unreachable),
            ("smtp 552 5.2.2", FateReason::Full),
            ("smtp 452 4.2.2", FateReason::Full),
            ("smtp 550 5.7.515", FateReason::Policy),
            ("smtp 550 5.7.26", FateReason::Policy),
            ("smtp 554 5.6.0", FateReason::Refused),
            ("smtp 554", FateReason::Refused),
            ("smtp 451 4.4.2", FateReason::Expired),
            ("smtp 451", FateReason::Expired),
            ("timeout", FateReason::Expired),
            ("expired", FateReason::Expired),
            ("address", FateReason::Unreachable),
            ("unwritten", FateReason::Unwritten),
            ("panicked", FateReason::Unwritten),
        ] {
            assert_eq!(FateReason::of_failure(words), reason, "{words}");
        }
        assert_eq!(FateReason::of_skipped("muted"), FateReason::Muted);
        assert_eq!(FateReason::of_skipped("nothing"), FateReason::Gone);
    }
}
