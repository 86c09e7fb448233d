//! `/threads/{id}/posts/{n}/reports`, `/reports`, `/decisions`, `/me/openings`, `/moderation/…`

pub mod appeals;
pub mod batches;
pub mod cases;
pub mod desk;
pub mod erasures;
pub mod members;
pub mod openings;
pub mod statements;
