//! One conversation: commands one after the other, as many in one packet as the other side likes (RFC 2920).

use std::io;
use std::time::Duration;

use actix_web::web;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::sync::watch;
use tokio::time::timeout;

use super::data::Data;
use crate::app::App;
use crate::mail::inbound::{LIMIT, Recipient, Unwelcome, receive};

/// Bytes of a command, at most.
const LINE: usize = 2_048;
/// Bytes without an end of line after which there is no sense in listening on.
const ENDLESS: usize = 64 << 10;
/// Recipients of one mail, at most.
const RECIPIENTS: usize = 100;
/// Bytes of a mail that is too large, which are heard out so that it can be refused properly.
const HEARD_OUT: usize = 16 << 20;
/// Commands that make no sense, before the other side is let go.
const PATIENCE: usize = 20;
/// How long the other side may be silent.
const SILENCE: Duration = Duration::from_mins(2);

/// Who a mail is from and for, as told so far.
#[derive(Debug, Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

pub(super) struct Talk<S> {
    stream: BufReader<S>,
    app: web::Data<App>,
    stopped: watch::Receiver<bool>,
    greeted: bool,
    envelope: Envelope,
    nonsense: usize,
}

/// What the other side said.
enum Said {
    Command(String),
    TooLong,
    Nothing,
    Stop,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Talk<S> {
    pub(super) fn new(stream: S, app: web::Data<App>, stopped: watch::Receiver<bool>) -> Self {
        let stream = BufReader::with_capacity(16 << 10, stream);
        Self { stream, app, stopped, greeted: false, envelope: Envelope::default(), nonsense: 0 }
    }

    /// Talks until the other side has said all.
    pub(super) async fn hold(mut self) -> io::Result<()> {
        let host = self.app.config.mail.domain.clone();
        self.say(&format!("220 {host} LMTP")).await?;
        loop {
            let command = match self.listen().await? {
                Said::Command(command) => command,
                Said::TooLong => {
                    self.refuse("500 5.5.2 This line is too long").await?;
                    continue;
                }
                Said::Nothing => return Ok(()),
                Said::Stop => return self.say("421 4.3.2 The forum is stopping, please come again").await,
            };
            let (verb, rest) = command.split_once(' ').unwrap_or((&command, ""));
            match verb.to_ascii_uppercase().as_str() {
                "LHLO" if !rest.trim().is_empty() => {
                    (self.greeted, self.envelope) = (true, Envelope::default());
                    let offers =
                        ["PIPELINING", "ENHANCEDSTATUSCODES", "8BITMIME"].map(|offer| format!("250-{offer}\r\n")).concat();
                    self.say(&format!("250-{host}\r\n{offers}250 SIZE {LIMIT}")).await?;
                }
                "LHLO" => self.refuse("501 5.5.4 Please say who you are").await?,
                "MAIL" => self.begin(rest).await?,
                "RCPT" => self.address(rest).await?,
                "DATA" => {
                    if !self.take_in().await? {
                        return Ok(());
                    }
                }
                "RSET" => {
                    self.envelope = Envelope::default();
                    self.say("250 2.0.0 Forgotten").await?;
                }
                "NOOP" => self.say("250 2.0.0 Still here").await?,
                "VRFY" => self.say("252 2.1.5 Try and see").await?,
                "QUIT" => return self.say("221 2.0.0 Goodbye").await,
                _ => self.refuse("500 5.5.1 This is LMTP: LHLO, MAIL, RCPT, DATA, RSET, NOOP, QUIT").await?,
            }
            if self.nonsense > PATIENCE {
                return self.say("421 4.7.0 This makes no sense").await;
            }
        }
    }

    async fn say(&mut self, line: &str) -> io::Result<()> {
        self.stream.write_all(format!("{line}\r\n").as_bytes()).await?;
        self.stream.flush().await
    }

    async fn refuse(&mut self, line: &str) -> io::Result<()> {
        self.nonsense += 1;
        self.say(line).await
    }

    /// The next command. A stop is heard between two commands only.
    async fn listen(&mut self) -> io::Result<Said> {
        let (mut line, mut came) = (Vec::new(), 0);
        loop {
            let stopped = self.stopped.wait_for(|stop| *stop);
            let bytes = tokio::select! {
                biased;
                _ = stopped, if came == 0 => return Ok(Said::Stop),
                bytes = timeout(SILENCE, self.stream.fill_buf()) => bytes.map_err(|_| io::ErrorKind::TimedOut)??,
            };
            let end = bytes.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(bytes.len(), |end| end + 1);
            if taken == 0 {
                return Ok(Said::Nothing);
            }
            if line.len() <= LINE {
                line.extend_from_slice(bytes.get(..taken).unwrap_or_default());
            }
            came += taken;
            self.stream.consume(taken);
            if end.is_some() {
                break;
            }
            if came > ENDLESS {
                return Ok(Said::Nothing);
            }
        }
        if line.len() > LINE {
            return Ok(Said::TooLong);
        }
        Ok(Said::Command(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
    }

    async fn begin(&mut self, rest: &str) -> io::Result<()> {
        if !self.greeted || self.envelope.from.is_some() {
            return self.refuse("503 5.5.1 Not now").await;
        }
        let Some((from, parameters)) = path(rest, "FROM:") else {
            return self.refuse("501 5.5.4 MAIL FROM:<address>").await;
        };
        for parameter in parameters.split_whitespace() {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let size = value.parse::<usize>();
            match (name.to_ascii_uppercase().as_str(), size) {
                ("SIZE", Ok(size)) if size > LIMIT => return self.say("552 5.3.4 This mail is too large").await,
                ("SIZE", Ok(_)) | ("BODY", _) => {}
                _ => return self.refuse("555 5.5.4 Nobody offered that").await,
            }
        }
        self.envelope.from = Some(from.to_owned());
        self.say("250 2.1.0 Go on").await
    }

    async fn address(&mut self, rest: &str) -> io::Result<()> {
        if self.envelope.from.is_none() {
            return self.refuse("503 5.5.1 MAIL comes first").await;
        }
        let Some((to, parameters)) = path(rest, "TO:") else {
            return self.refuse("501 5.5.4 RCPT TO:<address>").await;
        };
        if !parameters.trim().is_empty() {
            return self.refuse("555 5.5.4 Nobody offered that").await;
        }
        if Recipient::parse(to, &self.app.config.mail.domain).is_none() {
            // No nonsense: a mail server passes on what others guess.
            return self.say("550 5.1.1 Nobody has this address").await;
        }
        if self.envelope.to.len() >= RECIPIENTS {
            return self.say("452 4.5.3 Too many recipients at once").await;
        }
        if self.app.limits.inbound(to).is_err() {
            return self.say("451 4.7.1 Too much at once, please come again").await;
        }
        self.envelope.to.push(to.to_owned());
        self.say("250 2.1.5 Go on").await
    }

    /// Hears a mail out and answers once for each recipient (RFC 2033, 4.2); `false` when there is nobody to talk to any more.
    async fn take_in(&mut self) -> io::Result<bool> {
        if self.envelope.to.is_empty() {
            self.refuse("503 5.5.1 There is nobody to take it").await?;
            return Ok(true);
        }
        self.say("354 Go on, and end with a dot").await?;
        let mut data = Data::new(LIMIT);
        loop {
            let bytes = timeout(SILENCE, self.stream.fill_buf()).await.map_err(|_| io::ErrorKind::TimedOut)??;
            if bytes.is_empty() || data.came() > HEARD_OUT {
                return Ok(false);
            }
            let (taken, ended) = data.take(bytes);
            self.stream.consume(taken);
            if ended {
                break;
            }
        }
        let Envelope { from, to } = std::mem::take(&mut self.envelope);
        let (from, raw) = (from.unwrap_or_default(), data.into_kept());
        for to in to {
            let answer = match receive(&self.app, &from, &to, raw.clone()).await {
                Ok(()) => "250 2.0.0 Kept",
                Err(Unwelcome::Unknown) => "550 5.1.1 Nobody has this address",
                Err(Unwelcome::TooLarge) => "552 5.3.4 This mail is too large",
                Err(Unwelcome::NoMail) => "554 5.6.0 This is no mail",
                Err(Unwelcome::Storage(failure)) => {
                    tracing::error!(%failure, "a mail could not be kept");
                    "451 4.3.0 It could not be kept, please come again"
                }
            };
            self.say(answer).await?;
        }
        Ok(true)
    }
}

/// The address behind `FROM:` or `TO:`, and what follows it.
fn path<'l>(rest: &'l str, word: &str) -> Option<(&'l str, &'l str)> {
    let rest = rest.trim();
    let named = rest.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
    let (address, parameters) = rest.get(named.len()..)?.trim_start().strip_prefix('<')?.split_once('>')?;
    // A route in front (`@a,@b:`) is ignored, as RFC 5321 wants it.
    let address = if address.starts_with('@') { address.split_once(':')?.1 } else { address };
    Some((address, parameters))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn an_address_is_read_out_of_a_command() {
        assert_eq!(path("FROM:<ada@example.org> SIZE=12", "FROM:"), Some(("ada@example.org", " SIZE=12")));
        assert_eq!(path("from: <>", "FROM:"), Some(("", "")));
        assert_eq!(path("TO:<@a.example,@b.example:ada@example.org>", "TO:"), Some(("ada@example.org", "")));
        for wrong in ["", "FROM:", "FROM:ada@example.org", "TO:<ada@example.org>", "FROM:<ada", "FRÖM:<ada@example.org>"] {
            assert_eq!(path(wrong, "FROM:"), None, "{wrong}");
        }
    }
}
