//! Where the relay is, and how it is spoken to: out of `mail.smtp_url`.

use std::net::IpAddr;

use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// How a connection becomes encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tls {
    /// Not at all: the relay is this machine.
    No,
    /// By STARTTLS, or not a word is said.
    Start,
    /// From the first byte.
    Whole,
}

/// The relay's place.
pub(super) struct RelayUrl {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub credentials: Option<Credentials>,
    /// Our name when we say hello.
    pub hello: String,
}

impl RelayUrl {
    /// Reads the setting; what is said of a wrong one never repeats it, password and all.
    pub(super) fn parse(text: &str, our_host: &str) -> Result<Self, &'static str> {
        if text.is_empty() {
            return Err("is empty, and mail.transport is smtp");
        }
        let url = Url::parse(text).map_err(|_| "is not a URL")?;
        // A URL of this scheme keeps its host as written, so addresses are recognised here.
        let host = url.host_str().ok_or("names no host")?.trim_matches(['[', ']']).to_ascii_lowercase();
        let is_loopback = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        if Host::parse(&host).is_err() && host.parse::<IpAddr>().is_err() {
            return Err("names no host");
        }
        if url.password().is_none() && !url.username().is_empty() {
            return Err("has a user and no password");
        }
        let tls = match (url.scheme(), url.query()) {
            ("smtps", _) => Tls::Whole,
            ("smtp", None) if is_loopback => Tls::No,
            ("smtp", Some(query)) if is_loopback && query != "tls=required" => {
                return Err("has a query other than tls=required");
            }
            // Opportunistic TLS is no TLS for whoever sits in between (E-67).
            ("smtp", _) => Tls::Start,
            _ => return Err("starts with neither smtp:// nor smtps://"),
        };
        let port = url.port().unwrap_or(match tls {
            Tls::No => 25,
            Tls::Start => 587,
            Tls::Whole => 465,
        });
        let plain = |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| "is not UTF-8");
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(plain(url.username())?, plain(password)?)),
            None => None,
        };
        let named = url.path().trim_matches('/');
        let hello = if named.is_empty() { our_host.to_owned() } else { named.to_owned() };
        Ok(Self { host, port, tls, credentials, hello })
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.tls != Tls::No
    }
}
