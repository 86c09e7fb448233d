//! Telling the story: every event in its order, at its moment.

use std::collections::HashMap;

use actix_web::web;

use super::content::{self, Content, Reply, Thread};
use crate::accounts::entry::{self, Application};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{DAY, HOUR, MINUTE, Moment, SECOND};
use crate::endings;
use crate::http::idempotency::IdempotencyKey;
use crate::idempotency::Attempt;
use crate::jobs::worker;
use crate::moderation;
use crate::reactions;
use crate::storage::Failure;
use crate::storage::columns::ThreadId;
use crate::threads;
use crate::threads::writing::{NewReply, NewThread};

/// Why the forum could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There are members already.
    #[error("the database is not empty; the demonstration forum goes into an empty one only")]
    NotEmpty,
    /// The embedded text does not fit.
    #[error("config/demo.toml: {0}")]
    Content(#[from] toml::de::Error),
    /// Somebody or something that the text speaks of is not there.
    #[error("config/demo.toml: {0} is not there")]
    Missing(String),
    /// An account could not be made.
    #[error("config/demo.toml: {0}: {1}")]
    Account(String, entry::Error),
    /// Something could not be written.
    #[error("config/demo.toml: {0}: {1}")]
    Words(String, threads::model::Error),
    /// The report could not be made.
    #[error("config/demo.toml: the report: {0}")]
    Report(#[from] moderation::model::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Threads.
    pub threads: usize,
    /// Replies.
    pub replies: usize,
}

/// Something that happened.
enum Event<'c> {
    Opened(&'c Thread),
    Replied(&'c Thread, &'c Reply),
}

/// Fills an empty forum whose clock stands at the present moment, and leaves it there.
///
/// # Errors
/// `NotEmpty`, or when the embedded text does not fit the forum.
pub async fn fill(app: web::Data<App>) -> Result<Filled, Error> {
    let content = content::read()?;
    if app.storage.read(accounts::actions::is_anybody_there).await? {
        return Err(Error::NotEmpty);
    }
    let now = app.clock.now();
    let mut events: Vec<(Moment, Event<'_>)> = Vec::new();
    for thread in &content.thread {
        events.push((ago(now, thread.hours_ago), Event::Opened(thread)));
        events.extend(thread.reply.iter().map(|reply| (ago(now, reply.hours_ago), Event::Replied(thread, reply))));
    }
    events.sort_by_key(|(at, _)| *at);
    let filled = Filled { threads: content.thread.len(), replies: events.len() - content.thread.len() };

    // Everybody had joined before the first word.
    set(&app, events.first().map_or(now, |(at, _)| *at).plus(-DAY));
    let people = join(&app, &content).await?;
    let mut ids = HashMap::new();
    for (at, event) in events {
        set(&app, at);
        match event {
            Event::Opened(thread) => drop(ids.insert(thread.title.as_str(), open(&app, &people, thread).await?)),
            Event::Replied(thread, reply) => answer(&app, &people, find(&ids, &thread.title)?, reply).await?,
        }
        // Its letters leave in their own time, as they would have then.
        set(&app, at.plus(i64::from(app.config.mail.wait) * SECOND));
        while worker::run_due(&app).await > 0 {}
    }
    for thread in &content.thread {
        warm(&app, &people, find(&ids, &thread.title)?, thread).await?;
    }
    set(&app, now.plus(-40 * MINUTE));
    report(&app, &people, &ids, &content).await?;
    set(&app, now);
    app.storage.write(move |conn| endings::actions::drop_due(conn, now)).await?;
    while worker::run_due(&app).await > 0 {}
    Ok(filled)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "hours of a file of ours, a few hundred at most"
)]
fn ago(now: Moment, hours: f64) -> Moment {
    now.plus(-((hours * HOUR as f64) as i64))
}

fn set(app: &App, at: Moment) {
    app.clock.advance(at.0 - app.clock.now().0);
}

fn find<'a, T>(known: &'a HashMap<&str, T>, name: &str) -> Result<&'a T, Error> {
    known.get(name).ok_or_else(|| Error::Missing(name.to_owned()))
}

/// No key: the story is told once.
fn once(app: &App, member: &Member) -> Attempt {
    Attempt::new(app, member.account, &IdempotencyKey { key: None, path: String::new() }, b"")
}

async fn join<'c>(app: &web::Data<App>, content: &'c Content) -> Result<HashMap<&'c str, Member>, Error> {
    let mut people = HashMap::new();
    for somebody in &content.member {
        let application = Application {
            email: somebody.email.clone(),
            password: super::PASSWORD.to_owned(),
            name: somebody.name.clone(),
            locale: None,
            time_zone: None,
            country: somebody.country.clone(),
            terms: None,
            adult: None,
        };
        let member = entry::enrol(app.clone(), application, somebody.role).await;
        let member = member.map_err(|error| Error::Account(somebody.key.clone(), error))?;
        people.insert(somebody.key.as_str(), member);
    }
    Ok(people)
}

async fn open(app: &web::Data<App>, people: &HashMap<&str, Member>, thread: &Thread) -> Result<ThreadId, Error> {
    let member = find(people, &thread.by)?;
    let new = NewThread {
        space: thread.space.clone(),
        title: Some(thread.title.clone()),
        body: thread.body.trim().to_owned(),
        voice: thread.voice,
        ticket: None,
        need: thread.need,
        notes: thread.notes.clone(),
        audience: thread.audience,
        new_here: false,
        column: thread.column,
    };
    let opened = threads::writing::open(app, member.clone(), new, once(app, member)).await;
    opened.map_err(|error| Error::Words(thread.title.clone(), error))
}

async fn answer(app: &web::Data<App>, people: &HashMap<&str, Member>, id: &ThreadId, reply: &Reply) -> Result<(), Error> {
    let member = find(people, &reply.by)?;
    let new = NewReply {
        body: reply.body.trim().to_owned(),
        voice: reply.voice,
        in_reply_to: reply.to,
        ending: reply.ending,
        new_here: reply.new_here,
    };
    let replied = threads::writing::reply(app, member.clone(), *id, new, once(app, member)).await;
    replied.map(|_| ()).map_err(|error| Error::Words(reply.body.clone(), error))
}

async fn warm(app: &web::Data<App>, people: &HashMap<&str, Member>, id: &ThreadId, thread: &Thread) -> Result<(), Error> {
    for warmth in &thread.reaction {
        for key in &warmth.by {
            let member = find(people, key)?.clone();
            let given = reactions::actions::give(app.clone(), member, *id, warmth.post, warmth.kind).await;
            given.map_err(|error| Error::Words(thread.title.clone(), error))?;
        }
    }
    Ok(())
}

async fn report(
    app: &web::Data<App>,
    people: &HashMap<&str, Member>,
    ids: &HashMap<&str, ThreadId>,
    content: &Content,
) -> Result<(), Error> {
    let report = &content.report;
    let (member, thread) = (find(people, &report.by)?, find(ids, &report.thread)?);
    let note = Some(report.note.clone());
    let attempt = once(app, member);
    moderation::reporting::report(app, member.clone(), *thread, report.post, report.reason, note, attempt).await?;
    Ok(())
}
