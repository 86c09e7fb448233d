//! Threads: ten spaces, an opening post and its replies, who follows what, how far somebody has read, unsent words.
//!
//! A post has no id of its own, its key is (thread, number). What is equal for all readers and what depends on the reader
//! never stand in one answer: the first is [`views`], the second [`mine`].

pub mod actions;
mod announcing;
pub mod changing;
pub mod drafts;
pub mod follows;
mod for_columns;
mod for_endings;
mod for_letters;
mod for_listening;
pub mod for_load;
pub mod for_others;
mod for_search;
mod hiding;
pub mod leaving;
mod many;
pub mod markdown;
pub mod mentions;
pub mod mine;
pub mod model;
mod naming;
pub mod presence;
pub mod reading;
mod recent;
pub mod routes;
pub mod spaces;
mod store;
pub mod views;
pub mod writing;

pub use model::{Audience, Need, Note, Order, PostState, ThreadState};
pub use presence::Presence;
