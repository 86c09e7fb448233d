//! Signatures: cut where a mark says so; and the question whether words tell who wrote them, for those who write under an
//! alias.

use std::sync::LazyLock;

use regex::Regex;

use super::marks;

/// Lines of a signature, at most: more of them are words that happen to stand below two dashes.
const LINES: usize = 12;
/// Characters of a line that could be a name or a number, not a sentence.
const SHORT: usize = 60;
/// Lines at the end in which somebody signs.
const SIGNING: usize = 6;

/// The lines without the signature at their end, and how many of their characters are doubtful.
pub(super) fn without<'l>(segment: &[&'l str]) -> (Vec<&'l str>, usize) {
    let mut lines: Vec<&str> = segment.to_vec();
    let mut doubtful = 0;
    trim(&mut lines);
    if let Some(at) = lines.iter().position(|line| marks::is_delimiter(line) || marks::is_underscores(line)) {
        let below: Vec<&&str> = lines.iter().skip(at + 1).filter(|line| !line.trim().is_empty()).collect();
        if below.len() <= LINES {
            lines.truncate(at);
        } else {
            doubtful = below.iter().map(|line| letters(line)).sum();
        }
    }
    if let Some(at) = below_a_rule(&lines) {
        lines.truncate(at);
    }
    loop {
        trim(&mut lines);
        let alone = lines.len() < 2 || lines.iter().rev().nth(1).is_some_and(|line| line.trim().is_empty());
        let Some(last) = lines.last() else { break };
        let follows_words = lines.len() > 1;
        let is_address = is_bare_link(last)
            && lines.iter().rev().skip(1).find(|line| !line.trim().is_empty()).is_some_and(|line| marks::is_sent_from(line));
        if marks::is_sent_from(last) || is_address || alone && follows_words && marks::is_name_behind_dash(last) {
            lines.pop();
        } else {
            break;
        }
    }
    (lines, doubtful)
}

fn is_bare_link(line: &str) -> bool {
    let line = line.trim().trim_start_matches('<').trim_end_matches('>');
    line.starts_with("http") && !line.contains(' ')
}

/// Where a short block of contact data begins below a row of dashes at the end.
fn below_a_rule(lines: &[&str]) -> Option<usize> {
    let at = lines.iter().rposition(|line| marks::is_rule(line))?;
    let below: Vec<&&str> = lines.iter().skip(at + 1).filter(|line| !line.trim().is_empty()).collect();
    let short = below.iter().all(|line| line.chars().count() <= SHORT);
    let block = !below.is_empty() && below.len() <= 8 && short && below.iter().any(|line| marks::is_contact(line));
    (block || below.is_empty()).then_some(at)
}

fn trim(lines: &mut Vec<&str>) {
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
}

/// How people close, in ten languages: a short line after it is a name.
const CLOSINGS: &str = "thanks|thank you|many thanks|thx|cheers|best|all the best|best wishes|best regards|kind regards|warm regards|warmly|regards|\
    yours|yours sincerely|yours truly|sincerely|love|lots of love|hugs|take care|xoxo|xx|\
    danke|vielen dank|liebe grüße|liebe grüsse|lg|vg|mfg|viele grüße|herzliche grüße|beste grüße|mit freundlichen grüßen|gruß|alles liebe|\
    gracias|muchas gracias|saludos|un saludo|saludos cordiales|un abrazo|abrazos|besos|atentamente|cariños|\
    merci|merci beaucoup|cordialement|bien cordialement|bien à vous|amicalement|bises|bisous|je vous embrasse|\
    grazie|grazie mille|saluti|cordiali saluti|un abbraccio|baci|a presto|\
    bedankt|dank je|dankjewel|groet|groeten|groetjes|met vriendelijke groet|liefs|mvg|hartelijke groet|\
    obrigada|obrigado|abraços|um abraço|beijos|beijinhos|atenciosamente|cumprimentos|\
    dzięki|dziękuję|pozdrawiam|pozdrowienia|serdecznie pozdrawiam|z poważaniem|uściski|buziaki|\
    спасибо|с уважением|всего доброго|всего хорошего|обнимаю|целую|с любовью|\
    شكرا|شكرًا|مع التحية|تحياتي|مع تحياتي|مع حبي|مع خالص التحية";

fn compiled(pattern: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "a test compiles each; the patterns are constants")]
    Regex::new(pattern).expect("a pattern")
}

/// The longest first, so that "best wishes" is not "best" and a name.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    let mut words: Vec<&str> = CLOSINGS.split('|').collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let from = r"(?:\s+(?:from|von|de|da|van|od|от|من))?";
    compiled(&format!(r"(?i)^\W*(?:{}){from}(?:(?P<between>\W+)(?P<rest>.*))?$", words.join("|")))
});
/// One to four words that begin with capitals, or stand in a script that has none.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^\W*(?:[\p{Lu}\p{Lo}][\p{L}'’.\-]*)(?:\s+(?:(?:von|van|de|da|di|al|el|bin|la|le|der|den)\s+)*[\p{Lu}\p{Lo}][\p{L}'’.\-]*){0,3}\W*$",
    )
});
static LONE_WORD: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\W*\p{L}[\p{L}'’\-]{0,20}(?:\s\p{L}[\p{L}'’.\-]{0,20})?\W*$"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| compiled(r"(?:^|[^\w])(?:\+|00)?\(?\d(?:[\s()/.\-]{0,3}\d){7,14}(?:$|[^\w])"));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| compiled(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+"));

/// Whether the words end like those of somebody who signs with her name, or tell a phone number or a mail address, or hold
/// one of her names.
#[must_use]
pub fn tells_who(text: &str, names: &[&str]) -> bool {
    PHONE.is_match(text) || ADDRESS.is_match(text) || names.iter().any(|name| holds_name(text, name)) || signs(text)
}

/// Whether any longer word of a name stands in the text.
fn holds_name(text: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.chars().count() > 2)
            .map(str::to_lowercase)
            .collect()
    };
    let said = words(text);
    words(name).iter().any(|word| said.contains(word))
}

fn signs(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let Some(last) = lines.last() else { return false };
    let is_closing = CLOSING.captures(last).is_some_and(|found| found.name("rest").is_none_or(|rest| rest.as_str().is_empty()));
    let name = !is_closing && NAME.is_match(last) && last.chars().count() <= 40 && !ends_a_sentence(last);
    if lines.len() > 1 && (marks::is_name_behind_dash(last) || name) {
        return true;
    }
    lines.iter().rev().take(SIGNING).enumerate().any(|(below, line)| {
        let Some(found) = CLOSING.captures(line) else { return false };
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let (between, rest) = (part("between"), part("rest"));
        match (below, rest.is_empty()) {
            // "Thanks, anna", and not "Thanks, that helps."
            (0, false) => {
                let one_word = LONE_WORD.is_match(rest) && rest.split_whitespace().count() == 1;
                rest.chars().count() <= 40 && (NAME.is_match(rest) || between.contains(',') && one_word)
            }
            // "Thanks," and a name below
            (1.., true) => LONE_WORD.is_match(last),
            _ => false,
        }
    })
}

fn ends_a_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…', ':', '؟', '。'])
}
