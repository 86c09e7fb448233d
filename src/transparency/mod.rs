//! Open books: what moderation did, in numbers for everybody (L-16, L-29), made of the staff log and nothing else. Whole months
//! only, and nobody's name.

pub mod actions;
pub mod books;
pub mod csv;
pub mod figures;
pub mod month;
pub mod routes;
