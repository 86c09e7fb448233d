//! What is taken from a mail that came to a reply address: little, and of its HTML nothing (E-62).

use mail_parser::{Address, HeaderName, Message, MessageParser, MimeHeaders as _, PartType};

use crate::mail::inbound::reply_text::{self, NewWords};

/// Bytes of a mail, at most (E-54).
const SIZE: usize = 1 << 20;
/// Parts of a mail, at most.
const PARTS: usize = 50;
/// How deep they may lie in one another.
const DEPTH: usize = 10;

/// A mail that came to a reply address.
#[derive(Debug)]
pub(super) struct Incoming {
    /// The one address it says to be from.
    pub from: String,
    /// The name beside it.
    pub from_name: String,
    /// Its Message-ID, or nothing.
    pub message_id: String,
    /// What she wrote; `None` when it is too large, or too tangled, to look.
    pub words: Option<NewWords>,
    /// Something was attached, and is dropped.
    pub attachments: bool,
}

impl Incoming {
    /// Reads a mail. `None` for one that nobody wrote by hand to us: without exactly one sender, or sent by a program, a list or
    /// in bulk (E-19).
    pub(super) fn read(raw: &[u8]) -> Option<Self> {
        let fits = raw.len() <= SIZE;
        // Of one that is too large only the head is looked at: who is to be told.
        let looked_at = if fits { raw } else { raw.get(..64 << 10)? };
        let mail =
            if fits { MessageParser::default().parse(looked_at)? } else { MessageParser::default().parse_headers(looked_at)? };
        let from = sender(&mail)?;
        if is_automatic(&mail) || is_robot(&from.0) {
            return None;
        }
        let fits = fits && mail.parts.len() <= PARTS && depth(&mail, 0, 0) <= DEPTH;
        Some(Self {
            from: from.0,
            from_name: from.1,
            message_id: mail.message_id().unwrap_or_default().to_owned(),
            words: fits.then(|| reply_text::of_mail(&mail)),
            attachments: mail.attachments().any(|part| {
                is_attached(part.content_disposition().map(mail_parser::ContentType::ctype), part.content_id(), &part.body)
            }),
        })
    }
}

/// The one address in the one `From`.
fn sender(mail: &Message<'_>) -> Option<(String, String)> {
    let mut headers = mail.headers().iter().filter(|header| header.name == HeaderName::From);
    let (Some(only), None) = (headers.next(), headers.next()) else { return None };
    let Some(Address::List(list)) = only.value.as_address() else { return None };
    let [one] = list.as_slice() else { return None };
    let address = one.address()?.trim().to_owned();
    (address.contains('@')).then(|| (address, one.name().unwrap_or_default().to_owned()))
}

fn header<'m>(mail: &'m Message<'_>, name: &'static str) -> Option<&'m str> {
    mail.header_raw(name).map(str::trim)
}

/// Whether a program sent it. A header that says so is enough.
fn is_automatic(mail: &Message<'_>) -> bool {
    let submitted = header(mail, "Auto-Submitted").is_some_and(|value| {
        let word = value.split([';', ' ', '\t', '(']).next().unwrap_or_default();
        !word.eq_ignore_ascii_case("no")
    });
    let precedence = header(mail, "Precedence").is_some_and(|value| {
        ["bulk", "list", "junk", "auto_reply", "auto-reply"].iter().any(|word| value.eq_ignore_ascii_case(word))
    });
    let listed = mail.headers().iter().any(|header| header.name().to_ascii_lowercase().starts_with("list-"));
    let answers = ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Loop"];
    let returned = header(mail, "Return-Path").is_some_and(|value| value.trim_matches(['<', '>', ' ']).is_empty());
    let reports = mail.content_type().is_some_and(|kind| {
        kind.ctype().eq_ignore_ascii_case("multipart") && kind.subtype().is_some_and(|kind| kind.eq_ignore_ascii_case("report"))
    });
    submitted || precedence || listed || returned || reports || answers.iter().any(|name| header(mail, name).is_some())
}

/// Whether nobody reads what is sent there.
fn is_robot(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let plain: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    ["mailerdaemon", "postmaster", "noreply", "donotreply", "bounce", "bounces"].contains(&plain.as_str())
        || ["r+", "b+", "u+"].iter().any(|own| local.starts_with(own))
}

/// Whether a part is something she attached, and not an image of her signature.
fn is_attached(disposition: Option<&str>, id: Option<&str>, body: &PartType<'_>) -> bool {
    let attached = disposition.is_some_and(|word| word.eq_ignore_ascii_case("attachment"));
    attached || id.is_none() && !matches!(body, PartType::Text(_) | PartType::Html(_) | PartType::Multipart(_))
}

/// How deep the parts of a mail, and the mails in it, lie.
fn depth(mail: &Message<'_>, part: u32, above: usize) -> usize {
    if above > DEPTH {
        return above;
    }
    match mail.part(part).map(|part| &part.body) {
        Some(PartType::Multipart(parts)) => parts.iter().map(|part| depth(mail, *part, above + 1)).max().unwrap_or(above),
        Some(PartType::Message(inner)) => depth(inner, 0, above + 1),
        _ => above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(head: &str) -> Vec<u8> {
        format!("{head}\r\nSubject: Re: New activity\r\n\r\nWords.\r\n").into_bytes()
    }

    #[test]
    fn only_what_one_person_wrote_by_hand_is_read() {
        let person = "From: Ada <ada@mail.example>";
        assert_eq!(Incoming::read(&mail(person)).unwrap().words.unwrap().text, "Words.");
        assert!(Incoming::read(&mail(&format!("{person}\r\nAuto-Submitted: no"))).is_some());
        for more in [
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: auto-generated; x=y",
            "Precedence: bulk",
            "Precedence: list",
            "List-Id: <circle.example>",
            "List-Unsubscribe: <https://x.example>",
            "Return-Path: <>",
            "X-Autoreply: yes",
            "From: Eve <eve@mail.example>",
            "Content-Type: multipart/report; boundary=x",
        ] {
            assert!(Incoming::read(&mail(&format!("{person}\r\n{more}"))).is_none(), "{more}");
        }
        for from in [
            "From: ada@mail.example, eve@mail.example",
            "From: Mail <MAILER-DAEMON@mail.example>",
            "From: no-reply@mail.example",
            "From: r+abc@forum.example",
            "From: Somebody",
            "From: Circle: ada@mail.example;",
            "X: y",
        ] {
            assert!(Incoming::read(&mail(from)).is_none(), "{from}");
        }
    }

    #[test]
    fn a_bomb_is_not_looked_at() {
        let level = |level: u32| format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
        let mut nested = ["From: ada@mail.example\r\n".to_owned()].into_iter().chain((0..20).map(level)).collect::<String>();
        nested.push_str("Content-Type: text/plain\r\n\r\nWords.\r\n");
        assert_eq!(Incoming::read(nested.as_bytes()).unwrap().words, None);
        let mut parts = String::from("From: ada@mail.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        parts.push_str(&"--b\r\nContent-Type: text/plain\r\n\r\nWords.\r\n".repeat(60));
        assert_eq!(Incoming::read(parts.as_bytes()).unwrap().words, None);
        let mut large = mail("From: ada@mail.example");
        large.resize(SIZE + 1, b'x');
        assert_eq!(Incoming::read(&large).unwrap().words, None);
    }
}
