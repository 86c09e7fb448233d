//! Columns: longer pieces by verified professionals. A column is a thread, so its discussion is one like any other; it stands in a
//! list of its own, waits for nobody, and has its writer's bio and related columns beside it. [`atom`] is what newsreaders get.

pub mod actions;
pub mod atom;
pub mod bios;
pub mod routes;
mod store;
