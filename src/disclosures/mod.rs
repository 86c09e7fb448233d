//! Telling an authority something in an emergency (L-22): with a reason, what exactly, and to whom; by two admins, or by one alone
//! whose act another one looks at later. Every step is in the staff log.

pub mod actions;
pub mod model;
pub mod routes;
mod store;
