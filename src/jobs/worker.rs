//! The worker: claims what is due, does several jobs at once, writes down what came of them.
//!
//! A claim is a lease. It is renewed while a job is being done; of a process that dies it runs out, and another process,
//! or this one after its restart, takes the job up again. So a job is done at least once, and a letter that goes out
//! twice has the same Message-ID twice.

use std::time::Duration;

use actix_web::web;
use tokio::sync::watch;

use super::backoff::next_try;
use super::crew::{Crew, Underway};
use super::perform::{opened, perform};
use super::store::{self, Claimed, Ended, Onward};
use super::{Ending, Work, tidy};
use crate::accounts;
use crate::app::App;
use crate::clock::{DAY, Moment, SECOND};
use crate::endings::asking;
use crate::listening::calling;
use crate::mail::fates::{self, About, Came};
use crate::moderation::desk;
use crate::notifications::sweep;
use crate::search::indexing;
use crate::storage::dialect::Claim;
use crate::storage::{Failure, Stored};

/// Jobs under way at once; the mailer lets fewer letters out at the same moment.
const AT_ONCE: usize = 50;
/// Places of those that are kept for what is urgent: a sign-in link does not stand behind fifty letters to a slow relay.
const KEPT: usize = 10;
/// Fewer free places are left free until there are more: looking for the next job after every single one costs more than
/// some of them.
const FEW: usize = 8;
/// How long a claim holds, in milliseconds. It is also how long the work of a process that was killed rests.
const LEASE: i64 = 20 * SECOND;
/// A claim that ends sooner than this is renewed.
const RENEWED: i64 = 12 * SECOND;
/// How often the worker looks for what has become due.
const POLL: Duration = Duration::from_millis(250);
/// How often it looks for connections that nobody needs, in milliseconds.
const RESTS: i64 = 10 * SECOND;
/// How long it leaves a database alone that failed.
const PAUSE: Duration = Duration::from_secs(3);
/// How long jobs under way get to end when the server stops: less than the server gives the worker.
const PATIENCE: Duration = Duration::from_secs(8);

/// Does everything that is due now, once, and says how many jobs that were. Tests call it by hand.
pub async fn run_due(app: &web::Data<App>) -> usize {
    let mut worker = Worker::new(app.clone());
    let mut begun = 0;
    loop {
        match worker.turn(AT_ONCE).await {
            Ok(claimed) => begun += claimed,
            Err(failure) => {
                tracing::error!(%failure, "the outbox cannot be read");
                return begun;
            }
        }
        if !worker.collect().await && worker.ended.is_empty() {
            worker.index().await;
            return begun;
        }
    }
}

/// Works beside the server until it is told to stop; then ends what is under way, within eight seconds.
pub async fn run(app: web::Data<App>, mut stopped: watch::Receiver<bool>) {
    let mut worker = Worker::new(app);
    loop {
        worker.tidy().await;
        worker.sweep().await;
        worker.call().await;
        worker.rest();
        let rest = match worker.turn(AT_ONCE).await {
            Ok(_) => POLL,
            Err(failure) => {
                tracing::error!(%failure, "the outbox cannot be read");
                PAUSE
            }
        };
        // Stops between two turns, never in the middle of a claim. A sender that is gone says the same as one that speaks.
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stop| *stop) => break,
            true = worker.collect() => {}
            () = tokio::time::sleep(rest) => {}
        }
    }
    let ending = async {
        loop {
            if let Err(failure) = worker.turn(0).await {
                tracing::error!(%failure, "what was done cannot be written down");
                break;
            }
            if !worker.collect().await {
                break;
            }
        }
    };
    if tokio::time::timeout(PATIENCE, ending).await.is_err() {
        tracing::warn!("jobs were left under way; they are taken up again when their leases end");
    }
}

struct Worker {
    app: web::Data<App>,
    crew: Crew,
    ended: Vec<Ended>,
    tidied: Option<Moment>,
    swept: Option<Moment>,
    called: Option<Moment>,
    rested: Option<Moment>,
}

impl Worker {
    fn new(app: web::Data<App>) -> Self {
        Self { app, crew: Crew::default(), ended: Vec::new(), tidied: None, swept: None, called: None, rested: None }
    }

    /// One turn, one transaction: writes down what has ended, renews leases, claims more if `at_once` leaves room.
    async fn turn(&mut self, at_once: usize) -> Stored<usize> {
        let now = self.app.clock.now();
        let (which, room) = self.wanted(at_once, now);
        // With something to write down there is a transaction anyhow; an idle worker looks before it asks for one.
        let claims =
            room > 0 && (!self.ended.is_empty() || self.app.storage.read(move |conn| store::is_due(conn, now, which)).await?);
        let short = self.crew.to_renew(now.plus(RENEWED));
        if !claims && short.is_empty() && self.ended.is_empty() {
            return Ok(0);
        }
        if !self.ended.is_empty() {
            settle(&self.app).await?;
        }
        let until = now.plus(LEASE);
        let (inner, ended, renewed) = (self.app.clone(), self.ended.clone(), short.clone());
        let claimed = self
            .app
            .storage
            .write(move |conn| -> Stored<Vec<Claimed>> {
                // Whoever tells many holds their accounts and then promises them letters: the same order here, or both wait for ever.
                accounts::actions::hold(conn, ended.iter().filter_map(|job| job.letter.as_ref()?.account()).collect())?;
                let over = store::end(conn, &ended, now.day())?;
                let letters = ended.iter().filter(|job| over.contains(&job.id));
                fates::record(conn, &inner, letters.filter_map(|job| Some((job.letter.clone()?, came(&job.ending)))).collect())?;
                if !renewed.is_empty() {
                    store::renew(conn, &renewed, until)?;
                }
                if claims { store::claim(conn, now, until, room, which) } else { Ok(Vec::new()) }
            })
            .await?;
        for job in self.ended.drain(..) {
            tell(&self.app, &job);
        }
        self.crew.renewed(&short, until);
        let count = claimed.len();
        for job in claimed {
            self.begin(job, until);
        }
        Ok(count)
    }

    /// Which jobs may be claimed now, and how many.
    fn wanted(&self, at_once: usize, now: Moment) -> (Claim, i64) {
        let free = at_once.saturating_sub(self.crew.len());
        let letters = self.app.mailer.room(now);
        let (which, room) = match free.saturating_sub(KEPT) {
            0..FEW => (Claim::Urgent, free.min(KEPT)),
            room if letters == 0 => (Claim::NoLetters, room),
            room => (Claim::All, room.min(letters)),
        };
        (which, i64::try_from(room).unwrap_or_default())
    }

    fn begin(&mut self, job: Claimed, leased_until: Moment) {
        let work = opened(&self.app, &job);
        let letter = match &work {
            Some(Work::Letter(letter)) => Some(About::of(&self.app, letter, job.message_id.as_deref().unwrap_or_default())),
            _ => None,
        };
        let (kind, attempts, expires_at) = (job.kind.clone(), job.attempts, job.expires_at);
        let underway = Underway { id: job.id, kind, attempts, expires_at, leased_until, letter };
        self.crew.begin(underway, perform(self.app.clone(), job, work));
    }

    /// Waits until a job ends; `false` when none is under way.
    async fn collect(&mut self) -> bool {
        let ended = self.crew.collect().await;
        let any = !ended.is_empty();
        let now = self.app.clock.now();
        for (job, ending) in ended {
            let onward = match &ending {
                Ending::Later(_) => {
                    next_try(&self.app.chance, job.attempts, now, job.expires_at).map_or(Onward::Over, Onward::Again)
                }
                other => onward(other, now),
            };
            let Underway { id, kind, attempts, letter, .. } = job;
            self.ended.push(Ended { id, kind, attempts, ending, onward, letter });
        }
        any
    }

    /// Every quarter of an hour looks whose time for letters that gather has come.
    async fn sweep(&mut self) {
        let now = self.app.clock.now();
        if self.swept.is_none_or(|last| last.plus(sweep::EVERY) <= now) {
            // At the quarter itself, so that eight o'clock is eight o'clock.
            self.swept = Some(now.quarter().moment());
            if let Err(failure) = sweep::sweep(&self.app).await {
                tracing::error!(%failure, "nobody was looked at for letters that gather");
            }
            if let Err(failure) = desk::calling::call_overdue(&self.app).await {
                tracing::error!(%failure, "nobody was called about what is overdue");
            }
        }
    }

    /// A few times a minute calls about threads that wait, and asks how it went.
    async fn call(&mut self) {
        let now = self.app.clock.now();
        if self.called.is_none_or(|last| last.plus(calling::EVERY) <= now) {
            self.called = Some(now);
            if let Err(failure) = calling::call(&self.app).await {
                tracing::error!(%failure, "nobody was called about threads that wait");
            }
            if let Err(failure) = asking::ask(&self.app).await {
                tracing::error!(%failure, "nobody was asked how it went");
            }
        }
    }

    /// Reads again, for search, what was written or changed.
    async fn index(&self) {
        if let Err(failure) = indexing::sweep(&self.app).await {
            tracing::error!(%failure, "search does not know what was written last");
        }
    }

    /// Now and then lets go of connections that are not needed.
    fn rest(&mut self) {
        let now = self.app.clock.now();
        if self.rested.is_none_or(|last| last.plus(RESTS) <= now) {
            self.rested = Some(now);
            let inner = self.app.clone();
            drop(tokio::task::spawn_blocking(move || inner.mailer.rest()));
        }
    }

    /// Once a night forgets what has served its time.
    async fn tidy(&mut self) {
        let now = self.app.clock.now();
        if self.tidied.is_none_or(|last| last.plus(DAY) <= now) {
            self.tidied = Some(now);
            if let Err(failure) = tidy::nightly(&self.app).await {
                tracing::error!(%failure, "the nightly tidying failed");
            }
        }
    }
}

/// Before letters are written down as sent they must have reached the disk.
async fn settle(app: &web::Data<App>) -> Stored<()> {
    let inner = app.clone();
    let settled = tokio::task::spawn_blocking(move || inner.mailer.settle()).await;
    if !matches!(settled, Ok(Ok(()))) {
        tracing::error!("the mail folder cannot be flushed to the disk");
        return Err(Failure::CutOff);
    }
    Ok(())
}

/// What becomes of a job that is not tried again for its failures.
fn onward(ending: &Ending, now: Moment) -> Onward {
    let soon = now.plus(SECOND);
    match ending {
        Ending::Done | Ending::Skipped(_) | Ending::Failed(_) | Ending::Later(_) => Onward::Over,
        // Looked at again every quarter hour: a moment of its own would tell a thief in which time zone its reader sleeps,
        // beside the moment of a post.
        Ending::Postponed { until, .. } => {
            let due_at = (*until).min(now.plus(1).next_quarter()).max(soon);
            Onward::Waits { due_at, put_off: due_at.0 - now.0 }
        }
        Ending::Held { until, .. } => Onward::Waits { due_at: (*until).max(soon), put_off: 0 },
    }
}

/// What came of a letter whose job has ended like this.
fn came(ending: &Ending) -> Came {
    match ending {
        Ending::Done => Came::Sent,
        Ending::Skipped(why) | Ending::Postponed { why, .. } | Ending::Held { why, .. } => Came::Skipped(why),
        Ending::Failed(why) | Ending::Later(why) => Came::Failed(why.clone()),
    }
}

/// One line and one count for each end. Why something was skipped is nobody's business here.
fn tell(app: &App, job: &Ended) {
    let fate = match (&job.ending, job.onward) {
        (Ending::Done, _) => "done",
        (Ending::Later(reason), Onward::Again(_)) => {
            tracing::warn!(kind = job.kind, attempts = job.attempts, reason, "a job will be tried again");
            return;
        }
        (Ending::Held { why, .. }, _) => {
            tracing::debug!(kind = job.kind, why, "a job waits for a way out");
            return;
        }
        (_, Onward::Again(_) | Onward::Waits { .. }) => return,
        (Ending::Failed(reason) | Ending::Later(reason), Onward::Over) => {
            tracing::error!(kind = job.kind, attempts = job.attempts, reason, "a job was given up");
            "failed"
        }
        (Ending::Skipped(_) | Ending::Postponed { .. }, Onward::Over) => "skipped",
    };
    tracing::debug!(kind = job.kind, fate, "a job ended");
    app.metrics.job_ended(&job.kind, fate);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{HOUR, MINUTE};

    // E-38
    #[test]
    fn what_is_postponed_to_the_morning_waits_in_quarter_hours_like_everything_else() {
        let now = Moment::parse("2026-03-02T21:07:13.250Z").unwrap();
        let quarter = now.next_quarter();
        for hours in [1, 8, 90 * 24] {
            let ending = Ending::Postponed { until: now.plus(hours * HOUR), why: "quiet" };
            assert_eq!(onward(&ending, now), Onward::Waits { due_at: quarter, put_off: quarter.0 - now.0 });
            let waits = Onward::Waits { due_at: quarter.plus(15 * MINUTE), put_off: 15 * MINUTE };
            assert_eq!(onward(&ending, quarter), waits, "and not for nothing at a quarter's beginning");
        }
        let soon = Ending::Postponed { until: now.plus(MINUTE), why: "coalesced" };
        assert_eq!(onward(&soon, now), Onward::Waits { due_at: now.plus(MINUTE), put_off: MINUTE });
        let past = Ending::Postponed { until: now.plus(-MINUTE), why: "quiet" };
        assert_eq!(onward(&past, now), Onward::Waits { due_at: now.plus(SECOND), put_off: SECOND });
        let held = Ending::Held { until: now.plus(HOUR), why: "relay" };
        assert_eq!(onward(&held, now), Onward::Waits { due_at: now.plus(HOUR), put_off: 0 });
    }
}
