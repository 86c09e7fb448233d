//! One conversation with the relay.

use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter, RcptParameter};

use super::relay_url::{RelayUrl, Tls};
use super::{Parcel, Refusal};

/// How long the relay may take for one answer.
const TIMEOUT: Duration = Duration::from_secs(20);
/// And for taking a letter that it has heard to its end: whoever hangs up too soon sends it twice.
const LAST_TIMEOUT: Duration = Duration::from_mins(1);

/// A connection on which letters can be handed over, one after the other.
pub(super) struct Session {
    connection: SmtpConnection,
    reports: bool,
    usable: bool,
    letters: usize,
}

impl Session {
    /// Connects, encrypts, signs in. What goes wrong here goes wrong for every letter.
    pub(super) fn open(url: &RelayUrl, tls: Option<&TlsParameters>) -> Result<Self, Refusal> {
        let hello = ClientId::Domain(url.hello.clone());
        let at_once = tls.filter(|_| url.tls == Tls::Whole);
        let connected = SmtpConnection::connect((url.host.as_str(), url.port), Some(TIMEOUT), &hello, at_once, None);
        let mut connection = connected.map_err(|error| of_relay(&error))?;
        if let Some(tls) = tls.filter(|_| url.tls == Tls::Start) {
            if !connection.can_starttls() {
                connection.abort();
                return Err(Refusal::of_relay("tls"));
            }
            connection.starttls(tls, &hello).map_err(|error| of_relay(&error))?;
        }
        if let Some(credentials) = &url.credentials {
            let signed_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials);
            if let Err(error) = signed_in {
                connection.abort();
                return Err(of_relay(&error));
            }
        }
        // The library keeps only the extensions that it uses itself, so the relay is asked once more.
        let offers = connection.command(Ehlo::new(hello)).map_err(|error| of_relay(&error))?;
        let reports = offers.message().any(|line| line.trim().eq_ignore_ascii_case("DSN"));
        Ok(Self { connection, reports, usable: true, letters: 0 })
    }

    /// Whether another letter may go over it.
    pub(super) const fn is_usable(&self) -> bool {
        self.usable
    }

    /// How many letters it has heard of.
    pub(super) const fn letters(&self) -> usize {
        self.letters
    }

    /// Ends whatever was begun; `false` when nobody answers any more.
    pub(super) fn begins_anew(&mut self) -> bool {
        self.connection.command(Rset).is_ok()
    }

    /// Says goodbye, and waits for no answer.
    pub(super) fn close(mut self) {
        if self.usable {
            drop(self.connection.set_timeout(Some(Duration::from_millis(200))));
            drop(self.connection.command(Quit));
        }
    }

    /// Hands one letter over.
    pub(super) fn deliver(&mut self, parcel: &Parcel) -> Result<(), Refusal> {
        self.letters += 1;
        let mut parameters = Vec::new();
        if !parcel.bytes.is_ascii() {
            self.needs(Extension::EightBitMime, "8bitmime")?;
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        if [&parcel.from, &parcel.to].iter().any(|address| !AsRef::<str>::as_ref(*address).is_ascii()) {
            self.needs(Extension::SmtpUtfEight, "smtputf8")?;
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let mut of_recipient = Vec::new();
        if self.reports {
            // A report of failure, and of nothing else, with the headers alone (E-22).
            let id = parcel.message_id.trim_matches(['<', '>']).to_owned();
            parameters.push(MailParameter::Other { keyword: "RET".to_owned(), value: Some("HDRS".to_owned()) });
            parameters.push(MailParameter::Other { keyword: "ENVID".to_owned(), value: Some(id) });
            of_recipient.push(RcptParameter::Other { keyword: "NOTIFY".to_owned(), value: Some("FAILURE".to_owned()) });
        }
        self.begins_with(&parcel.from, parameters)?;
        let sent = self.connection.command(Rcpt::new(parcel.to.clone(), of_recipient));
        sent.map_err(|error| self.refusal(&error))?;
        let sent = self.connection.command(Data);
        sent.map_err(|error| self.refusal(&error))?;
        drop(self.connection.set_timeout(Some(LAST_TIMEOUT)));
        // In one write: the library sends the last dot by itself, and it would wait for the answer to what went before.
        let sent = match std::str::from_utf8(&parcel.bytes) {
            Ok(text) => self.connection.command(to_its_end(text)),
            Err(_) => self.connection.message(&parcel.bytes),
        };
        drop(self.connection.set_timeout(Some(TIMEOUT)));
        sent.map(drop).map_err(|error| self.refusal(&error))
    }

    /// A sender that is refused for good is refused for every letter: that is the operator's to mend, and costs nobody hers.
    fn begins_with(&mut self, from: &Address, parameters: Vec<MailParameter>) -> Result<(), Refusal> {
        let sent = self.connection.command(Mail::new(Some(from.clone()), parameters));
        sent.map(drop).map_err(|error| {
            let refusal = self.refusal(&error);
            Refusal { is_of_relay: refusal.is_of_relay || refusal.lasting, lasting: false, ..refusal }
        })
    }

    fn needs(&self, extension: Extension, word: &'static str) -> Result<(), Refusal> {
        let offered = self.connection.server_info().supports_feature(extension);
        if offered { Ok(()) } else { Err(Refusal::lasting(word)) }
    }

    /// What a refusal means; after a broken line, or when the relay says goodbye, the connection is used no more.
    fn refusal(&mut self, error: &Error) -> Refusal {
        let refusal = refusal(error);
        self.usable = refusal.answer.as_ref().is_some_and(|answer| answer.code != 421);
        if !self.usable {
            self.connection.abort();
        }
        refusal
    }
}

/// A letter as it stands on the wire, with the dot that ends it: no line of its own may look like that one (RFC 5321 4.5.2).
fn to_its_end(text: &str) -> String {
    let first = if text.starts_with('.') { "." } else { "" };
    format!("{first}{}\r\n.\r\n", text.replace("\r\n.", "\r\n.."))
}

/// Of a conversation that has not come to a letter yet.
fn of_relay(error: &Error) -> Refusal {
    Refusal { lasting: false, is_of_relay: true, ..refusal(error) }
}

fn refusal(error: &Error) -> Refusal {
    use std::error::Error as _;

    if let Some(code) = error.status() {
        let text = error.source().map(ToString::to_string).unwrap_or_default();
        return Refusal::answered(u16::from(code), enhanced(&text), text);
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
    Refusal::passing(reason)
}

/// The enhanced status (RFC 3463) at the beginning of an answer.
fn enhanced(text: &str) -> Option<String> {
    let word = text.split_whitespace().next()?;
    let parts: Vec<&str> = word.split('.').collect();
    let fits = |part: &&str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [class, subject, detail] if matches!(*class, "2" | "4" | "5") && fits(subject, 3) && fits(detail, 3) => {
            Some(word.to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_letter_ends_it() {
        for (text, wire) in [
            ("a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n\r\n.\r\n"),
            (".\r\n..\r\n.b", "..\r\n...\r\n..b\r\n.\r\n"),
            ("a.b\r\n\r\n.", "a.b\r\n\r\n..\r\n.\r\n"),
            ("", "\r\n.\r\n"),
        ] {
            assert_eq!(to_its_end(text), wire);
        }
    }

    #[test]
    fn an_enhanced_status_is_found_where_it_is_and_nowhere_else() {
        for (text, status) in [
            ("5.1.1 <ada@example.org>: no such user", Some("5.1.1")),
            ("4.7.515 later", Some("4.7.515")),
            ("No such user 5.1.1", None),
            ("5.1 short", None),
            ("5.1.1234 long", None),
            ("3.1.1 odd", None),
            ("192.0.2.1 refused", None),
            ("", None),
        ] {
            assert_eq!(enhanced(text).as_deref(), status, "{text}");
        }
    }
}
