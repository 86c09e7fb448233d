//! What has to stand in the DNS so that letters arrive, to the letter; and whether it does.
//!
//! Large receivers ask for all of it, however little mail comes (Gmail and Yahoo since February 2024, Outlook since May 2025):
//! SPF and DKIM that pass, a DMARC policy whose domain is that of the sender, names that lead to addresses and back.

mod checks;
pub mod routes;

use std::path::Path;

use serde::Serialize;

use super::dkim::{self, DkimError};
use crate::config::{self, Config};
use crate::storage::columns::word_enum;

pub use checks::{Check, CheckState, check, resolver};

word_enum! {
    /// The type of a record.
    RecordKind {
        /// A text.
        Txt = "TXT",
        /// Where mail for a domain goes.
        Mx = "MX",
        /// Which name an address has.
        Ptr = "PTR",
    }
}

word_enum! {
    /// What a record is for.
    Purpose {
        /// Which machines may send for the domain.
        Spf = "spf",
        /// A key that letters are signed with.
        Dkim = "dkim",
        /// What to do with letters that neither passes.
        Dmarc = "dmarc",
        /// Where bounces and answers go.
        Mx = "mx",
        /// The way back from an address to its name.
        Ptr = "ptr",
        /// Where others report that they could not encrypt.
        TlsReports = "tls_reports",
    }
}

/// A record that the operator publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: RecordKind,
    /// What it says. A text of more than 255 bytes is written in several quoted parts in a zone file.
    pub value: String,
    /// What it is for.
    pub purpose: Purpose,
}

/// The domains that letters of this forum carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domains {
    /// Behind the `@` of `From`, and what signatures stand for.
    pub from: String,
    /// Behind the `@` of the address that bounces come back to.
    pub envelope: String,
    /// The machine that hands letters to the world.
    pub sender: String,
    /// Mail comes in for this domain.
    pub inbound: Option<String>,
}

impl Domains {
    /// Out of the settings.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let host = config.site.host();
        let from = config.mail.from.trim().rsplit_once('@').map_or_else(|| host.clone(), |(_, domain)| domain.to_lowercase());
        let inbound = Some(config.mail.domain.trim().to_lowercase()).filter(|domain| !domain.is_empty());
        let envelope = inbound.clone().unwrap_or_else(|| from.clone());
        let sender = Some(config.mail.sender_host.trim().to_lowercase()).filter(|name| !name.is_empty()).unwrap_or(host);
        Self { from, envelope, sender, inbound }
    }

    /// What the operator should know before a receiver does.
    #[must_use]
    pub fn warnings(&self, config: &Config) -> Vec<&'static str> {
        let mut warnings = Vec::new();
        if !is_aligned(&self.from, &self.envelope) {
            warnings.push("The domain of mail.domain is not that of mail.from: SPF passes for the wrong one, and only the signature counts.");
        }
        if !config.mail.dkim {
            warnings.push("mail.dkim is off: letters are not signed here. Large receivers refuse them unless the relay signs.");
        }
        if self.inbound.is_none() {
            warnings.push("mail.domain is empty: bounces go to the sender's mailbox, and dead addresses are not noticed.");
        }
        if config.mail.transport == config::Transport::Folder {
            warnings.push("mail.transport is folder: no letter leaves this machine.");
        }
        if !self.from.contains('.') || self.from.ends_with(".localhost") {
            warnings.push("The sender's domain cannot exist in the DNS. Set site.url or mail.from.");
        }
        warnings
    }
}

/// Whether a domain passes for another under relaxed alignment (RFC 7489, 3.1): one is the other, or lies below it.
#[must_use]
pub fn is_aligned(from: &str, other: &str) -> bool {
    let below = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let (from, other) = (from.to_lowercase(), other.to_lowercase());
    below(&from, &other) || below(&other, &from)
}

/// Every record that has to be published.
///
/// # Errors
/// When the keys cannot be read.
pub fn records(config: &Config) -> Result<Vec<Record>, DkimError> {
    let domains = Domains::of(config);
    let text = |name: &str, value: String, purpose| Record { name: name.to_owned(), kind: RecordKind::Txt, value, purpose };
    let Domains { from, envelope, sender, inbound } = &domains;
    let mut records = vec![text(envelope, format!("v=spf1 a:{sender} -all"), Purpose::Spf)];
    if envelope != from {
        records.push(text(from, format!("v=spf1 a:{sender} -all"), Purpose::Spf));
    }
    if config.mail.dkim {
        for key in published(&config.keys.folder)? {
            records.push(text(&format!("{}._domainkey.{from}", key.selector), key.text, Purpose::Dkim));
        }
    }
    records.push(text(&format!("_dmarc.{from}"), "v=DMARC1; p=quarantine; adkim=s; aspf=r".to_owned(), Purpose::Dmarc));
    if let Some(inbound) = inbound {
        let value = format!("10 {sender}.");
        records.push(Record { name: inbound.clone(), kind: RecordKind::Mx, value, purpose: Purpose::Mx });
        let reports = format!("v=TLSRPTv1; rua=mailto:postmaster@{inbound}");
        records.push(text(&format!("_smtp._tls.{inbound}"), reports, Purpose::TlsReports));
    }
    let (name, value) = (format!("every address of {sender}"), format!("{sender}."));
    records.push(Record { name, kind: RecordKind::Ptr, value, purpose: Purpose::Ptr });
    Ok(records)
}

/// A text as a zone file takes it: quoted, in parts of at most 255 bytes (RFC 1035, 3.3.14).
#[must_use]
pub fn in_parts(value: &str) -> String {
    let parts = value.as_bytes().chunks(255).filter_map(|part| std::str::from_utf8(part).ok());
    parts.map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(" ")
}

/// Before the first start there are no keys.
fn published(folder: &Path) -> Result<Vec<dkim::Published>, DkimError> {
    if folder.exists() { dkim::published(folder) } else { Ok(Vec::new()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    // E-16
    #[test]
    fn a_domain_passes_for_itself_and_for_what_lies_above_and_below() {
        for (from, other) in [("a.example", "a.example"), ("A.example", "mail.a.EXAMPLE"), ("mail.a.example", "a.example")] {
            assert!(is_aligned(from, other), "{from} {other}");
        }
        for (from, other) in
            [("a.example", "b.example"), ("a.example", "aa.example"), ("a.example", ""), ("x.a.example", "y.a.example")]
        {
            assert!(!is_aligned(from, other), "{from} {other}");
        }
    }
}
