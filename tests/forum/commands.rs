//! The command line, tried on the real program.

use std::time::Duration;

use goodenough::chance::Chance;
use goodenough::keys::{Keyring, Purpose};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::json;

use crate::site::database::fresh_folder;
use crate::site::member::PASSWORD;
use crate::site::process::Process;
use crate::site::{Database, Plan};

fn said(output: &std::process::Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_first_start_makes_everything_and_keeps_it_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let database = Database::empty_sqlite();
    let mut process = Process::new(&database).with("GOODENOUGH_DATABASE__URL", "sqlite:data/forum/notes.db");
    process.starts();
    process.visitor().get("/readyz").is(200);
    for (name, mode) in [("data/forum/notes.db", 0o600), ("data/keys", 0o700), ("data/keys/signing-1.key", 0o600)] {
        let found = std::fs::metadata(process.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{name} has mode {found:o}");
    }
}

fn stops_within_ten_seconds(database: &Database) {
    let mut process = Process::new(database);
    process.starts();
    let ada = process.member("ada");
    ada.get("/me").is(200); // her connection stays open
    let (took, well) = process.is_stopped();
    assert!(well && took < Duration::from_secs(10), "{took:?}");
    process.starts();
    process.visitor().post("/sessions", &json!({"email": "ada@example.org", "password": PASSWORD})).is(201);
}

#[test]
fn on_sqlite_a_server_stops_within_ten_seconds_and_starts_again() {
    stops_within_ten_seconds(&Database::empty_sqlite());
}

#[test]
fn on_postgres_a_server_stops_within_ten_seconds_and_starts_again() {
    if let Some(database) = Database::empty_postgres() {
        stops_within_ten_seconds(&database);
    }
}

#[test]
fn one_process_serves_from_a_file_and_the_demonstration_keeps_away_from_it() {
    let database = Database::empty_sqlite();
    let mut process = Process::new(&database);
    process.starts();
    for words in [["serve"], ["demo"]] {
        let output = process.runs(&words);
        assert!(!output.status.success() && said(&output).contains("a server is running"), "{words:?}: {}", said(&output));
    }
    process.visitor().get("/readyz").is(200);
    process.is_stopped();
    process.starts();
}

#[test]
fn roles_are_given_while_the_server_runs() {
    let database = Database::empty_sqlite();
    let mut process = Process::new(&database);
    process.starts();
    let ada = process.member("ada");
    assert_eq!(ada.get("/me").is(200)["role"], "member");
    let output = process.runs(&["admin", "role", "Ada@Example.org", "moderator"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(ada.get("/me").is(200)["role"], "moderator");
    let output = process.runs(&["admin", "role", "nobody@example.org", "admin"]);
    assert!(!output.status.success() && said(&output).contains("nobody has an account"), "{}", said(&output));
    let output = process.runs(&["admin", "role", "ada@example.org", "queen"]);
    assert!(!output.status.success() && said(&output).contains("moderator"), "{}", said(&output));
}

#[test]
fn the_first_admin_chooses_her_password_by_letter() {
    let database = Database::empty_sqlite();
    let mut process = Process::new(&database);
    let output = process.runs(&["admin", "create", "ruth@example.org"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(!process.runs(&["admin", "create", "ruth@example.org"]).status.success(), "a second time she has an account");
    assert!(!process.runs(&["admin", "create", "no address"]).status.success());
    process.starts();
    let letter = process.waits_for(|letters| letters.values().find(|letter| letter.to == "ruth@example.org").cloned());
    process.visitor().post("/passwords", &json!({"token": letter.token(), "password": PASSWORD})).is(200);
    let session = process.visitor().post("/sessions", &json!({"email": "ruth@example.org", "password": PASSWORD})).is(201);
    assert_eq!(session["member"]["role"], "admin");
}

#[test]
fn the_doctor_says_what_came_from_where_and_shows_no_secret() {
    let database = Database::empty_sqlite();
    let process = Process::new(&database)
        .with("GOODENOUGH_MAIL__SMTP_URL", "smtps://forum:hunter2@mail.example.org")
        .with("GOODENOUGH_TEST_POSTGRES_URL", "a variable of a script, none of ours");
    std::fs::write(process.path("own.toml"), "[site]\nname = \"Harbour\"\n").unwrap();
    process.runs(&["migrate"]);
    let output = process.runs(&["--config", "own.toml", "doctor"]);
    let words = said(&output);
    assert!(output.status.success(), "{words}");
    let line = |key: &str| words.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("no {key} in {words}"));
    assert!(line("site.name").contains("Harbour") && line("site.name").contains("own.toml"));
    assert!(line("mail.wait").contains("variable"));
    assert!(line("mail.from").contains("default"));
    assert!(line("mail.smtp_url").contains("smtps://***@mail.example.org"));
    assert!(line("database  ").contains("every migration has run"));
    assert!(!words.contains("hunter2"));
}

#[test]
fn the_doctor_finds_keys_that_others_can_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let database = Database::empty_sqlite();
    let process = Process::new(&database);
    assert!(process.runs(&["keys", "rotate", "signing"]).status.success());
    assert!(process.runs(&["doctor"]).status.success());
    std::fs::set_permissions(process.path("data/keys/seal-1.key"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let output = process.runs(&["doctor"]);
    assert!(!output.status.success() && said(&output).contains("seal-1.key"), "{}", said(&output));
    std::fs::remove_file(process.path("data/keys/seal-1.key")).unwrap();
    let output = process.runs(&["doctor"]);
    assert!(!output.status.success() && said(&output).contains("no key for seal"), "{}", said(&output));
}

//
#[test]
fn the_doctor_warns_of_keys_beside_a_backup() {
    let database = Database::empty_sqlite();
    let process = Process::new(&database).with("GOODENOUGH_DATABASE__URL", "sqlite:data/forum/notes.db");
    assert!(process.runs(&["migrate"]).status.success());
    assert!(process.runs(&["keys", "rotate", "signing"]).status.success());
    let output = process.runs(&["doctor"]);
    assert!(output.status.success() && !said(&output).contains("leave it out of backups"), "{}", said(&output));
    for name in [
        "data/keys/notes.sql",
        "data/monday.tar.gz",
        "data/forum/notes.db-20261122",
        "data/forum/notes.db.bak",
        "data/all.dump",
        "data/Backup-1",
    ] {
        std::fs::write(process.path(name), "rows").unwrap();
        let output = process.runs(&["doctor"]);
        let file = name.rsplit('/').next().unwrap();
        assert!(!output.status.success() && said(&output).contains(file), "{name}: {}", said(&output));
        std::fs::remove_file(process.path(name)).unwrap();
    }
    // What SQLite and the lock leave beside the file is no backup.
    for name in ["notes.db-wal", "notes.db-shm", "notes.db.lock"] {
        std::fs::write(process.path("data/forum").join(name), "").unwrap();
    }
    assert!(process.runs(&["doctor"]).status.success());
    let inside = Process::new(&database).with("GOODENOUGH_DATABASE__URL", "sqlite:data/notes.db");
    assert!(inside.runs(&["keys", "rotate", "seal"]).status.success());
    assert!(said(&inside.runs(&["doctor"])).contains("leave it out of backups"));
}

#[test]
fn a_setting_that_does_not_fit_ends_the_start_with_a_sentence() {
    let database = Database::empty_sqlite();
    let process = Process::new(&database).with("GOODENOUGH_MAIL__WIAT", "3");
    let output = process.runs(&["serve"]);
    assert!(!output.status.success() && said(&output).contains("wiat"), "{}", said(&output));
}

#[test]
fn the_document_is_printed_without_a_database() {
    let database = Database::empty_sqlite();
    let process = Process::new(&database);
    let printed: serde_json::Value = serde_json::from_slice(&process.runs(&["openapi"]).stdout).unwrap();
    assert_eq!(&printed, goodenough::openapi::document());
    assert!(!process.path("data").exists() && !database.path().unwrap().exists());
}

#[test]
fn a_newer_signing_key_is_taken_up_by_a_running_server() {
    let folder = fresh_folder();
    let site = Plan::new().with_keys_in(&folder).open(Database::sqlite());
    let ada = site.member("ada");
    let first = ada.token().unwrap();
    // Another process rotates, and begins to sign: this one finds the key at the first token that names it.
    let mut ring = Keyring::read(&folder).unwrap();
    assert_eq!(ring.add(&folder, Purpose::Signing, &Chance::System).unwrap(), 2);
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some("at+jwt".to_owned());
    header.kid = Some("2".to_owned());
    let claims = jsonwebtoken::dangerous::insecure_decode::<serde_json::Value>(&first).unwrap().claims;
    let second = encode(&header, &claims, &EncodingKey::from_secret(&ring.newest(Purpose::Signing).unwrap().1.0)).unwrap();
    ada.set_token(Some(second));
    ada.get("/me").is(200);
    // What the older key signed stays good, and new tokens are signed with the newer one.
    ada.set_token(Some(first.clone()));
    ada.get("/me").is(200);
    let session = site.visitor().post("/sessions/refresh", &json!({"refresh_token": ada.refresh_token()})).is(200);
    let newest = jsonwebtoken::decode_header(session.string("access_token")).unwrap();
    assert_eq!(newest.kid.as_deref(), Some("2"));
    // A key that is taken away is trusted no more.
    std::fs::remove_file(folder.join("signing-1.key")).unwrap();
    site.app.seal.reread_keys().unwrap();
    ada.get("/me").refused(401, "unauthenticated");
    // A folder that lost a purpose is an accident: the known keys stay in use.
    std::fs::remove_file(folder.join("seal-1.key")).unwrap();
    assert!(site.app.seal.reread_keys().is_err());
    ada.takes(&session);
    ada.get("/me").is(200);
    drop(std::fs::remove_dir_all(folder));
}

fn is_filled_with_the_demonstration(database: &Database) {
    let mut process = Process::new(database);
    let output = process.runs(&["demo"]);
    assert!(output.status.success(), "{}", said(&output));
    let words = said(&output);
    let password = words.lines().find_map(|line| line.split_once("the password: ")).unwrap().1;
    let again = process.runs(&["demo"]);
    assert!(!again.status.success() && said(&again).contains("not empty"), "{}", said(&again));
    process.starts();
    for role in ["parent", "listener", "moderator", "admin"] {
        let address = format!("{role}@example.org");
        assert!(words.contains(&address));
        let session = process.visitor().post("/sessions", &json!({"email": address, "password": password})).is(201);
        assert_eq!(session["member"]["role"], if role == "parent" { "member" } else { role });
        let caller = process.visitor();
        caller.set_token(Some(session.string("access_token")));
        if role == "moderator" {
            assert_eq!(caller.pages("/moderation/cases?state=open", 20).len(), 1, "one report waits");
        }
        if role == "parent" {
            assert!(!caller.pages("/me/threads", 20).is_empty() && !caller.pages("/notifications", 100).is_empty());
        }
    }
    let cards = process.visitor().pages("/threads?order=new", 100);
    assert!(cards.len() >= 25, "{} public threads", cards.len());
    assert!(cards.iter().filter(|card| card["replies"].as_i64().unwrap() >= 2).count() >= 25);
    assert!(!process.visitor().pages("/threads?order=waiting", 100).is_empty(), "some threads still wait");
    assert!(cards.windows(2).all(|pair| pair[0]["posted_at"].as_str() >= pair[1]["posted_at"].as_str()));
    // The past has been told; nobody is written to about it.
    std::thread::sleep(Duration::from_secs(1));
    // But for the digest that every morning brings, whenever the test happens to run.
    let about_now =
        process.letters().into_values().filter(|letter| letter.header("list-id").is_none_or(|list| list.contains("replies.")));
    assert_eq!(about_now.count(), 0);
}

#[test]
fn on_sqlite_the_demonstration_fills_an_empty_forum() {
    is_filled_with_the_demonstration(&Database::empty_sqlite());
}

#[test]
fn on_postgres_the_demonstration_fills_an_empty_forum() {
    if let Some(database) = Database::empty_postgres() {
        is_filled_with_the_demonstration(&database);
    }
}
