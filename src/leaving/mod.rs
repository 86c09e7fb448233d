//! Leaving: a member takes everything with her that is held about her, or goes for good, at any hour and without asking
//! anybody (promise 11).
//!
//! Going is two steps. In one transaction the account, its address and every row by account go, so that nobody can sign in any
//! more. What she said in threads is forgotten by jobs afterwards, each voice alone and at a random moment, so that nobody who
//! watches learns which voices went together. A receipt, which knows no account, says when all is done.

mod erasure;
mod export;
mod forgetting;
pub mod model;
pub mod routes;
mod sections;
mod store;

pub use forgetting::{Forgetting, forget, forget_receipts};
