//! `/spaces`, `/threads`, their posts, `/drafts`, and what depends on the reader.

pub mod drafts;
pub mod mine;
pub mod posts;
pub mod threads;
