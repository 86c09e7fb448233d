//! A mail has come to a reply address: who it is from is proven first, and until then nothing is said to anybody (E-51, E-52).
//!
//! Then it goes the way of a reply on the web: the same action, the same limits, the same refusals (E-57). What may not be
//! hers, or may tell who she is under an alias, waits as a draft for her to look at.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::addresses::{self, Bound};
use super::incoming::Incoming;
use crate::accounts::{self, Member, mail_choices};
use crate::app::App;
use crate::clock::DAY;
use crate::http::idempotency::IdempotencyKey;
use crate::idempotency::{self, Attempt};
use crate::jobs::{self, Ending, Job, Work};
use crate::mail::inbound::authentic::Verdict;
use crate::mail::inbound::reply_text;
use crate::mail::letters::Letter;
use crate::notifications::{self, Event};
use crate::storage::columns::{AccountId, word_enum};
use crate::storage::{Conn, Failure, Stored};
use crate::text;
use crate::threads::drafts::{self, Words};
use crate::threads::model::Error;
use crate::threads::writing::{self, NewReply};
use crate::voices::VoiceKind;

word_enum! {
    /// What came of a reply by mail, where it is not simply a post.
    MailedReply {
        /// It is a post; what was attached is not in it.
        WithoutAttachments = "without_attachments",
        /// It waits as a draft, because some of it may not be hers.
        DraftDoubtful = "draft_doubtful",
        /// It waits as a draft, because it may tell who is behind the alias.
        DraftSigned = "draft_signed",
        /// There were no words of hers in it.
        Empty = "empty",
        /// There were too many, or the mail was too large.
        TooLong = "too_long",
        /// The address has served its time.
        Expired = "expired",
        /// She does not answer by mail any more.
        SwitchedOff = "switched_off",
        /// She reads and does not write for now.
        Muted = "muted",
        /// The thread takes no replies, or is gone.
        Closed = "closed",
        /// Some of its characters cannot be posted.
        Unfit = "unfit",
    }
}

impl MailedReply {
    /// Whether her words lie among her drafts.
    #[must_use]
    pub const fn is_draft(self) -> bool {
        matches!(self, Self::DraftDoubtful | Self::DraftSigned)
    }

    /// Whether it became a post.
    #[must_use]
    pub const fn is_posted(self) -> bool {
        matches!(self, Self::WithoutAttachments)
    }
}

/// One mail that is known to be hers.
struct Proven {
    bound: Bound,
    member: Member,
    incoming: Incoming,
    /// Its Message-ID, the address and its words, hashed: a repeat does nothing (E-55).
    key: Vec<u8>,
}

/// What is to be told, and to whom.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Told(Option<MailedReply>);

/// Takes in a mail to the reply address with this token: a post, a draft, or nothing.
///
/// # Errors
/// When the database fails; the job is tried again then.
pub async fn arrived(app: web::Data<App>, token: String, raw: Vec<u8>) -> Stored<Ending> {
    let (raw, incoming) = tokio::task::spawn_blocking(move || {
        let incoming = Incoming::read(&raw);
        (raw, incoming)
    })
    .await
    .map_err(|_| Failure::CutOff)?;
    let Some(incoming) = incoming else { return Ok(Ending::Done) };
    let inner = app.clone();
    let from = incoming.from.clone();
    let found = app.storage.read(move |conn| known(conn, &inner, &token, &from).map(|found| (found, token))).await?;
    let (Some((bound, member)), token) = found else { return Ok(Ending::Done) };
    match app.authenticator.judge(&raw, &incoming.from).await {
        Verdict::Passed => {}
        Verdict::Refused => return Ok(Ending::Done),
        Verdict::Later => return Ok(Ending::Later("dns".to_owned())),
    }
    // A suspended member is out: what she sends is not taken, and nothing but decisions is told her (promise 7).
    if member.limited {
        return Ok(Ending::Done);
    }
    let text = incoming.words.as_ref().map(|words| words.text.as_str()).unwrap_or_default();
    let key = app.seal.lookup_text("mailed-reply", &[bound.account.0], &format!("{}\n{token}\n{text}", incoming.message_id));
    take(&app, Proven { bound, member, incoming, key }).await
}

/// Whose the address is, if the mail says to be from an address of hers.
fn known(conn: &mut Conn, app: &App, token: &str, from: &str) -> Stored<Option<(Bound, Member)>> {
    let Some(bound) = addresses::find(conn, app, token)? else { return Ok(None) };
    if !is_from_her(conn, app, bound.account, from)? {
        return Ok(None);
    }
    Ok(accounts::actions::without_session(conn, app, bound.account)?.map(|member| (bound, member)))
}

fn is_from_her(conn: &mut Conn, app: &App, account: AccountId, from: &str) -> Stored<bool> {
    let same = |address: &str| address.eq_ignore_ascii_case(from);
    if accounts::actions::address(conn, app, account)?.is_some_and(|address| same(&address)) {
        return Ok(true);
    }
    let second = mail_choices::of(conn, app, account)?.and_then(|choices| choices.second);
    Ok(second.is_some_and(|second| second.confirmed && same(&second.address)))
}

/// Does with a proven mail what a reply on the web would do.
async fn take(app: &web::Data<App>, proven: Proven) -> Stored<Ending> {
    let told = match judged(app, &proven).await? {
        Err(why) => Some(why),
        Ok(()) => {
            if app.limits.member(proven.member.account, false).is_err() {
                return Ok(Ending::Later("limits".to_owned()));
            }
            match post(app, &proven).await {
                Ok(()) if proven.incoming.attachments => Some(MailedReply::WithoutAttachments),
                Ok(()) => None,
                Err(error) => Some(refusal(error)?),
            }
        }
    };
    let Some(told) = told else { return Ok(Ending::Done) };
    let inner = app.clone();
    app.storage.write(move |conn| close(conn, &inner, &proven, told)).await?;
    Ok(Ending::Done)
}

/// Whether it can be a post as it is; why not, if it cannot.
async fn judged(app: &web::Data<App>, proven: &Proven) -> Stored<Result<(), MailedReply>> {
    let now = app.clock.now();
    let (inner, account) = (app.clone(), proven.member.account);
    if !app.storage.read(move |conn| addresses::answers_by_mail(conn, &inner, account)).await? {
        return Ok(Err(MailedReply::SwitchedOff));
    }
    if proven.bound.until <= now {
        return Ok(Err(MailedReply::Expired));
    }
    if proven.member.muted_until.is_some() {
        return Ok(Err(MailedReply::Muted));
    }
    let Some(words) = &proven.incoming.words else { return Ok(Err(MailedReply::TooLong)) };
    if words.text.trim().is_empty() {
        return Ok(Err(MailedReply::Empty));
    }
    if words.text.chars().count() > text::BODY {
        return Ok(Err(MailedReply::TooLong));
    }
    if words.is_doubtful() || holds_our_letter(app, &words.text, &proven.incoming.from) {
        return Ok(Err(MailedReply::DraftDoubtful));
    }
    let names = [proven.incoming.from_name.as_str(), proven.member.name.as_str()];
    if proven.bound.voice == VoiceKind::Alias && reply_text::tells_who(&words.text, &names) {
        return Ok(Err(MailedReply::DraftSigned));
    }
    Ok(Ok(()))
}

/// Whether a part of our own letter is still in it: an address or a link of hers, which nobody else may see.
fn holds_our_letter(app: &App, text: &str, from: &str) -> bool {
    let text = text.to_lowercase();
    let domain = format!("@{}", app.config.mail.domain.trim().to_lowercase());
    let links = format!("{}/letters/", app.config.site.url.to_lowercase());
    let api = format!("{}{}/letters/", app.config.site.url.to_lowercase(), crate::routes::BASE);
    [domain, links, api, from.to_lowercase()].iter().any(|mark| text.contains(mark.as_str()))
}

async fn post(app: &web::Data<App>, proven: &Proven) -> Result<(), Error> {
    let Bound { thread, voice, number, .. } = proven.bound;
    let body = proven.incoming.words.as_ref().map(|words| words.text.clone()).unwrap_or_default();
    let attempt = attempt(app, proven);
    let new = NewReply { body, voice, in_reply_to: Some(number), ending: false, new_here: false };
    writing::reply(app, proven.member.clone(), thread, new, attempt).await.map(|_| ())
}

fn attempt(app: &App, proven: &Proven) -> Attempt {
    let key = bs58::encode(&proven.key).into_string();
    let key = IdempotencyKey { key: Some(key), path: "reply by mail".to_owned() };
    Attempt::new(app, proven.member.account, &key, &[])
}

/// What a refusal of the web means here; a database that fails is no refusal.
fn refusal(error: Error) -> Stored<MailedReply> {
    match error {
        Error::Storage(Failure::Left) => Ok(MailedReply::Closed),
        Error::Storage(failure) | Error::Repeat(idempotency::Error::Storage(failure)) => Err(failure),
        Error::Fields(fields) if fields.values().any(|why| *why == "too_long") => Ok(MailedReply::TooLong),
        Error::Fields(fields) if fields.values().any(|why| *why == "required") => Ok(MailedReply::Empty),
        Error::Fields(_) => Ok(MailedReply::Unfit),
        _ => Ok(MailedReply::Closed),
    }
}

/// Keeps the draft, if it is one, and tells her: on her page, and by a letter if she has had none of the kind today (E-19).
fn close(conn: &mut Conn, app: &App, proven: &Proven, came: MailedReply) -> Stored<()> {
    let key = attempt(app, proven);
    let account = proven.member.account;
    let Bound { thread, number, voice, .. } = proven.bound;
    // A post has used up its key already; what is told of it is known again by the notification.
    let told = if came.is_posted() {
        came
    } else {
        let told = key.once(conn, |conn| -> Result<Told, Error> {
            if !came.is_draft() {
                return Ok(Told(Some(came)));
            }
            let body = proven.incoming.words.as_ref().map(|words| words.text.clone());
            let words = Words { body, voice: Some(voice), in_reply_to: Some(number), ..Words::default() };
            match drafts::add(conn, app, account, thread, words) {
                Ok(()) => Ok(Told(Some(came))),
                Err(error) => Ok(Told(Some(refusal(error)?))),
            }
        });
        match told {
            Ok(Told(told)) => told.unwrap_or(came),
            Err(Error::Storage(failure) | Error::Repeat(idempotency::Error::Storage(failure))) => return Err(failure),
            Err(_) => return Ok(()),
        }
    };
    let mail = i64::from_be_bytes(proven.key.first_chunk::<8>().copied().unwrap_or_default()) & i64::MAX;
    notifications::actions::tell(conn, app, account, &Event::Mailed { thread, number, mail, came: told })?;
    if told.is_posted() {
        return Ok(());
    }
    let now = app.clock.now();
    let dedupe = app.seal.lookup("letter-mailed-reply", &[account.0, now.0.div_euclid(DAY)]);
    let letter = Work::Letter(Letter::MailedReply { account, thread, came: told });
    jobs::promise(conn, app, &Job { dedupe: Some(dedupe), ..Job::now(letter, now) })
}
