//! Notifications: who is told what, in the forum and by letter, and how to stop the letters.
//!
//! A row by account: what happened and where stands only sealed. A letter is promised here and judged when it is sent,
//! so that whoever stops letters, mutes a thread or reads on gets none of those that are still waiting.

pub mod actions;
pub mod asked;
pub mod digest;
pub mod for_load;
pub mod gather;
pub mod mail;
pub mod manage;
pub mod model;
pub mod night;
pub mod preview;
pub mod routes;
pub mod series;
pub mod stop;
mod store;
pub mod sweep;

pub use model::Event;
