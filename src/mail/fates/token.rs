//! What a bounce of a letter is addressed to: 128 bits in lower-case base32, because mail servers change the case of
//! addresses. Made of the Message-ID, so that a letter that is sent twice has one (E-20).

use crate::app::App;

/// The letters of RFC 4648, in lower case.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The token of the letter with this Message-ID: 26 letters.
#[must_use]
pub fn bounce_token(app: &App, message_id: &str) -> String {
    let hash = app.seal.lookup_text("letter-bounce", &[], message_id);
    written(hash.get(..16).unwrap_or_default())
}

fn written(bytes: &[u8]) -> String {
    let (mut token, mut held, mut bits) = (String::new(), 0_u32, 0_u32);
    let mut push = |five: u32| {
        let letter = usize::try_from(five & 31).ok().and_then(|at| LETTERS.get(at)).copied().unwrap_or(b'a');
        token.push(char::from(letter));
    };
    for byte in bytes {
        held = ((held << 8) | u32::from(*byte)) & 0xffff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(held >> bits);
        }
    }
    if bits > 0 {
        push(held << (5 - bits));
    }
    token
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_bytes_are_twenty_six_letters() {
        assert_eq!(written(&[0; 16]), "a".repeat(26));
        assert_eq!(written(&[0xff; 16]), "77777777777777777777777774");
        assert_eq!(written(b"fooba"), "mzxw6ytb");
    }
}
