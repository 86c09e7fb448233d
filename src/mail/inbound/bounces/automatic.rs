//! Who wrote a mail: a mail system, a machine for somebody who is away, or a person; and whether it may be answered (E-19).

use std::sync::LazyLock;

use mail_parser::{HeaderName, Message};
use regex::Regex;

fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

/// Subjects of mail systems that give something back.
static RETURNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?ix)undeliver | not\sdelivered | non[\s-]?deliver | delivery\s(status|fail|notif|has|err|report|problem|delay)
        | (deliver|mail|message|sending|system)\w*\s(\w+\s){0,3}(fail|error|return|reject|unsuccess)
        | return(ed|ing)\s(\w+\s)?(mail|message|to\ssender) | failure\s(notice|delivery) | could\snot\sbe\s(delivered|sent)
        | error\ssending | unzustellbar | nicht\szugestellt | non\s(remis|distribu|recapit) | no\s(se\s)?(ha\s)?(entreg|podido)
        | не\sдоставлен | 配信 | 送信 | Недоставлен",
    )
});

/// Subjects of answers that machines give for people.
static AWAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\s*(re:\s*)?(\[?auto(matic(ally)?|mated)?[\s-]*(generated\s)?(re(ply|sponse|spond)|answer|antwort)
        | out\sof\s(the\s)?office | away\s(from|until|on) | (on\s)?(vacation|holiday|annual\sleave|maternity|parental\sleave)
        | i\sam\s(away|out) | abwesen | automatische\santwort | réponse\sautomatique | absence | respuesta\sautom | risposta\sautom
        | fuera\sde | ooo\b | رد\sتلقائي | автоответ | automatisch\santwoord | autosvar | 自動応答)",
    )
});

/// Local parts of mail systems.
const SYSTEMS: [&str; 9] = [
    "mailer-daemon",
    "postmaster",
    "post_master",
    "mail-daemon",
    "maildaemon",
    "mdaemon",
    "mail.delivery.system",
    "mailerdaemon",
    "bounce",
];

/// Local parts that nobody reads.
const NOBODY: [&str; 10] =
    ["no-reply", "noreply", "no_reply", "donotreply", "do-not-reply", "bounces", "owner", "request", "listserv", "daemon"];

fn raw<'m>(message: &'m Message<'_>, name: &'static str) -> Option<&'m str> {
    // By its spelling: the parser knows some of these by other names.
    message.headers_raw().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn sender(message: &Message<'_>) -> String {
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address().map(str::to_owned));
    // Some systems write what is no address at all.
    let from = from.or_else(|| message.header_raw(HeaderName::From).map(|from| from.trim().to_owned()));
    from.unwrap_or_default().to_ascii_lowercase()
}

/// Whether a mail system gives something back, as far as its headers tell.
pub(super) fn is_from_a_mail_system(message: &Message<'_>) -> bool {
    if !failed_recipients(message).is_empty() {
        return true;
    }
    let from = sender(message);
    let local = from.split('@').next().unwrap_or_default().trim_matches(['<', '>', '"', ' ']);
    let subject = message.subject().unwrap_or_default();
    let returned = RETURNED.as_ref().is_some_and(|pattern| pattern.is_match(subject));
    let away = AWAY.as_ref().is_some_and(|pattern| pattern.is_match(subject));
    let system = SYSTEMS.iter().any(|known| local == *known || from.contains("mailer-daemon"));
    (system && !away) || (returned && (system || message.return_address().is_none_or(str::is_empty)))
}

/// Whom `X-Failed-Recipients` names.
pub(super) fn failed_recipients(message: &Message<'_>) -> Vec<String> {
    let named = raw(message, "X-Failed-Recipients").unwrap_or_default();
    named.split(',').map(|address| address.trim().to_ascii_lowercase()).filter(|address| address.contains('@')).collect()
}

/// Whether a machine wrote it for somebody (RFC 3834): nothing in it is meant for us.
#[must_use]
pub fn is_automatic(message: &Message<'_>) -> bool {
    let submitted = raw(message, "Auto-Submitted").unwrap_or("no").to_ascii_lowercase();
    let named =
        ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From", "X-Mail-Autoreply", "X-FC-MachineGenerated"];
    !submitted.starts_with("no")
        || named.iter().any(|name| raw(message, name).is_some_and(|value| !value.eq_ignore_ascii_case("no")))
        || raw(message, "Precedence").is_some_and(|value| value.to_ascii_lowercase().starts_with("auto"))
        || AWAY.as_ref().is_some_and(|pattern| pattern.is_match(message.subject().unwrap_or_default()))
}

/// Whether a mail may be answered by a machine at all: not when another machine wrote it, when it came to many, or when
/// nobody would read the answer. `from` is the envelope's sender; `ours` the domains whose mail is our own.
#[must_use]
pub fn is_answerable(message: &Message<'_>, from: &str, ours: &[&str]) -> bool {
    let from = from.trim().trim_matches(['<', '>']).to_ascii_lowercase();
    let Some((local, host)) = from.rsplit_once('@') else { return false };
    let unread = SYSTEMS.iter().chain(&NOBODY).any(|known| {
        local == *known
            || local.strip_prefix(known).is_some_and(|rest| rest.starts_with(['-', '+', '=', '.']))
            || local.strip_suffix(known).is_some_and(|rest| rest.ends_with('-'))
    });
    if unread || ours.iter().any(|own| host.eq_ignore_ascii_case(own)) || is_automatic(message) || is_from_a_mail_system(message)
    {
        return false;
    }
    let bulk = raw(message, "Precedence").unwrap_or_default().to_ascii_lowercase();
    let listed = message.headers_raw().any(|(name, _)| {
        let name = name.to_ascii_lowercase();
        name.starts_with("list-") || matches!(name.as_str(), "x-loop" | "feedback-id" | "x-mailing-list" | "x-listname")
    });
    let suppressed = raw(message, "X-Auto-Response-Suppress").unwrap_or_default().to_ascii_lowercase();
    !listed
        && !matches!(bulk.as_str(), "bulk" | "list" | "junk")
        && !["all", "autoreply", "oof", "dr", "rn"].iter().any(|word| suppressed.split([',', ' ']).any(|told| told == *word))
}
