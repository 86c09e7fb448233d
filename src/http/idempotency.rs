//! The `Idempotency-Key` header: a repeat of a creating request makes nothing twice.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::error::Error;

/// The key of this request, if it carries one, and the path it was sent to.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    /// 1 to 255 printable ASCII characters.
    pub key: Option<String>,
    /// The path: a key is good for one route.
    pub path: String,
}

impl FromRequest for IdempotencyKey {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let path = request.path().to_owned();
        let Some(value) = request.headers().get("idempotency-key") else {
            return ready(Ok(Self { key: None, path }));
        };
        let text = value.to_str().unwrap_or_default();
        let printable = (1..=255).contains(&text.len()) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        ready(if printable {
            Ok(Self { key: Some(text.to_owned()), path })
        } else {
            Err(Error::field("Idempotency-Key", "bad_characters"))
        })
    }
}
