//! The storm switch: in a wave of unwanted posts every new member's post waits for a person, and sign-ups are slowed. It is told
//! openly, and ends by itself.

use std::collections::BTreeMap;

use actix_web::web;
use serde::Serialize;

use super::alike::{self, BANDS};
use super::store;
use crate::accounts::Member;
use crate::app::App;
use crate::clock::{DAY, HOUR, MINUTE, Moment, Quarter};
use crate::moderation;
use crate::moderation::holding::{self, Finding};
use crate::moderation::model::{Error, HoldClass};
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};
use crate::threads;

/// The longest storm, in hours.
pub const LONGEST: i64 = 72;

/// Whether there is a storm.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Storm {
    /// New members' posts wait for a person, and sign-ups are slowed.
    pub on: bool,
    /// Since when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Quarter>,
    /// When it ends by itself.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Quarter>,
    /// Minutes that the letter to a new address waits.
    pub sign_up_wait: u32,
}

fn view(conn: &mut Conn, app: &App) -> Stored<Storm> {
    let storm = store::storm(conn, app.clock.now())?;
    Ok(Storm {
        on: storm.is_some(),
        since: storm.map(|(_, began, _)| began.quarter()),
        until: storm.map(|(_, _, ends)| ends.next_quarter().quarter()),
        sign_up_wait: if storm.is_some() { app.config.moderation.storm_sign_up_minutes } else { 0 },
    })
}

/// Whether there is a storm just now.
///
/// # Errors
/// When the database fails.
pub async fn now(app: &web::Data<App>) -> Stored<Storm> {
    let inner = app.clone();
    app.storage.read(move |conn| view(conn, &inner)).await
}

/// Begins a storm for so many hours, or ends it.
///
/// # Errors
/// When the database fails.
pub async fn switch(app: &web::Data<App>, moderator: Member, on: bool, hours: i64) -> Stored<Storm> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let (app, now) = (&*inner, inner.clock.now());
            let ended = store::end_storms(conn, now)?;
            if on {
                store::begin_storm(conn, app.chance.id(), now, now.plus(hours.clamp(1, LONGEST) * HOUR))?;
                take_in(conn, app, now)?;
            }
            if on || ended > 0 {
                let act = if on { "storm_on" } else { "storm_off" };
                moderation::actions::write_of_place(conn, app, &moderator, act, "")?;
            }
            view(conn, app)
        })
        .await
}

/// A wave has begun before anybody switches: what new members posted within a day and is much like several others joins the queue,
/// and stands where it stands until a person decides.
fn take_in(conn: &mut Conn, app: &App, now: Moment) -> Stored<()> {
    let mut posts: BTreeMap<(ThreadId, i32), [i64; BANDS]> = BTreeMap::new();
    for row in store::bands_since(conn, Moment(now.0.saturating_sub(DAY)))? {
        let bands = posts.entry((row.thread, row.number)).or_default();
        if let Some(band) = usize::try_from(row.band).ok().and_then(|place| bands.get_mut(place)) {
            *band = row.value;
        }
    }
    let finding = Finding {
        class: HoldClass::LookAlike,
        check: "storm".to_owned(),
        rule: "selling".to_owned(),
        facts: "The post is much like several others that new members wrote within a day.".to_owned(),
    };
    for group in alike::gather(posts).into_iter().filter(|group| group.len() >= WAVE) {
        for (thread, number) in group {
            // What is held already waits in the queue.
            if threads::actions::standing_post(conn, thread, number).is_ok() {
                // One that somebody changes at this moment is left; the rest of the wave is not.
                if let Err(Error::Storage(failure)) = holding::signal(conn, app, thread, number, &finding) {
                    return Err(failure);
                }
            }
        }
    }
    Ok(())
}

/// So many posts that are much alike are a wave.
const WAVE: usize = 3;

/// What a new member's post is held for in a storm.
pub(super) fn finding(conn: &mut Conn, app: &App) -> Stored<Option<Finding>> {
    let storm = store::storm(conn, app.clock.now())?;
    Ok(storm.map(|_| Finding {
        class: HoldClass::Storm,
        check: "storm".to_owned(),
        rule: "selling".to_owned(),
        facts: "There is a wave of unwanted posts, and new members' posts wait for a person meanwhile.".to_owned(),
    }))
}

/// How long the letter to a new address waits, in milliseconds.
///
/// # Errors
/// When the database fails.
pub fn sign_up_wait(conn: &mut Conn, app: &App, now: Moment) -> Stored<i64> {
    let storm = store::storm(conn, now)?.filter(|_| app.limits.enabled());
    Ok(storm.map_or(0, |_| i64::from(app.config.moderation.storm_sign_up_minutes) * MINUTE))
}
