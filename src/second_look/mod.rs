//! A second look before writing under an alias: what in her words might tell who she is.
//!
//! In an answer it also points out turns that read as judging.
//!
//! The writer alone is told, before anything is sent. Nothing is kept, counted or refused, and nothing is compared with
//! what belongs to other members. The rules are data (`config/second-look.toml`) and each hint says which of them found
//! it, so that a person can see why.

pub mod actions;
mod copied;
mod hints;
mod judging;
mod own;
pub mod routes;
mod rules;

#[cfg(test)]
mod corpus;

pub use hints::{Hint, HintKind};
