//! The differential test: the same evening twice, with all else equal — clock, chance, keys, everybody's past — and only
//! somebody else behind the hidden words. What any third member, a moderator, an admin or a visitor is answered, what
//! letters they get, what is logged and counted must be equal, byte for byte (A-01 … A-44, promise 1).
//!
//! Each evening runs in a process of its own, because the log is the process's.

mod evening;
mod log;
mod table;

use std::collections::BTreeMap;
use std::process::Command;

use goodenough::openapi::document;

use crate::site::Database;

/// Says to the child process who hides.
const HIDER: &str = "GOODENOUGH_TEST_HIDER";
/// Where the child writes what could be seen.
const SEEN_IN: &str = "GOODENOUGH_TEST_SEEN_IN";
/// On which database.
const ON: &str = "GOODENOUGH_TEST_ON";

/// What could be seen of an evening, in order: where, and what.
type Seen = Vec<(String, String)>;

/// An evening on which this one of the two hid; in a process of its own.
fn evening_of(hider: &str, on: &str) -> Seen {
    let folder = crate::site::database::fresh_folder();
    let file = folder.join("seen.json");
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["differential::one_evening", "--exact", "--ignored", "--test-threads=1"])
        .envs([(HIDER, hider), (ON, on)])
        .env(SEEN_IN, &file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned() + &String::from_utf8_lossy(&child.stderr);
    assert!(child.status.success(), "{said}");
    let seen = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    seen
}

/// The child: one evening, written down. Run by the others only.
#[test]
#[ignore = "the differential tests run it as a process of its own"]
fn one_evening() {
    let Ok(hider) = std::env::var(HIDER) else { return };
    let lines = log::keep();
    let database = match std::env::var(ON).unwrap().as_str() {
        "postgres" => Database::postgres().unwrap(),
        _ => Database::sqlite(),
    };
    let mut seen = evening::passes(database, &hider);
    let mut lines = std::mem::take(&mut *lines.lock().unwrap());
    // Two jobs that are done at the same moment log in either order.
    lines.sort();
    seen.extend(lines.into_iter().map(|line| ("a line of the log".to_owned(), line)));
    std::fs::write(std::env::var(SEEN_IN).unwrap(), serde_json::to_vec(&seen).unwrap()).unwrap();
}

fn nobody_can_tell_on(on: &str) {
    let (one, other) = (evening_of("petra", on), evening_of("quinn", on));
    assert!(one.len() > 400, "only {} things were looked at", one.len());
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, _) in &one {
        *kinds.entry(place.split(' ').next().unwrap_or_default()).or_default() += 1;
    }
    for kind in ["visitor", "rosa", "mona", "agnes", "letter", "a", "metrics"] {
        assert!(kinds.contains_key(kind), "nothing was seen by or in {kind}: {kinds:?}");
    }
    for ((place, petra), (also, quinn)) in one.iter().zip(&other) {
        assert_eq!(place, also);
        assert!(
            petra == quinn,
            "{place} differs with who hid:\n…{}\n…{}",
            from_difference(petra, quinn),
            from_difference(quinn, petra)
        );
    }
    let shorter = one.len().min(other.len());
    assert_eq!(one[shorter..], other[shorter..], "something was seen on one evening alone");
}

/// What one says from shortly before the first difference on.
fn from_difference<'t>(one: &'t str, other: &str) -> &'t str {
    let same = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map_or(one.len(), |((at, _), _)| at);
    let from = (0..=same.saturating_sub(300)).rev().find(|at| one.is_char_boundary(*at)).unwrap_or_default();
    let to = (same + 300..one.len()).find(|at| one.is_char_boundary(*at)).unwrap_or(one.len());
    &one[from..to]
}

#[test]
fn nobody_can_tell_who_hid_on_sqlite() {
    nobody_can_tell_on("sqlite");
}

#[test]
fn nobody_can_tell_who_hid_on_postgres() {
    if Database::postgres().is_some() {
        nobody_can_tell_on("postgres");
    }
}

/// The evening on which nobody else hid is the same evening: what the comparison rests on.
#[test]
fn an_evening_can_be_repeated() {
    let [one, other] = [evening_of("petra", "sqlite"), evening_of("petra", "sqlite")];
    for (first, second) in one.iter().zip(&other) {
        assert_eq!(first, second);
    }
    let shorter = one.len().min(other.len());
    assert_eq!(one[shorter..], other[shorter..], "something was seen on one evening alone");
}

#[test]
fn every_route_has_its_row_in_the_table() {
    let scene = table::Scene::default();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let route = format!("{} {path}", method.to_uppercase());
            assert!(!table::asks(&route, &scene).is_empty(), "nobody asks {route}");
        }
    }
}
