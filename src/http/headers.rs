//! The outermost layer: request id, log line, metrics, and the headers that every answer carries.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use tracing::Instrument as _;

use super::{kept, request_id};
use crate::app::App;
use crate::storage::written;

const FIXED: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Answers under a request id, writes one log line without personal data, and adds the headers.
///
/// # Errors
/// Only those of an inner layer; ours has none.
pub async fn every_answer(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = request_id::fresh();
    let span = tracing::info_span!("request", id = %id);
    request_id::scope(id.clone(), answer(request, next, id).instrument(span)).await
}

async fn answer(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    id: String,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let app = request.app_data::<web::Data<App>>().cloned();
    let begun = app.as_ref().map(|app| app.clock.now());
    let method = request.method().clone();
    // Handlers and extractors have turned their refusals into responses already, while the request id is known.
    let reads = method == Method::GET || method == Method::HEAD;
    let (response, written) = if reads { (next.call(request).await, None) } else { written::during(next.call(request)).await };
    let mut response = response?.map_into_boxed_body();
    // The pattern, never the path: a path names a thread.
    let route = response.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
    let status = response.status().as_u16();
    let took = app.as_ref().zip(begun).map_or(0, |(app, begun)| app.clock.now().0 - begun.0);
    // What is read in passing would drown the rest, and costs more to write down than to answer; the counters have it.
    if reads && status < 400 {
        tracing::debug!(method = %method, route, status, took_ms = took, "answered");
    } else {
        tracing::info!(method = %method, route, status, took_ms = took, "answered");
    }
    let headers = response.headers_mut();
    if let Some(app) = app {
        app.metrics.answered(method.as_str(), &route, status);
        if let Some(mark) = written.and_then(|xid| HeaderValue::try_from(app.seal.cursor(kept::TICKET, &xid)).ok()) {
            headers.insert(kept::WRITTEN, mark);
        }
    }
    for (name, value) in FIXED {
        if !headers.contains_key(name) {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}
