//! Mail that comes in.

pub mod reply_text;
