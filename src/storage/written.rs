//! What a request has written: the number of its last transaction, for the one who wrote it to bring along to another process.

use std::cell::Cell;

tokio::task_local! {
    static WRITTEN: Cell<Option<i64>>;
}

/// Runs a request's work, and says what it wrote that readers see; always nothing on SQLite, where one process knows it all.
pub async fn during<F: Future>(work: F) -> (F::Output, Option<i64>) {
    WRITTEN
        .scope(Cell::new(None), async {
            let output = work.await;
            (output, WRITTEN.with(Cell::get))
        })
        .await
}

/// Notes a transaction that is committed. Outside of a request nobody asks.
pub(super) fn note(xid: i64) {
    let _ = WRITTEN.try_with(|written| written.set(Some(xid)));
}
