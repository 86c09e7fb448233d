//! A random id for each request: in `X-Request-Id`, in every problem, in every log line, and in nothing else.

use crate::chance::Chance;

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request being answered; empty outside of one.
#[must_use]
pub fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

/// Runs `work` under this id.
pub async fn scope<F: Future>(id: String, work: F) -> F::Output {
    CURRENT.scope(id, work).await
}

/// A new id.
#[must_use]
pub fn fresh() -> String {
    bs58::encode(Chance::System.bytes::<12>()).into_string()
}
