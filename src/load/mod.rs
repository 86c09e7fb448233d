//! A large invented forum, for measuring: so many members, threads and replies, as their own actions would have left them.
//!
//! Rows are made as opening and replying make them (voices, traces, follows, notices, the index), sealed and hashed alike, and
//! written through the stores of their domains, many in a transaction. What is over by the time somebody measures is left out:
//! letters have left, keys of requests are forgotten, nothing waits to be screened.

mod filling;
mod texts;

pub use filling::{Error, Size, fill};

use serde::Serialize;

use crate::storage::columns::ThreadId;

/// The password of everybody here.
pub const PASSWORD: &str = "nine lanterns on the canal";

/// What was made, for the program that measures.
#[derive(Debug, Serialize)]
pub struct Loaded {
    /// Accounts.
    pub members: usize,
    /// Threads.
    pub threads: usize,
    /// Posts, the opening ones among them.
    pub posts: usize,
    /// How long it took.
    pub seconds: u64,
    /// Everybody's password.
    pub password: &'static str,
    /// Everybody's address, with `{n}` for 0, 1, 2 …
    pub email: &'static str,
    /// An ordinary thread.
    pub thread: Option<ThreadId>,
    /// The one with the most posts,
    pub hot: Option<ThreadId>,
    /// and how many those are.
    pub hot_posts: usize,
    /// One that many want to hear every reply of,
    pub followed: Option<ThreadId>,
    /// and how many those are.
    pub followers: usize,
    /// One that only its writer follows.
    pub alone: Option<ThreadId>,
}
