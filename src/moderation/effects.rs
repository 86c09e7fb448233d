//! What a decision changes: one part of a post or of its thread, from one value to another, so that it can be brought back.

use super::model::{Action, Error};
use super::store::{self, DecisionRow};
use super::verdict::Verdict;
use crate::app::App;
use crate::storage::Conn;
use crate::storage::columns::ThreadId;
use crate::threads::actions::Facets;
use crate::threads::model::{notes_column, notes_of_column};
use crate::threads::{self, PostState, ThreadState, spaces};

/// A part that a decision can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    /// What became of the post.
    Post,
    /// Whether the thread takes replies.
    Thread,
    /// Where the thread stands.
    Space,
    /// What the thread touches.
    Notes,
}

impl Facet {
    /// Which part an action changes.
    pub(super) const fn of(action: Action) -> Self {
        match action {
            Action::Keep | Action::Hold | Action::Remove => Self::Post,
            Action::Lock => Self::Thread,
            Action::Move => Self::Space,
            Action::EditNotes => Self::Notes,
        }
    }

    /// Whether two decisions in one thread change the same thing.
    pub(super) fn is_shared(self, number: i32, other: &DecisionRow) -> bool {
        Self::of(other.action) == self && (self != Self::Post || other.number == number)
    }

    /// Its value now.
    pub(super) fn value(self, facets: &Facets) -> String {
        match self {
            Self::Post => facets.post.word().to_owned(),
            Self::Thread => facets.thread.word().to_owned(),
            Self::Space => facets.space.to_owned(),
            Self::Notes => notes_column(&facets.notes),
        }
    }
}

/// From what to what a verdict changes its part; equal ends change nothing.
///
/// # Errors
/// `Changed` when there is nothing to do any more, `Fields` when it is not said what to do.
pub(super) fn ends(facets: &Facets, verdict: &Verdict) -> Result<(String, String), Error> {
    let before = Facet::of(verdict.action).value(facets);
    let after = match (verdict.action, facets.post, facets.thread) {
        (Action::Keep, PostState::Held, _) => PostState::Visible.word().to_owned(),
        (Action::Keep, ..) => before.clone(),
        (Action::Hold, PostState::Visible, _) => PostState::Held.word().to_owned(),
        (Action::Remove, PostState::Visible | PostState::Held, _) => PostState::Removed.word().to_owned(),
        (Action::Lock, _, ThreadState::Open) => ThreadState::Locked.word().to_owned(),
        (Action::Hold | Action::Remove | Action::Lock, ..) => return Err(Error::Changed),
        (Action::Move, ..) => {
            let wanted = verdict.space.as_deref().ok_or_else(|| Error::field("space", "required"))?;
            let number = spaces::number_of(wanted).ok_or_else(|| Error::field("space", "unknown"))?;
            spaces::slug_of(number).to_owned()
        }
        (Action::EditNotes, ..) => notes_column(verdict.notes.as_deref().ok_or_else(|| Error::field("notes", "required"))?),
    };
    match verdict.action {
        Action::Move if before == after => Err(Error::field("space", "not_allowed")),
        Action::EditNotes if before == after => Err(Error::field("notes", "not_allowed")),
        _ => Ok((before, after)),
    }
}

/// Gives a part its value. A reply that stands again is told to those who have not heard of it.
///
/// # Errors
/// When the database fails.
pub(super) fn put(conn: &mut Conn, app: &App, (thread, number): (ThreadId, i32), facet: Facet, value: &str) -> Result<(), Error> {
    match facet {
        Facet::Post => {
            let state = PostState::from_word(value).unwrap_or(PostState::Visible);
            threads::actions::set_post_state(conn, app, thread, number, state)?;
            if state != PostState::Held {
                store::end_holds(conn, thread, number, app.clock.now())?;
            }
            if state == PostState::Visible {
                threads::actions::announce_again(conn, app, thread, number)?;
            }
        }
        Facet::Thread => {
            threads::actions::set_thread_state(conn, thread, ThreadState::from_word(value).unwrap_or(ThreadState::Open))?;
        }
        Facet::Space => {
            let number = spaces::number_of(value).ok_or(Error::Unknown)?;
            threads::actions::set_space(conn, thread, number)?;
        }
        Facet::Notes => threads::actions::set_notes(conn, thread, &notes_of_column(value))?,
    }
    if matches!(facet, Facet::Space | Facet::Notes) { say_so(conn, thread) } else { Ok(()) }
}

/// Says beside the thread what moderators changed of it, and by which rule (L-30).
pub(super) fn say_so(conn: &mut Conn, thread: ThreadId) -> Result<(), Error> {
    let standing = store::standing_decisions(conn, thread)?;
    let last = |facet| standing.iter().rev().find(|row| Facet::of(row.action) == facet).map(|row| row.rule.as_str());
    let parts: Vec<(&str, &str)> = [("notes", last(Facet::Notes)), ("space", last(Facet::Space))]
        .into_iter()
        .filter_map(|(what, rule)| Some((what, rule?)))
        .collect();
    Ok(threads::actions::set_moderated(conn, thread, &parts)?)
}
