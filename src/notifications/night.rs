//! "Enough for tonight": until the morning nothing calls her, neither a letter nor a count of notices.

use actix_web::web;

use crate::accounts::Member;
use crate::accounts::actions::person;
use crate::accounts::mail_choices;
use crate::accounts::quiet::next_showing;
use crate::app::App;
use crate::clock::{HOUR, Moment};
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Failure, Stored};

/// A night is at least so long, in milliseconds: whoever ends it a quarter of an hour before the morning means the next one.
const SHORTEST: i64 = HOUR;

/// When her morning comes: the end of her quiet hours, or seven o'clock.
fn morning(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Moment> {
    let now = app.clock.now();
    let zone = person(conn, account)?.and_then(|person| person.time_zone);
    let quiet = mail_choices::of(conn, app, account)?.and_then(|choices| choices.quiet);
    let time = quiet.filter(|quiet| quiet.from != quiet.to).unwrap_or_default().to;
    Ok(next_showing(zone.as_deref(), time, false, now.plus(SHORTEST)).unwrap_or_else(|| now.plus(8 * SHORTEST)))
}

/// Whether she had enough for tonight.
pub(super) fn rests(conn: &mut Conn, app: &App, account: AccountId) -> Stored<bool> {
    let now = app.clock.now();
    Ok(mail_choices::of(conn, app, account)?.is_some_and(|choices| choices.rests_until(now).is_some()))
}

/// Until when she had enough; nothing while she has not said so.
///
/// # Errors
/// When the database fails.
pub async fn until(app: &web::Data<App>, member: Member) -> Stored<Option<Moment>> {
    let (inner, now) = (app.clone(), app.clock.now());
    let read = move |conn: &mut Conn| mail_choices::of(conn, &inner, member.account);
    Ok(app.storage.read(read).await?.and_then(|choices| choices.rests_until(now)))
}

/// Says that it is enough for tonight, or that she is awake after all; returns until when nothing calls her.
///
/// # Errors
/// When the database fails.
pub async fn set(app: &web::Data<App>, member: Member, enough: bool) -> Stored<Option<Moment>> {
    let inner = app.clone();
    app.storage
        .write(move |conn: &mut Conn| {
            let until = if enough { Some(morning(conn, &inner, member.account)?) } else { None };
            mail_choices::change(conn, &inner, member.account, |choices| {
                choices.night_until = until;
                Ok::<_, Failure>(())
            })?;
            Ok(until)
        })
        .await
}
