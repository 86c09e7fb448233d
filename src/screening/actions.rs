//! Looking at a post before others see it, in the transaction that writes it.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::checks::{self, Check};
use super::store::{self, BandRow};
use super::{alike, found, pace, storm};
use crate::accounts::{self, Member, Role};
use crate::app::App;
use crate::clock::{MINUTE, Moment};
use crate::moderation::desk::shifts;
use crate::moderation::holding::{self, Finding};
use crate::moderation::model::{Error, HoldClass};
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};

/// Somebody who is not new may say the same so many times as often as a new member before it is noticed.
pub(super) const ESTABLISHED: usize = 4;
/// Shorter texts are said again and again by everybody: "Thank you."
pub(super) const LONG: usize = 40;

/// A post that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'p> {
    /// Where.
    pub thread: ThreadId,
    /// Its number.
    pub number: i32,
    /// What it says.
    pub body: &'p str,
    /// It was there before, and says something else now.
    pub edited: bool,
}

/// Looks at a post that was just written or changed, and holds it if a check finds something. Whether it is held now.
///
/// # Errors
/// When the database fails.
pub fn screen(conn: &mut Conn, app: &App, member: &Member, post: Looked<'_>) -> Result<bool, Error> {
    if !app.limits.enabled() || member.role != Role::Member {
        return Ok(false);
    }
    let now = app.clock.now();
    // An edit is looked at and is no further post.
    let posts = app.pace.posts(member.account, (!post.edited).then(|| hash(post.body)), now);
    let is_new = is_new(conn, app, member)?;
    let finding = find(conn, app, is_new, post, &posts)?;
    if is_new {
        remember(conn, post, now)?;
    }
    let Some(finding) = finding else { return Ok(false) };
    holding::hold(conn, app, post.thread, post.number, &finding)?;
    Ok(true)
}

/// Whether she joined only days ago.
pub(super) fn is_new(conn: &mut Conn, app: &App, member: &Member) -> Stored<bool> {
    let days = app.config.moderation.new_days;
    let joined = accounts::actions::joined_on(conn, member.account)?;
    Ok(joined.is_some_and(|joined| app.clock.now().day().0.saturating_sub(joined.0) < days))
}

fn find(conn: &mut Conn, app: &App, is_new: bool, post: Looked<'_>, posts: &[(Moment, u64)]) -> Stored<Option<Finding>> {
    if is_new && let Some(finding) = storm::finding(conn, app)? {
        return Ok(Some(finding));
    }
    // While nobody is on duty the counting checks let half as much pass; that is told openly (`/coverage`).
    let share = if shifts::is_unattended(conn, app.clock.now())? { 2 } else { 1 };
    for mut check in checks::all(conn)?.into_iter().filter(|check| check.on) {
        check.most /= share;
        let finds = match check.class {
            HoldClass::Repeated => says_the_same(&check, is_new, post.body, posts, app.clock.now()),
            _ if !is_new => false,
            HoldClass::Speed => pace::within(posts, check.within, app.clock.now()) > whole(check.most),
            HoldClass::LookAlike => count_alike(conn, &check, post, app.clock.now())? > whole(check.most),
            _ => finds_in(app, &check, post.body),
        };
        if finds {
            return Ok(Some(check.finding()));
        }
    }
    Ok(None)
}

/// The checks that need nothing but the text and that its writer is new: what a trial can try as well.
pub(super) fn finds_in(app: &App, check: &Check, body: &str) -> bool {
    match check.class {
        HoldClass::Link => found::links(body, &app.config.site.host()) > whole(check.most),
        HoldClass::Number => found::numbers(body) > whole(check.most),
        HoldClass::FirstPost => true,
        _ => false,
    }
}

fn says_the_same(check: &Check, is_new: bool, body: &str, posts: &[(Moment, u64)], now: Moment) -> bool {
    let this = hash(body);
    let same: Vec<(Moment, u64)> = posts.iter().copied().filter(|(_, text)| *text == this).collect();
    let most = whole(check.most) * if is_new { 1 } else { ESTABLISHED };
    body.chars().count() >= LONG && pace::within(&same, check.within, now) > most
}

/// How many other posts are much alike.
fn count_alike(conn: &mut Conn, check: &Check, post: Looked<'_>, now: Moment) -> Stored<usize> {
    let Some(bands) = alike::bands(post.body) else { return Ok(0) };
    let since = Moment(now.0.saturating_sub(i64::from(check.within) * MINUTE));
    let mut shared: HashMap<(ThreadId, i32), usize> = HashMap::new();
    for row in store::alike(conn, &bands, since)? {
        let in_place = usize::try_from(row.band).ok().and_then(|place| bands.get(place)) == Some(&row.value);
        if in_place && (row.thread, row.number) != (post.thread, post.number) {
            *shared.entry((row.thread, row.number)).or_default() += 1;
        }
    }
    Ok(shared.values().filter(|shared| **shared >= alike::ENOUGH).count())
}

fn remember(conn: &mut Conn, post: Looked<'_>, at: Moment) -> Stored<()> {
    let Some(bands) = alike::bands(post.body) else { return Ok(()) };
    let rows: Vec<BandRow> = bands
        .iter()
        .zip(0..)
        .map(|(value, band)| BandRow { thread: post.thread, number: post.number, band, value: *value, at })
        .collect();
    store::remember(conn, &rows)
}

/// Forgets what posts of more than a week ago were like.
///
/// # Errors
/// When the database fails.
pub fn forget_old(conn: &mut Conn, now: Moment) -> Stored<usize> {
    store::forget_bands(conn, Moment(now.0.saturating_sub(7 * crate::clock::DAY)))
}

/// A text without its case and spaces, as a number.
pub(super) fn hash(body: &str) -> u64 {
    let same: String = body.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    u64::from_be_bytes(Sha256::digest(same.as_bytes()).first_chunk::<8>().copied().unwrap_or_default())
}

pub(super) fn whole(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
