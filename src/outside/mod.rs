//! Notices from outside: anybody may tell us that something here is against the law, without an account (DSA, article 16).
//!
//! A notice that names a post joins the post's case and closes with its decision; another one waits until a moderator finds the
//! place, or answers it. Whoever sent it gets a receipt and the outcome, and may ask how it stands by a secret link. Who that is
//! stands sealed; a moderator sees it only after she said why, and the log keeps that she did.

pub mod actions;
pub mod model;
mod parsing;
pub mod receiving;
pub mod routes;
pub mod staff;
mod store;
