//! Trying a check on the last thousand posts, before it is switched on.

use std::collections::HashMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::actions::{ESTABLISHED, LONG, finds_in, hash, whole};
use super::alike;
use super::checks::{self, Check, CheckSettings};
use super::store::{self, CheckRow};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{Day, MINUTE, Moment};
use crate::error::{Code, Error};
use crate::moderation;
use crate::moderation::model::HoldClass;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::threads;
use crate::threads::actions::Recent;

/// Posts that a check is tried on.
const POSTS: i64 = 1_000;
/// Posts that are shown as examples.
const EXAMPLES: usize = 20;

/// A check, as moderators see it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CheckTold {
    /// Its short name.
    pub name: String,
    /// Why a post waits.
    pub class: HoldClass,
    /// The rule that it serves.
    pub rule: String,
    /// What it finds, as a sentence.
    pub facts: String,
    /// Whether it is on.
    pub on: bool,
    /// Its numbers.
    pub settings: CheckSettings,
}

impl From<Check> for CheckTold {
    fn from(check: Check) -> Self {
        let settings = check.settings();
        Self { name: check.name, class: check.class, rule: check.rule, facts: check.facts, on: check.on, settings }
    }
}

/// Every check, as it is now.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &web::Data<App>) -> Stored<Vec<CheckTold>> {
    app.storage.read(|conn| Ok(checks::all(conn)?.into_iter().map(Into::into).collect())).await
}

/// A post that a check would hold.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct WouldHold {
    /// Where.
    pub thread: ThreadId,
    /// Which post.
    pub number: i32,
}

/// What a check would have done.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Trial {
    /// With which numbers.
    pub settings: CheckSettings,
    /// Posts that were looked at.
    pub looked_at: usize,
    /// Posts that it would have held.
    pub would_hold: usize,
    /// Of these, by members who were new when they wrote.
    pub by_new_members: usize,
    /// Of these, by others.
    pub by_established: usize,
    /// Some of them.
    pub examples: Vec<WouldHold>,
    /// Says that it was tried with these numbers: switching on needs it.
    pub trial: String,
}

/// What a trial stands for.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Tried {
    name: String,
    settings: CheckSettings,
}

/// Tries a check on the last thousand posts. Nothing is held.
///
/// # Errors
/// `not_found`.
pub async fn try_out(app: &web::Data<App>, name: String, settings: Option<CheckSettings>) -> Result<Trial, Error> {
    let inner = app.clone();
    let work = move |conn: &mut Conn| -> Stored<Option<Trial>> {
        let Some(mut check) = checks::all(conn)?.into_iter().find(|check| check.name == name) else { return Ok(None) };
        if let Some(settings) = settings {
            (check.most, check.within) = (settings.most, settings.within);
        }
        let posts = threads::actions::recent(conn, &inner, POSTS)?;
        Ok(Some(would_hold(conn, &inner, &check, &posts)?))
    };
    app.storage.read(work).await?.ok_or_else(|| Code::NotFound.into())
}

fn would_hold(conn: &mut Conn, app: &App, check: &Check, posts: &[Recent]) -> Stored<Trial> {
    let mut joined: HashMap<AccountId, Option<Day>> = HashMap::new();
    let mut held = Vec::new();
    // The oldest first, as they came.
    for (place, post) in posts.iter().enumerate().rev() {
        let Some(account) = post.account else { continue };
        let since = match joined.get(&account) {
            Some(day) => *day,
            None => *joined.entry(account).or_insert(accounts::actions::joined_on(conn, account)?),
        };
        let is_new = since.is_some_and(|day| post.posted_at.day().0.saturating_sub(day.0) < app.config.moderation.new_days);
        let before = posts.get(place + 1..).unwrap_or_default();
        let finds = match check.class {
            HoldClass::Repeated => {
                let same = |other: &Recent| other.account == post.account && hash(&other.body) == hash(&post.body);
                let times = if is_new { 1 } else { ESTABLISHED };
                post.body.chars().count() >= LONG && count(check, post, before, same) + 1 > whole(check.most) * times
            }
            HoldClass::Speed => {
                is_new && count(check, post, before, |other| other.account == post.account) + 1 > whole(check.most)
            }
            HoldClass::LookAlike => {
                is_new
                    && alike::bands(&post.body).is_some_and(|bands| {
                        let is_alike = |other: &Recent| {
                            alike::bands(&other.body).is_some_and(|others| alike::shared(&bands, &others) >= alike::ENOUGH)
                        };
                        count(check, post, before, is_alike) > whole(check.most)
                    })
            }
            _ => is_new && finds_in(app, check, &post.body),
        };
        if finds {
            held.push((is_new, WouldHold { thread: post.thread, number: post.number }));
        }
    }
    let by_new_members = held.iter().filter(|(is_new, _)| *is_new).count();
    let settings = check.settings();
    let tried = Tried { name: check.name.clone(), settings };
    Ok(Trial {
        settings,
        looked_at: posts.len(),
        would_hold: held.len(),
        by_new_members,
        by_established: held.len() - by_new_members,
        examples: held.into_iter().rev().take(EXAMPLES).map(|(_, post)| post).collect(),
        trial: app.seal.ticket("check-trial", &tried),
    })
}

/// How many of those before are like this one, in the time that the check looks back.
fn count(check: &Check, post: &Recent, before: &[Recent], is_like: impl Fn(&Recent) -> bool) -> usize {
    let since = Moment(post.posted_at.0.saturating_sub(i64::from(check.within) * MINUTE));
    before.iter().take_while(|other| other.posted_at > since).filter(|other| is_like(other)).count()
}

/// Switches a check on or off, with these numbers. On, only after a trial of exactly these.
///
/// # Errors
/// `not_found`, or `trial_first`.
pub async fn switch(
    app: &web::Data<App>,
    admin: Member,
    name: String,
    on: bool,
    settings: Option<CheckSettings>,
    trial: Option<String>,
) -> Result<(), Error> {
    let inner = app.clone();
    let tried: Option<Tried> = trial.and_then(|trial| app.seal.read_ticket("check-trial", &trial));
    let work = move |conn: &mut Conn| -> Stored<Result<(), Code>> {
        let Some(check) = checks::all(conn)?.into_iter().find(|check| check.name == name) else {
            return Ok(Err(Code::NotFound));
        };
        let settings = settings.unwrap_or_else(|| check.settings());
        if on && tried != Some(Tried { name: name.clone(), settings }) {
            return Ok(Err(Code::TrialFirst));
        }
        let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        store::set_check(
            conn,
            &CheckRow { name: name.clone(), is_on: on, most: whole(settings.most), within: whole(settings.within) },
        )?;
        let act = if on { "check_on" } else { "check_off" };
        moderation::actions::write_of_place(conn, &inner, &admin, act, &name)?;
        Ok(Ok(()))
    };
    Ok(app.storage.write(work).await??)
}
