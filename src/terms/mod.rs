//! The terms in their versions, and what members agreed to.
//!
//! A version is a file under `config/terms`, and never changes once it is announced. Whoever is here hears of the next one by
//! letter before it comes into force. What a member agreed to (terms, health data in posts) stands sealed, by account.

pub mod agreements;
pub mod announcing;
pub mod routes;
mod store;
pub mod versions;
