//! The names that mentioned posts have now: looked up together, for a page at once.

use std::collections::{BTreeSet, HashMap};

use super::mentions;
use super::store;
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};
use crate::voices;

/// The public names behind numbers of posts. A post that is gone, or was never there, has none.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<(ThreadId, i32), String>);

impl Names {
    /// Looks up the names behind these posts. Asks nothing where nobody is mentioned.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) fn of(conn: &mut Conn, mentioned: impl IntoIterator<Item = (ThreadId, i32)>) -> Stored<Self> {
        let wanted: BTreeSet<(ThreadId, i32)> = mentioned.into_iter().collect();
        if wanted.is_empty() {
            return Ok(Self::default());
        }
        let threads: BTreeSet<ThreadId> = wanted.iter().map(|(thread, _)| *thread).collect();
        let numbers: BTreeSet<i32> = wanted.iter().map(|(_, number)| *number).collect();
        let mut spoken = store::standing(conn, &Vec::from_iter(threads), &Vec::from_iter(numbers))?;
        spoken.retain(|(thread, number, _)| wanted.contains(&(*thread, *number)));
        let ids: BTreeSet<_> = spoken.iter().map(|(_, _, voice)| *voice).collect();
        let voices = voices::actions::with_ids(conn, &Vec::from_iter(ids))?;
        let named = |(thread, number, voice)| Some(((thread, number), voices.get(&voice)?.name.clone()));
        Ok(Self(spoken.into_iter().filter_map(named).collect()))
    }

    /// Stored HTML of a thread with the names in it.
    pub(super) fn in_html(&self, thread: ThreadId, html: &str) -> String {
        mentions::fill_html(html, |number| self.0.get(&(thread, number)).map(String::as_str))
    }

    /// A stored excerpt of a thread with the names in it.
    pub(super) fn in_excerpt(&self, thread: ThreadId, excerpt: &str) -> String {
        mentions::fill_excerpt(excerpt, |number| self.0.get(&(thread, number)).map(String::as_str))
    }
}

/// The posts that these pieces of stored HTML mention.
pub(super) fn in_html<'a>(pieces: impl IntoIterator<Item = (ThreadId, &'a str)>) -> Vec<(ThreadId, i32)> {
    let of = |(thread, html): (ThreadId, &str)| mentions::in_html(html).into_iter().map(move |number| (thread, number));
    pieces.into_iter().flat_map(of).collect()
}

/// The posts that these stored excerpts mention.
pub(super) fn in_excerpts<'a>(pieces: impl IntoIterator<Item = (ThreadId, &'a str)>) -> Vec<(ThreadId, i32)> {
    let of = |(thread, text): (ThreadId, &str)| mentions::in_excerpt(text).into_iter().map(move |number| (thread, number));
    pieces.into_iter().flat_map(of).collect()
}
