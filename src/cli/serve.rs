//! `serve`: the API, the metrics and the worker in one process, until it is told to stop.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::rt::{System, spawn, task::JoinHandle, time};
use actix_web::web;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{Done, parts, print};
use crate::app::App;
use crate::config::Config;
use crate::jobs::worker;
use crate::mail::inbound::lmtp;
use crate::search::indexing;
use crate::server;
use crate::storage::{self, Place};

/// How long the worker gets to finish the job it is at: within the ten seconds in which the whole process stops.
const WORKER_PATIENCE: Duration = Duration::from_secs(9);
/// How often the process looks after itself.
const CHORES: Duration = Duration::from_mins(1);

pub(super) fn serve(config: Config) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    storage::prepare(&place)?;
    let _lock = storage::lock(&place)?;
    let app = parts::open(config, &place)?;
    System::new().block_on(run(app))
}

async fn run(app: web::Data<App>) -> Done {
    let metrics = bind(app.config.http.metrics_address)?;
    let api = bind(app.config.http.address)?;
    let door = lmtp::open(&app.config.mail).await?;
    let mut lines: Vec<String> = door.iter().map(|door| format!("lmtp at {door}")).collect();
    lines.push(format!("metrics at http://{}", metrics.local_addr()?));
    lines.push(format!("listening on http://{}", api.local_addr()?));
    let metrics = server::start_metrics(app.clone(), metrics)?;
    let api = server::start(app.clone(), api)?;
    let (stop, stopped) = watch::channel(false);
    let door = door.map(|door| spawn(door.serve(app.clone(), stopped.clone())));
    let worker = spawn(worker::run(app.clone(), stopped.clone()));
    let index = spawn(indexing::keep_up(app.clone(), stopped));
    let chores = spawn(do_chores(app));
    let handles = [api.handle(), metrics.handle()];
    let metrics = spawn(metrics);
    let mut api = spawn(api);
    // Last, so that who waits for the line finds everything running.
    for line in &lines {
        print(line);
    }

    tokio::select! {
        () = told_to_stop()? => tracing::info!("stopping"),
        ended = &mut api => ended??,
    }
    stop.send_replace(true);
    let [api_handle, metrics_handle] = &handles;
    let requests = async {
        api_handle.stop(true).await;
        metrics_handle.stop(false).await;
    };
    let door = async {
        if let Some(door) = door {
            finish(door).await;
        }
    };
    tokio::join!(requests, finish(worker), finish(index), door);
    chores.abort();
    metrics.abort();
    tracing::info!("stopped");
    Ok(())
}

fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).map_err(|error| format!("cannot listen on {address}: {error}"))
}

/// Ends with the first SIGTERM or SIGINT.
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    let (mut term, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// A worker that does not finish is cut off: its lease runs out and another takes the job up.
async fn finish(worker: JoinHandle<()>) {
    if time::timeout(WORKER_PATIENCE, worker).await.is_err() {
        tracing::warn!("work was cut off by the stop");
    }
}

/// What keeps memory bounded and the keys fresh.
async fn do_chores(app: web::Data<App>) {
    let mut each = time::interval(CHORES);
    each.tick().await;
    loop {
        each.tick().await;
        app.limits.tidy();
        if let Err(error) = app.seal.reread_keys() {
            tracing::error!(%error, "the keys folder could not be read again; the known keys stay in use");
        }
    }
}
