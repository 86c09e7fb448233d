//! What a mail system tells a person: the words above the original mail, and who they are about.

use std::sync::LazyLock;

use regex::Regex;

use super::classes::{code_in, judge, status_in};
use super::{Action, Failure};

/// Recipients of one notice, at most.
const RECIPIENTS: usize = 100;

fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

/// Where the original mail begins.
static ORIGINAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        ^[\W_]*(the\s)?(original|unsent|returned|undelivered|message)\s(message|mail|text|headers?|contents?)
            (\s(headers?|text|follows|is\sattached).*)?[\W_]*$
        | copy\sof\s(the|your)\s(original\s)?(message|mail)
        | headers?\sof\sthe\soriginal
        | below\sthis\sline
        | ^[\W_]*(message|mail)\s(headers?|text)\sfollows?
        | enclosed\sis\sa\scopy
        | ^\s*(return-path|received|dkim-signature|x-received|arc-seal|x-google-smtp-source)\s?:
    ",
    )
});

/// A line about one recipient: its address stands in front, behind a code at most.
static RECIPIENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r#"(?ix)^[\s*>|"'-]*
        (?:(?:recipient(?:\saddress)?|address)\s*:\s*)?
        (?:[245]\d\d[\s-]+)?(?:[245]\.\d{1,3}\.\d{1,3}\s+)?
        [<"']*([^\s<>"'()\[\]:;,]+@[a-z0-9][a-z0-9._-]*[a-z0-9])[>"']*(.*)$"#,
    )
});

/// The words of a mail that came back, up to the original mail.
#[derive(Debug)]
pub(super) struct Notice {
    pub text: String,
    /// Who it is about, and where in the text.
    about: Vec<(String, std::ops::Range<usize>)>,
}

impl Notice {
    pub(super) fn of(text: &str) -> Self {
        let quoted = text.lines().filter(|line| line.starts_with('>')).count() * 3 > text.lines().count();
        let unquoted = |line: &str| if quoted { line.trim_start_matches(['>', ' ']).to_owned() } else { line.to_owned() };
        let is_original = |line: &str| ORIGINAL.as_ref().is_some_and(|pattern| pattern.is_match(line));
        let lines = text.lines().map(unquoted).enumerate();
        // A mail that begins with what looks like an original mail has nothing else to say.
        let kept = lines.take_while(|(place, line)| *place == 0 || !is_original(line)).map(|(_, line)| line);
        let text = kept.collect::<Vec<_>>().join("\n");
        let about = recipients(&text);
        Self { text, about }
    }

    /// The words about this recipient; all, when it is not named.
    pub(super) fn near(&self, address: &str) -> &str {
        let found = self.about.iter().find(|(known, _)| known == address);
        found.and_then(|(_, range)| self.text.get(range.clone())).unwrap_or(&self.text)
    }

    /// Whether the answer came after the words of the mail had been heard.
    pub(super) fn is_after_data(&self, near: &str) -> bool {
        let says = |text: &str| {
            let text = text.to_ascii_lowercase();
            let heard = [
                "end of data",
                "in reply to data",
                ">>> data",
                "final data",
                "text command",
                "after data",
                "(data)",
                "[data]",
                "after i sent the message",
            ];
            heard.iter().any(|word| text.contains(word)) && !text.contains(">>> rcpt to")
        };
        says(near) || (self.about.len() <= 1 && says(&self.text))
    }

    /// Who could not be reached, of a notice without a report. `named`: who its headers say that was.
    pub(super) fn failures(&self, named: &[String]) -> Vec<Failure> {
        let (about, is_delay) = (&self.about, self.is_delay());
        if about.len() > 1 && named.len() != 1 {
            return about.iter().map(|(address, range)| self.failure(Some(address), range.clone(), is_delay)).collect();
        }
        let address = named.first().or_else(|| about.first().map(|(address, _)| address));
        vec![self.failure(address, 0..self.text.len(), is_delay)]
    }

    fn failure(&self, address: Option<&String>, range: std::ops::Range<usize>, is_delay: bool) -> Failure {
        let near = self.text.get(range).unwrap_or(&self.text);
        let (code, status) = (code_in(near), status_in(near));
        let verdict = judge(code, status.as_deref(), near, self.is_after_data(near));
        let action = if is_delay { Action::Delayed } else { Action::Failed };
        Failure { address: address.cloned(), action, code, status, verdict }
    }

    fn is_delay(&self) -> bool {
        let text = self.text.to_ascii_lowercase();
        [
            "temporary failure report",
            "has been delayed",
            "is delayed",
            "warning message only",
            "will be retried",
            "will keep trying",
            "do not need to resend",
        ]
        .iter()
        .any(|word| text.contains(word))
    }
}

/// The addresses that stand at the beginning of a line, each with the words up to the next one.
fn recipients(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let Some(pattern) = &*RECIPIENT else { return Vec::new() };
    let mut found: Vec<(String, std::ops::Range<usize>)> = Vec::new();
    let mut place = 0;
    for line in text.split_inclusive('\n') {
        let captured = pattern.captures(line.trim_end());
        let address = captured.as_ref().and_then(|captured| captured.get(1)).map(|found| found.as_str().to_ascii_lowercase());
        if let Some(address) = address {
            let known = found.iter().any(|(known, _)| *known == address);
            if !known && found.len() < RECIPIENTS {
                if let Some((_, last)) = found.last_mut() {
                    last.end = place;
                }
                found.push((address, place..text.len()));
            }
        }
        place += line.len();
    }
    found
}
