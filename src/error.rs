//! Every refusal the API can give: one table of codes, one body (RFC 9457), one conversion.
//!
//! A domain has its own small enum that says *why*; it turns into an [`Error`] here at the edge. A failure nobody
//! foresaw is a 500 with one kind sentence; its cause goes to the log and nowhere else.

use std::collections::BTreeMap;
use std::fmt;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;

use crate::storage::Failure;

macro_rules! codes {
    ($($variant:ident = $status:ident, $word:literal, $title:literal;)+) => {
        /// Why a request was refused: a stable word, a status and a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $title] $variant),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in `code`.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }

            /// The status it answers with.
            #[must_use]
            pub const fn status(self) -> StatusCode { match self { $(Self::$variant => StatusCode::$status),+ } }

            /// The sentence in `title`.
            #[must_use]
            pub const fn title(self) -> &'static str { match self { $(Self::$variant => $title),+ } }
        }
    };
}

codes! {
    Malformed = BAD_REQUEST, "malformed", "This is not JSON that can be read.";
    Invalid = UNPROCESSABLE_ENTITY, "invalid", "Some of what was sent does not fit. Nothing was lost.";
    TokenSpent = UNPROCESSABLE_ENTITY, "token_spent", "This link was used already, is too old, or was never ours. Ask for a new one.";
    Unauthenticated = UNAUTHORIZED, "unauthenticated", "Please sign in.";
    WrongCredentials = UNAUTHORIZED, "wrong_credentials", "The address and the password do not belong together.";
    Forbidden = FORBIDDEN, "forbidden", "This is not yours to do.";
    Suspended = FORBIDDEN, "suspended", "This account is suspended. Decisions, export and erasure stay open.";
    Muted = FORBIDDEN, "muted", "You can read, and you cannot write for now. Your words can stay here as a draft.";
    ReportsRest = FORBIDDEN, "reports_rest", "Reports of yours rest for now. What worries you about somebody, or is against the law, is taken at any time.";
    NotFound = NOT_FOUND, "not_found", "There is nothing here, or not for you.";
    MethodNotAllowed = METHOD_NOT_ALLOWED, "method_not_allowed", "This address does not know that method.";
    VoiceFixed = CONFLICT, "voice_fixed", "A published post keeps its voice. Take it back and write it anew.";
    AudienceFixed = CONFLICT, "audience_fixed", "Others have answered, so the thread stays with members.";
    Locked = CONFLICT, "locked", "This thread is locked. It can be read, and nobody can write in it.";
    SetByModerator = CONFLICT, "set_by_moderator", "A moderator set this. While her decision stands it stays; you can object to it.";
    TooLate = CONFLICT, "too_late", "The time for this has passed.";
    IdempotencyMismatch = CONFLICT, "idempotency_mismatch", "This Idempotency-Key was used for something else.";
    AlreadyClaimed = CONFLICT, "already_claimed", "Another moderator has this case.";
    NotClaimed = CONFLICT, "not_claimed", "Claim the case first.";
    SomebodyWrites = CONFLICT, "somebody_writes", "Somebody else says that she is writing an answer.";
    CaseClosed = CONFLICT, "case_closed", "This case is closed.";
    TrialFirst = CONFLICT, "trial_first", "Try it on the last posts first, with the same numbers.";
    OwnDecision = CONFLICT, "own_decision", "You decided this yourself. Somebody else looks at the objection.";
    AlreadyAppealed = CONFLICT, "already_appealed", "You have objected to this already. Somebody else looks at it.";
    AlreadyUndone = CONFLICT, "already_undone", "This decision is undone already.";
    LastAdmin = CONFLICT, "last_admin", "You are the only admin. Make somebody else one first, or nobody can run this place.";
    NotNow = CONFLICT, "not_now", "The post has changed since. Look at it again.";
    AlreadyAsked = CONFLICT, "already_asked", "This name has been asked for already.";
    OwnOpening = CONFLICT, "own_opening", "You asked for this name yourself. Another admin has to agree.";
    OwnDisclosure = CONFLICT, "own_disclosure", "You began this yourself. Another admin has to look at it.";
    OpeningSettled = CONFLICT, "opening_settled", "This is settled already.";
    TooLarge = PAYLOAD_TOO_LARGE, "too_large", "That is more than fits.";
    UnsupportedMediaType = UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "Please send JSON.";
    TooMany = TOO_MANY_REQUESTS, "too_many", "That was a lot at once. Please wait a moment; nothing was lost.";
    Internal = INTERNAL_SERVER_ERROR, "internal", "Something broke on our side. Nothing you wrote was changed.";
    Unavailable = SERVICE_UNAVAILABLE, "unavailable", "The forum is busy. Please try again in a moment.";
}

/// What is wrong with one field, as a word for programs; the frontend has the sentence.
pub type FieldCode = &'static str;

/// A refusal on its way out.
#[derive(Debug)]
pub struct Error {
    /// Which refusal.
    pub code: Code,
    /// One more sentence for this occurrence, if the title does not say it all.
    pub detail: Option<String>,
    /// The fields that do not fit, and why.
    pub fields: BTreeMap<String, FieldCode>,
    /// Seconds to wait before another try.
    pub retry_after: Option<u64>,
    /// What really happened: for the log.
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// A refusal that its title explains.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { code, detail: None, fields: BTreeMap::new(), retry_after: None, cause: None }
    }

    /// One field does not fit.
    pub fn field(name: impl Into<String>, why: FieldCode) -> Self {
        let mut error = Self::new(Code::Invalid);
        error.fields.insert(name.into(), why);
        error
    }

    /// Several fields do not fit.
    #[must_use]
    pub fn fields(fields: BTreeMap<String, FieldCode>) -> Self {
        Self { fields, ..Self::new(Code::Invalid) }
    }

    /// With a sentence about this occurrence.
    #[must_use]
    pub fn detailed(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// A failure of ours.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { cause: Some(cause.into()), ..Self::new(Code::Internal) }
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            left if left.is_left() => Code::Unauthenticated.into(),
            Failure::Pool(_) => Self { cause: Some(failure.into()), ..Self::new(Code::Unavailable) },
            other => Self::internal(other),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code.word())
    }
}

impl std::error::Error for Error {}

/// The body of every refusal (`application/problem+json`, RFC 9457).
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// A stable address for this kind of problem; it names the code.
    #[serde(rename = "type")]
    kind: String,
    /// One sentence for this kind of problem.
    #[schema(value_type = String)]
    title: &'static str,
    /// The HTTP status, again.
    status: u16,
    /// A stable word for programs.
    #[schema(value_type = String)]
    code: &'static str,
    /// A sentence about this occurrence.
    detail: String,
    /// Which fields do not fit, and why.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false, value_type = BTreeMap<String, String>)]
    fields: BTreeMap<String, FieldCode>,
    /// Names this request in the logs.
    request_id: String,
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        // Logged once, here, where it is handled. The middleware puts the request's id into the span and the body.
        if let Some(cause) = &self.cause {
            tracing::error!(code = self.code.word(), %cause, "a request failed");
        }
        let mut response = HttpResponse::build(self.code.status());
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
            response.insert_header(("ratelimit", format!("\"default\";r=0;t={seconds}")));
        }
        if self.code.status() == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        let problem = Problem {
            kind: format!("urn:goodenough:problem:{}", self.code.word()),
            title: self.code.title(),
            status: self.code.status().as_u16(),
            code: self.code.word(),
            detail: self.detail.clone().unwrap_or_else(|| self.code.title().to_owned()),
            fields: self.fields.clone(),
            request_id: crate::http::request_id::current(),
        };
        response.content_type("application/problem+json").insert_header((header::CACHE_CONTROL, "no-store")).json(problem)
    }
}
