//! The small demonstration forum: invented people who did what members do, at the moments when they did it.
//!
//! Everything goes through the actions that HTTP calls, under a clock that is set to the moment of each event. What follows
//! from it (letters, notices) follows here too; the letters go nowhere, because their moments are over.

pub mod content;
mod telling;

pub use telling::{Error, Filled, fill};

use crate::accounts::Role;

/// The password of everybody here.
pub const PASSWORD: &str = "three herons by the lake";

/// Who can be tried: the address, and what she may do.
pub const SIGN_INS: [(&str, Role); 4] = [
    ("parent@example.org", Role::Member),
    ("listener@example.org", Role::Listener),
    ("moderator@example.org", Role::Moderator),
    ("admin@example.org", Role::Admin),
];
