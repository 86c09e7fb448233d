//! Replies by mail: from the letter's address to the post, and all that must not become one.

mod authentic;
mod collected;
mod loops;
mod names;
pub mod post_office;
mod posting;
mod refusals;
mod voices;
