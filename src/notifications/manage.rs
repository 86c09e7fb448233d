//! What stands behind the link at the foot of each notice: mute this thread, change how often letters come, stop them all.
//! For ever and without signing in.
//!
//! Like a stop link it is a sealed ticket, nothing is stored for it, and a wrong one is answered like one of a new member's.

use actix_web::web;
use serde::{Deserialize, Serialize};

use crate::accounts::mail_choices::{self, MailChoices, Often};
use crate::app::App;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Failure, Stored};
use crate::threads;

#[derive(Debug, Serialize, Deserialize)]
struct Ticket(AccountId, Option<ThreadId>);

const TICKET: &str = "manage";

/// The link of a letter to this account, about this thread if it is about one.
#[must_use]
pub fn link(app: &App, account: AccountId, thread: Option<ThreadId>) -> String {
    format!("{}/letters/manage/{}", app.config.site.url, app.seal.ticket(TICKET, &Ticket(account, thread)))
}

/// What somebody sees, and may change, without signing in.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct Managed {
    /// Letters about replies to her.
    pub replies: Often,
    /// Letters about threads that she follows.
    pub followed: Often,
    /// Letters about the whole forum.
    pub digest: Often,
    /// No more letters about the thread that the letter was about; null when it was about none.
    pub thread_muted: Option<bool>,
    /// She wants no notices by mail at all.
    pub all_stopped: bool,
}

/// What she changes; what is left out stays.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ManagedChange {
    replies: Option<Often>,
    followed: Option<Often>,
    digest: Option<Often>,
    thread_muted: Option<bool>,
    all_stopped: Option<bool>,
}

impl ManagedChange {
    fn make(self, choices: &mut MailChoices) {
        choices.set_often(self.replies, self.followed, self.digest);
        if let Some(stopped) = self.all_stopped {
            choices.stop_all(stopped);
        }
    }
}

const fn managed(choices: &MailChoices, thread_muted: Option<bool>) -> Managed {
    Managed {
        replies: choices.replies(),
        followed: choices.followed(),
        digest: choices.digest(),
        thread_muted,
        all_stopped: choices.all_stopped,
    }
}

/// What a wrong token gets.
fn nobodys(change: Option<&ManagedChange>) -> Managed {
    let mut choices = MailChoices::default();
    if let Some(change) = change {
        change.make(&mut choices);
    }
    managed(&choices, Some(change.and_then(|change| change.thread_muted).unwrap_or(false)))
}

/// What stands behind a link. Changes nothing: mail programs open links by themselves.
///
/// # Errors
/// When the database fails.
pub async fn see(app: web::Data<App>, token: &str) -> Result<Managed, Failure> {
    let Some(Ticket(account, thread)) = app.seal.read_ticket(TICKET, token) else { return Ok(nobodys(None)) };
    let inner = app.clone();
    let see = move |conn: &mut Conn| -> Stored<Managed> {
        let Some(choices) = mail_choices::of(conn, &inner, account)? else { return Ok(nobodys(None)) };
        Ok(managed(&choices, is_muted(conn, &inner, account, thread)?))
    };
    app.storage.read(see).await
}

fn is_muted(conn: &mut Conn, app: &App, account: AccountId, thread: Option<ThreadId>) -> Stored<Option<bool>> {
    thread.map(|thread| threads::actions::is_muted(conn, app, account, thread)).transpose()
}

/// Changes what stands behind a link; letters that wait are judged by it when they leave.
///
/// # Errors
/// When the database fails.
pub async fn change(app: web::Data<App>, token: &str, change: ManagedChange) -> Result<Managed, Failure> {
    let Some(Ticket(account, thread)) = app.seal.read_ticket(TICKET, token) else { return Ok(nobodys(Some(&change))) };
    let inner = app.clone();
    let change = move |conn: &mut Conn| -> Stored<Managed> {
        let changed = mail_choices::change(conn, &inner, account, |choices| -> Stored<()> {
            change.make(choices);
            Ok(())
        })?;
        let Some(choices) = changed else { return Ok(nobodys(Some(&change))) };
        if let (Some(thread), Some(muted)) = (thread, change.thread_muted) {
            threads::actions::set_muted(conn, &inner, account, thread, muted)?;
        }
        Ok(managed(&choices, is_muted(conn, &inner, account, thread)?))
    };
    app.storage.write(change).await
}
