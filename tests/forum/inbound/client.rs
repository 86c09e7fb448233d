//! A mail server's side of an LMTP conversation.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// A conversation over TCP.
pub struct Lmtp {
    stream: BufReader<TcpStream>,
}

impl Lmtp {
    /// Connects and hears the greeting.
    pub fn connects(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut talk = Self { stream: BufReader::new(stream) };
        let greeting = talk.hears();
        assert!(greeting.starts_with("220 "), "{greeting}");
        talk
    }

    /// Connects and says who it is.
    pub fn greets(address: &str) -> Self {
        let mut talk = Self::connects(address);
        talk.says("LHLO mx.example", "250");
        talk
    }

    /// Sends bytes as they are.
    pub fn sends(&mut self, bytes: &[u8]) {
        self.stream.get_mut().write_all(bytes).unwrap();
    }

    /// One answer, all its lines; empty when the other side has hung up.
    pub fn hears(&mut self) -> String {
        let mut answer = String::new();
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line).unwrap_or(0) == 0 {
                return answer;
            }
            assert!(line.ends_with("\r\n"), "{line:?}");
            answer.push_str(&line);
            if line.as_bytes().get(3) != Some(&b'-') {
                return answer;
            }
        }
    }

    /// Sends a command and hears an answer that begins like this.
    #[track_caller]
    pub fn says(&mut self, command: &str, answer: &str) -> String {
        self.sends(format!("{command}\r\n").as_bytes());
        let heard = self.hears();
        assert!(heard.starts_with(answer), "to {command:.80}: {heard}");
        heard
    }

    /// Hands a mail over to these; the answers, one for each that was taken.
    pub fn hands_over(&mut self, from: &str, to: &[&str], mail: &str) -> Vec<String> {
        self.says(&format!("MAIL FROM:<{from}>"), "250");
        for to in to {
            self.says(&format!("RCPT TO:<{to}>"), "250");
        }
        self.says("DATA", "354");
        let stuffed = mail.replace("\r\n.", "\r\n..");
        self.sends(format!("{stuffed}\r\n.\r\n").as_bytes());
        to.iter().map(|_| self.hears()).collect()
    }
}
