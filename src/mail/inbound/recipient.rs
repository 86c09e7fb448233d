//! Whom mail may be for: addresses of ours that carry a token, and the one for complaints.

/// Characters of a token, at least. Shorter ones could be guessed.
const SHORTEST: usize = 20;
/// Characters of the part before the `@`, at most (RFC 5321).
const LOCAL_PART: usize = 64;

/// An address of ours that takes mail. Tokens are lower-case base32, so a mail program that changes case breaks nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// `b+TOKEN`: the envelope sender of a letter; bounces come here.
    Bounce(String),
    /// `r+TOKEN`: an answer to a letter.
    Reply(String),
    /// `u+TOKEN`: stop these letters.
    Stop(String),
    /// `complaints`: where mailbox providers send abuse reports (RFC 5965).
    Complaints,
}

impl Recipient {
    /// Reads an address, in angle brackets or not; `None` when it is none of ours. Whether a token is good is found out
    /// later: the answer to a guess says nothing.
    #[must_use]
    pub fn parse(address: &str, domain: &str) -> Option<Self> {
        let address = address.trim().trim_start_matches('<').trim_end_matches('>');
        let (local, host) = address.rsplit_once('@')?;
        if domain.is_empty() || !host.trim_end_matches('.').eq_ignore_ascii_case(domain) || local.len() > LOCAL_PART {
            return None;
        }
        let local = local.to_ascii_lowercase();
        if local == "complaints" {
            return Some(Self::Complaints);
        }
        let (kind, token) = local.split_once('+')?;
        let is_base32 = token.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'));
        if token.len() < SHORTEST || !is_base32 {
            return None;
        }
        match kind {
            "b" => Some(Self::Bounce(token.to_owned())),
            "r" => Some(Self::Reply(token.to_owned())),
            "u" => Some(Self::Stop(token.to_owned())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_with_a_token_of_ours_take_mail() {
        let token = "abcdefghijklmnopqrstuvwx23";
        let of = |address: &str| Recipient::parse(address, "notes.example.org");
        assert_eq!(of(&format!("b+{token}@notes.example.org")), Some(Recipient::Bounce(token.to_owned())));
        assert_eq!(of(&format!("<R+{}@Notes.Example.ORG>", token.to_uppercase())), Some(Recipient::Reply(token.to_owned())));
        assert_eq!(of(&format!("u+{token}@notes.example.org.")), Some(Recipient::Stop(token.to_owned())));
        assert_eq!(of("complaints@notes.example.org"), Some(Recipient::Complaints));
        for wrong in [
            "",
            "@",
            "b@notes.example.org",
            "b+@notes.example.org",
            "b+short@notes.example.org",
            &format!("x+{token}@notes.example.org"),
            &format!("b+{token}@example.org"),
            &format!("b+{token}@notes.example.org@elsewhere.example"),
            &format!("b+{token}1@notes.example.org"),
            &format!("b+{}@notes.example.org", "a".repeat(63)),
            "notes@notes.example.org",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
        assert_eq!(Recipient::parse("complaints@", ""), None, "without a domain nothing is taken");
    }
}
