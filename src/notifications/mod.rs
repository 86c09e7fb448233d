//! Placeholder until the merge.
pub mod actions {
    //! Placeholder.
    use crate::app::App;
    use crate::storage::columns::{AccountId, ThreadId};
    use crate::storage::{Conn, Stored};
    pub(crate) fn tell(_: &mut Conn, _: &App, _: AccountId, _: &super::Event) -> Stored<()> {
        Ok(())
    }
    pub(crate) fn mail_reply(_: &mut Conn, _: &App, _: AccountId, _: ThreadId, _: i32) -> Stored<()> {
        Ok(())
    }
}
/// Placeholder.
pub enum Event {
    /// Reply.
    Reply {
        /// Where.
        thread: crate::storage::columns::ThreadId,
        /// Which.
        number: i32,
    },
    /// D.
    Decision {
        /// Where.
        thread: crate::storage::columns::ThreadId,
        /// Which.
        number: i32,
        /// Which.
        decision: crate::storage::columns::DecisionId,
    },
    /// R.
    ReportClosed {
        /// Where.
        thread: crate::storage::columns::ThreadId,
        /// Which.
        number: i32,
        /// Which.
        report: crate::storage::columns::ReportId,
    },
}
