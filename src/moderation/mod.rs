//! Moderation: reports come together in one case a post, a moderator claims it and decides, everybody concerned is told,
//! and every decision can be undone for 180 days.
//!
//! A moderator acts on a voice and never learns who is behind it. What she decides is stored together with its statement of
//! reasons and the line in the staff log, or not at all. Opening a name is for admins, never quick, never alone and never unseen.

pub mod about_me;
pub mod actions;
pub mod deciding;
pub mod leaving;
pub mod log;
pub mod model;
pub mod openings;
pub mod queue;
pub mod reporting;
pub mod routes;
pub mod sanction;
mod store;
