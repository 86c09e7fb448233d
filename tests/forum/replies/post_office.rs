//! Writing mails to reply addresses as mail programs and providers do: signed, or not as they should be.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use goodenough::config::Config;
use goodenough::jobs::Ending;
use goodenough::replies;
use mail_auth::common::crypto::Ed25519Key;
use mail_auth::common::headers::HeaderWriter as _;
use mail_auth::dkim::DkimSigner;
use serde_json::json;

use super::names;
use crate::site::{Letter, Member, Site};

/// The domain that takes in mail.
pub const DOMAIN: &str = "in.notes.example.org";

/// The keys of the providers, in PKCS#8.
static KEYS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| [(); 2].map(|()| Ed25519Key::generate_pkcs8().unwrap()));

fn key(number: usize) -> Ed25519Key {
    Ed25519Key::from_pkcs8_der(&KEYS[number]).unwrap()
}

/// What the name server knows: a provider with all it takes, one without DMARC, and a stranger's.
pub fn records() -> Vec<(String, String)> {
    let public = |number: usize| format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(key(number).public_key()));
    let record = |name: &str, text: String| (name.to_owned(), text);
    vec![
        record("s._domainkey.example.org", public(0)),
        record("_dmarc.example.org", "v=DMARC1; p=reject".to_owned()),
        record("s._domainkey.mail.example.org", public(0)),
        record("s._domainkey.plain.example", public(0)),
        record("s._domainkey.stranger.example", public(1)),
        record("_dmarc.stranger.example", "v=DMARC1; p=none".to_owned()),
    ]
}

/// Settings of a forum that takes in mail.
pub fn by_mail(config: &mut Config) {
    DOMAIN.clone_into(&mut config.mail.domain);
    config.mail.resolver = names::address().to_string();
}

/// A mail before it is signed.
#[derive(Clone, Debug)]
pub struct Mail {
    pub from: String,
    pub to: String,
    pub id: String,
    /// More headers, each with its line end.
    pub more: String,
    pub body: String,
}

impl Mail {
    pub fn new(from: &str, to: &str, body: &str) -> Self {
        let id = format!(
            "<{}@example.org>",
            STANDARD.encode(body.as_bytes()).chars().filter(char::is_ascii_alphanumeric).take(20).collect::<String>()
        );
        Self { from: from.to_owned(), to: to.to_owned(), id, more: String::new(), body: body.to_owned() }
    }

    pub fn with(mut self, header: &str) -> Self {
        self.more.push_str(header);
        self.more.push_str("\r\n");
        self
    }

    /// As it is written, by nobody signed.
    pub fn unsigned(&self) -> Vec<u8> {
        let Self { from, to, id, more, body } = self;
        let body = body.replace('\n', "\r\n");
        format!("From: {from}\r\nTo: {to}\r\nSubject: Re: New activity\r\nDate: Mon, 02 Mar 2026 21:10:00 +0000\r\nMessage-ID: {id}\r\n{more}\r\n{body}\r\n").into_bytes()
    }

    /// Signed by the provider of `domain`, with its key or another's, over these headers.
    pub fn signed_as(&self, domain: &str, number: usize, headers: &[&str]) -> Vec<u8> {
        let bytes = self.unsigned();
        let signer = DkimSigner::from_key(key(number)).domain(domain).selector("s").headers(headers.iter().copied());
        let signature = signer.sign(&bytes).unwrap();
        [signature.to_header().into_bytes(), bytes].concat()
    }

    /// Signed as it should be.
    pub fn signed(&self) -> Vec<u8> {
        self.signed_as("example.org", 0, &["From", "To", "Subject", "Date", "Message-ID"])
    }
}

/// She answers letters by mail from now on, or not any more.
pub fn answers_by_mail(member: &Member<'_>, does: bool) {
    if does {
        member.patch("/me/mail", &json!({"discreet": false})).is(200);
    }
    member.patch("/me/mail", &json!({"reply_by_mail": does})).is(200);
}

/// The address that a letter asks to be answered to.
pub fn reply_to(letter: &Letter) -> Option<String> {
    letter.header("reply-to").map(|value| value.trim_matches(['<', '>']).to_owned())
}

/// Hands a mail in, as the intake does; what came of the job.
pub fn arrives(site: &Site, address: &str, raw: &[u8]) -> Ending {
    let token = address.split('@').next().unwrap();
    let token = token.get(2..).unwrap().to_owned();
    let ending = site.wait(replies::arrived(site.app.clone(), token, raw.to_vec())).unwrap();
    site.runs_jobs();
    ending
}

/// Ada opens a thread under this name and answers by mail; berta has replied; the letter's address.
pub fn answerable<'s>(site: &'s Site, voice: &str) -> (Member<'s>, Member<'s>, String, String) {
    let (ada, berta) = (site.member("ada"), site.member("berta"));
    answers_by_mail(&ada, true);
    let id = ada.starts_thread(&json!({"voice": voice}));
    berta.replies(&id, "Me too.");
    let address = reply_to(&site.letter_to(&ada.address)).expect("an address to answer to");
    (ada, berta, id, address)
}

/// Number, body and voice kind of every post of a thread.
pub fn posts(reader: &Member<'_>, thread: &str) -> Vec<(i64, String, String)> {
    let posts = reader.pages(&format!("/threads/{thread}/posts"), 50);
    let read = |post: serde_json::Value| {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        (post["number"].as_i64().unwrap(), text(&post["body"]), text(&post["voice"]["kind"]))
    };
    posts.into_iter().map(read).collect()
}

/// The kinds of her notifications, the newest first.
pub fn kinds(reader: &Member<'_>) -> Vec<String> {
    reader.pages("/notifications", 50).into_iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
}
