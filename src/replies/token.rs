//! The part of a reply address that nobody can guess: 128 bits in lower-case base32, because mail programs and servers
//! change the case of addresses.

/// The letters of RFC 4648, in lower case.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// Letters of a token.
const LENGTH: usize = 26;

/// Writes sixteen bytes.
pub(super) fn written(bytes: &[u8]) -> String {
    let (mut token, mut held, mut bits) = (String::with_capacity(LENGTH), 0_u32, 0_u32);
    let mut push = |five: u32| {
        let letter = usize::try_from(five & 31).ok().and_then(|at| LETTERS.get(at)).copied().unwrap_or(b'a');
        token.push(char::from(letter));
    };
    for byte in bytes.iter().take(16) {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(held >> bits);
        }
    }
    push(held << (5 - bits));
    token
}

/// Reads a token in any case; `None` for what cannot be one.
pub(super) fn read(text: &str) -> Option<String> {
    let token = text.trim().to_ascii_lowercase();
    (token.len() == LENGTH && token.bytes().all(|letter| LETTERS.contains(&letter))).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_in_any_case_and_nothing_else_is() {
        let token = written(&[0xff; 16]);
        assert_eq!(token, "77777777777777777777777774");
        assert_eq!(written(&[0; 16]), "a".repeat(26));
        assert_eq!(read(&token.to_ascii_uppercase()), Some(token.clone()));
        for wrong in ["", "a", &format!("{token}a"), &format!("{}0", &token[1..]), &format!("{}ß", &token[2..])] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
