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
use super::perform::perform;
use super::store::{self, Claimed, Ended};
use super::{Ending, tidy};
use crate::app::App;
use crate::clock::{DAY, Moment, SECOND};
use crate::notifications::sweep;
use crate::storage::{Failure, Stored};

/// Jobs under way at once; the mailer lets fewer letters out at the same moment.
const AT_ONCE: usize = 50;
/// How long a claim holds, in milliseconds. It is also how long the work of a process that was killed rests.
const LEASE: i64 = 20 * SECOND;
/// A claim that ends sooner than this is renewed.
const RENEWED: i64 = 12 * SECOND;
/// How often the worker looks for what has become due.
const POLL: Duration = Duration::from_millis(250);
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
}

impl Worker {
    fn new(app: web::Data<App>) -> Self {
        Self { app, crew: Crew::default(), ended: Vec::new(), tidied: None, swept: None }
    }

    /// One turn, one transaction: writes down what has ended, renews leases, claims more if `at_once` leaves room.
    async fn turn(&mut self, at_once: usize) -> Stored<usize> {
        let now = self.app.clock.now();
        let room = i64::try_from(at_once.saturating_sub(self.crew.len())).unwrap_or_default();
        let claims = room > 0 && self.app.storage.read(move |conn| store::is_due(conn, now)).await?;
        let short = self.crew.to_renew(now.plus(RENEWED));
        if !claims && short.is_empty() && self.ended.is_empty() {
            return Ok(0);
        }
        if !self.ended.is_empty() {
            settle(&self.app).await?;
        }
        let until = now.plus(LEASE);
        let (ended, renewed) = (self.ended.clone(), short.clone());
        let claimed = self
            .app
            .storage
            .write(move |conn| -> Stored<Vec<Claimed>> {
                store::end(conn, &ended, now)?;
                if !renewed.is_empty() {
                    store::renew(conn, &renewed, until)?;
                }
                if claims { store::claim(conn, now, until, room) } else { Ok(Vec::new()) }
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

    fn begin(&mut self, job: Claimed, leased_until: Moment) {
        let underway =
            Underway { id: job.id, kind: job.kind.clone(), attempts: job.attempts, expires_at: job.expires_at, leased_until };
        self.crew.begin(underway, perform(self.app.clone(), job));
    }

    /// Waits until a job ends; `false` when none is under way.
    async fn collect(&mut self) -> bool {
        let ended = self.crew.collect().await;
        let any = !ended.is_empty();
        for (job, ending) in ended {
            let again_at = match &ending {
                Ending::Later(_) => next_try(&self.app.chance, job.attempts, self.app.clock.now(), job.expires_at),
                // Looked at again every quarter hour: a moment of its own would tell a thief in which time zone its reader
                // sleeps, beside the moment of a post.
                Ending::Postponed { until, .. } => {
                    let now = self.app.clock.now();
                    Some((*until).min(now.plus(1).next_quarter()).max(now.plus(SECOND)))
                }
                _ => None,
            };
            self.ended.push(Ended { id: job.id, kind: job.kind, attempts: job.attempts, ending, again_at });
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

/// One line and one count for each end.
fn tell(app: &App, job: &Ended) {
    let (fate, reason) = match (&job.ending, job.again_at) {
        (Ending::Done, _) => ("done", ""),
        (Ending::Skipped(reason), _) => ("skipped", *reason),
        (Ending::Later(reason), Some(_)) => {
            tracing::warn!(kind = job.kind, attempts = job.attempts, reason, "a job will be tried again");
            return;
        }
        (Ending::Postponed { .. }, Some(_)) => return,
        (Ending::Postponed { why, .. }, None) => ("skipped", *why),
        (Ending::Failed(reason) | Ending::Later(reason), _) => {
            tracing::error!(kind = job.kind, attempts = job.attempts, reason, "a job was given up");
            ("failed", reason.as_str())
        }
    };
    tracing::debug!(kind = job.kind, fate, reason, "a job ended");
    app.metrics.job_ended(&job.kind, fate);
}
