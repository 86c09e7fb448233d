//! `/threads/{id}/posts/{n}/reports`, `/reports`, `/decisions`, `/me/openings`, `/moderation/…`

pub mod cases;
pub mod members;
pub mod openings;
