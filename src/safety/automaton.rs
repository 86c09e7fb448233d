//! A pattern that is looked for in short sentences, in as little memory as it can be.
//!
//! `regex` finds where a match begins and what each group took, and keeps the working memory for it once for each thread that looked:
//! for the phrases of all languages some twenty megabytes. Here is asked only whether there is a match, and one working memory is kept.

use std::sync::{Mutex, PoisonError};

use regex_automata::Input;
use regex_automata::hybrid::BuildError;
use regex_automata::hybrid::dfa::{Cache, DFA};

/// States that are kept of one pattern, in bytes; beyond it they are made again.
const ROOM: usize = 64 * 1024;

/// A pattern, ready to be looked for.
pub(super) struct Automaton {
    states: DFA,
    known: Mutex<Cache>,
}

impl Automaton {
    /// # Errors
    /// When the pattern is none, or asks for what an automaton without memory cannot do.
    pub(super) fn new(pattern: &str) -> Result<Self, Box<BuildError>> {
        let bounded = DFA::config().cache_capacity(ROOM).skip_cache_capacity_check(true);
        let states = DFA::builder().configure(bounded).build(pattern)?;
        let known = Mutex::new(states.create_cache());
        Ok(Self { states, known })
    }

    /// Whether the text holds it. In time linear to the text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = self.states.try_search_fwd(&mut known, &Input::new(text).earliest(true));
        found.is_ok_and(|found| found.is_some())
    }
}
