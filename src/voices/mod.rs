//! Voices: the name under which a member speaks in one thread, her own or an alias.
//!
//! The only door between posts and accounts. A post names its voice, a voice's row holds its account sealed and a lookup,
//! and nothing else in the program can tell one from the other.

pub mod actions;
pub mod alias;
mod base32;
pub mod crowd;
pub mod for_load;
pub mod model;
pub mod reseal;
pub mod routes;
pub mod seal;
mod store;
pub mod traces;

pub use model::{Badge, Speaker, Voice, VoiceKind, VoiceOffer, VoiceView};
pub use seal::Seal;
