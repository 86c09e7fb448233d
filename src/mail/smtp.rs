//! The relay: SMTP by lettre, pooled. Without TLS only to a loopback address.

use std::net::IpAddr;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Code;
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{SmtpTransport, Transport as _};
use url::{Host, Url};

use super::{MailerError, Parcel, Refusal};
use crate::config::Secret;

/// How long the relay may take for one answer.
const TIMEOUT: Duration = Duration::from_secs(20);

pub(super) struct Relay {
    transport: SmtpTransport,
}

impl Relay {
    pub(super) fn open(url: &Secret, our_host: &str, connections: usize) -> Result<Self, MailerError> {
        let url = guarded(url.reveal()).map_err(|why| MailerError::Setting(format!("mail.smtp_url {why}")))?;
        let named = url.path().len() > 1;
        // The library's own words would repeat the URL, password and all.
        let mut builder = SmtpTransport::from_url(url.as_str())
            .map_err(|_| MailerError::Setting("mail.smtp_url cannot be used".to_owned()))?
            .timeout(Some(TIMEOUT))
            .pool_config(PoolConfig::new().min_idle(0).max_size(u32::try_from(connections).unwrap_or(1)));
        if !named {
            builder = builder.hello_name(ClientId::Domain(our_host.to_owned()));
        }
        Ok(Self { transport: builder.build() })
    }

    pub(super) fn deliver(&self, parcel: &Parcel) -> Result<(), Refusal> {
        let envelope = Envelope::new(Some(parcel.from.clone()), vec![parcel.to.clone()])
            .map_err(|_| Refusal { lasting: true, reason: "envelope".to_owned() })?;
        self.transport.send_raw(&envelope, &parcel.bytes).map(drop).map_err(|error| refusal(&error))
    }

    pub(super) fn examine(&self) -> Result<(), MailerError> {
        match self.transport.test_connection() {
            Ok(true) => Ok(()),
            Ok(false) => Err(MailerError::Relay("the relay hung up".to_owned())),
            Err(error) => Err(MailerError::Relay(refusal(&error).reason)),
        }
    }
}

/// The URL, with TLS required unless the relay is on this machine.
fn guarded(text: &str) -> Result<Url, &'static str> {
    if text.is_empty() {
        return Err("is empty, and mail.transport is smtp");
    }
    let mut url = Url::parse(text).map_err(|_| "is not a URL")?;
    // A URL of this scheme keeps its host as written, so addresses are recognised here.
    let host = url.host_str().ok_or("names no host")?.trim_matches(['[', ']']).to_ascii_lowercase();
    let is_loopback = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    if Host::parse(&host).is_err() && host.parse::<IpAddr>().is_err() {
        return Err("names no host");
    }
    if url.password().is_none() && !url.username().is_empty() {
        return Err("has a user and no password");
    }
    url.set_fragment(None);
    match url.scheme() {
        "smtps" => url.set_query(None),
        "smtp" if is_loopback => {
            if url.query().is_some_and(|query| query != "tls=required") {
                return Err("has a query other than tls=required");
            }
        }
        // Opportunistic TLS is no TLS for whoever sits in between.
        "smtp" => url.set_query(Some("tls=required")),
        _ => return Err("starts with neither smtp:// nor smtps://"),
    }
    Ok(url)
}

fn refusal(error: &Error) -> Refusal {
    if let Some(code) = error.status() {
        return Refusal { lasting: error.is_permanent() && !is_about_us(code), reason: format!("smtp {code}") };
    }
    let reason = if error.is_timeout() {
        "timeout"
    } else if error.is_tls() {
        "tls"
    } else if error.is_client() {
        "client"
    } else if error.is_response() {
        "not smtp"
    } else {
        "connection"
    };
    Refusal { lasting: false, reason: reason.to_owned() }
}

/// Whether the relay refuses us and not the letter: a password that was changed there must not cost anybody a letter.
fn is_about_us(code: Code) -> bool {
    matches!(u16::from(code), 421 | 454 | 500..=504 | 521 | 523 | 530 | 534 | 535 | 538)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_is_left_out_only_on_the_way_to_this_machine() {
        for (given, used) in [
            ("smtp://127.0.0.1:1025", "smtp://127.0.0.1:1025"),
            ("smtp://localhost:1025", "smtp://localhost:1025"),
            ("smtp://[::1]:1025", "smtp://[::1]:1025"),
            ("smtp://127.0.0.1:25?tls=required", "smtp://127.0.0.1:25?tls=required"),
            ("smtp://u:p@mail.example:587", "smtp://u:p@mail.example:587?tls=required"),
            ("smtp://mail.example?tls=opportunistic", "smtp://mail.example?tls=required"),
            ("smtps://u:p@mail.example", "smtps://u:p@mail.example"),
            ("smtp://127.0.0.1.example", "smtp://127.0.0.1.example?tls=required"),
        ] {
            assert_eq!(guarded(given).expect(given).as_str(), used);
        }
    }

    #[test]
    fn what_is_no_relay_is_refused_and_the_sentence_keeps_the_password() {
        for given in
            ["", "mail.example", "http://mail.example", "smtp://", "smtp://127.0.0.1?tls=opportunistic", "smtp://u@mail.example"]
        {
            assert!(guarded(given).is_err(), "{given}");
        }
        let error = Relay::open(&Secret::new("http://u:s3cret@mail.example".to_owned()), "notes.example", 2).err();
        assert!(!error.expect("refused").to_string().contains("s3cret"));
    }

    #[test]
    fn a_relay_that_does_not_answer_is_a_reason_to_try_again() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        drop(taken);
        let relay = Relay::open(&Secret::new(format!("smtp://127.0.0.1:{port}")), "notes.example", 2).unwrap();
        let address: lettre::Address = "ada@example.org".parse().unwrap();
        let parcel = Parcel { message_id: "<1@x>".to_owned(), from: address.clone(), to: address, bytes: b"\r\n".to_vec() };
        let refusal = relay.deliver(&parcel).unwrap_err();
        assert!(!refusal.lasting);
        assert!(!refusal.reason.contains('@'));
    }
}
