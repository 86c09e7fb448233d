//! worker

use actix_web::web;
use tokio::sync::watch;

use crate::app::App;

/// Placeholder of this branch.
pub async fn run(_app: web::Data<App>, mut stopped: watch::Receiver<bool>) {
    drop(stopped.changed().await);
}

/// Placeholder of this branch.
pub async fn run_due(_app: &web::Data<App>) -> usize {
    0
}
