//! `doctor`: where each setting comes from, and whether the database, the keys and the mail can be used.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use actix_web::rt::System;

use super::{Done, print};
use crate::clock::Clock;
use crate::config::{self, Config, Transport};
use crate::health::documents;
use crate::keys::Keyring;
use crate::mail::Mailer;
use crate::mail::dns::{self, Check, CheckState, Domains, RecordKind};
use crate::safety::helplines;
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
    for document in documents::all(Clock::System.now().day()).into_iter().filter(|document| document.overdue) {
        print(&format!("note       docs/records/{}.md wants to be looked at again", document.name));
    }
    let today = Clock::System.now().day();
    if config.safety.lead.trim().is_empty() || config.safety.review_by.trim().is_empty() {
        print("note       nobody is named who answers for safety: safety.lead and safety.review_by");
    }
    for line in helplines::older_than(helplines::OLD, today) {
        print(&format!("note       nobody looked at the helpline {line} for half a year: config/helplines.toml"));
    }
    delivery(&config)?;
    if ill == 0 { Ok(()) } else { Err(format!("{ill} of {parts} parts need care").into()) }
}

/// What the DNS has to say, and what it says: advice, because a forum that tries itself out needs none of it.
fn delivery(config: &Config) -> Done {
    print("");
    for warning in Domains::of(config).warnings(config) {
        print(&format!("note       {warning}"));
    }
    if config.mail.transport == Transport::Folder {
        return Ok(());
    }
    let records = dns::records(config)?;
    for Check { record, state, found } in System::new().block_on(dns::check(&config.mail.resolver, records)) {
        let words = match state {
            CheckState::Ok => "well   ".to_owned(),
            CheckState::Missing => "MISSING".to_owned(),
            CheckState::Different => "OTHER  ".to_owned(),
            CheckState::Unreachable => "unasked".to_owned(),
        };
        let value = if record.kind == RecordKind::Txt { dns::in_parts(&record.value) } else { record.value };
        print(&format!("dns        {words}{}  {}  {value}", record.name, record.kind.word()));
        if let Some(found) = found {
            print(&format!("                  there is: {found}"));
        }
    }
    Ok(())
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
    let beside = backups_beside(config)?;
    if !beside.is_empty() {
        let beside: Vec<String> = beside.iter().map(|path| path.display().to_string()).collect();
        let sentence = "a backup lies where the keys are: whoever takes both knows who wrote what; keep them apart";
        return Err(format!("{sentence} ({})", beside.join(", ")).into());
    }
    let words = format!("every key is in {}, for its owner only", folder.display());
    Ok(if lies_within(folder, database_folder(config).as_deref()) {
        format!("{words}; it lies in the database's folder: leave it out of backups of that folder")
    } else {
        words
    })
}

fn database_folder(config: &Config) -> Option<PathBuf> {
    let file = Place::parse(config.database.url.reveal()).ok()?.file()?;
    Some(file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned())
}

fn lies_within(folder: &Path, outer: Option<&Path>) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    outer.and_then(real).zip(real(folder)).is_some_and(|(outer, folder)| folder.starts_with(outer))
}

/// Files that look like backups, in the keys folder, in the one around it, and in the database's.
fn backups_beside(config: &Config) -> std::io::Result<Vec<PathBuf>> {
    let keys = fs::canonicalize(&config.keys.folder)?;
    let database = database_folder(config).and_then(|folder| fs::canonicalize(folder).ok());
    let folders: BTreeSet<PathBuf> = [keys.parent().map(Path::to_owned), database, Some(keys)].into_iter().flatten().collect();
    let mut found = BTreeSet::new();
    for folder in folders {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if storage::looks_like_a_backup(&entry.file_name().to_string_lossy()) {
                found.insert(entry.path());
            }
        }
    }
    Ok(found.into_iter().collect())
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
