//! Moderation: reports come together in one case a post, a moderator claims it and decides, everybody concerned is told,
//! and every decision can be undone for 180 days.
//!
//! A decision changes one part of a post or a thread (`effects`) and is carried out in one place (`carrying`), whoever decides:
//! a moderator about one case or many at once (`deciding`), or a check that holds (`holding`). `undoing` gives back what it took,
//! `appeals` lets whoever it restricts object to somebody else.
//!
//! A moderator acts on a voice and never learns who is behind it. What she decides is stored together with its statement of
//! reasons and the line in the staff log, or not at all. Opening a name is for admins, never quick, never alone and never unseen.

pub mod about_me;
pub mod actions;
pub mod appeals;
mod carrying;
pub mod deciding;
pub mod desk;
mod effects;
pub mod erasing;
pub mod facts;
pub mod forgetting;
pub mod holding;
mod joining;
pub mod leaving;
pub mod log;
pub mod marks;
pub mod model;
pub mod openings;
pub mod prepared;
pub mod queue;
mod refusals;
pub mod reporting;
pub mod routes;
pub mod sanction;
pub mod statements;
mod store;
pub mod undoing;
pub mod verdict;
