//! What other domains ask of safety, inside their own transaction.

pub use super::blocks::{KeptHidden, hidden_in, is_blocked, kept};
pub use super::hidden::{hides_anything, wishes};
