//! Cases that wait and are much alike, as groups: a wave is looked at once and decided in one act.

use actix_web::web;
use serde::Serialize;

use super::alike::{self, BANDS};
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

struct Member {
    case: CaseId,
    place: (ThreadId, i32),
    bands: [i64; BANDS],
}

fn grouped(conn: &mut Conn, app: &App) -> Stored<Vec<CaseGroup>> {
    let open = moderation::actions::waiting_posts(conn, app)?;
    let mut groups: Vec<Vec<Member>> = Vec::new();
    for (case, thread, number) in open {
        let Some(post) = threads::actions::post_in_brief(conn, app, thread, number)? else { continue };
        let Some(bands) = alike::bands(&post.body) else { continue };
        let member = Member { case, place: (thread, number), bands };
        let is_like = |group: &&mut Vec<Member>| {
            group.iter().take(8).any(|other| alike::shared(&other.bands, &member.bands) >= alike::ENOUGH)
        };
        match groups.iter_mut().find(is_like) {
            Some(group) => group.push(member),
            None => groups.push(vec![member]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups.into_iter().map(|group| told(conn, app, &group)).collect()
}

fn told(conn: &mut Conn, app: &App, group: &[Member]) -> Stored<CaseGroup> {
    let (mut threads, mut voices, mut answered, mut sample) = (Vec::new(), Vec::new(), 0, String::new());
    for member in group {
        let (thread, number) = member.place;
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
        cases: group.iter().map(|member| member.case).collect(),
        posts: group.len(),
        threads: threads.len(),
        voices: voices.len(),
        answered_by_others: answered,
        sample,
    })
}
