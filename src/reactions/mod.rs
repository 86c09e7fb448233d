//! Reactions: warmth without a name. Who gave one stands only in a keyed lookup.

pub mod actions;
pub mod routes;
mod store;

use crate::storage::columns::word_enum;

word_enum! {
    /// A kind of warmth.
    Reaction {
        /// A hug.
        Hug = "hug",
        /// Same here.
        SameHere = "same_here",
        /// You are doing great.
        DoingGreat = "doing_great",
        /// Thank you.
        ThankYou = "thank_you",
        /// A light.
        Light = "light",
    }
}

pub use actions::{Counts, counts, mine};
