//! The storm switch: in a wave of unwanted posts every new member's post waits for a person, and sign-ups are slowed. It is told
//! openly, and ends by itself.

use actix_web::web;
use serde::Serialize;

use super::store;
use crate::accounts::Member;
use crate::app::App;
use crate::clock::{HOUR, MINUTE, Moment, Quarter};
use crate::moderation;
use crate::moderation::holding::Finding;
use crate::moderation::model::HoldClass;
use crate::storage::{Conn, Stored};

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
            }
            if on || ended > 0 {
                let act = if on { "storm_on" } else { "storm_off" };
                moderation::actions::write_of_place(conn, app, &moderator, act, "")?;
            }
            view(conn, app)
        })
        .await
}

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
