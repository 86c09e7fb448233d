//! The words of a mail as they come after DATA: dots taken off again, the end found, never more kept than fits.

/// Where in a line the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Behind CR LF: a line begins.
    Beginning,
    /// Behind a dot that begins a line.
    Dot,
    /// Behind that dot and CR.
    DotReturn,
    /// Within a line.
    Within,
    /// Behind CR.
    Return,
}

/// Gathers a mail. Only CR LF ends a line: a lone LF is content, so nobody can hide a second mail behind one.
#[derive(Debug)]
pub(super) struct Data {
    at: At,
    kept: Vec<u8>,
    /// How much came, kept or not.
    came: usize,
    limit: usize,
}

impl Data {
    pub(super) const fn new(limit: usize) -> Self {
        Self { at: At::Beginning, kept: Vec::new(), came: 0, limit }
    }

    /// Takes bytes; says how many were taken, and whether the mail has ended with them.
    pub(super) fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (place, byte) in bytes.iter().enumerate() {
            self.at = match (self.at, byte) {
                (At::DotReturn, b'\n') => return (place + 1, true),
                (At::Beginning, b'.') => At::Dot,
                (At::Dot, b'\r') => At::DotReturn,
                (At::DotReturn, b'\r') => {
                    self.keep(b'\r');
                    self.keep(b'\r');
                    At::Return
                }
                (At::DotReturn, byte) => {
                    self.keep(b'\r');
                    self.keep(*byte);
                    At::Within
                }
                (At::Return, b'\n') => {
                    self.keep(b'\n');
                    At::Beginning
                }
                (_, b'\r') => {
                    self.keep(b'\r');
                    At::Return
                }
                (_, byte) => {
                    self.keep(*byte);
                    At::Within
                }
            };
        }
        (bytes.len(), false)
    }

    fn keep(&mut self, byte: u8) {
        self.came = self.came.saturating_add(1);
        if self.kept.len() <= self.limit {
            self.kept.push(byte);
        }
    }

    /// How much came.
    pub(super) const fn came(&self) -> usize {
        self.came
    }

    /// The mail; one byte more than the limit when it was too large.
    pub(super) fn into_kept(self) -> Vec<u8> {
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(wire: &[u8], piece: usize) -> (Vec<u8>, usize, bool) {
        let mut data = Data::new(1_000);
        let (mut used, mut ended) = (0, false);
        for bytes in wire.chunks(piece) {
            let (more, end) = data.take(bytes);
            used += more;
            if end {
                ended = true;
                break;
            }
        }
        (data.into_kept(), used, ended)
    }

    #[test]
    fn dots_are_taken_off_and_only_a_dot_alone_ends_a_mail() {
        for (wire, mail, rest) in [
            (&b"A: b\r\n\r\nWords\r\n.\r\nRSET\r\n"[..], &b"A: b\r\n\r\nWords\r\n"[..], 6),
            (b"..dot\r\n...\r\n.\r\n", b".dot\r\n..\r\n", 0),
            (b".\r\n", b"", 0),
            (b"lone\n.\nfeed\n.\r\nx\r\n.\r\n", b"lone\n.\nfeed\n.\r\nx\r\n", 0),
            (b"return\r.\r\n.\rx\r\n.\r\n", b"return\r.\r\n\rx\r\n", 0),
            (b".\r\r\n.\r\n", b"\r\r\n", 0),
        ] {
            for piece in [1, 2, 3, 5, 1_000] {
                let (kept, used, ended) = taken(wire, piece);
                assert!(ended, "{wire:?} in pieces of {piece}");
                assert_eq!(String::from_utf8_lossy(&kept), String::from_utf8_lossy(mail), "in pieces of {piece}");
                assert_eq!(wire.len() - used, rest);
            }
        }
        assert!(!taken(b"no end\r\n.\n", 3).2);
    }

    #[test]
    fn what_does_not_fit_is_counted_and_not_kept() {
        let mut data = Data::new(10);
        data.take(&[b'x'; 100]);
        assert_eq!(data.came(), 100);
        assert_eq!(data.into_kept().len(), 11);
    }
}
