//! The desk: what moderators say to each other about a case, the conversation with whoever wrote the post, who is on duty, and
//! the call when something has waited too long.

pub mod calling;
pub mod model;
pub mod notes;
pub mod shifts;
mod store;
pub mod talks;
