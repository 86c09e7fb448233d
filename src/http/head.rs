//! HEAD, where mail programs look at a link before they follow it: answered like GET, without a body, changing nothing.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;

/// Where the links in letters lead.
const LETTERS: &str = "/api/v1/letters/";

/// Has GET answer a HEAD for the links in letters; the server itself leaves the body out.
///
/// # Errors
/// Only those of an inner layer.
pub async fn answered_like_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.method() == Method::HEAD && request.path().starts_with(LETTERS) {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}
