//! Storage: the only place that knows there are two databases.
//!
//! Reads run on a pool of readers, each in one transaction, so that an answer is of one moment. All writes go through
//! [`Storage::write`]: on SQLite one writer thread runs each closure in a savepoint and commits them together, so that
//! concurrent writes share one flush to the disk; on PostgreSQL each is a transaction of its own. No closure hashes,
//! renders or waits for anything but the database.

mod checkpoints;
pub mod columns;
pub mod conn;
mod counts;
pub mod dialect;
pub mod migrate;
mod peers;
pub mod place;
mod prepared;
pub mod schema;
pub mod sealed;
mod touched;
mod versions;
mod writer;
pub mod written;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use diesel::Connection as _;
use tokio::runtime::{self, Handle, Runtime};
use tokio::sync::{Semaphore, oneshot};

pub(crate) use conn::on_each;
pub use conn::{Conn, Place};
pub use counts::Counts;
pub use place::{examine, lock, looks_like_a_backup, prepare};
pub use prepared::prepared;
pub use touched::{Change, Part, touch};
pub use versions::{Subject, Versions};

use checkpoints::Checkpoints;
use conn::{Manager, Use};
use peers::Peers;
use writer::Writer;

/// Why the database did not do what it was asked. Never a member's fault.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database refused or failed.
    #[error("database: {0}")]
    Query(#[from] diesel::result::Error),
    /// No connection could be had.
    #[error("no database connection: {0}")]
    Pool(#[from] r2d2::Error),
    /// A connection could not be opened.
    #[error("cannot open the database: {0}")]
    Open(#[from] diesel::ConnectionError),
    /// The work was cut off: the server is stopping, or a closure panicked.
    #[error("the work was cut off")]
    CutOff,
    /// The threads of the database could not be started.
    #[error("no threads for the database: {0}")]
    Threads(String),
    /// The account has left meanwhile: whoever wrote for it is not signed in any more.
    #[error("the account has left")]
    Left,
}

impl Failure {
    /// Whether this is what a request meets that runs beside its own member's erasure. Accounts are the only rows that others
    /// refer to and that ever go, so a reference that leads nowhere is one to an account that has just left.
    #[must_use]
    pub const fn is_left(&self) -> bool {
        use diesel::result::{DatabaseErrorKind, Error};
        matches!(self, Self::Left | Self::Query(Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)))
    }
}

/// What stores return.
pub type Stored<T> = Result<T, Failure>;

/// The database, as actions see it. Cheap to clone.
#[derive(Clone)]
pub struct Storage {
    place: Place,
    readers: r2d2::Pool<Manager>,
    permits: Arc<Semaphore>,
    threads: Arc<Threads>,
    versions: Arc<Versions>,
    counts: Counts,
    way: Way,
}

/// As many threads as there are connections, for both to be used again and again: a pool that grew with every rush would keep the
/// memory of each of them.
struct Threads(Option<Runtime>);

impl Threads {
    fn new(many: usize) -> std::io::Result<Self> {
        let runtime = runtime::Builder::new_current_thread().max_blocking_threads(many).thread_name("database").build()?;
        Ok(Self(Some(runtime)))
    }

    fn handle(&self) -> Option<&Handle> {
        self.0.as_ref().map(Runtime::handle)
    }
}

impl Drop for Threads {
    /// Without waiting: whoever drops it may be on an async thread.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// How a write goes: through the one writer, or on a connection of its own beside those of other processes.
#[derive(Clone)]
enum Way {
    Writer(Writer),
    Peers(Arc<Peers>),
}

impl Storage {
    /// Opens the database with so many connections (readers, on SQLite). `me` names this process among others, by chance.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn open(place: &Place, connections: u32, me: i64) -> Stored<Self> {
        let (versions, counts) = (Arc::new(Versions::new()), Counts::default());
        let (readers, way) = match place {
            Place::Sqlite { .. } => {
                let conn = conn::open(place, Use::Writing)?;
                let writer = Writer::start(conn, Checkpoints::start(place)?, Arc::clone(&versions), counts.clone())?;
                (conn::pool(place, Use::Reading, connections)?, Way::Writer(writer))
            }
            Place::Postgres { .. } => (conn::pool(place, Use::Writing, connections)?, Way::Peers(Arc::new(Peers::new(me)))),
        };
        let many = usize::try_from(connections).unwrap_or(1);
        let permits = Arc::new(Semaphore::new(many));
        let threads = Arc::new(Threads::new(many).map_err(|error| Failure::Threads(error.to_string()))?);
        Ok(Self { place: place.clone(), readers, permits, threads, versions, counts, way })
    }

    /// Lets answers be kept from now on. On SQLite the caller holds the lock of the place; on PostgreSQL this process begins to hear
    /// what others write.
    pub fn begin_to_keep_answers(&self) {
        match &self.way {
            Way::Writer(_) => self.versions.is_good_for_ever(),
            Way::Peers(peers) => peers::listen(&self.place, peers, &self.versions),
        }
    }

    /// How often what everybody reads has changed.
    #[must_use]
    pub fn versions(&self) -> &Versions {
        &self.versions
    }

    /// How many writes shared how many commits.
    #[must_use]
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Whether this process has heard of a write, perhaps another's, that gave its writer this mark.
    #[must_use]
    pub fn has_heard(&self, xid: i64) -> bool {
        match &self.way {
            Way::Writer(_) => true,
            Way::Peers(peers) => peers.has_heard(xid),
        }
    }

    /// Where the data lives.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// Runs a read in one transaction, away from the async threads.
    ///
    /// # Errors
    /// Whatever `work` returns, or a [`Failure`].
    pub async fn read<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        self.on_pool(work).await
    }

    /// Runs a write in one transaction; answered only after the commit.
    ///
    /// # Errors
    /// Whatever `work` returns (nothing is then written), or a [`Failure`].
    pub async fn write<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        match &self.way {
            Way::Writer(writer) => {
                let (answer, answered) = oneshot::channel();
                writer.queue(work, move |result| drop(answer.send(result)));
                answered.await.unwrap_or_else(|_| Err(Failure::CutOff.into()))
            }
            Way::Peers(peers) => self.write_beside_others(peers, work).await,
        }
    }

    async fn write_beside_others<T, E>(
        &self,
        peers: &Arc<Peers>,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        let (versions, inner) = (Arc::clone(&self.versions), Arc::clone(peers));
        let done = self.on_connection(move |conn| {
            let (value, xid, touched) = in_transaction(conn, |conn| {
                let (value, touched) = touched::during(|| work(conn));
                let value = value?;
                let xid = inner.leave(conn, &touched)?;
                Ok::<_, E>((value, xid, touched))
            })?;
            versions.count(&touched);
            Ok::<_, E>((value, xid, touched.altered))
        });
        let (value, xid, altered) = done.await?;
        self.counts.commits.inc();
        self.counts.writes.inc();
        if let Some(xid) = xid {
            written::note(xid);
            if altered {
                self.wait_until_heard(peers.me, xid).await?;
            }
        }
        Ok(value)
    }

    /// Waits until every other process has heard of a transaction, or has been silent for its lease.
    async fn wait_until_heard(&self, me: i64, xid: i64) -> Result<(), Failure> {
        let mut waited_for: HashMap<(i64, i64), Instant> = HashMap::new();
        loop {
            let unaware = self.read(move |conn| dialect::unaware(conn, me, xid)).await?;
            let now = Instant::now();
            let alive = unaware.into_iter().any(|process| now - *waited_for.entry(process).or_insert(now) < peers::SILENT);
            if !alive {
                return Ok(());
            }
            tokio::time::sleep(peers::PATIENCE).await;
        }
    }

    async fn on_pool<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        self.on_connection(|conn| in_transaction(conn, work)).await
    }

    async fn on_connection<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        // A permit a connection: the blocking threads never stand in line for the pool.
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| Failure::CutOff)?;
        let readers = self.readers.clone();
        let done = self.threads.handle().ok_or(Failure::CutOff)?.spawn_blocking(move || {
            let _permit = permit;
            let mut conn = readers.get().map_err(Failure::from)?;
            work(&mut conn)
        });
        done.await.unwrap_or_else(|_| Err(Failure::CutOff.into()))
    }
}

/// Starts a thread that has a name in what the system shows of this process.
fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Stored<()> {
    let started = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|error| Failure::Threads(error.to_string()))
}

/// Carries any error through diesel's `transaction`, which wants one that its own errors turn into.
pub(crate) enum Through<E> {
    Told(E),
    Failed(diesel::result::Error),
}

impl<E> From<diesel::result::Error> for Through<E> {
    fn from(error: diesel::result::Error) -> Self {
        Self::Failed(error)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that opens transactions")]
pub(crate) fn in_transaction<T, E: From<Failure>>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    conn.transaction(|conn| work(conn).map_err(Through::Told)).map_err(|error| match error {
        Through::Told(error) => error,
        Through::Failed(error) => Failure::from(error).into(),
    })
}
