//! Addresses nobody answers: 404, or 405 with `Allow` where another method would be answered.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, ResponseError as _};

use crate::error::{Code, Error};
use crate::openapi;

/// Answers what no route took.
pub async fn nobody_here(request: HttpRequest) -> HttpResponse {
    let allowed = openapi::methods_at(request.path());
    if allowed.is_empty() {
        return Error::new(Code::NotFound).error_response();
    }
    let mut response = Error::new(Code::MethodNotAllowed).error_response();
    if let Ok(value) = header::HeaderValue::from_str(&allowed.join(", ")) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}
