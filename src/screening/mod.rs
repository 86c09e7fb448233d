//! Screening: a few checks, as data, that can make a post wait for a person (S-16). They look at links, numbers, speed and
//! likeness, and mostly at new members' posts. No check looks for words, none removes anything, and none is silent: what is
//! held is a decision of `moderation`, told to its writer.
//!
//! A check is tried on the last thousand posts before it is switched on. In a storm every new member's post waits, sign-ups are
//! slowed, and posts that are alike are shown as one group, decided in one act.

pub mod actions;
mod alike;
mod checks;
mod found;
pub mod groups;
pub mod hints;
mod pace;
pub mod routes;
mod store;
pub mod storm;
pub mod trial;

pub use pace::Pace;
