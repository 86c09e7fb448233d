//! `/threads/{id}/posts/{n}/reports`, `/reports`, `/decisions`, `/moderation/…`

pub mod cases;
pub mod members;
