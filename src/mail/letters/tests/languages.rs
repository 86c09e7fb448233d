//! Every letter, in every language: nothing is missing, both parts say the same, and what counts is counted rightly.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::mail::letters::words::SHARED;

/// The sentences of a file, each with the things it tells.
fn sentences(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
            name.clone_into(&mut key);
            assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{key} is there twice");
        }
        let told = line.split('$').skip(1).map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        found.entry(key.clone()).or_default().extend(told);
    }
    found
}

/// E-35: what one language says, every language says, of the same things.
#[test]
fn every_sentence_is_there_in_every_language_and_tells_the_same() {
    let mut files: BTreeMap<&str, [&str; 5]> =
        all().iter().map(|(_, letter)| (letter.words().folder, letter.words().files)).collect();
    files.insert("frame", SHARED);
    assert!(files.len() >= 17, "{:?}", files.keys());
    for (folder, files) in files {
        let english = sentences(files[0]);
        assert!(!english.is_empty(), "{folder}");
        for (language, file) in Language::ALL.iter().zip(files) {
            let theirs = sentences(file);
            assert_eq!(theirs.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{folder}, {language:?}");
            for (key, told) in &theirs {
                // A language may leave a number out where its words say it: one, two.
                assert_eq!(told, &english[key], "{folder}, {language:?}: {key}");
            }
            assert!(!file.contains('!') && !file.contains('¡'), "{folder}, {language:?}: no letter shouts");
        }
    }
}

#[test]
fn no_sentence_is_there_that_no_letter_says() {
    let frame = frame();
    let mut said: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let letters = all();
    let mut there: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (_, letter) in &letters {
        let words = letter.words();
        let mut page = Page::new(&frame, words);
        letter.blocks(&mut page);
        for key in &page.said {
            said.entry(if key.starts_with("frame-") { "frame" } else { words.folder }).or_default().insert(key);
        }
        there.insert(words.folder, sentences(words.files[0]).into_keys().collect());
        said.entry(words.folder).or_default().extend(["subject", "preheader"]);
    }
    there.insert("frame", sentences(SHARED[0]).into_keys().collect());
    said.entry("frame").or_default().insert("frame-crisis");
    for (folder, there) in there {
        assert_eq!(there, said[folder].iter().map(|key| (*key).to_owned()).collect(), "{folder}");
    }
}

/// What a person reads of the HTML part.
fn read_html(html: &str) -> String {
    let body = html.split_once("</div>").expect("a preheader").1;
    let mut words = String::new();
    let mut inside = false;
    for character in body.chars() {
        match character {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            _ if !inside => words.push(character),
            _ => {}
        }
    }
    let entities = [("&nbsp;", " "), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    entities.iter().fold(words, |words, (entity, character)| words.replace(entity, character))
}

/// E-29: whoever reads the one part misses nothing of the other.
#[test]
fn both_parts_say_the_same_in_every_language() {
    for language in Language::ALL {
        for (name, letter) in all() {
            let Printed { text, html, .. } = print(letter.as_ref(), &in_language(*language)).expect("a letter");
            let words = |part: &str| -> Vec<String> {
                let words = part.split_whitespace().map(|word| word.trim_end_matches(':').to_owned());
                words
                    .filter(|word| !word.is_empty() && !word.starts_with("https://") && word != ">" && word != "------")
                    .collect()
            };
            let html_words = words(&read_html(&html));
            assert_eq!(html_words.first().map(String::as_str), Some("Notes"), "the frame says who writes");
            assert_eq!(words(&text), html_words[1..], "{name}, {language:?}");
            let links: Vec<&str> = text.lines().filter(|line| line.starts_with("https://")).collect();
            let theirs: Vec<&str> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(links, theirs, "{name}, {language:?}");
        }
    }
}

/// E-30, E-34, E-36: every language is held to the same craft.
#[test]
fn every_letter_in_every_language_is_well_made() {
    for language in Language::ALL {
        let frame = in_language(*language);
        for (name, letter) in all() {
            let name = format!("{name}, {language:?}");
            let Printed { text, html, .. } = print(letter.as_ref(), &frame).expect("a letter");
            for line in text.lines() {
                assert!(line.chars().count() <= 72 || line.starts_with("https://"), "{name}: {line}");
            }
            let before = text.lines().zip(text.lines().skip(1)).filter(|(_, line)| line.starts_with("https://"));
            assert!(before.map(|(line, _)| line).all(|line| line.ends_with(':')), "{name}: every link has its words");
            assert!(
                !text.contains('<') || name.starts_with("repl") || name.starts_with("decision") || name.starts_with("appeal"),
                "{name}:\n{text}"
            );
            let (word, direction) = (language.word(), language.direction());
            assert!(html.contains(&format!(r#"<html lang="{word}" dir="{direction}">"#)), "{name}");
            assert!(html.contains(&format!(r#"class="ground" lang="{word}" dir="{direction}""#)), "{name}: also without <html>");
            let folded = text.replace('\n', " ");
            let shared = |key| letter.words().say(*language, key, &fluent_bundle::FluentArgs::new()).expect("a sentence");
            assert!(folded.contains(&shared("frame-crisis")), "{name}");
            if let Some(series) = letter.series() {
                assert!(
                    text.contains(&format!("\n{}\n", series.manage)) && text.contains(&format!("\n{}\n", series.stop)),
                    "{name}"
                );
            }
            assert!(text.contains("\n------\n"), "{name}: why it came stands under a line");
        }
    }
}

/// E-35: plural rules are each language's own.
#[test]
fn replies_are_counted_as_each_language_counts() {
    let says = |language, count| {
        let letter = Reply { count, ..reply(None) };
        print(&letter, &in_language(language)).expect("a letter").preheader.replace(['\u{2068}', '\u{2069}'], "")
    };
    assert_eq!([1, 2, 3].map(|count| says(Language::En, count)), ["Someone replied.", "2 new replies.", "3 new replies."]);
    assert_eq!([1, 3].map(|count| says(Language::De, count)), ["Jemand hat geantwortet.", "3 neue Antworten."]);
    assert_eq!([1, 3].map(|count| says(Language::Es, count)), ["Alguien respondió.", "3 respuestas nuevas."]);
    let arabic = ["وصل رد.", "ردّان جديدان.", "3 ردود جديدة.", "11 ردًّا جديدًا.", "100 رد جديد."];
    assert_eq!([1, 2, 3, 11, 100].map(|count| says(Language::Ar, count)), arabic);
}

/// E-35: a day is the day where she is.
#[test]
fn days_and_times_are_those_of_the_reader() {
    let late = Moment::parse("2026-11-22T23:30:00Z").expect("a moment");
    let letter = Decided {
        sanction: Some(crate::moderation::model::Sanction {
            kind: crate::accounts::standing::SanctionKind::Mute,
            until: Some(late),
        }),
        decided_at: late,
        ..decided()
    };
    for (locale, zone, until, last) in [
        ("en-GB", None, "22 November 2026, 23:30 UTC", "21 May 2027"),
        ("de-CH", Some("Europe/Zurich"), "23. November 2026, 00:30 Uhr (CET)", "22. Mai 2027"),
        ("es", Some("America/Bogota"), "22 de noviembre de 2026, 18:30 (-05)", "21 de mayo de 2027"),
        ("fr", Some("Nowhere/Town"), "22 November 2026, 23:30 UTC", "21 May 2027"),
    ] {
        let reader = Reader { locale: locale.to_owned(), time_zone: zone.map(str::to_owned) };
        let text = print(&letter, &frame().for_reader(Some(&reader))).expect("a letter").text.replace('\n', " ");
        assert!(text.contains(until) && text.contains(last), "{locale}: {text}");
    }
    let reader = Reader { locale: "ar-EG".to_owned(), time_zone: Some("Africa/Cairo".to_owned()) };
    let text = print(&letter, &frame().for_reader(Some(&reader))).expect("a letter").text;
    assert!(text.contains("نوفمبر") && text.contains("01:30"), "{text}");
    // A date of numbers alone would be read from the left: a mark says that it is Arabic.
    assert!(text.contains("\u{200F}\u{2068}23\u{2069}"), "{text}");
}

#[test]
fn a_region_changes_no_language_and_an_unknown_one_reads_english() {
    use Language::{Ar, De, En, Es};
    let of = ["de", "de-CH", "de_AT", "es-419", "ar-EG", "AR", "en-US", "fr", "", "x"].map(Language::of);
    assert_eq!(of, [De, De, De, Es, Ar, Ar, En, En, En, En]);
}

/// E-65: a sentence that is missing fails its letter, and says which.
#[test]
fn a_letter_that_lacks_a_sentence_is_not_written_in_part() {
    struct Broken;
    impl Written for Broken {
        fn words(&self) -> &'static Words {
            KnownAddress.words()
        }
        fn blocks<'a>(&'a self, page: &mut Page<'a>) {
            page.paragraph("nowhere");
        }
    }
    assert_eq!(print(&Broken, &frame()).expect_err("no letter"), Unwritten::Sentence("nowhere", "en"));
    let without_its_count = reply(None).words().say(Language::De, "replied", &fluent_bundle::FluentArgs::new());
    assert_eq!(without_its_count, Err(Unwritten::Sentence("replied", "de")));
}

/// The rule of a decision is said in the reader's language, and a letter from right to left begins on the right.
#[test]
fn a_decision_names_its_rule_in_the_readers_language() {
    for (language, title, start) in [
        (Language::En, "Answer the person", "left"),
        (Language::Es, "Responde a la persona", "left"),
        (Language::He, "לענות לאדם", "right"),
    ] {
        let letter = print(&decided(), &in_language(language)).expect("a letter");
        assert!(letter.text.contains(title) && letter.html.contains(title), "{language:?}");
        assert!(
            letter.html.contains(&format!("text-align:{start}")) || letter.html.contains(&format!("text-align: {start}")),
            "{language:?}"
        );
    }
}
