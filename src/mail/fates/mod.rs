//! What became of every letter: one row for the member it was for, who can ask "why didn't I get it" (E-63), and totals for
//! the operator, without anybody in them (E-64).

mod actions;
mod model;
pub mod routes;
mod store;
mod token;

pub use actions::{About, Came, Known, bounced, by_token, counted_since, forget_old, kept, record, sent_today};
pub use model::{FateKind, FateReason, LetterFate};
pub use token::bounce_token;
