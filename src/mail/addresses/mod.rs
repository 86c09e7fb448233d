//! Where letters do not arrive, and where none may go (E-24, E-26, E-27).
//!
//! Known by keyed hashes of addresses alone, under a key that outlives the account and the keys of all links: whoever left
//! after a complaint is not written to when somebody signs up with her address. What came back adds up and is forgotten
//! after thirty quiet days; a complaint, and an operator's word, hold until an operator lifts them.

mod actions;
mod health;
mod model;
pub mod routes;
mod store;

pub use actions::{bounced, complained, forget_old, lift, lift_by_command, may_answer, obstacle, refused, status, status_of};
pub use health::{Health, are_digests_paused, health, told_to_admin};
pub use model::{Source, Standing, Weight};
