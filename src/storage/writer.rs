//! SQLite's one writer: a thread that runs queued closures in savepoints and commits them together.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use diesel::connection::{AnsiTransactionManager, TransactionManager as _};

use super::checkpoints::Checkpoints;
use super::counts::Counts;
use super::touched::{self, Touched};
use super::versions::Versions;
use super::{Conn, Failure, Stored, dialect, in_transaction};

/// Closures in one commit, at most: bounds how long the first of them waits for its answer.
const BATCH: usize = 64;

/// Tells the one who asked: with `Ok` once the commit held, with the failure when it did not.
type Answer = Box<dyn FnOnce(Result<(), Failure>) + Send>;
type Work = Box<dyn FnOnce(&mut Conn) -> (Answer, Touched) + Send>;

/// How often the writer looks whether a command of the operator's has written beside it.
const LOOK: Duration = Duration::from_secs(1);

/// The way to the writer thread. The thread ends when the last of these is dropped.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Work>,
}

impl Writer {
    pub(super) fn start(conn: Conn, checkpoints: Checkpoints, versions: Arc<Versions>, counts: Counts) -> Stored<Self> {
        let (queue, queued) = mpsc::channel::<Work>();
        let mut desk = Desk { conn, checkpoints, queued, versions, counts, known: None, looked_at: Instant::now() };
        super::thread("writer", move || desk.work())?;
        Ok(Self { queue })
    }

    /// Queues a write; `tell` gets its result after the commit. It is dropped unused if the thread is gone.
    pub(super) fn queue<T, E>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        tell: impl FnOnce(Result<T, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        let queued: Work = Box::new(move |conn| {
            // A panic rolls its own savepoint back and leaves the rest of the batch alone.
            let (result, touched) = touched::during(|| {
                catch_unwind(AssertUnwindSafe(|| in_transaction(conn, work))).unwrap_or_else(|_| Err(Failure::CutOff.into()))
            });
            let touched = if result.is_ok() { touched } else { Touched::default() };
            let answer: Answer = Box::new(move |committed| tell(committed.map_err(E::from).and(result)));
            (answer, touched)
        });
        drop(self.queue.send(queued));
    }
}

/// What the writer thread works with.
struct Desk {
    conn: Conn,
    checkpoints: Checkpoints,
    queued: mpsc::Receiver<Work>,
    versions: Arc<Versions>,
    counts: Counts,
    /// How often others have written, as SQLite counts it.
    known: Option<i64>,
    looked_at: Instant,
}

impl Desk {
    fn work(&mut self) {
        loop {
            match self.queued.recv_timeout(LOOK) {
                Ok(first) => self.run_batch(first),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
            if self.looked_at.elapsed() >= LOOK {
                self.look();
            }
        }
    }

    fn run_batch(&mut self, first: Work) {
        let conn = &mut self.conn;
        // IMMEDIATE: an ordinary transaction that reads first fails when it later asks for the write lock.
        if let Err(error) = sqlite(conn, |sqlite| AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")) {
            tracing::error!(%error, "the writer cannot begin");
            return; // dropping `first` tells its owner that the work was cut off
        }
        let mut done = vec![first(conn)];
        while done.len() < BATCH
            && let Ok(next) = self.queued.try_recv()
        {
            done.push(next(conn));
        }
        let committed = sqlite(conn, AnsiTransactionManager::commit_transaction);
        if let Err(error) = &committed {
            tracing::error!(%error, "the writer cannot commit");
            drop(sqlite(conn, AnsiTransactionManager::rollback_transaction));
        }
        self.counts.commits.inc();
        // All answers from before are old before the first of the writers is told.
        for (_, touched) in &done {
            self.versions.count(touched);
        }
        for (answer, _) in done {
            self.counts.writes.inc();
            answer(if committed.is_ok() { Ok(()) } else { Err(Failure::CutOff) });
        }
        self.checkpoints.tell();
    }

    /// Commands such as `admin role` write while the server runs: whatever they changed, every answer is made anew.
    fn look(&mut self) {
        self.looked_at = Instant::now();
        let Ok(now) = dialect::written_by_others(&mut self.conn) else { return };
        if self.known.is_some_and(|known| known != now) {
            self.versions.move_all_on();
        }
        self.known = Some(now);
    }
}

fn sqlite(
    conn: &mut Conn,
    act: impl FnOnce(&mut diesel::SqliteConnection) -> diesel::QueryResult<()>,
) -> diesel::QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => act(conn),
        Conn::Postgres(_) => Ok(()),
    }
}
