//! Whether a mail is from whom it says (E-51): by its own signatures, or by the word of the server that took it in.
//!
//! SPF needs the address that the mail came from, which nobody tells us here; so it is DKIM that has to be aligned, unless
//! our own mail server looked before us and says so in a header that only it may write.

use std::sync::OnceLock;

use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::{AuthenticatedMessage, DmarcResult, MessageAuthenticator, SpfOutput};

use crate::config;
use crate::mail::dns;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is from the domain of its sender.
    Passed,
    /// It is not, or nobody can tell.
    Refused,
    /// The name servers do not answer now.
    Later,
}

/// Looks whether mails are from whom they say.
pub struct Authenticator {
    resolver: String,
    /// In lower case; empty: nobody's word is believed.
    believed: String,
    dns: OnceLock<Option<MessageAuthenticator>>,
}

impl Authenticator {
    /// With these settings. The resolver is asked for only once a mail has come.
    #[must_use]
    pub fn new(mail: &config::Mail) -> Self {
        let believed = mail.authserv_id.trim().to_ascii_lowercase();
        Self { resolver: mail.resolver.trim().to_owned(), believed, dns: OnceLock::new() }
    }

    /// Judges a mail that says to be from this address and no other.
    pub async fn judge(&self, raw: &[u8], from: &str) -> Verdict {
        let Some((_, domain)) = from.rsplit_once('@') else { return Verdict::Refused };
        if let Some(verdict) = self.told_by_our_server(raw, domain) {
            return verdict;
        }
        let Some(dns) = self.dns.get_or_init(|| dns::resolver(&self.resolver)) else { return Verdict::Later };
        // Strict: a signature over a part of the body is none.
        let Some(mail) = AuthenticatedMessage::parse_with_opts(raw, None, true) else { return Verdict::Refused };
        let [only] = mail.froms() else { return Verdict::Refused };
        if !only.eq_ignore_ascii_case(from) {
            return Verdict::Refused;
        }
        let mut signatures = dns.verify_dkim(&mail).await;
        // One that leaves out the sender's line says nothing about it, though it verifies (RFC 6376, 5.4).
        signatures.retain(|signed| {
            signed.signature().is_some_and(|signature| signature.h.iter().any(|name| name.trim().eq_ignore_ascii_case("from")))
        });
        let spf = SpfOutput::default();
        let output = dns.verify_dmarc(DmarcParameters::new(&mail, &signatures, domain, &spf)).await;
        match (output.dkim_result(), output.spf_result()) {
            (DmarcResult::Pass, _) => Verdict::Passed,
            (DmarcResult::TempError(_), _) | (_, DmarcResult::TempError(_)) => Verdict::Later,
            _ => Verdict::Refused,
        }
    }

    /// What the `Authentication-Results` of the configured server say. Those of others are passed over; of two under its name
    /// one is forged, so that both must agree.
    fn told_by_our_server(&self, raw: &[u8], domain: &str) -> Option<Verdict> {
        if self.believed.is_empty() {
            return None;
        }
        let told: Vec<Verdict> =
            headers(raw, "authentication-results").iter().filter_map(|value| dmarc_told(value, &self.believed, domain)).collect();
        let first = *told.first()?;
        Some(if told.iter().all(|verdict| *verdict == first) { first } else { Verdict::Refused })
    }
}

/// The verdict on DMARC in one header, if it is of this server; without a word on DMARC it says nothing.
fn dmarc_told(value: &str, believed: &str, domain: &str) -> Option<Verdict> {
    let value = without_comments(value).to_ascii_lowercase();
    let mut parts = value.split(';');
    let server = parts.next()?.split_whitespace().next()?;
    if server != believed {
        return None;
    }
    let mut told = parts.filter_map(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let result = words.first()?.strip_prefix("dmarc=")?;
        let about = words.iter().find_map(|word| word.strip_prefix("header.from="));
        // A verdict about another sender is none about this one.
        let about_her =
            about.is_none_or(|about| about.rsplit('@').next().is_some_and(|about| about == domain.to_ascii_lowercase()));
        Some(match result {
            "pass" if about_her => Verdict::Passed,
            "temperror" if about_her => Verdict::Later,
            _ => Verdict::Refused,
        })
    });
    let first = told.next()?;
    Some(if told.all(|other| other == first) { first } else { Verdict::Refused })
}

/// What stands outside of parentheses.
fn without_comments(value: &str) -> String {
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    value
        .chars()
        .filter(|letter| {
            if std::mem::take(&mut escaped) {
                return depth == 0;
            }
            match letter {
                '\\' => escaped = true,
                '"' if depth == 0 => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted && depth > 0 => {
                    depth -= 1;
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// The values of a header, unfolded, from the top.
fn headers(raw: &[u8], name: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.split('\n').map(|line| line.trim_end_matches('\r')).take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            if let Some(value) = found.last_mut().filter(|_| inside) {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        let (known, value) = line.split_once(':').unwrap_or_default();
        inside = known.trim_end().eq_ignore_ascii_case(name);
        if inside {
            found.push(value.trim().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(value: &str) -> Option<Verdict> {
        dmarc_told(value, "mx.forum.example", "mail.example")
    }

    #[test]
    fn only_the_own_server_is_believed_and_only_about_this_sender() {
        assert_eq!(told("mx.forum.example; dkim=pass; dmarc=pass header.from=mail.example"), Some(Verdict::Passed));
        assert_eq!(told("MX.forum.example 1; dmarc=pass (p=none dis=none) header.from=Mail.Example"), Some(Verdict::Passed));
        assert_eq!(told("mx.forum.example; dmarc=temperror header.from=mail.example"), Some(Verdict::Later));
        assert_eq!(told("mx.forum.example; dmarc=fail header.from=mail.example"), Some(Verdict::Refused));
        assert_eq!(told("mx.forum.example; dmarc=none"), Some(Verdict::Refused));
        assert_eq!(told("mx.forum.example; dmarc=pass header.from=other.example"), Some(Verdict::Refused));
        assert_eq!(told("mx.forum.example; dmarc=fail; dmarc=pass header.from=mail.example"), Some(Verdict::Refused));
        assert_eq!(told("mx.forum.example; dkim=pass"), None);
        assert_eq!(told("mx.elsewhere.example; dmarc=pass header.from=mail.example"), None);
        assert_eq!(told("x (mx.forum.example; dmarc=pass); dmarc=pass"), None);
        assert_eq!(told("mx.forum.example; none (; dmarc=pass header.from=mail.example )"), None);
    }

    #[test]
    fn headers_are_unfolded_and_the_body_is_none() {
        let raw = b"A: 1\r\nAuthentication-Results: x;\r\n dmarc=pass\r\nB: 2\r\n\r\nAuthentication-Results: y\r\n";
        assert_eq!(headers(raw, "authentication-results"), ["x; dmarc=pass"]);
    }
}
