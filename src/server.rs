//! The HTTP server: middleware in order, workers beside it, a graceful stop.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{self, from_fn};
use actix_web::{App as Actix, HttpResponse, HttpServer, ResponseError as _, get, web};
use serde::Serialize;
use utoipa_actix_web::AppExt as _;

use crate::app::App;
use crate::error::{Code, Error, Problem};
use crate::http::{body, head, headers, unknown};
use crate::routes;
use crate::storage::migrate;

/// Seconds that requests under way get to end when the server stops.
const PATIENCE: u64 = 10;

/// How the process is.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Health {
    /// `up` or `ready`.
    #[schema(value_type = String)]
    status: &'static str,
}

/// The process is up.
#[utoipa::path(tag = "about", responses((status = 200, body = Health)))]
#[get("/healthz")]
pub async fn healthz() -> web::Json<Health> {
    web::Json(Health { status: "up" })
}

/// The database answers and every migration has run.
#[utoipa::path(tag = "about", responses((status = 200, body = Health), (status = 503, body = Problem)))]
#[get("/readyz")]
pub async fn readyz(app: web::Data<App>) -> Result<web::Json<Health>, Error> {
    let ready = app.storage.read(migrate::is_ready).await?;
    if ready { Ok(web::Json(Health { status: "ready" })) } else { Err(Code::Unavailable.into()) }
}

/// Threads of each worker for what takes longer than the executor may wait: passwords, phrases. Without a bound a rush starts one for
/// each request, and the memory each of them touched stays.
const SLOW_THREADS: usize = 2;

/// Starts the API on an open listener. Its handle stops it, after the requests under way.
///
/// # Errors
/// When the listener cannot be used.
pub fn start(app: web::Data<App>, listener: TcpListener) -> std::io::Result<Server> {
    let workers = app.config.http.workers.max(1);
    app.storage.begin_to_keep_answers();
    let server = HttpServer::new(move || {
        Actix::new()
            .app_data(app.clone())
            .app_data(web::PayloadConfig::new(body::LIMIT))
            .app_data(web::PathConfig::default().error_handler(|_, _| Error::new(Code::NotFound).into()))
            .wrap(from_fn(head::answered_like_get))
            .wrap(middleware::NormalizePath::new(middleware::TrailingSlash::MergeOnly))
            .wrap(from_fn(headers::every_answer))
            .into_utoipa_app()
            .configure(routes::all)
            .into_app()
            .default_service(web::to(unknown::nobody_here))
    });
    let server = server
        .workers(workers)
        .worker_max_blocking_threads(SLOW_THREADS)
        .disable_signals()
        .keep_alive(Duration::from_secs(75))
        .client_request_timeout(Duration::from_secs(10))
        .shutdown_timeout(PATIENCE)
        .listen(listener)?;
    Ok(server.run())
}

/// Starts the metrics page on its own listener.
///
/// # Errors
/// When the listener cannot be used.
pub fn start_metrics(app: web::Data<App>, listener: TcpListener) -> std::io::Result<Server> {
    let server = HttpServer::new(move || {
        Actix::new()
            .app_data(app.clone())
            .route("/metrics", web::get().to(metrics))
            .default_service(web::to(|| async { Error::new(Code::NotFound).error_response() }))
    });
    Ok(server.workers(1).worker_max_blocking_threads(1).disable_signals().shutdown_timeout(1).listen(listener)?.run())
}

async fn metrics(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/openmetrics-text; version=1.0.0; charset=utf-8").body(app.metrics.text())
}
