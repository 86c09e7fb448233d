//! Filling an empty forum: batch by batch, the rows of one made while those of another are written.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use actix_web::web;
use tokio::task::JoinHandle;

use super::texts::{Known, Texts};
use super::{Loaded, PASSWORD};
use crate::accounts::entry::{self, Application};
use crate::accounts::{self, Member, Role};
use crate::app::App;
use crate::chance::Chance;
use crate::clock::{DAY, MINUTE, Moment};
use crate::notifications::{self, Event};
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Failure};
use crate::threads::for_load::Opened;
use crate::threads::model::{Level, Need, Note};
use crate::threads::{self, Audience};
use crate::voices::traces::Trace;
use crate::voices::{self, VoiceKind};
use crate::{endings, search};

/// Posts of one transaction, about.
const BATCH: usize = 3_000;
/// Accounts of one transaction.
const ACCOUNTS: usize = 500;
/// Followers of the thread that many follow, and replies of the one with the most, at most.
const MANY: usize = 10_000;
/// Days over which the threads are spread.
const DAYS: i64 = 365;
/// Of so many threads one is for members only, and one waits for its first answer.
const MEMBERS_ONLY: usize = 10;
const WAITING: usize = 40;

/// How large the forum is to be.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Accounts.
    pub members: usize,
    /// Threads.
    pub threads: usize,
    /// Replies to a thread, on the average.
    pub replies: usize,
}

/// Why the forum could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There are members already.
    #[error("the database is not empty; the large forum goes into an empty one only")]
    NotEmpty,
    /// Nobody is to be there.
    #[error("at least two members and three threads are needed")]
    TooSmall,
    /// An account could not be made.
    #[error("an account could not be made: {0}")]
    Account(#[from] entry::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

/// Rows that wait to be written together.
#[derive(Default)]
struct Batch {
    voices: voices::for_load::Rows,
    threads: threads::for_load::Rows,
    notices: notifications::for_load::Rows,
    sections: search::for_load::Rows,
    endings: Vec<(ThreadId, Moment)>,
    posts: usize,
}

impl Batch {
    fn write(&self, conn: &mut Conn) -> Result<(), Failure> {
        self.threads.write(conn)?;
        self.voices.write(conn)?;
        self.notices.write(conn)?;
        self.endings.iter().try_for_each(|(thread, at)| endings::actions::ask_at(conn, *thread, *at))?;
        self.sections.write(conn)
    }
}

/// What the filling goes by.
struct Filling {
    app: web::Data<App>,
    /// Decides who does what, the same every time; ids and seals are real chance.
    chance: Chance,
    texts: Texts,
    members: Vec<Member>,
    seqs: HashMap<AccountId, i64>,
    counted: search::for_load::Counted,
    batch: Batch,
    /// Who spoke in the thread that was made last.
    spoke: HashSet<AccountId>,
    under_way: Option<JoinHandle<Result<(), Failure>>>,
}

/// Fills an empty forum.
///
/// # Errors
/// `NotEmpty`, `TooSmall`, or when the database fails.
pub async fn fill(app: web::Data<App>, size: Size) -> Result<Loaded, Error> {
    let begun = Instant::now();
    if size.members < 2 || size.threads < 3 {
        return Err(Error::TooSmall);
    }
    if app.storage.read(accounts::actions::is_anybody_there).await? {
        return Err(Error::NotEmpty);
    }
    let chance = Chance::seeded(7);
    let members = enrol(&app, size.members).await?;
    tracing::info!(members = members.len(), "accounts");
    let seqs = members.iter().map(|member| (member.account, 1)).collect();
    let texts = Texts::new(&chance);
    let (counted, batch) = (search::for_load::Counted::default(), Batch::default());
    let mut filling = Filling { app, chance, texts, members, seqs, counted, batch, spoke: HashSet::new(), under_way: None };
    let hot_replies = (size.threads * size.replies / 10).min(MANY);
    let followers = size.members.saturating_sub(size.replies + 1).min(MANY);
    let (mut posts, mut first, mut chosen) = (0, None, HashMap::new());
    for place in 0..size.threads {
        // The first three are those that are measured by themselves; they are the youngest.
        let replies = match place {
            0 => hot_replies,
            1 | 2 => size.replies,
            _ if place.is_multiple_of(WAITING) => 0,
            _ => size.replies,
        };
        let age = DAYS * DAY / i64::try_from(size.threads).unwrap_or(1) * i64::try_from(place).unwrap_or(0);
        let id = filling.thread(place, replies, age);
        posts += 1 + replies;
        chosen.insert(place, id);
        if place == 1 {
            filling.followed(id, followers);
        }
        if place > 2 && replies > 0 && !place.is_multiple_of(MEMBERS_ONLY) && first.is_none() {
            first = Some(id);
        }
        if filling.batch.posts >= BATCH {
            filling.write().await?;
        }
        if place % 10_000 == 9_999 {
            tracing::info!(threads = place + 1, "written");
        }
    }
    filling.finish().await?;
    Ok(Loaded {
        members: size.members,
        threads: size.threads,
        posts,
        seconds: begun.elapsed().as_secs(),
        password: PASSWORD,
        email: "member{n}@load.example",
        thread: first,
        hot: chosen.get(&0).copied(),
        hot_posts: hot_replies + 1,
        followed: chosen.get(&1).copied(),
        followers,
        alone: chosen.get(&2).copied(),
    })
}

/// Everybody under one password, which is hashed once.
async fn enrol(app: &web::Data<App>, many: usize) -> Result<Vec<Member>, Error> {
    let mut members = Vec::with_capacity(many);
    for from in (0..many).step_by(ACCOUNTS) {
        let applications = (from..many.min(from + ACCOUNTS)).map(|n| Application {
            email: format!("member{n}@load.example"),
            password: PASSWORD.to_owned(),
            name: format!("Parent{n}"),
            locale: None,
            time_zone: None,
            country: None,
            terms: None,
            adult: None,
        });
        members.extend(entry::enrol_many(app, applications.collect(), Role::Member).await?);
    }
    Ok(members)
}

impl Filling {
    fn seq(&mut self, account: AccountId) -> i64 {
        let next = self.seqs.entry(account).or_insert(1);
        *next += 1;
        *next - 1
    }

    fn somebody(&self) -> Option<Member> {
        self.members.get(self.chance.below(self.members.len())).cloned()
    }

    /// Opens a thread so many milliseconds ago, and answers it over the next two days.
    fn thread(&mut self, place: usize, replies: usize, age: i64) -> ThreadId {
        let id = ThreadId(self.app.chance.id());
        let now = self.app.clock.now();
        let step = 2 * DAY / i64::try_from(replies.max(1)).unwrap_or(1);
        let opened_at = now.plus(-age - 2 * DAY - 15 * MINUTE);
        let Some(writer) = self.somebody() else { return id };
        let audience = if place > 2 && place.is_multiple_of(MEMBERS_ONLY) { Audience::Members } else { Audience::Public };
        let mut names = HashSet::new();
        let mut spoken: HashMap<AccountId, VoiceId> = HashMap::new();
        let voice = self.speaks(&writer, id, opened_at, &mut names);
        spoken.insert(writer.account, voice);
        self.leaves(writer.account, opened_at, &Trace::Redeemed { ticket: self.app.chance.id() });
        self.leaves(writer.account, opened_at, &Trace::Opened { thread: id });
        let mut stems = Vec::new();
        let Self { app, chance, texts, batch, .. } = self;
        let (Some((title, of_title)), Some(Known { text, stems: of_text })) = (texts.title(chance), texts.body(chance)) else {
            return id;
        };
        stems.push(of_text.clone());
        let need = Need::ALL.get(chance.below(Need::ALL.len())).copied().unwrap_or(Need::JustListen);
        let notes = if place.is_multiple_of(25) { vec![Note::Illness] } else { Vec::new() };
        let space = i32::try_from(1 + chance.below(threads::spaces::all().len())).unwrap_or(1);
        let (title, of_title) = (title.clone(), of_title.clone());
        batch.threads.opens(Opened { id, space, title, need, notes, audience, voice, at: opened_at }, text);
        batch.threads.follows(app, writer.account, id, Level::EveryReply);
        batch.endings.push((id, opened_at.plus(i64::from(app.config.endings.ask_after_days) * DAY).max(now.plus(DAY))));
        for reply in 1..=replies {
            let at = opened_at.plus(step * i64::try_from(reply).unwrap_or(0));
            let Some(replier) = self.somebody() else { continue };
            let voice = match spoken.get(&replier.account) {
                Some(voice) => *voice,
                None => {
                    let voice = self.speaks(&replier, id, at, &mut names);
                    self.batch.threads.follows(&self.app, replier.account, id, Level::Digest);
                    *spoken.entry(replier.account).or_insert(voice)
                }
            };
            let Some(Known { text, stems: of_text }) = self.texts.body(&self.chance) else { continue };
            stems.push(of_text.clone());
            let answered = (self.chance.below(3) == 0).then(|| i32::try_from(1 + self.chance.below(reply)).unwrap_or(1));
            let number = self.batch.threads.replies(voice, text, answered, at);
            if replier.account != writer.account {
                let seq = self.seq(writer.account);
                let event = Event::Reply { thread: id, number };
                // She has read all but the last ones.
                self.batch.notices.tells(&self.app, writer.account, seq, &event, at, reply < replies);
            }
        }
        self.batch.posts += 1 + replies;
        self.spoke = spoken.into_keys().collect();
        let stems: Vec<_> = stems.iter().collect();
        let public = audience == Audience::Public;
        self.batch.sections.thread(&self.app, &mut self.counted, id, public, &of_title, &stems);
        id
    }

    /// A member's voice in a thread in which she has not spoken: two of three under their own names.
    fn speaks(&mut self, member: &Member, thread: ThreadId, at: Moment, names: &mut HashSet<String>) -> VoiceId {
        let alias = (self.chance.below(3) == 0).then(|| voices::for_load::alias(&self.app));
        let (kind, name) = match alias.filter(|alias| names.insert(alias.clone())) {
            Some(alias) => (VoiceKind::Alias, alias),
            None => (VoiceKind::Named, member.name.clone()),
        };
        self.leaves(member.account, at, &Trace::Spoke { thread });
        self.batch.voices.speaks(&self.app, member, thread, kind, name)
    }

    fn leaves(&mut self, account: AccountId, at: Moment, trace: &Trace) {
        let seq = self.seq(account);
        self.batch.voices.leaves(&self.app, account, seq, at.day(), trace);
    }

    /// Has many follow the thread that was made last; those who wrote in it follow it already.
    fn followed(&mut self, thread: ThreadId, many: usize) {
        for member in self.members.iter().filter(|member| !self.spoke.contains(&member.account)).take(many) {
            self.batch.threads.follows(&self.app, member.account, thread, Level::EveryReply);
        }
    }

    async fn write(&mut self) -> Result<(), Error> {
        self.wait().await?;
        let (batch, storage) = (std::mem::take(&mut self.batch), self.app.storage.clone());
        self.under_way = Some(tokio::spawn(async move { storage.write(move |conn| batch.write(conn)).await }));
        // On one thread the write begins only when this gives way.
        tokio::task::yield_now().await;
        Ok(())
    }

    async fn wait(&mut self) -> Result<(), Error> {
        match self.under_way.take() {
            Some(under_way) => Ok(under_way.await.map_err(|_| Failure::CutOff)??),
            None => Ok(()),
        }
    }

    async fn finish(mut self) -> Result<(), Error> {
        self.write().await?;
        self.wait().await?;
        let (counted, seqs) = (self.counted, Vec::from_iter(self.seqs));
        self.app.storage.write(move |conn| counted.write(conn)).await?;
        self.app.storage.write(move |conn| accounts::actions::go_on_from(conn, &seqs)).await?;
        Ok(())
    }
}
