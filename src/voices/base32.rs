//! Lower-case base32 (RFC 4648, without padding): for tokens in mail addresses, whose case programs change.

const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Writes bytes as letters.
pub(super) fn written(bytes: &[u8]) -> String {
    let (mut text, mut held, mut bits) = (String::new(), 0_u32, 0_u32);
    for byte in bytes.iter().copied().map(Some).chain([None]) {
        match byte {
            Some(byte) => (held, bits) = ((held << 8) | u32::from(byte), bits + 8),
            // What is left is filled up with zeros.
            None if bits > 0 => (held, bits) = (held << (5 - bits), 5),
            None => {}
        }
        while bits >= 5 {
            bits -= 5;
            let place = usize::try_from((held >> bits) & 31).unwrap_or_default();
            text.push(LETTERS.get(place).copied().map_or('a', char::from));
        }
        held &= 31;
    }
    text
}

/// Reads letters of any case; `None` for others, and where letters are left over.
pub(super) fn read(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0_u32);
    for letter in text.bytes() {
        let five = LETTERS.iter().position(|known| *known == letter.to_ascii_lowercase())?;
        (held, bits) = ((held << 5) | u32::try_from(five).ok()?, bits + 5);
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 255).ok()?);
        }
        held &= 255;
    }
    (bits < 5 && held & ((1 << bits) - 1) == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again_whatever_its_case() {
        for length in 0..30 {
            let bytes: Vec<u8> = (0..length).map(|place: u8| place.wrapping_mul(77).wrapping_add(200)).collect();
            let text = written(&bytes);
            assert!(text.bytes().all(|letter| LETTERS.contains(&letter)), "{text}");
            assert_eq!(read(&text), Some(bytes.clone()));
            assert_eq!(read(&text.to_uppercase()), Some(bytes));
        }
        assert_eq!(written(b"fooba"), "mzxw6ytb");
        assert_eq!(written(&[0xff; 2]), "777q");
        for wrong in ["1", "a-", "a", "777r"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
