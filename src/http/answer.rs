//! Answers that are equal for all readers with the same right: a strong tag, and 304 for who has it.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag, Header as _, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Viewer;
use crate::error::Error;

/// Answers `value` as JSON under a strong tag made of its bytes, or 304.
///
/// # Errors
/// When `value` cannot be written as JSON, which would be our mistake.
pub fn same_for_all<T: Serialize>(request: &HttpRequest, viewer: &Viewer, value: &T) -> Result<HttpResponse, Error> {
    let bytes = serde_json::to_vec(value).map_err(Error::internal)?;
    let digest = Sha256::digest(&bytes);
    let tag = EntityTag::new_strong(URL_SAFE_NO_PAD.encode(digest.get(..18).unwrap_or_default()));
    let known = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => request.headers().contains_key(header::IF_NONE_MATCH),
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };
    let mut answer = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    answer.insert_header(header::ETag(tag));
    answer.insert_header((header::VARY, "Authorization"));
    // A shared cache may keep what visitors see, and asks again each time; what members see stays with them.
    let kept = if viewer.0.is_some() { "private, no-cache" } else { "public, no-cache" };
    answer.insert_header((header::CACHE_CONTROL, kept));
    Ok(if known { answer.finish() } else { answer.content_type("application/json").body(bytes) })
}
