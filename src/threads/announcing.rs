//! Telling of a reply those who wait for one: when it is written, or when it is there at last.

use std::collections::BTreeSet;

use super::follows;
use super::hiding::Told;
use super::many;
use super::model::{Level, PostState};
use super::store::{self, ThreadRow};
use crate::app::App;
use crate::notifications;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::voices::{self, Speaker};

/// Who waits for a reply.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// Those who are told within the transaction of the reply.
    pub told: BTreeSet<AccountId>,
    /// There are more who want to hear of every reply, too many for that: a job tells them.
    pub many: bool,
}

/// Who is told of a reply: those who follow every one (the author does from the start), and whoever is answered; not the
/// writer herself, under whichever voice, and nobody who muted the thread.
pub(super) fn waiting_for(
    conn: &mut Conn,
    app: &App,
    thread: &ThreadRow,
    writer: Option<AccountId>,
    answered: Option<VoiceId>,
) -> Stored<Waiting> {
    let id = thread.id;
    let (mut told, many) = match follows::every_reply(conn, app, id, many::FEW)? {
        Some(few) => (few.into_iter().collect::<BTreeSet<_>>(), false),
        None => (BTreeSet::new(), true),
    };
    // Whom a reply is to hears of it at once and each time, among however many.
    if many
        && let Some(opener) = voices::actions::account_behind(conn, app, id, thread.voice)?
        && follows::level(conn, app, opener, id)? == Some(Level::EveryReply)
    {
        told.insert(opener);
    }
    if let Some(voice) = answered
        && let Some(account) = voices::actions::account_behind(conn, app, id, voice)?
        && follows::level(conn, app, account, id)? != Some(Level::Muted)
    {
        told.insert(account);
    }
    if let Some(writer) = writer {
        told.remove(&writer);
    }
    Ok(Waiting { told, many })
}

/// A reply that others are to hear of.
#[derive(Clone, Copy)]
pub(super) struct Spoken {
    /// Its number.
    pub number: i32,
    /// Who wrote it.
    pub writer: AccountId,
    /// Under which name.
    pub speaker: Speaker,
}

/// Tells them, and promises letters to them and to those who follow.
pub(super) fn announce(conn: &mut Conn, app: &App, thread: &ThreadRow, spoken: Spoken, waiting: Waiting) -> Stored<()> {
    let Spoken { number, writer, speaker } = spoken;
    let hidden = Told::of(conn, app, thread, speaker)?;
    for account in waiting.told {
        if hidden.from(conn, app, account)? {
            continue;
        }
        notifications::actions::tell(conn, app, account, &notifications::Event::Reply { thread: thread.id, number })?;
        notifications::actions::mail_reply(conn, app, account, thread.id, number)?;
    }
    if waiting.many {
        notifications::actions::tell_many(conn, app, thread.id, number)?;
    }
    if follows::is_followed_by_others(conn, app, writer, thread.id)? {
        notifications::actions::mail_followers(conn, app, thread.id, number)?;
    }
    Ok(())
}

/// Tells of a reply that was held or removed and stands again. Whoever has heard of it hears nothing new; a letter that did not
/// leave because the post was gone leaves now, if it is still wanted. Of a thread whose opening post is there again, the same
/// holds for all its replies.
///
/// # Errors
/// When the database fails.
pub fn announce_again(conn: &mut Conn, app: &App, thread: ThreadId, number: i32) -> Stored<()> {
    let Some(row) = store::readable(conn, thread, true)? else { return Ok(()) };
    let Some(post) = store::post(conn, thread, number)?.filter(|post| post.number > 1 && post.state == PostState::Visible) else {
        return Ok(());
    };
    let Some((_, speaker)) = voices::actions::speaker(conn, app, post.voice)? else { return Ok(()) };
    let Some(writer) = speaker.account else { return Ok(()) };
    let answered = match post.in_reply_to {
        Some(number) => store::post(conn, thread, number)?.map(|post| post.voice),
        None => None,
    };
    let waiting = waiting_for(conn, app, &row, Some(writer), answered)?;
    crate::accounts::actions::hold(conn, waiting.told.iter().copied().chain([writer]).collect())?;
    notifications::actions::forget_unsent(conn, app, &waiting.told, thread, number)?;
    announce(conn, app, &row, Spoken { number, writer, speaker }, waiting)
}
