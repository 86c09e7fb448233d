//! Safety: helplines, the rules, and what somebody does not want to see.
//!
//! Helplines and rules are data in `config/`, checked by a person and embedded. They are open to everybody, signed in or
//! not, suspended or not: who needs a helpline is not asked who she is. A row whose number nobody has seen is never given
//! out.
//!
//! Words that may mean danger call for a card with two or three helplines, for their writer alone; nothing else follows from
//! them.
//!
//! Blocks, hidden notes and hidden words are a member's own and stand sealed. They change nothing that anybody else gets:
//! whoever is blocked goes on as before, and public answers are the same for all. They are applied where she is told of
//! something (notices, letters), and by the frontend.

pub mod actions;
pub mod again;
mod automaton;
pub mod blocks;
pub mod card;
pub mod danger;
pub mod helplines;
pub mod hidden;
pub mod lead;
pub mod routes;
pub mod rules;
mod store;

pub use helplines::{Emergency, Helpline};
pub use rules::Rule;
