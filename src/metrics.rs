//! Counters for Prometheus. Labels are patterns and words, never a thread, a voice or an account.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::storage::Counts;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    kind: String,
    fate: String,
}

/// What is counted.
pub struct Metrics {
    registry: Registry,
    answers: Family<Answered, Counter>,
    jobs: Family<Ended, Counter>,
    first_answers: Histogram,
}

impl Metrics {
    /// With everything at zero, and beside it what the storage counts itself.
    #[must_use]
    pub fn new(storage: &Counts) -> Self {
        let mut registry = Registry::with_prefix("goodenough");
        let answers = Family::default();
        registry.register("answers", "Requests answered, by method, route pattern and status", answers.clone());
        let jobs = Family::default();
        registry.register("jobs", "Jobs that ended, letters among them, by kind and fate", jobs.clone());
        // A quarter of an hour to eight days.
        let first_answers = Histogram::new(exponential_buckets(15.0 * 60.0, 2.0, 10));
        registry.register("first_answer_seconds", "How long threads waited for their first answer", first_answers.clone());
        registry.register("commits", "Commits of the database that held writes", storage.commits.clone());
        registry.register("writes", "Writes in them: how many share a commit is their ratio", storage.writes.clone());
        Self { registry, answers, jobs, first_answers }
    }

    /// Counts an answer.
    pub fn answered(&self, method: &str, route: &str, status: u16) {
        let labels = Answered { method: method.to_owned(), route: route.to_owned(), status };
        self.answers.get_or_create(&labels).inc();
    }

    /// Notes how many minutes a thread waited for its first answer.
    pub fn first_answer(&self, minutes: i64) {
        self.first_answers.observe(f64::from(i32::try_from(minutes).unwrap_or(i32::MAX)) * 60.0);
    }

    /// Counts the end of a job.
    pub fn job_ended(&self, kind: &str, fate: &str) {
        self.jobs.get_or_create(&Ended { kind: kind.to_owned(), fate: fate.to_owned() }).inc();
    }

    /// The text that Prometheus reads.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
