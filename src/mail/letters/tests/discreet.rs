//! What a lock screen, a shared inbox or a passing eye sees of any letter, in any language, tells nothing (E-31, E-33).

use super::*;

/// Words that say what this place is about, or that belong to somebody's title, name or post.
const TELLING: [&str; 78] = [
    // What it is about.
    "parent",
    "mother",
    "father",
    "mom",
    "mum",
    "baby",
    "babies",
    "child",
    "kid",
    "pregnan",
    "birth",
    "feeding",
    "nursery",
    "sleep",
    "guilt",
    "shame",
    "depress",
    "lonel",
    "goodenough",
    "forum",
    "peer",
    "support",
    "mutter",
    "vater",
    "eltern",
    "kind",
    "schwanger",
    "geburt",
    "stillen",
    "schuld",
    "scham",
    "einsam",
    "madre",
    "padre",
    "hijo",
    "hija",
    "bebé",
    "embaraz",
    "parto",
    "lactan",
    "culpa",
    "vergüenza",
    "foro",
    "crianza",
    "أمومة",
    "أبوة",
    "والد",
    "طفل",
    "أطفال",
    "رضيع",
    "رضاعة",
    "حمل",
    "ولادة",
    "ذنب",
    "عار",
    "وحدة",
    "منتدى",
    "أم",
    "أب",
    "maternal",
    "postpartum",
    "wochenbett",
    "posparto",
    // Of the samples: names, titles, posts, facts and rules.
    "willow",
    "awake",
    "early",
    "cried",
    "weeks",
    "quiet",
    "flat",
    "calls",
    "names",
    "read it once",
    "answer the person",
    "suicid",
    "selbstmord",
    "انتحار",
    "self-harm",
];

/// The telling word in what is shown: short ones as they are, longer ones as the beginning of a word, others anywhere.
fn telling(shown: &str) -> Option<&'static str> {
    let shown = shown.to_lowercase();
    let words: Vec<&str> = shown.split(|character: char| !character.is_alphanumeric()).collect();
    TELLING.into_iter().find(|telling| {
        if telling.contains([' ', '-']) {
            return shown.contains(telling);
        }
        let short = telling.chars().count() < 5;
        words
            .iter()
            .map(|word| word.trim_start_matches("ال"))
            .any(|word| if short { word == *telling } else { word.starts_with(telling) })
    })
}

#[test]
fn the_scan_finds_what_it_looks_for() {
    for shown in ["Awake again", "NAMES", "For parents", "a mom here", "عن أطفال", "Über Geburten", "answer the person"] {
        assert!(telling(shown).is_some(), "{shown}");
    }
    assert_eq!(telling("You can read at the moment, and that is kindly meant."), None);
}

#[test]
fn no_envelope_of_any_letter_in_any_language_tells_anything() {
    for language in Language::ALL {
        for sample in samples("https://notes.example") {
            let name = format!("{}, {language:?}", sample.name);
            let frame = in_language(*language);
            let Printed { subject, preheader, text, html } = print(sample.letter.as_ref(), &frame).expect("a letter");
            let bytes = made(sample.letter.as_ref(), &frame);
            let message = read(&bytes);
            assert_eq!(message.subject(), Some(subject.as_str()), "{name}");
            assert!(!subject.is_empty() && subject.chars().count() <= 50 && !subject.contains('\n'), "{name}: {subject}");
            assert!(!preheader.is_empty() && preheader.chars().count() <= 90, "{name}: {preheader}");
            // E-32: what stands behind the preheader does not show beside it in the list.
            let hidden =
                html.split_once("overflow:hidden;\">").and_then(|(_, rest)| rest.split_once("</div>")).expect("hidden").0;
            assert_eq!(hidden, format!("{preheader}{}", "&#847;&zwnj;&nbsp;".repeat(100)), "{name}");
            let head = String::from_utf8_lossy(&bytes);
            let head = head.split_once("\r\n\r\n").expect("a head").0;
            let mut shown = vec![("subject", subject.as_str()), ("preheader", preheader.as_str())];
            shown.extend(head.lines().map(|line| ("header", line)));
            shown.extend(text.lines().filter(|line| line.starts_with("https://")).map(|link| ("link", link)));
            // The first line of a letter that may say more is what its reader chose.
            shown.extend(text.lines().next().filter(|_| !sample.open).map(|line| ("first line", line)));
            for (what, shown) in shown {
                assert_eq!(telling(shown), None, "{name}: the {what} {shown:?}");
            }
        }
    }
}

/// E-31: a discreet letter says no more inside than outside: nothing of anybody's.
#[test]
fn a_discreet_letter_holds_no_word_of_anybody() {
    for language in Language::ALL {
        let letters = samples("https://notes.example");
        for sample in letters.into_iter().filter(|sample| !sample.open && sample.letter.series().is_some()) {
            let Printed { text, html, .. } = print(sample.letter.as_ref(), &in_language(*language)).expect("a letter");
            for of_somebody in ["Willow", "Awake", "early", "cried", "nursery", "Nobody told", "feeding", "gone back to work"] {
                assert!(!text.contains(of_somebody) && !html.contains(of_somebody), "{}, {language:?}", sample.name);
            }
        }
    }
}

/// E-69: no pixel, no counted link: what a link carries is a path, or a token that it needs.
#[test]
fn no_link_counts_who_follows_it() {
    for (name, letter) in all() {
        let Printed { text, html, .. } = printed(letter.as_ref());
        for link in text.lines().filter(|line| line.starts_with("https://")) {
            let query = link.split_once('?').map(|(_, query)| query.split('#').next().unwrap_or_default());
            let known = query.is_none_or(|query| query.starts_with("token=") || query.starts_with("from="));
            assert!(known && !link.contains("utm") && link.starts_with("https://notes.example/"), "{name}: {link}");
        }
        assert!(!html.contains("<img") && !html.contains("background=\"") && !html.contains("url("), "{name}");
    }
}
