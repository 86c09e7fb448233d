//! Mail that comes in.

pub mod authentic;
pub mod reply_text;
