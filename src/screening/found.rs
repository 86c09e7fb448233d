//! What checks find in a text: links to other places, and numbers to call or write to.

use linkify::{LinkFinder, LinkKind};

/// Digits that a number to call has, at least: fewer are weights, prices, dates and years.
const DIGITS: usize = 8;

/// How many links in a text lead away from here.
pub(super) fn links(text: &str, host: &str) -> usize {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
    let links = finder.links(text).filter(|link| is_meant(link.as_str(), *link.kind() == LinkKind::Email));
    links.filter(|link| !leads_to(link.as_str(), host)).count()
}

/// Two sentences without a space between them are no link: without `https://` one begins with `www.` or goes on after a slash.
fn is_meant(link: &str, is_address: bool) -> bool {
    is_address || link.contains('/') || link.to_lowercase().starts_with("www.")
}

/// Whether a link leads to this host and no other.
fn leads_to(link: &str, host: &str) -> bool {
    let whole = if link.contains("://") { link.to_owned() } else { format!("https://{link}") };
    url::Url::parse(&whole).is_ok_and(|url| url.host_str().is_some_and(|its| its.eq_ignore_ascii_case(host)))
}

/// How many numbers to call or write to are in a text: eight digits or more, with nothing between them but what telephone
/// numbers are written with. A date is none.
pub(super) fn numbers(text: &str) -> usize {
    let (mut found, mut digits, mut breaks) = (0, 0, 0);
    for character in text.chars().chain(['\n']) {
        match character {
            '0'..='9' => {
                digits += 1;
                breaks = 0;
            }
            ' ' | '-' | '/' | '(' | ')' | '.' | '+' if digits > 0 && breaks < 2 => breaks += 1,
            '+' => {}
            _ => {
                found += usize::from((DIGITS..=15).contains(&digits));
                (digits, breaks) = (0, 0);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_other_places_are_found_and_ours_are_not() {
        let host = "notes.example";
        for (text, count) in [
            ("Nothing here.", 0),
            ("See https://shop.example/a and www.shop.example.", 2),
            ("Write to me@shop.example", 1),
            ("As in https://notes.example/t/abc", 0),
            ("As in https://shop.example/?notes.example and https://notes.example.shop.example", 2),
            ("I slept 3.5 hours, e.g. today.So.", 0),
        ] {
            assert_eq!(links(text, host), count, "{text}");
        }
    }

    #[test]
    fn numbers_to_call_are_found_and_others_are_not() {
        for (text, count) in [
            ("Call +49 151 2345 6789 or (030) 123-4567 8", 2),
            ("He weighs 3450 g, born in 2024 at 39 weeks.", 0),
            ("Back on 12.05.2026? 1 2 3", 1),
            ("My number is 07700900123!", 1),
            ("It cost 1200, then 1300.", 0),
        ] {
            assert_eq!(numbers(text), count, "{text}");
        }
    }
}
