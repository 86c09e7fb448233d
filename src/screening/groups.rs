//! Cases that wait and are much alike, as groups: a wave is looked at once and decided in one act.

use actix_web::web;
use serde::Serialize;

use super::alike;
use crate::app::App;
use crate::moderation;
use crate::storage::columns::{CaseId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::threads;

/// Letters of a sample.
const SAMPLE: usize = 280;

/// Cases whose posts are much alike.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CaseGroup {
    /// The cases, to decide them in one act.
    pub cases: Vec<CaseId>,
    /// Posts.
    pub posts: usize,
    /// In so many threads.
    pub threads: usize,
    /// By so many voices.
    pub voices: usize,
    /// Posts that others answered.
    pub answered_by_others: usize,
    /// The beginning of the first one.
    pub sample: String,
}

/// Open cases in groups of posts that are much alike, the largest group first; what is like nothing else is in none.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &web::Data<App>) -> Stored<Vec<CaseGroup>> {
    let inner = app.clone();
    app.storage.read(move |conn| grouped(conn, &inner)).await
}

/// A case that waits, and its post.
type Waiting = (CaseId, ThreadId, i32);

fn grouped(conn: &mut Conn, app: &App) -> Stored<Vec<CaseGroup>> {
    let mut waiting = Vec::new();
    for (case, thread, number) in moderation::actions::waiting_posts(conn, app)? {
        let post = threads::actions::post_in_brief(conn, app, thread, number)?;
        waiting.extend(post.and_then(|post| Some(((case, thread, number), alike::bands(&post.body)?))));
    }
    let mut groups = alike::gather(waiting);
    groups.retain(|group| group.len() > 1);
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups.into_iter().map(|group| told(conn, app, &group)).collect()
}

fn told(conn: &mut Conn, app: &App, group: &[Waiting]) -> Stored<CaseGroup> {
    let (mut threads, mut voices, mut answered, mut sample) = (Vec::new(), Vec::new(), 0, String::new());
    for (_, thread, number) in group.iter().copied() {
        threads.push(thread);
        answered += usize::from(threads::actions::answered_by_others(conn, thread, number)?);
        if let Some(post) = threads::actions::post_in_brief(conn, app, thread, number)? {
            voices.push(post.voice);
            if sample.is_empty() {
                sample = post.body.chars().take(SAMPLE).collect();
            }
        }
    }
    threads.sort_unstable();
    threads.dedup();
    voices.sort_unstable();
    voices.dedup();
    Ok(CaseGroup {
        cases: group.iter().map(|(case, ..)| *case).collect(),
        posts: group.len(),
        threads: threads.len(),
        voices: voices.len(),
        answered_by_others: answered,
        sample,
    })
}
