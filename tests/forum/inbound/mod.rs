//! Mail that comes in: by LMTP and by HTTP, kept before it is acknowledged, taken for addresses with a token alone.

mod answers;
mod by_http;
mod by_lmtp;
pub mod client;
mod collected;
mod events;
mod killed;
mod returned;

use goodenough::config::{Config, Secret};

/// An address that takes bounces, with a token that is nobody's.
pub const NOBODYS_BOUNCE: &str = "b+abcdefghijklmnopqrstuvwx23@notes.example.org";

/// Mail comes in by both ways.
pub fn takes_mail(config: &mut Config) {
    "notes.example.org".clone_into(&mut config.mail.domain);
    config.mail.inbound_secret = Secret::new("the gardener's whistle".to_owned());
    "127.0.0.1:0".clone_into(&mut config.mail.lmtp_address);
}

/// A small mail with this Message-ID.
pub fn mail(id: &str, words: &str) -> String {
    format!("From: <mailer-daemon@mx.example>\r\nSubject: About your mail\r\nMessage-ID: <{id}@mx.example>\r\n\r\n{words}\r\n")
}
