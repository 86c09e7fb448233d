//! How are you now? After two weeks the writer of a thread is asked, once, whether she wants to tell how it went; what she tells
//! stands at the top of her thread. Those who read and never write come for the endings.

pub mod actions;
pub mod asking;
mod store;
