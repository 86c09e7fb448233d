//! What other domains ask of safety, inside their own transaction.

pub use super::blocks::{hidden_in, is_blocked};
pub use super::hidden::{hides_anything, wishes};
