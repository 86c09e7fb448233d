//! For a hard day: words that somebody told her and that she keeps, and one kind sentence a day for everybody.
//!
//! A keepsake is a place, never a copy: what its writer takes back, and what a moderator removes, is gone from it too.

pub mod actions;
pub mod affirmations;
pub mod routes;
mod store;
