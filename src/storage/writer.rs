//! SQLite's one writer: a thread that runs queued closures in savepoints and commits them together.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

use diesel::connection::{AnsiTransactionManager, TransactionManager as _};

use super::{Conn, Failure, in_transaction};

/// Closures in one commit, at most: bounds how long the first of them waits for its answer.
const BATCH: usize = 64;

/// Tells the one who asked: with `Ok` once the commit held, with the failure when it did not.
type Answer = Box<dyn FnOnce(Result<(), Failure>) + Send>;
type Work = Box<dyn FnOnce(&mut Conn) -> Answer + Send>;

/// The way to the writer thread. The thread ends when the last of these is dropped.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Work>,
}

impl Writer {
    pub(super) fn start(mut conn: Conn) -> Self {
        let (queue, queued) = mpsc::channel::<Work>();
        std::thread::spawn(move || {
            while let Ok(first) = queued.recv() {
                run_batch(&mut conn, first, &queued);
            }
        });
        Self { queue }
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
            let result =
                catch_unwind(AssertUnwindSafe(|| in_transaction(conn, work))).unwrap_or_else(|_| Err(Failure::CutOff.into()));
            Box::new(move |committed| tell(committed.map_err(E::from).and(result)))
        });
        drop(self.queue.send(queued));
    }
}

fn run_batch(conn: &mut Conn, first: Work, queued: &mpsc::Receiver<Work>) {
    // IMMEDIATE: an ordinary transaction that reads first fails when it later asks for the write lock.
    if let Err(error) = sqlite(conn, |sqlite| AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")) {
        tracing::error!(%error, "the writer cannot begin");
        return; // dropping `first` tells its owner that the work was cut off
    }
    let mut answers = vec![first(conn)];
    while answers.len() < BATCH
        && let Ok(next) = queued.try_recv()
    {
        answers.push(next(conn));
    }
    let committed = sqlite(conn, AnsiTransactionManager::commit_transaction);
    if let Err(error) = &committed {
        tracing::error!(%error, "the writer cannot commit");
        drop(sqlite(conn, AnsiTransactionManager::rollback_transaction));
    }
    for answer in answers {
        answer(if committed.is_ok() { Ok(()) } else { Err(Failure::CutOff) });
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
