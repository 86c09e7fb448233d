//! Many threads, posts and follows at once, for the large forum that is measured: the rows that opening and replying would leave.

use super::follows;
use super::model::{self, Audience, Level, Need, Note, PostState, ThreadState};
use super::store::{self, FollowRow, PostRow, ThreadRow};
use crate::app::App;
use crate::clock::Moment;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};

/// A text in the forms that are stored of it.
#[derive(Clone, Debug)]
pub struct Text {
    /// Markdown.
    pub body: String,
    /// Rendered.
    pub html: String,
    /// Its first words.
    pub excerpt: String,
}

impl Text {
    /// All forms of a body.
    #[must_use]
    pub fn of(body: String) -> Self {
        Self { html: super::markdown::html(&body), excerpt: super::markdown::excerpt(&body), body }
    }
}

/// A thread that is opened.
#[derive(Debug)]
pub struct Opened {
    /// Its id.
    pub id: ThreadId,
    /// The number of its space.
    pub space: i32,
    /// Its title.
    pub title: String,
    /// What is asked for.
    pub need: Need,
    /// What it touches.
    pub notes: Vec<Note>,
    /// Who may read it.
    pub audience: Audience,
    /// Whose voice opened it.
    pub voice: VoiceId,
    /// When.
    pub at: Moment,
}

/// Threads, posts and follows that wait to be written.
#[derive(Debug, Default)]
pub struct Rows {
    threads: Vec<ThreadRow>,
    posts: Vec<PostRow>,
    follows: Vec<FollowRow>,
}

impl Rows {
    /// Opens a thread with its first post.
    pub fn opens(&mut self, thread: Opened, text: &Text) {
        let Opened { id, space, title, need, notes, audience, voice, at } = thread;
        let shown = at.quarter().moment();
        self.threads.push(ThreadRow {
            id,
            space,
            title,
            excerpt: text.excerpt.clone(),
            need,
            notes: model::notes_column(&notes),
            audience,
            state: ThreadState::Open,
            listed: true,
            deleted: false,
            voice,
            replies: 0,
            last_number: 1,
            posted_at: shown,
            last_reply_at: None,
            active_at: shown,
            waiting_since: Some(shown),
            closed: false,
            held: false,
            moderated: String::new(),
            is_column: false,
        });
        self.posts(id, 1, voice, text, None, at);
    }

    /// Replies in the thread that was opened last, after all replies in it; returns the number.
    pub fn replies(&mut self, voice: VoiceId, text: &Text, in_reply_to: Option<i32>, at: Moment) -> i32 {
        let Some(thread) = self.threads.last_mut() else { return 0 };
        let shown = at.quarter().moment();
        thread.last_number += 1;
        thread.replies += 1;
        (thread.last_reply_at, thread.active_at) = (Some(shown), shown);
        if voice != thread.voice {
            thread.waiting_since = None;
        }
        let (id, number) = (thread.id, thread.last_number);
        self.posts(id, number, voice, text, in_reply_to, at);
        number
    }

    fn posts(&mut self, thread: ThreadId, number: i32, voice: VoiceId, text: &Text, in_reply_to: Option<i32>, at: Moment) {
        let (body, html) = (text.body.clone(), text.html.clone());
        self.posts.push(PostRow {
            thread,
            number,
            voice,
            body,
            html,
            in_reply_to,
            state: PostState::Visible,
            posted_at: at,
            edited_at: None,
            new_here: false,
        });
    }

    /// Has somebody follow a thread.
    pub fn follows(&mut self, app: &App, account: AccountId, thread: ThreadId, level: Level) {
        let (lookup, sealed) = follows::identity(app, account, thread);
        self.follows.push(FollowRow { thread, lookup, sealed, level });
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn write(&self, conn: &mut Conn) -> Stored<()> {
        store::insert_many(conn, &self.threads, &self.posts, &self.follows)
    }
}
