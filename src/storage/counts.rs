//! How many writes shared how many commits.

use prometheus_client::metrics::counter::Counter;

/// Counters of the storage. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Transactions that were committed, or tried to.
    pub commits: Counter,
    /// Writes in them.
    pub writes: Counter,
}
