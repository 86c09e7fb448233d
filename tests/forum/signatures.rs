//! Letters are signed so that everybody can tell, and nobody can change what they say of sender, reader and unsubscribing.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use goodenough::clock::Day;
use goodenough::mail::dkim;
use goodenough::mail::letters::{Language, samples};
use serde_json::json;

use crate::site::database::fresh_folder;
use crate::site::process::Process;
use crate::site::{Caller, Database};

/// Debian's: the package python3-dkim is for this one.
const PYTHON: &str = "/usr/bin/python3";

fn has_dkimpy() -> bool {
    let there = Command::new(PYTHON).args(["-c", "import dkim, nacl"]).output().is_ok_and(|output| output.status.success());
    assert!(there || std::env::var_os("CI").is_none(), "this needs python3-dkim and python3-nacl");
    if !there {
        eprintln!("skipped: this needs python3-dkim and python3-nacl");
    }
    there
}

/// Verifies every letter below a folder by the records of a keys folder.
fn verify(letters: &Path, keys: &Path, domain: &str) -> String {
    let records: HashMap<String, String> = dkim::published(keys)
        .unwrap()
        .into_iter()
        .map(|key| (format!("{}._domainkey.{domain}", key.selector), key.text))
        .collect();
    let path = keys.join("records.json");
    std::fs::write(&path, json!(records).to_string()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail/signatures.py");
    let output = Command::new(PYTHON).args([script, letters.to_str().unwrap(), path.to_str().unwrap()]).output().unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{told}");
    told
}

fn talks(process: &Process) -> Caller {
    let [ada, berta] = ["ada", "berta"].map(|name| process.member(name));
    let opening = json!({"space": "hard-days", "title": "Tonight", "body": "The opening.", "voice": "named", "need": "just_listen", "audience": "public"});
    let thread = ada.post("/threads", &opening).is(201).string("id");
    berta.post(&format!("/threads/{thread}/posts"), &json!({"body": "I hear you.", "voice": "named"})).is(201);
    process.waits_for(|letters| (letters.len() == 3).then_some(()));
    ada
}

// E-14, E-15
#[test]
fn dkimpy_verifies_both_signatures_and_finds_every_change() {
    if !has_dkimpy() {
        return;
    }
    let mut process = Process::new(&Database::empty_sqlite()).with("GOODENOUGH_SITE__URL", "https://notes.example");
    process.starts();
    talks(&process);
    let (letters, keys) = (process.path("data/mail"), process.path("data/keys"));
    assert!(verify(&letters, &keys, "notes.example").ends_with("3 letters\n"));

    // Rotation: the next pair is published before it signs, and what the old one signed goes on to verify.
    let old = dkim::published(&keys).unwrap();
    assert!(process.runs(&["keys", "rotate", "dkim"]).status.success());
    let both = dkim::published(&keys).unwrap();
    assert_eq!(
        both.iter().filter(|key| key.in_use).collect::<Vec<_>>(),
        old.iter().collect::<Vec<_>>(),
        "the old pair still signs"
    );
    assert_eq!(both.len(), 4);
    assert!(process.runs(&["keys", "use-dkim"]).status.success());
    assert!(!process.runs(&["keys", "use-dkim"]).status.success(), "no pair waits");
    process.is_stopped();
    process.starts();
    process.member("carla");
    assert!(verify(&letters, &keys, "notes.example").ends_with("4 letters\n"));
    let newest =
        std::fs::read_to_string(process.waits_for(|letters| {
            letters.iter().find(|(_, letter)| letter.to.starts_with("carla")).map(|(path, _)| path.clone())
        }))
        .unwrap();
    let used = dkim::published(&keys).unwrap().into_iter().filter(|key| key.in_use).map(|key| key.selector);
    assert!(used.into_iter().all(|selector| newest.contains(&format!("s={selector};"))), "{newest}");
}

/// Writes the gallery of letters, and returns what the command says.
fn said(process: &Process) -> String {
    let output = process.runs(&["letters", "--folder", "gallery"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

// E-14, E-15
#[test]
fn every_letter_in_every_language_is_signed_and_no_change_of_it_goes_unseen() {
    if !has_dkimpy() {
        return;
    }
    let process = Process::new(&Database::empty_sqlite())
        .with("GOODENOUGH_SITE__URL", "https://notes.example")
        .with("GOODENOUGH_MAIL__DOMAIN", "in.notes.example");
    assert!(process.runs(&["keys", "rotate", "dkim"]).status.success());
    assert!(process.runs(&["keys", "use-dkim"]).status.success());
    assert!(!said(&process).contains("not signed"));

    let page = std::fs::read_to_string(process.path("gallery/index.html")).unwrap();
    let samples = samples("https://notes.example");
    let letters = samples.len() * Language::ALL.len();
    let told = verify(&process.path("gallery"), &process.path("data/keys"), "notes.example");
    assert!(told.ends_with(&format!("\n{letters} letters\n")), "{told}");
    for sample in &samples {
        // Two additions of each of the eight headers, and the body; each header that is there is altered and taken out, too.
        let there = 5 + if sample.letter.series().is_some() { 2 } else { 0 } + usize::from(sample.answerable);
        for language in Language::ALL {
            let name = format!("{}.{}.eml", sample.name, language.word());
            let line = format!("{name}: 2 signatures, {} changes\n", 17 + 2 * there);
            assert!(told.contains(&line), "{line}{told}");
            assert!(page.contains(&format!("<a href=\"{name}\">the whole message</a>")), "{name}");
            let message = std::fs::read_to_string(process.path("gallery").join(&name)).unwrap();
            assert_eq!(message.contains("\r\nReply-To: r+"), sample.answerable, "{name}");
        }
    }
    assert!(samples.iter().any(|sample| sample.answerable));
}

#[test]
fn the_gallery_needs_no_keys_makes_none_and_says_that_its_letters_are_not_signed() {
    let process = Process::new(&Database::empty_sqlite());
    let first = |process: &Process| std::fs::read_to_string(process.path("gallery/reply-open.de.eml")).unwrap();
    assert!(said(&process).starts_with("The whole messages are not signed: no DKIM keys are in use in data/keys.\n"));
    assert!(!process.path("data").exists(), "nothing is made outside its folder");
    assert!(first(&process).starts_with("From: "));

    // A pair that waits to be published signs nothing here either.
    assert!(process.runs(&["keys", "rotate", "dkim"]).status.success());
    assert!(said(&process).starts_with("The whole messages are not signed"));
    assert!(process.runs(&["keys", "use-dkim"]).status.success());
    assert!(!said(&process).contains("not signed"));
    assert!(first(&process).starts_with("DKIM-Signature: "));

    let process = process.with("GOODENOUGH_MAIL__DKIM", "false");
    assert!(said(&process).starts_with("The whole messages are not signed: mail.dkim is off.\n"));
    assert!(first(&process).starts_with("From: "));
}

#[test]
fn keys_are_for_their_owner_only_and_two_pairs_of_one_day_differ() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = fresh_folder();
    drop(dkim::Signer::open(&folder, "notes.example", Day(20_000)).unwrap());
    for _ in 0..2 {
        dkim::rotate(&folder, Day(20_000)).unwrap();
    }
    let selectors: Vec<String> = dkim::published(&folder).unwrap().into_iter().map(|key| key.selector).collect();
    assert_eq!(selectors, ["g20241004r", "g20241004e", "g20241004ar", "g20241004ae", "g20241004br", "g20241004be"]);
    for file in std::fs::read_dir(&folder).unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    std::fs::remove_dir_all(folder).unwrap();
}
