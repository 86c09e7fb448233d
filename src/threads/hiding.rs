//! Whether somebody wants to be told of a reply: her blocks, and the notes and words she hides, have the say.

use super::model::notes_of_column;
use super::store::ThreadRow;
use crate::app::App;
use crate::safety;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Stored};
use crate::voices::{self, Speaker};

/// A reply that somebody may be told of.
pub(super) struct Told<'t> {
    thread: &'t ThreadRow,
    opener: Option<Speaker>,
    speaker: Speaker,
}

impl<'t> Told<'t> {
    /// A reply of this speaker's. The same is asked for a name and for an alias, so that neither takes longer.
    pub(super) fn of(conn: &mut Conn, app: &App, thread: &'t ThreadRow, speaker: Speaker) -> Stored<Self> {
        let opener = voices::actions::speaker(conn, app, thread.voice)?.map(|(_, opener)| opener);
        Ok(Self { thread, opener, speaker })
    }

    /// Whether it stays away from her: its voice or the thread's is blocked, or the thread touches what she hides.
    ///
    /// Her own threads do not stay away by their notes and words: she wrote them, and the answers are to her.
    pub(super) fn from(&self, conn: &mut Conn, app: &App, account: AccountId) -> Stored<bool> {
        Ok(self.why_from(conn, app, account)?.is_some())
    }

    /// Why it does: `blocked` or `hidden`.
    pub(super) fn why_from(&self, conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<&'static str>> {
        for speaker in [Some(&self.speaker), self.opener.as_ref()].into_iter().flatten() {
            if safety::actions::is_blocked(conn, app, account, speaker)? {
                return Ok(Some("blocked"));
            }
        }
        if self.opener.as_ref().and_then(|opener| opener.account) == Some(account) {
            return Ok(None);
        }
        let wishes = safety::actions::wishes(conn, app, account)?;
        let kept_out = wishes.keep_out(&notes_of_column(&self.thread.notes), &[&self.thread.title, &self.thread.excerpt]);
        Ok(kept_out.then_some("hidden"))
    }
}
