//! Doing one job: opened, judged again, done.

use actix_web::web;

use super::store::Claimed;
use super::{Ending, Work, row};
use crate::app::App;
use crate::{accounts, leaving, mail, moderation, notifications, threads, voices};

/// What a job that was claimed is about; `None` when its key is gone.
pub(super) fn opened(app: &App, job: &Claimed) -> Option<Work> {
    app.seal.open(row(&job.id.0), job.sealed.as_deref()?)
}

/// Does a job that was claimed. A failure of the database is no fault of the job: it is tried again.
pub(super) async fn perform(app: web::Data<App>, job: Claimed, work: Option<Work>) -> Ending {
    if job.expires_at <= app.clock.now() {
        return Ending::Failed("expired".to_owned());
    }
    let outcome = match work {
        None => return Ending::Failed("unreadable".to_owned()),
        Some(Work::Letter(letter)) => mail::actions::send(app, letter, job.message_id.unwrap_or_default()).await,
        Some(Work::Forget(forgetting)) => leaving::forget(app, forgetting).await.map(|()| Ending::Done),
        Some(Work::MailToken(asked)) => {
            let inner = app.clone();
            app.storage.write(move |conn| accounts::mailed::hand_out(conn, &inner, &asked)).await
        }
        Some(Work::Reseal { purpose }) => voices::reseal::carry_out(app, purpose).await,
        Some(Work::RefreshVoices { account }) => {
            let inner = app.clone();
            let refreshed = app.storage.write(move |conn| voices::actions::refresh_named(conn, &inner, account)).await;
            refreshed.map(|()| Ending::Done)
        }
        Some(Work::TellFollowers { thread, number }) => {
            notifications::actions::tell_followers(&app, thread, number).await.map(|()| Ending::Done)
        }
        Some(Work::TellMany { thread, number }) => threads::actions::tell_many(&app, thread, number).await.map(|()| Ending::Done),
        Some(Work::Digest { account, slot, at }) => {
            let inner = app.clone();
            app.storage.write(move |conn| notifications::digest::prepare(conn, &inner, account, slot, at)).await
        }
        Some(Work::OpenName { opening }) => moderation::openings::open_when_due(app, opening).await.map(|()| Ending::Done),
        Some(Work::Inbound(arrived)) => mail::inbound::carry_out(app, arrived).await,
    };
    outcome.unwrap_or_else(|failure| {
        tracing::warn!(kind = job.kind, %failure, "a job met a failing database");
        Ending::Later("database".to_owned())
    })
}
