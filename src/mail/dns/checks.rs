//! Asking the DNS whether it says what it should. Five seconds in all; a DNS that does not answer is told, never waited for.

use std::net::SocketAddr;
use std::time::Duration;

use mail_auth::MessageAuthenticator;
use mail_auth::hickory_resolver::config::{NameServerConfig, ResolverConfig, ResolverOpts};
use mail_auth::hickory_resolver::net::NetError;
use mail_auth::hickory_resolver::proto::rr::RData;
use mail_auth::hickory_resolver::{TokioResolver, proto};
use serde::Serialize;
use tokio::task::JoinSet;

use super::{Purpose, Record, RecordKind};
use crate::storage::columns::word_enum;

/// How long all questions together may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long one try of one question may take.
const ONE_TRY: Duration = Duration::from_secs(2);

word_enum! {
    /// What the DNS says of a record.
    CheckState {
        /// It is there, as it should be.
        Ok = "ok",
        /// Nothing is there.
        Missing = "missing",
        /// Something else is there.
        Different = "different",
        /// The DNS did not answer.
        Unreachable = "unreachable",
    }
}

/// A record, and what the DNS says of it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Check {
    /// The record as it should be.
    pub record: Record,
    /// What is there.
    pub state: CheckState,
    /// What stands there instead.
    pub found: Option<String>,
}

/// The resolver of the setting `mail.resolver`, or the system's; none, and a line in the log, when there is none.
#[must_use]
pub fn resolver(setting: &str) -> Option<MessageAuthenticator> {
    if setting.trim().is_empty() {
        return told(MessageAuthenticator::new_system_conf());
    }
    let Ok(address) = setting.trim().parse::<SocketAddr>() else {
        tracing::error!("mail.resolver is no address and port");
        return None;
    };
    let mut server = NameServerConfig::udp_and_tcp(address.ip());
    for connection in &mut server.connections {
        connection.port = address.port();
    }
    let mut options = ResolverOpts::default();
    options.timeout = ONE_TRY;
    options.attempts = 2;
    told(MessageAuthenticator::new(ResolverConfig::from_name_servers(vec![server]), options))
}

fn told(made: Result<MessageAuthenticator, NetError>) -> Option<MessageAuthenticator> {
    made.inspect_err(|error| tracing::error!(%error, "there is no DNS resolver")).ok()
}

/// Asks for every record at once, and answers in their order.
pub async fn check(setting: &str, records: Vec<Record>) -> Vec<Check> {
    let Some(dns) = resolver(setting) else {
        return records.into_iter().map(|record| Check { record, state: CheckState::Unreachable, found: None }).collect();
    };
    let mut asked = JoinSet::new();
    for (place, record) in records.iter().cloned().enumerate() {
        let dns = dns.resolver().clone();
        asked.spawn(async move { (place, examine(&dns, &record).await) });
    }
    let mut found = vec![(CheckState::Unreachable, None); records.len()];
    let all = async {
        while let Some(answered) = asked.join_next().await {
            if let Ok((place, answer)) = answered
                && let Some(slot) = found.get_mut(place)
            {
                *slot = answer;
            }
        }
    };
    // Whatever has not answered by then counts as unreachable.
    drop(tokio::time::timeout(PATIENCE, all).await);
    records.into_iter().zip(found).map(|(record, (state, found))| Check { record, state, found }).collect()
}

async fn examine(dns: &TokioResolver, record: &Record) -> (CheckState, Option<String>) {
    let found = match record.kind {
        RecordKind::Txt => texts(dns, &record.name).await,
        RecordKind::Mx => exchanges(dns, &record.name).await,
        RecordKind::Ptr => names_of(dns, record.value.trim_end_matches('.')).await,
    };
    match found {
        Err(()) => (CheckState::Unreachable, None),
        Ok(found) => judge(record, &found),
    }
}

/// Only texts of the same kind count: a domain has many texts.
fn judge(record: &Record, found: &[String]) -> (CheckState, Option<String>) {
    let kind = record.value.split([' ', ';']).next().unwrap_or_default().to_lowercase();
    let alike: Vec<&String> = found
        .iter()
        .filter(|text| {
            record.kind != RecordKind::Txt || record.purpose == Purpose::Dkim || text.to_lowercase().starts_with(&kind)
        })
        .collect();
    let well = match record.purpose {
        // The key alone counts, however it is spaced.
        Purpose::Dkim => alike.iter().any(|text| key(text) == key(&record.value)),
        // A stricter policy is as good, and none is none.
        Purpose::Dmarc => alike.iter().any(|text| ["quarantine", "reject"].contains(&tag(text, "p").as_str())),
        Purpose::TlsReports => !alike.is_empty(),
        // More machines may be named; two records of this kind are an error (RFC 7208, 4.5).
        Purpose::Spf => {
            let mechanism = record.value.split(' ').nth(1).unwrap_or_default();
            matches!(alike.as_slice(), [one] if one.split(' ').any(|part| part.eq_ignore_ascii_case(mechanism)))
        }
        Purpose::Mx | Purpose::Ptr => {
            let wanted = record.value.rsplit(' ').next().unwrap_or_default();
            !alike.is_empty()
                && alike.iter().all(|one| one.rsplit(' ').next().is_some_and(|name| name.eq_ignore_ascii_case(wanted)))
        }
    };
    match (well, alike.first()) {
        (true, _) => (CheckState::Ok, None),
        (false, None) => (CheckState::Missing, None),
        (false, Some(_)) => {
            let shown = alike.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(" | ");
            (CheckState::Different, Some(shown.chars().take(500).collect()))
        }
    }
}

fn key(text: &str) -> String {
    tag(text, "p")
}

fn tag(text: &str, name: &str) -> String {
    let value =
        text.split(';').filter_map(|part| part.split_once('=')).find(|(known, _)| known.trim().eq_ignore_ascii_case(name));
    value.map(|(_, value)| value.split_whitespace().collect()).unwrap_or_default()
}

type Found = Result<Vec<String>, ()>;

/// That there is nothing is an answer too.
fn answers<T>(lookup: Result<T, NetError>, read: impl FnOnce(T) -> Vec<String>) -> Found {
    match lookup {
        Ok(found) => Ok(read(found)),
        Err(error) if error.is_no_records_found() => Ok(Vec::new()),
        Err(_) => Err(()),
    }
}

async fn texts(dns: &TokioResolver, name: &str) -> Found {
    answers(dns.txt_lookup(name).await, |found| {
        let texts =
            found.answers().iter().filter_map(|record| if let RData::TXT(text) = &record.data { Some(text) } else { None });
        texts.map(|text| text.txt_data.iter().map(|part| String::from_utf8_lossy(part)).collect()).collect()
    })
}

async fn exchanges(dns: &TokioResolver, name: &str) -> Found {
    answers(dns.mx_lookup(name).await, |found| {
        let all = found.answers().iter().filter_map(|record| if let RData::MX(mx) = &record.data { Some(mx) } else { None });
        all.map(|mx| format!("{} {}", mx.preference, absolute(&mx.exchange))).collect()
    })
}

/// The names that the addresses of a name have.
async fn names_of(dns: &TokioResolver, host: &str) -> Found {
    let addresses = match dns.lookup_ip(host).await {
        Ok(found) => found.iter().collect::<Vec<_>>(),
        Err(error) if error.is_no_records_found() => Vec::new(),
        Err(_) => return Err(()),
    };
    let mut names = Vec::new();
    for address in addresses {
        let found = answers(dns.reverse_lookup(address).await, |found| {
            let all =
                found.answers().iter().filter_map(|record| if let RData::PTR(name) = &record.data { Some(name) } else { None });
            all.map(|name| absolute(&name.0)).collect()
        })?;
        // An address without a name is as bad as one with a wrong one.
        names.extend(if found.is_empty() { vec!["(none)".to_owned()] } else { found });
    }
    Ok(names)
}

fn absolute(name: &proto::rr::Name) -> String {
    format!("{}.", name.to_utf8().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(value: &str, purpose: Purpose) -> Record {
        let kind = match purpose {
            Purpose::Mx => RecordKind::Mx,
            Purpose::Ptr => RecordKind::Ptr,
            _ => RecordKind::Txt,
        };
        Record { name: "a.example".to_owned(), kind, value: value.to_owned(), purpose }
    }

    #[test]
    fn what_stands_there_is_judged_by_what_it_does() {
        let spf = record("v=spf1 a:a.example -all", Purpose::Spf);
        let dkim = record("v=DKIM1; k=rsa; p=abc", Purpose::Dkim);
        let dmarc = record("v=DMARC1; p=quarantine", Purpose::Dmarc);
        let mx = record("10 a.example.", Purpose::Mx);
        let table = [
            (&spf, vec!["v=spf1 mx a:a.example ~all", "something else"], CheckState::Ok),
            (&spf, vec!["v=spf1 mx -all"], CheckState::Different),
            (&spf, vec!["v=spf1 a:a.example -all", "v=spf1 -all"], CheckState::Different),
            (&spf, vec!["something else"], CheckState::Missing),
            (&dkim, vec!["v=DKIM1;k=rsa; p=a b c"], CheckState::Ok),
            (&dkim, vec!["k=rsa; p=abd"], CheckState::Different),
            (&dkim, vec![], CheckState::Missing),
            (&dmarc, vec!["v=DMARC1; p=reject; rua=mailto:x@a.example"], CheckState::Ok),
            (&dmarc, vec!["v=DMARC1; p=none"], CheckState::Different),
            (&mx, vec!["20 A.example."], CheckState::Ok),
            (&mx, vec!["20 a.example.", "10 b.example."], CheckState::Different),
        ];
        for (record, found, state) in table {
            let found: Vec<String> = found.into_iter().map(ToOwned::to_owned).collect();
            assert_eq!(judge(record, &found).0, state, "{found:?}");
        }
    }
}
