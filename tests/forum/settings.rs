//! Settings: defaults, a file over them, variables over both; typos are refused, secrets are not shown.

use std::collections::HashMap;
use std::path::PathBuf;

use goodenough::config::{Config, DEFAULTS};

use crate::site::database::fresh_folder;

fn variables(pairs: &[(&str, &str)]) -> HashMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn file(text: &str) -> PathBuf {
    let path = fresh_folder().join("goodenough.toml");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn without_a_file_and_variables_every_setting_has_its_default() {
    let config = Config::layered(None, HashMap::new()).unwrap();
    assert_eq!(config.database.url.reveal(), "sqlite:data/goodenough.db");
    assert_eq!(config.http.address.to_string(), "127.0.0.1:8080");
    assert_eq!(config.mail.wait, 120);
    assert!(config.limits.enabled);
}

#[test]
fn a_file_overrides_the_defaults_and_variables_override_the_file() {
    let file = file("[site]\nname = \"Harbour\"\nurl = \"https://file.example.org\"\n[mail]\nwait = 7\n");
    let variables = variables(&[
        ("GOODENOUGH_SITE__URL", "https://variable.example.org/"),
        ("GOODENOUGH_HTTP__TRUSTED_PROXIES", "10.0.0.1,10.0.0.2"),
    ]);
    let config = Config::layered(Some(&file), variables).unwrap();
    assert_eq!(config.site.name, "Harbour");
    assert_eq!(config.site.url, "https://variable.example.org", "without its slash");
    assert_eq!(config.mail.wait, 7);
    assert_eq!(config.http.trusted_proxies.len(), 2);
}

#[test]
fn a_key_nobody_knows_is_refused_by_name() {
    for text in ["[site]\nnmae = \"Harbour\"\n", "[sight]\nname = \"Harbour\"\n"] {
        let error = Config::layered(Some(&file(text)), HashMap::new()).unwrap_err().to_string();
        assert!(error.contains("nmae") || error.contains("sight"), "{error}");
    }
    let error = Config::layered(None, variables(&[("GOODENOUGH_MAIL__WIAT", "0")])).unwrap_err().to_string();
    assert!(error.contains("wiat"), "{error}");
    assert!(
        Config::layered(Some(&PathBuf::from("/nowhere/goodenough.toml")), HashMap::new()).is_err(),
        "a file that is not there"
    );
}

#[test]
fn a_value_that_does_not_fit_is_refused_by_its_key() {
    for (name, value, key) in [
        ("GOODENOUGH_HTTP__ADDRESS", "8080", "address"),
        ("GOODENOUGH_MAIL__WAIT", "soon", "wait"),
        ("GOODENOUGH_MAIL__WAIT", "-1", "wait"),
        ("GOODENOUGH_MAIL__TRANSPORT", "pigeon", "transport"),
        ("GOODENOUGH_LIMITS__ENABLED", "perhaps", "enabled"),
    ] {
        let error = Config::layered(None, variables(&[(name, value)])).unwrap_err().to_string();
        assert!(error.contains(key), "{name}={value}: {error}");
    }
}

#[test]
fn secrets_are_shown_nowhere() {
    let variables = variables(&[
        ("GOODENOUGH_DATABASE__URL", "postgres://forum:hunter2@db.example.org/forum"),
        ("GOODENOUGH_MAIL__SMTP_URL", "smtps://forum:hunter3@mail.example.org"),
    ]);
    let shown = format!("{:?}", Config::layered(None, variables).unwrap());
    assert!(!shown.contains("hunter") && !shown.contains("example.org/forum"), "{shown}");
}

#[test]
fn every_setting_has_a_sentence() {
    let mut said = false;
    for line in DEFAULTS.lines() {
        if line.starts_with('#') {
            assert!(line.len() > 10, "{line}");
            said = true;
        } else if line.is_empty() || line.starts_with('[') {
            said = false;
        } else {
            assert!(said, "no sentence above {line}");
        }
    }
}
