//! The jobs under way: each in a task of its own, so that one that panics ends alone.

use std::collections::HashMap;

use tokio::task::{Id, JoinError, JoinSet};

use super::Ending;
use crate::clock::Moment;
use crate::mail::fates::About;
use crate::storage::columns::JobId;

/// What is remembered of a job under way.
#[derive(Debug)]
pub(super) struct Underway {
    pub id: JobId,
    pub kind: String,
    pub attempts: i32,
    pub expires_at: Moment,
    pub leased_until: Moment,
    /// What it is, if it is a letter.
    pub letter: Option<About>,
}

#[derive(Default)]
pub(super) struct Crew {
    running: JoinSet<Ending>,
    underway: HashMap<Id, Underway>,
}

impl Crew {
    pub(super) fn len(&self) -> usize {
        self.running.len()
    }

    pub(super) fn begin(&mut self, job: Underway, work: impl Future<Output = Ending> + Send + 'static) {
        let task = self.running.spawn(work);
        self.underway.insert(task.id(), job);
    }

    /// The jobs whose leases end before this moment.
    pub(super) fn to_renew(&self, before: Moment) -> Vec<JobId> {
        self.underway.values().filter(|job| job.leased_until < before).map(|job| job.id).collect()
    }

    pub(super) fn renewed(&mut self, ids: &[JobId], until: Moment) {
        for job in self.underway.values_mut().filter(|job| ids.contains(&job.id)) {
            job.leased_until = until;
        }
    }

    /// Waits for one job to end, and takes with it what else has; nothing when none is under way. May be cut off at any
    /// moment without losing a job.
    pub(super) async fn collect(&mut self) -> Vec<(Underway, Ending)> {
        let Some(first) = self.running.join_next_with_id().await else { return Vec::new() };
        let mut ended: Vec<_> = self.known(first).into_iter().collect();
        while let Some(next) = self.running.try_join_next_with_id() {
            ended.extend(self.known(next));
        }
        ended
    }

    fn known(&mut self, joined: Result<(Id, Ending), JoinError>) -> Option<(Underway, Ending)> {
        let (task, ending) = match joined {
            Ok(ended) => ended,
            Err(error) => (error.id(), Ending::Failed("panicked".to_owned())),
        };
        self.underway.remove(&task).map(|job| (job, ending))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(id: i64, leased_until: Moment) -> Underway {
        Underway { id: JobId(id), kind: "test".to_owned(), attempts: 1, expires_at: Moment(0), leased_until, letter: None }
    }

    #[tokio::test]
    async fn a_job_that_panics_ends_alone() {
        let mut crew = Crew::default();
        for (id, panics) in [(1, false), (2, true), (3, false)] {
            let work = async move { if panics { panic!("on purpose") } else { Ending::Done } };
            crew.begin(job(id, Moment(0)), work);
        }
        let mut ended = Vec::new();
        while crew.len() > 0 {
            ended.extend(crew.collect().await.into_iter().map(|(job, ending)| (job.id.0, ending)));
        }
        ended.sort_by_key(|(id, _)| *id);
        assert_eq!(ended, [(1, Ending::Done), (2, Ending::Failed("panicked".to_owned())), (3, Ending::Done)]);
        assert!(crew.collect().await.is_empty());
    }

    #[tokio::test]
    async fn leases_are_renewed_before_they_end() {
        let mut crew = Crew::default();
        for (id, until) in [(1, 10), (2, 20)] {
            crew.begin(job(id, Moment(until)), std::future::pending());
        }
        assert_eq!(crew.to_renew(Moment(15)), [JobId(1)]);
        crew.renewed(&[JobId(1)], Moment(30));
        assert_eq!(crew.to_renew(Moment(15)), []);
        assert_eq!(crew.to_renew(Moment(25)), [JobId(2)]);
    }
}
