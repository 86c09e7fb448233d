//! What other domains may ask of threads.

pub use super::announcing::announce_again;
pub use super::follows::{is_muted, set_muted};
pub use super::for_columns::{column, newest_public};
pub use super::for_endings::{Spoken, opened_since, shortened, spoken, writer_to_ask};
pub use super::for_letters::{
    Glance, News, Relation, Replied, digest_followers, followed_news, forum_news, glance, may_be_told, reply_for_letter,
    some_digest_followers,
};
pub use super::for_listening::{Stands, has_spoken, readers_but, stands};
pub use super::for_others::{
    Facets, PostForStaff, PostInBrief, answered_by_others, answered_voice, audience, facets, hides_reply, hold_thread, is_there,
    post_for_staff, post_in_brief, said_under, set_moderated, set_notes, set_post_state, set_space, set_thread_state,
    standing_post,
};
pub use super::for_search::{Listing, PostText, SectionText, cards_among, hides_thread, opening_words, post_texts, section_text};
pub use super::many::{has_seen, tell as tell_many};
pub use super::recent::{Recent, recent, unanswered};
