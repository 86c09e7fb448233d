//! What everybody with the same right reads, kept as bytes as long as nobody has changed it.
//!
//! An answer is made once for a version of what it is made of (see [`Versions`](crate::storage::Versions)), as JSON and, when
//! somebody's program asks for it, as brotli. The version is read before the database is, and a commit moves it before whoever wrote
//! is answered: nobody gets an answer from before her own write, and nothing that is gone is served after its end was acknowledged.
//! What members alone may read is another question than the same for visitors, and never shares an entry.

use std::sync::{Arc, OnceLock};

use actix_web::http::header::{self, ContentEncoding, HeaderName, HeaderValue};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::Serialize;

use super::Viewer;
use super::answer::Form;
use crate::app::App;
use crate::error::Error;
use crate::storage::Subject;

/// Carried by the answer to a write where several processes serve, and brought along by whoever wrote: a process that has not heard
/// of that write yet answers from the database.
pub const WRITTEN: HeaderName = HeaderName::from_static("goodenough-written");
/// The kind of ticket it is.
pub(super) const TICKET: &str = "written";

/// Bytes that an answer counts beside its own: its key, its tags, its place.
const BESIDE: usize = 400;
/// Smaller answers are not worth compressing.
const WORTH_IT: usize = 1_000;
/// What brotli may take: more makes it little smaller, and somebody waits.
const QUALITY: i32 = 5;
/// Brotli's window, as a power of two: a long page.
const WINDOW: i32 = 18;

/// What is asked: by whom, and in the words of the route.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Question {
    members: bool,
    words: String,
}

/// An answer and the version it is of.
#[derive(Debug)]
struct Kept {
    version: u64,
    json: Form,
    brotli: OnceLock<Option<Form>>,
}

impl Kept {
    fn form(&self, request: &HttpRequest) -> &Form {
        if self.json.bytes.len() >= WORTH_IT && takes_brotli(request) {
            self.brotli.get_or_init(|| compressed(&self.json)).as_ref().unwrap_or(&self.json)
        } else {
            &self.json
        }
    }
}

#[derive(Clone, Debug)]
struct ByBytes;

impl Weighter<Question, Arc<Kept>> for ByBytes {
    fn weight(&self, question: &Question, kept: &Arc<Kept>) -> u64 {
        // Its brotli form is made later, and counted from the beginning.
        let bytes = kept.json.bytes.len();
        u64::try_from(question.words.len() + bytes + bytes / 3 + BESIDE).unwrap_or(u64::MAX)
    }
}

/// The answers that are kept, bounded by their bytes; what was asked for least goes first.
pub struct Answers(Option<Cache<Question, Arc<Kept>, ByBytes>>);

impl Answers {
    /// With room for so many megabytes; none keeps nothing.
    #[must_use]
    pub fn new(megabytes: u32) -> Self {
        let bytes = u64::from(megabytes) << 20;
        // An ordinary answer has some ten thousand bytes.
        let many = usize::try_from(bytes / 10_000).unwrap_or(0);
        Self((megabytes > 0).then(|| Cache::with_weighter(many, bytes, ByBytes)))
    }
}

/// Answers what is made of `subject`: as it was kept, if nobody changed that since, or made now. `words` tell this question from all
/// others about it.
///
/// # Errors
/// Those of `make`, which are not kept.
pub async fn same_for_all<T: Serialize, F: Future<Output = Result<T, Error>>>(
    request: &HttpRequest,
    app: &web::Data<App>,
    viewer: &Viewer,
    subject: Subject,
    words: String,
    make: impl Fn() -> F,
) -> Result<HttpResponse, Error> {
    let versions = app.storage.versions();
    let Some(cache) = app.answers.0.as_ref().filter(|_| versions.is_good() && has_heard(request, app)) else {
        return Ok(Form::json(&make().await?)?.answered(request, viewer));
    };
    let question = Question { members: viewer.0.is_some(), words };
    loop {
        // First the version, then what may be older or younger than it: an answer is never taken for younger than it is.
        let version = versions.of(subject);
        let kept = match cache.get(&question) {
            Some(kept) => Ok(kept),
            None => cache.get_value_or_guard_async(&question).await,
        };
        match kept {
            Ok(kept) if kept.version >= version => {
                #[cfg(debug_assertions)]
                still_true(app, subject, &kept, &make).await?;
                return Ok(kept.form(request).answered(request, viewer));
            }
            Ok(old) => drop(cache.remove_if(&question, |kept| kept.version == old.version)),
            // Others who ask the same meanwhile wait for it.
            Err(guard) => {
                let json = Form::json(&make().await?)?;
                let kept = Arc::new(Kept { version, json, brotli: OnceLock::new() });
                let answer = kept.form(request).answered(request, viewer);
                drop(guard.insert(kept));
                return Ok(answer);
            }
        }
    }
}

/// Whether this process has heard of what the one who asks has written herself.
fn has_heard(request: &HttpRequest, app: &App) -> bool {
    let Some(mark) = request.headers().get(WRITTEN) else { return true };
    // A mark that is none of ours holds nobody up.
    mark.to_str().ok().and_then(|mark| app.seal.read_ticket(TICKET, mark)).is_none_or(|xid: i64| app.storage.has_heard(xid))
}

fn takes_brotli(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut codings = accepted.split(',').filter_map(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim().eq_ignore_ascii_case("br").then(|| quality.trim().to_ascii_lowercase())
    });
    codings.next().is_some_and(|quality| !matches!(quality.as_str(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
}

fn compressed(json: &Form) -> Option<Form> {
    let params = brotli::enc::BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW, ..Default::default() };
    let mut bytes = Vec::new();
    brotli::BrotliCompress(&mut &json.bytes[..], &mut bytes, &params).ok()?;
    let tag = json.tag.to_str().ok()?.trim_end_matches('"').to_owned() + "b\"";
    Some(Form { bytes: Bytes::from(bytes), tag: HeaderValue::try_from(tag).ok()?, encoding: Some(ContentEncoding::Brotli) })
}

/// In debug builds every answer that is served is made again and compared: a store that changes what readers see and does not say so
/// ends the test that finds it.
#[cfg(debug_assertions)]
async fn still_true<T: Serialize, F: Future<Output = Result<T, Error>>>(
    app: &App,
    subject: Subject,
    kept: &Kept,
    make: &impl Fn() -> F,
) -> Result<(), Error> {
    let fresh = make().await.and_then(|value| Form::json(&value));
    if fresh.as_ref().is_ok_and(|fresh| fresh.bytes == kept.json.bytes) {
        return Ok(());
    }
    // A commit may stand just before its version.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    if app.storage.versions().of(subject) > kept.version || !app.storage.versions().is_good() {
        return Ok(());
    }
    let what = fresh.map_or_else(|error| format!("{error}"), |fresh| String::from_utf8_lossy(&fresh.bytes).into_owned());
    tracing::error!(?subject, "an answer is kept that is not true any more");
    eprintln!("kept: {}\ntrue: {what}", String::from_utf8_lossy(&kept.json.bytes));
    Err(crate::error::Code::Internal.into())
}
