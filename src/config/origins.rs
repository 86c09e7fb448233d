//! Where each setting comes from: for `doctor`.

use std::path::Path;

use config::{ConfigError, Source as _, Value, ValueKind};

use super::{layers, variables};

/// Settings that are never shown whole.
const SECRETS: [&str; 2] = ["database.url", "mail.smtp_url"];

/// A setting, as it may be shown to the operator.
#[derive(Debug, PartialEq, Eq)]
pub struct Setting {
    /// `section.key`.
    pub key: String,
    /// Its value, without user, password and parameters where it is a secret.
    pub value: String,
    /// `default`, the file's path, or `variable`.
    pub from: String,
}

/// Every setting, in order of its key.
///
/// # Errors
/// When the file cannot be read.
pub fn origins(file: Option<&Path>) -> Result<Vec<Setting>, ConfigError> {
    let mut settings = Vec::new();
    for (section, value) in layers(file, variables())?.collect()? {
        gather(&section, value, &mut settings);
    }
    settings.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(settings)
}

fn gather(key: &str, value: Value, settings: &mut Vec<Setting>) {
    // A list has no origin of its own, its items have.
    let told = match &value.kind {
        ValueKind::Array(items) => items.first().and_then(Value::origin),
        _ => value.origin(),
    };
    let from = told.map_or("default", |told| if told == "the environment" { "variable" } else { told }).to_owned();
    let value = match value.kind {
        ValueKind::Table(table) => {
            for (name, value) in table {
                gather(&format!("{key}.{name}"), value, settings);
            }
            return;
        }
        ValueKind::Array(items) => items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        kind if SECRETS.contains(&key) => redacted(&kind.to_string()),
        kind => kind.to_string(),
    };
    settings.push(Setting { key: key.to_owned(), value, from });
}

/// A URL without user, password, parameters: enough to see which server is meant.
fn redacted(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else {
        // `sqlite:PATH` holds no secret; anything else may be one.
        return if text.starts_with("sqlite:") || text.is_empty() { text.to_owned() } else { "***".to_owned() };
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    if place.len() == rest.len() { format!("{scheme}://{place}") } else { format!("{scheme}://***@{place}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_secret_is_shown_without_user_password_and_parameters() {
        assert_eq!(redacted("postgres://ada:p@ss@db.example.org/forum?password=x"), "postgres://***@db.example.org/forum");
        assert_eq!(redacted("postgres:///forum?host=/run/pg"), "postgres:///forum");
        assert_eq!(redacted("sqlite:data/goodenough.db"), "sqlite:data/goodenough.db");
        assert_eq!(redacted("hunter2"), "***");
    }

    #[test]
    fn every_setting_that_is_a_secret_is_redacted() {
        let config = Config::layered(None, std::collections::HashMap::new()).unwrap();
        assert_eq!(format!("{config:?}").matches("***").count(), SECRETS.len());
    }
}
