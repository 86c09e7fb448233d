//! Where each setting comes from: for `doctor`.

use std::path::Path;

use config::{ConfigError, Source as _, Value, ValueKind};

use super::{layers, variables};
use crate::storage::Place;
use crate::storage::conn::without_secrets;

/// How a secret is shown.
type Shown = fn(&str) -> String;

/// Settings that are never shown whole.
const SECRETS: [(&str, Shown); 4] = [
    ("database.url", |url| Place::parse(url).map_or_else(|_| "***".to_owned(), |place| place.to_string())),
    ("mail.smtp_url", |url| if url.is_empty() { String::new() } else { without_secrets(url) }),
    ("mail.inbound_secret", set_or_not),
    ("mail.events_secret", set_or_not),
];

/// Of a word that is a secret as a whole only whether there is one.
fn set_or_not(secret: &str) -> String {
    if secret.is_empty() { String::new() } else { "***".to_owned() }
}

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
        kind => {
            let shown = SECRETS.iter().find(|(secret, _)| *secret == key).map(|(_, shown)| shown);
            shown.map_or_else(|| kind.to_string(), |shown| shown(&kind.to_string()))
        }
    };
    settings.push(Setting { key: key.to_owned(), value, from });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn every_setting_that_is_a_secret_is_redacted() {
        let config = Config::layered(None, std::collections::HashMap::new()).unwrap();
        assert_eq!(format!("{config:?}").matches("***").count(), SECRETS.len());
    }
}
