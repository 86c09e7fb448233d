//! The relay: SMTP over connections that are used again. Without TLS only to a loopback address.

mod relay_url;
mod session;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::transport::smtp::client::TlsParameters;

use super::{MailerError, Parcel, Refusal};
use crate::config;
use relay_url::RelayUrl;
use session::Session;

/// A connection that rested longer is closed and another opened: the relay may have closed it by now.
const REST: Duration = Duration::from_secs(30);
/// Letters over one connection: some relays hang up after more.
const LETTERS: usize = 100;

pub(super) struct Relay {
    url: RelayUrl,
    tls: Option<TlsParameters>,
    resting: Mutex<Vec<(Session, Instant)>>,
    connections: usize,
}

impl Relay {
    pub(super) fn open(mail: &config::Mail, our_host: &str, connections: usize) -> Result<Self, MailerError> {
        let url = RelayUrl::parse(mail.smtp_url.reveal(), our_host)
            .map_err(|why| MailerError::Setting(format!("mail.smtp_url {why}")))?;
        let tls = if url.is_encrypted() { Some(checking(&url, mail.tls_verify)?) } else { None };
        Ok(Self { url, tls, resting: Mutex::default(), connections })
    }

    pub(super) fn deliver(&self, parcel: &Parcel) -> Result<(), Refusal> {
        let mut session = match self.rested() {
            Some(session) => session,
            None => Session::open(&self.url, self.tls.as_ref())?,
        };
        let delivered = session.deliver(parcel);
        if session.is_usable() && session.letters() < LETTERS {
            self.rest(session);
        } else {
            session.close();
        }
        delivered
    }

    /// A connection that was used before and still answers.
    fn rested(&self) -> Option<Session> {
        loop {
            let (mut session, since) = self.resting.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            if since.elapsed() < REST && session.begins_anew() {
                return Some(session);
            }
            session.close();
        }
    }

    fn rest(&self, session: Session) {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        if resting.len() < self.connections {
            resting.push((session, Instant::now()));
            return;
        }
        drop(resting);
        session.close();
    }

    /// Closes the connections that nobody needs any more.
    pub(super) fn close_rested(&self) {
        let mut all = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        let (over, kept) = all.drain(..).partition(|(_, since)| since.elapsed() >= REST);
        *all = kept;
        drop(all);
        let over: Vec<(Session, Instant)> = over;
        for (session, _) in over {
            session.close();
        }
    }

    pub(super) fn examine(&self) -> Result<(), MailerError> {
        let session = Session::open(&self.url, self.tls.as_ref()).map_err(|refusal| MailerError::Relay(refusal.reason))?;
        session.close();
        Ok(())
    }
}

fn checking(url: &RelayUrl, verify: bool) -> Result<TlsParameters, MailerError> {
    if !verify {
        tracing::warn!("mail.tls_verify is off: whoever sits between here and the relay can read and change every letter");
    }
    TlsParameters::builder(url.host.clone())
        .dangerous_accept_invalid_certs(!verify)
        .dangerous_accept_invalid_hostnames(!verify)
        .build()
        .map_err(|_| MailerError::Setting("mail.smtp_url: TLS cannot be used here".to_owned()))
}

#[cfg(test)]
mod tests;
