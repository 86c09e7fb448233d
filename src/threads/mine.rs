//! What depends on the reader: never in an answer that others share.

use std::collections::BTreeMap;

use actix_web::web;
use serde::Serialize;

use super::changing;
use super::follows;
use super::model::{Audience, Error, Level, PostState, ThreadState};
use super::store::{self, ThreadRow};
use super::views;
use crate::accounts::Member;
use crate::app::App;
use crate::endings;
use crate::listening::{
    self,
    actions::{Waiting, Writing},
};
use crate::moderation::{self, holding::Held};
use crate::reactions::{self, Reaction};
use crate::safety;
use crate::storage::Conn;
use crate::storage::columns::{AccountId, ThreadId, VoiceId, word_enum};
use crate::voices::{self, VoiceOffer};

/// A post of hers.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OwnPost {
    /// Its number.
    pub number: i32,
    /// What became of it.
    pub state: PostState,
    /// Until when it can be changed without a trace; null when that time is over.
    #[schema(format = DateTime)]
    pub editable_until: Option<String>,
    /// Why it waits for a person, and until about when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub held: Option<Held>,
    /// Her words, where others do not see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub body: Option<String>,
}

word_enum! {
    /// Who closed a thread for replies.
    Closed {
        /// She did, and may open it again.
        Author = "author",
        /// A moderator did.
        Moderator = "moderator",
    }
}

/// What depends on her, in one thread.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Mine {
    /// Her reactions, by the number of the post.
    #[schema(value_type = BTreeMap<String, Vec<Reaction>>)]
    pub reactions: BTreeMap<i32, Vec<Reaction>>,
    /// Her posts.
    pub posts: Vec<OwnPost>,
    /// How she follows it.
    pub follow: Option<Level>,
    /// How far she has read.
    pub read: i32,
    /// Voices she does not want to see.
    pub hidden: Vec<VoiceId>,
    /// To whoever opened the thread: who closed it, if it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub closed_by: Option<Closed>,
    /// To whoever opened the thread, while it waits for a first answer: how it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub waiting: Option<Waiting>,
    /// To whoever opened the thread, some weeks later and until she tells: how are you now?
    #[serde(skip_serializing_if = "views::is_not")]
    pub how_are_you: bool,
    /// To a listener, while it waits: whether somebody says that she is writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub writing: Option<Writing>,
}

/// Everything in a thread that depends on her.
///
/// # Errors
/// `Unknown` when it does not exist for her.
pub async fn in_thread(app: &web::Data<App>, member: Member, thread: ThreadId) -> Result<Mine, Error> {
    let inner = app.clone();
    app.storage
        .read(move |conn| {
            let app = &*inner;
            let row = present_to(conn, app, member.account, thread)?;
            app.presence.note(member.account, thread, app.clock.now());
            let closed_by = match (row.state, row.closed) {
                (ThreadState::Locked, _) => Some(Closed::Moderator),
                (ThreadState::Open, true) => Some(Closed::Author),
                (ThreadState::Open, false) => None,
            };
            let mut opened = false;
            let now = app.clock.now();
            let mut posts = Vec::new();
            for voice in voices::actions::hers(conn, app, member.account, thread)? {
                opened |= voice.id == row.voice;
                for row in store::posts_of_voice(conn, thread, voice.id)? {
                    let until = row.posted_at.plus(changing::GRACE);
                    let stands = row.state == PostState::Visible;
                    let held = match row.state {
                        PostState::Held => moderation::holding::of_post(conn, app, thread, row.number)?,
                        _ => None,
                    };
                    posts.push(OwnPost {
                        number: row.number,
                        state: row.state,
                        held,
                        editable_until: (stands && until > now).then(|| until.rfc3339()),
                        body: (!stands).then_some(row.body),
                    });
                }
            }
            posts.sort_by_key(|post| post.number);
            Ok(Mine {
                reactions: reactions::mine(conn, app, member.account, thread)?,
                posts,
                follow: follows::level(conn, app, member.account, thread)?,
                read: follows::read_to(conn, app, member.account, thread)?,
                hidden: safety::actions::hidden_in(conn, app, member.account, thread)?,
                closed_by: closed_by.filter(|_| opened),
                waiting: if opened { listening::actions::of_writer(conn, app, member.account, thread)? } else { None },
                how_are_you: opened
                    && row.listed
                    && !row.is_column
                    && row.shown_state() == ThreadState::Open
                    && endings::actions::asks(conn, app, thread, row.posted_at)?,
                writing: if opened { None } else { listening::actions::of_listener(conn, app, &member, thread)? },
            })
        })
        .await
}

/// A thread that is there for her: one that is held only if she opened it.
pub(super) fn present_to(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Result<ThreadRow, Error> {
    let row = store::present(conn, thread)?.ok_or(Error::Unknown)?;
    if row.held && !voices::actions::is_hers(conn, app, account, thread, row.voice)? {
        return Err(Error::Unknown);
    }
    Ok(row)
}

/// Her two names in a thread.
///
/// # Errors
/// `Unknown` when it does not exist for her.
pub async fn voice_choices(app: &web::Data<App>, member: Member, thread: ThreadId) -> Result<VoiceOffer, Error> {
    let inner = app.clone();
    app.storage
        .read(move |conn| {
            let row = store::readable(conn, thread, true)?.ok_or(Error::Unknown)?;
            let members_only = row.audience == Audience::Members;
            Ok(voices::actions::choices(conn, &inner, &member, thread, members_only)?)
        })
        .await
}
