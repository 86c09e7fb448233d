//! Answering by mail: every letter about a reply has an address of its own, and what comes back to it is a post, a draft, or
//! nothing.
//!
//! An address is bound to the voice she answers with, so that an alias stays one. Whoever knows it can do nothing with
//! it but from her own mail address, and nobody who is not proven to write from there gets an answer of any kind.

pub mod addresses;
pub mod arrived;
mod incoming;
mod store;
mod token;

pub use addresses::address_for;
pub use arrived::arrived;
