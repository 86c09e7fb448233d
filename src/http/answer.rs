//! Answers that are equal for all readers with the same right: a strong tag, and 304 for who has it.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentEncoding, EntityTag, Header as _, HeaderValue, IfNoneMatch};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Viewer;
use crate::error::Error;

/// An answer as it goes out, and the tag of exactly these bytes.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub bytes: Bytes,
    pub tag: HeaderValue,
    pub encoding: Option<ContentEncoding>,
}

impl Form {
    /// As JSON.
    pub(super) fn json<T: Serialize>(value: &T) -> Result<Self, Error> {
        let bytes = Bytes::from(serde_json::to_vec(value).map_err(Error::internal)?);
        let digest = Sha256::digest(&bytes);
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(digest.get(..18).unwrap_or_default()));
        Ok(Self { bytes, tag: HeaderValue::try_from(tag).map_err(Error::internal)?, encoding: None })
    }

    /// Whether whoever asks has exactly this already.
    fn is_known(&self, request: &HttpRequest) -> bool {
        let Some(asked) = request.headers().get(header::IF_NONE_MATCH) else { return false };
        if asked == self.tag {
            return true;
        }
        let Some(own) = self.tag.to_str().ok().and_then(|tag| tag.parse::<EntityTag>().ok()) else { return false };
        match IfNoneMatch::parse(request) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&own)),
            Err(_) => false,
        }
    }

    /// Sends it, or 304 to who has it.
    pub(super) fn answered(&self, request: &HttpRequest, viewer: &Viewer) -> HttpResponse {
        let known = self.is_known(request);
        let mut answer = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
        answer.insert_header((header::ETAG, self.tag.clone()));
        // The plain form is good for whoever takes others too, so only another one depends on what is taken.
        let vary = if self.encoding.is_some() { "Authorization, Accept-Encoding" } else { "Authorization" };
        answer.insert_header((header::VARY, HeaderValue::from_static(vary)));
        // A shared cache may keep what visitors see, and asks again each time; what members see stays with them.
        let kept = if viewer.0.is_some() { "private, no-cache" } else { "public, no-cache" };
        answer.insert_header((header::CACHE_CONTROL, HeaderValue::from_static(kept)));
        if known {
            return answer.finish();
        }
        if let Some(encoding) = self.encoding {
            answer.insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(encoding.as_str())));
        }
        answer.insert_header((header::CONTENT_TYPE, HeaderValue::from_static("application/json")));
        answer.body(self.bytes.clone())
    }
}

/// Answers `value` as JSON under a strong tag made of its bytes, or 304.
///
/// # Errors
/// When `value` cannot be written as JSON, which would be our mistake.
pub fn same_for_all<T: Serialize>(request: &HttpRequest, viewer: &Viewer, value: &T) -> Result<HttpResponse, Error> {
    Ok(Form::json(value)?.answered(request, viewer))
}
