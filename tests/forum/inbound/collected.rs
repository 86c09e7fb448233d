//! What mails that came back mean: our own table of answers, mails that others collected, and mails that are no mails at all.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use goodenough::chance::Chance;
use goodenough::mail::inbound::bounces::{Action, Reading, classify, read};
use serde_json::Value;

/// Code, enhanced status, words, class.
fn table() -> Vec<(Option<u16>, Option<String>, String, String)> {
    let text = include_str!("../../fixtures/mail/answers.txt");
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut parts = line.splitn(4, '|').map(str::trim);
            let mut next = || parts.next().unwrap_or_else(|| panic!("{line}")).to_owned();
            let (class, code, status, words) = (next(), next(), next(), next());
            (code.parse().ok(), (!status.is_empty()).then_some(status), words, class)
        })
        .collect()
}

// E-23
#[test]
fn a_table_of_answers_is_classified_line_by_line() {
    let table = table();
    assert!(table.len() >= 120, "{}", table.len());
    let mut wrong = Vec::new();
    for (code, status, words, class) in &table {
        let verdict = classify(*code, status.as_deref(), words);
        if verdict.class.word() != class || verdict.is_final != (class == "hard") {
            wrong.push(format!("{class} and not {}: {code:?} {status:?} {words}", verdict.class.word()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for class in ["hard", "full", "policy", "content", "transient", "unknown"] {
        assert!(table.iter().filter(|(_, _, _, of)| of == class).count() >= 8, "few lines are {class}");
    }
}

/// The folder of what others collected; `None`, with a sentence, where it is missing.
fn collection() -> Option<PathBuf> {
    let shared = std::env::var_os("GOODENOUGH_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let folder = shared.join("data/bounces");
    if !folder.join("expected.json").exists() {
        eprintln!("the collected bounces are not here: nothing is compared with them");
        return None;
    }
    Some(folder)
}

/// For each recipient, whether it is final. What is still being tried is not.
fn finals(reading: &Reading) -> Vec<bool> {
    match reading {
        Reading::Bounce(failures) => {
            failures.iter().map(|failure| failure.verdict.is_final && failure.action == Action::Failed).collect()
        }
        _ => Vec::new(),
    }
}

fn agrees(reading: &Reading, expected: &[Value]) -> bool {
    let reason = |word: &str| expected.iter().any(|recipient| recipient["reason"] == word);
    if reason("feedback") {
        return matches!(reading, Reading::Complaint(_));
    }
    if reason("vacation") {
        return *reading == Reading::Automatic;
    }
    let mut expected: Vec<bool> = expected.iter().map(|recipient| recipient["hard"] == true).collect();
    let mut found = finals(reading);
    if found.is_empty() {
        found = vec![false; expected.len()];
    }
    expected.sort_unstable();
    found.sort_unstable();
    expected == found
}

// E-21, E-23, E-26
#[test]
fn collected_bounces_are_read_as_others_read_them() {
    let Some(folder) = collection() else { return };
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
    let files = expected.as_array().unwrap();
    let mut differ = Vec::new();
    for file in files {
        let name = file["file"].as_str().unwrap();
        let reading = read(&std::fs::read(folder.join(name)).unwrap());
        if !agrees(&reading, file["recipients"].as_array().unwrap()) {
            assert!(!name.starts_with("arf-") && !name.starts_with("rfc3834-"), "{name}: {reading:?}");
            differ.push(name);
        }
    }
    let agreed = files.len() - differ.len();
    eprintln!("collected bounces: {agreed} of {} agree", files.len());
    assert!(agreed * 100 >= files.len() * 92, "only {agreed} of {} agree; not {differ:?}", files.len());
}

/// Our own mails of every kind.
fn fixtures() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail");
    let folders = [root.join("returned"), root.join("replies")].into_iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let paths = folders.map(|entry| entry.unwrap().path()).filter(|path| path.extension() == Some("eml".as_ref()));
    let mut paths: Vec<PathBuf> = paths.collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// One change that an evil or broken program could make.
fn changed(chance: &Chance, mail: &[u8], other: &[u8]) -> Vec<u8> {
    const EVIL: [&str; 8] = [
        "Content-Type: multipart/mixed; boundary=\"BORDER\"\r\n",
        "Content-Type: message/rfc822\r\n\r\n",
        "=?utf-8?Q?=FF=FE?= =?x-nobody?B?////?=",
        "charset=\"utf-7\"",
        "--BORDER\r\n",
        "\u{0}\u{202e}\u{feff}",
        "Content-Transfer-Encoding: base64\r\n",
        "Final-Recipient: rfc822;;;@@<>\r\n",
    ];
    let mut mail = mail.to_vec();
    for _ in 0..=chance.below(6) {
        let place = chance.below(mail.len() + 1);
        match chance.below(7) {
            0 => mail.truncate(place),
            1 => {
                if let Some(byte) = mail.get_mut(place) {
                    *byte = chance.bytes::<1>()[0];
                }
            }
            2 => {
                let evil = EVIL[chance.below(EVIL.len())].as_bytes().to_vec();
                mail.splice(place..place, evil);
            }
            3 => {
                let from = chance.below(other.len());
                mail.splice(place..place, other[from..].to_vec());
            }
            4 => {
                let flood = EVIL[chance.below(EVIL.len())].repeat(chance.below(300)).into_bytes();
                mail.splice(place..place, flood);
            }
            5 => {
                let end = (place + chance.below(200)).min(mail.len());
                mail.drain(place..end);
            }
            _ => {
                let flood = vec![chance.bytes::<1>()[0]; chance.below(4_000)];
                mail.splice(place..place, flood);
            }
        }
    }
    mail
}

// E-54, E-61
#[test]
fn no_mail_however_broken_stops_the_reader_or_keeps_it_long() {
    let times = if std::env::var_os("GOODENOUGH_PROVE").is_some() { 2_000 } else { 200 };
    let (mails, chance) = (fixtures(), Chance::seeded(61));
    for time in 0..times {
        let (one, other) = (&mails[chance.below(mails.len())], &mails[chance.below(mails.len())]);
        let mail = changed(&chance, one, other);
        let begun = Instant::now();
        drop(read(&mail));
        assert!(begun.elapsed() < Duration::from_secs(5), "mail {time} of {} bytes took {:?}", mail.len(), begun.elapsed());
    }
}

// E-54
#[test]
fn a_mail_of_a_megabyte_of_evil_is_read_in_time() {
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(30_000);
    let parts = format!(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n{}",
        "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(25_000)
    );
    let deep: String = (0..5_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")).collect();
    let headers = "Subject: x\r\n".repeat(80_000);
    let one_line = format!("From: mailer-daemon@x\r\nSubject: failure notice\r\n\r\n{}", "550 5.1.1 a@b.example ".repeat(40_000));
    let addresses =
        format!("From: mailer-daemon@x\r\nSubject: failure notice\r\n\r\n{}", "<a@b.example>: 550 no\r\n".repeat(40_000));
    for (name, mail) in
        [("nested", nested), ("parts", parts), ("deep", deep), ("headers", headers), ("line", one_line), ("addresses", addresses)]
    {
        let begun = Instant::now();
        drop(read(mail.as_bytes()));
        assert!(begun.elapsed() < Duration::from_secs(10), "{name} took {:?}", begun.elapsed());
    }
}
