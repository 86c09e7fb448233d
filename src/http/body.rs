//! What was sent: JSON into a type that refuses unknown fields, with the wrong field named.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::error::{Code, Error};

/// Bytes of a JSON body, at most. The longest text may be 20,000 characters of four bytes, escaped.
pub const LIMIT: usize = 256 * 1024;

/// A JSON body. An empty one is read as `{}`.
#[derive(Debug)]
pub struct Body<T> {
    /// What it says.
    pub value: T,
    /// How it was spelled: a repeated request must be spelled alike.
    pub text: Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).map(str::to_owned);
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            let text = bytes.await.map_err(|error| {
                let too_large = error.as_response_error().status_code().as_u16() == 413;
                Error::new(if too_large { Code::TooLarge } else { Code::Malformed })
            })?;
            if !text.is_empty() && !kind.as_deref().is_none_or(is_json) {
                return Err(Code::UnsupportedMediaType.into());
            }
            Ok(Self { value: parse(&text)?, text })
        })
    }
}

fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// Reads JSON: broken JSON is `malformed`, JSON that does not fit is `invalid` and names the field.
///
/// # Errors
/// Those two.
pub fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, Error> {
    let text = if text.iter().all(u8::is_ascii_whitespace) { b"{}" } else { text };
    // Twice, so that broken JSON is told apart from JSON that does not fit.
    let value: serde_json::Value = serde_json::from_slice(text).map_err(|_| Code::Malformed)?;
    // serde would read an array as the fields in their order.
    if !value.is_object() {
        return Err(Error::field("body", "wrong_type"));
    }
    serde_path_to_error::deserialize(value).map_err(|error| misfit(&error.path().to_string(), &error.inner().to_string()))
}

/// The field that serde complains about, and in which of our words.
pub(super) fn misfit(path: &str, message: &str) -> Error {
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let parent = if path == "." { "" } else { path };
    let within = |name: &str| match parent {
        "" => name.to_owned(),
        // The path of an unknown field names it already.
        path if path.rsplit('.').next() == Some(name) => path.to_owned(),
        path => format!("{path}.{name}"),
    };
    if message.starts_with("missing field") {
        Error::field(within(quoted), "required")
    } else if message.starts_with("unknown field") {
        Error::field(within(quoted), "unknown_field")
    } else if message.starts_with("duplicate field") {
        Error::field(within(quoted), "repeated")
    } else {
        let why = if message.starts_with("unknown variant") || message.starts_with("not ") { "unknown" } else { "wrong_type" };
        Error::field(if parent.is_empty() { "body" } else { parent }, why)
    }
}

/// Tells a field that is null (`Some(None)`) from one that was left out (`None`, by `#[serde(default)]`).
///
/// # Errors
/// When the field does not fit.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    serde::Deserialize::deserialize(deserializer).map(Some)
}
