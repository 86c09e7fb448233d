//! What other domains may ask of threads.

pub use super::follows::{is_muted, set_muted};
pub use super::for_others::{
    PostForStaff, PostInBrief, ReplyForLetter, answered_voice, audience, hides_reply, is_there, post_for_staff, post_in_brief,
    reply_for_letter, said_under, set_post_state, set_thread_state, standing_post,
};
