//! `doctor`: where each setting comes from, and whether the database, the keys and the mail can be used.

use std::fs;
use std::path::Path;

use super::{Done, print};
use crate::config::{self, Config, Transport};
use crate::keys::Keyring;
use crate::mail::Mailer;
use crate::storage::{self, Place};

pub(super) fn examine(file: Option<&Path>) -> Done {
    for setting in config::origins(file)? {
        print(&format!("{:<28} {:<44} {}", setting.key, setting.value, setting.from));
    }
    let config = Config::read(file)?;
    print("");
    let findings = [("database", database(&config)), ("keys", keys(&config)), ("mail", mail(&config))];
    let parts = findings.len();
    let mut ill = 0;
    for (part, finding) in findings {
        match finding {
            Ok(words) => print(&format!("{part:<10} well   {words}")),
            Err(why) => {
                ill += 1;
                print(&format!("{part:<10} ILL    {why}"));
            }
        }
    }
    if ill == 0 { Ok(()) } else { Err(format!("{ill} of {parts} parts need care").into()) }
}

type Finding = Result<String, Box<dyn std::error::Error>>;

fn database(config: &Config) -> Finding {
    let place = Place::parse(config.database.url.reveal())?;
    Ok(storage::examine(&place)?)
}

/// Nothing is made here: a doctor who makes keys would hide that they were lost.
fn keys(config: &Config) -> Finding {
    let folder = &config.keys.folder;
    if !folder.exists() {
        return Ok(format!("{} is not there yet; the first start makes it", folder.display()));
    }
    let ring = Keyring::read(folder)?;
    let mut open = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_open_to_others(&entry.path())? {
            open.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    if is_open_to_others(folder)? {
        open.push(folder.display().to_string());
    }
    if !open.is_empty() {
        return Err(format!("others may read {}; give them mode 0600, and the folder 0700", open.join(", ")).into());
    }
    let missing = ring.missing();
    if !missing.is_empty() {
        return Err(format!("no key for {}; rows sealed with a lost key stay closed", missing.join(", ")).into());
    }
    Ok(format!("every key is in {}, for its owner only", folder.display()))
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> std::io::Result<bool> {
    Ok(false)
}

fn mail(config: &Config) -> Finding {
    let mailer = Mailer::open(&config.mail, &config.site)?;
    mailer.examine()?;
    Ok(match config.mail.transport {
        Transport::Folder => format!("letters are written into {}", config.mail.folder.display()),
        Transport::Smtp => "the relay answers".to_owned(),
    })
}
