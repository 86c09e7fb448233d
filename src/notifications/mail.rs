//! How letters come to her: what she chose, and changing it. Letters that wait already are judged by it when they leave.

use actix_web::web;

use super::actions::Error;
use super::model::MailStatus;
use crate::accounts::Member;
use crate::accounts::mail_choices::{self, MailChoices, Often};
use crate::accounts::quiet::TimeOfDay;
use crate::app::App;
use crate::clock::{DAY, HOUR, MINUTE, Moment, SECOND};
use crate::jobs::{self, Job, Work};
use crate::mail::addresses::{self, Standing};
use crate::mail::letters::Letter;
use crate::storage::Conn;
use crate::storage::columns::AccountId;

/// A pause lasts a day at least; an hour less is let through, for clocks that differ.
const SHORTEST_PAUSE: i64 = 23 * HOUR;
/// And three months at most.
const LONGEST_PAUSE: i64 = 93 * DAY;
/// Between two test letters, in milliseconds.
const BETWEEN_TESTS: i64 = 10 * MINUTE;

/// How letters come to her, and whether they do.
#[derive(Debug)]
pub struct Settings {
    /// What she chose.
    pub choices: MailChoices,
    /// Whether letters reach her.
    pub status: MailStatus,
    /// Whether replies by mail can be had here.
    pub reply_by_mail_offered: bool,
}

/// What she changes; `None` leaves a thing as it is.
#[derive(Debug, Default)]
pub struct Changes {
    /// Replies to her.
    pub replies: Option<Often>,
    /// Threads that she follows.
    pub followed: Option<Often>,
    /// The whole forum.
    pub digest: Option<Often>,
    /// No notices at all.
    pub all_stopped: Option<bool>,
    /// Letters say little; the opposite of `with_text`.
    pub discreet: Option<bool>,
    /// Letters show words.
    pub with_text: Option<bool>,
    /// When quiet hours begin; `Some(None)`: there are none.
    pub quiet_from: Option<Option<TimeOfDay>>,
    /// When they end.
    pub quiet_to: Option<Option<TimeOfDay>>,
    /// Until when nothing comes.
    pub pause_until: Option<Option<Moment>>,
    /// She answers by mail.
    pub reply_by_mail: Option<bool>,
}

/// How letters come to her now.
///
/// # Errors
/// `Unknown` when the account is gone.
pub async fn settings(app: web::Data<App>, member: &Member) -> Result<Settings, Error> {
    let (inner, account) = (app.clone(), member.account);
    app.storage
        .read(move |conn| {
            let choices = mail_choices::of(conn, &inner, account)?.ok_or(Error::Unknown)?;
            told(conn, &inner, account, choices)
        })
        .await
}

fn told(conn: &mut Conn, app: &App, account: AccountId, choices: MailChoices) -> Result<Settings, Error> {
    let status = match addresses::status_of(conn, app, account)? {
        Standing::Working => MailStatus::Working,
        Standing::Doubtful => MailStatus::Doubtful,
        Standing::Unreachable => MailStatus::Unreachable,
        Standing::Complained => MailStatus::Complained,
    };
    Ok(Settings { choices, status, reply_by_mail_offered: !app.config.mail.domain.trim().is_empty() })
}

/// Changes how letters come to her, those already waiting too.
///
/// # Errors
/// `Field`, or `Unknown` when the account is gone.
pub async fn change(app: web::Data<App>, member: &Member, changes: Changes) -> Result<Settings, Error> {
    let now = app.clock.now();
    let pause = changes.pause_until.flatten().map(|until| until.0.saturating_sub(now.0));
    match pause {
        Some(pause) if pause < SHORTEST_PAUSE => return Err(Error::Field("pause_until", "too_soon")),
        Some(pause) if pause > LONGEST_PAUSE => return Err(Error::Field("pause_until", "too_late")),
        _ => {}
    }
    let discreet = match (changes.discreet, changes.with_text) {
        (Some(true), Some(true)) => return Err(Error::Field("with_text", "not_with_discreet")),
        // Neither, in one breath: the one that says less.
        (Some(true), _) | (Some(false), Some(false)) => Some(true),
        (Some(false), _) => Some(false),
        (None, with_text) => with_text.map(|with_text| !with_text),
    };
    let (inner, account) = (app.clone(), member.account);
    app.storage
        .write(move |conn| {
            let choices = mail_choices::change(conn, &inner, account, |choices| {
                choices.discreet = discreet.unwrap_or(choices.discreet);
                if changes.reply_by_mail == Some(true) && choices.discreet {
                    return Err(Error::Field("reply_by_mail", "not_with_discreet"));
                }
                choices.reply_by_mail = changes.reply_by_mail.unwrap_or(choices.reply_by_mail) && !choices.discreet;
                choices.set_often(changes.replies, changes.followed, changes.digest);
                if let Some(stopped) = changes.all_stopped {
                    choices.stop_all(stopped);
                }
                choices.set_quiet(changes.quiet_from, changes.quiet_to);
                choices.pause_until = changes.pause_until.unwrap_or(choices.pause_until);
                Ok(())
            })?;
            told(conn, &inner, account, choices.ok_or(Error::Unknown)?)
        })
        .await
}

/// Has a test letter sent to where her notices go.
///
/// # Errors
/// `TooSoon` within ten minutes of the last one, or `Unknown` when the account is gone.
pub async fn test(app: web::Data<App>, member: &Member) -> Result<(), Error> {
    let (inner, account) = (app.clone(), member.account);
    app.storage
        .write(move |conn| {
            let (app, now) = (&*inner, inner.clock.now());
            mail_choices::change(conn, app, account, |choices| {
                let wait = choices.tested_at.map_or(0, |last| last.0 + BETWEEN_TESTS - now.0).max(0);
                if wait > 0 && app.limits.enabled() {
                    return Err(Error::TooSoon(
                        u64::try_from((wait + SECOND - 1) / SECOND).unwrap_or_default().next_multiple_of(5),
                    ));
                }
                choices.tested_at = Some(now);
                Ok(())
            })?
            .ok_or(Error::Unknown)?;
            let job = Job { priority: 0, ..Job::now(Work::Letter(Letter::Test { account }), now) };
            Ok(jobs::promise(conn, app, &job)?)
        })
        .await
}
