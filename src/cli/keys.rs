//! `keys rotate`, `keys status`, `keys forget-links`.

use actix_web::rt::System;

use super::{Done, parts, print};
use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::Config;
use crate::keys::{Keyring, Purpose};
use crate::mail::{dkim, dns};
use crate::storage::{self, Place};
use crate::voices::reseal;

pub(super) fn rotate_signing(config: &Config) -> Done {
    let folder = &config.keys.folder;
    let number = Keyring::open(folder, &Chance::System)?.add(folder, Purpose::Signing, &Chance::System)?;
    print(&format!("Signing key {number} is made. A running server signs with it within a minute."));
    Ok(())
}

/// Makes the pair of DKIM keys that comes next, and says what to publish.
pub(super) fn rotate_dkim(config: &Config) -> Done {
    let folder = &config.keys.folder;
    Keyring::open(folder, &Chance::System)?;
    dkim::rotate(folder, Clock::System.now().day())?;
    print(
        "The next DKIM keys are made and not used yet. Publish these beside the old ones, wait until the DNS tells them everywhere \
           (a day is enough), then say `goodenough keys use-dkim`:",
    );
    for record in dns::records(config)?.into_iter().filter(|record| record.purpose == dns::Purpose::Dkim) {
        print(&format!("{}  {}  {}", record.name, record.kind.word(), dns::in_parts(&record.value)));
    }
    Ok(())
}

/// Begins to sign with the pair that waits.
pub(super) fn use_dkim(config: &Config) -> Done {
    dkim::use_next(&config.keys.folder)?;
    print(
        "Letters are signed with the newest DKIM keys from the server's next start on. Leave the old ones published for a week: letters under way carry them.",
    );
    Ok(())
}

/// Adds a key, and promises the job that seals everything anew under it.
pub(super) fn rotate(config: Config, purpose: Purpose) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    let folder = config.keys.folder.clone();
    // The database first: a key that nothing is sealed anew under helps nobody.
    let app = parts::open(config, &place)?;
    let number = Keyring::read(&folder)?.add(&folder, purpose, &Chance::System)?;
    app.seal.reread_keys()?;
    System::new().block_on(reseal::promise(app, purpose))?;
    print(&format!(
        "The {} key {number} is made. The server seals everything anew under it, now if it runs; `goodenough keys status` says how far it is.",
        purpose.name()
    ));
    Ok(())
}

/// One line a key.
pub(super) fn status(config: Config) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    let folder = config.keys.folder.clone();
    let app = parts::open(config, &place)?;
    let rows = System::new().block_on(reseal::counts(&app))?;
    let ring = Keyring::read(&folder)?;
    for purpose in Purpose::ALL {
        let sealing = reseal::ALL.iter().any(|place| place.purpose == purpose);
        let Some((newest, _)) = ring.newest(purpose) else { continue };
        let older = ring.older(purpose);
        for number in older.iter().copied().chain([newest]) {
            let name = format!("{}-{number}", purpose.name());
            let rows = rows.get(&(purpose, number)).copied().unwrap_or_default();
            let words = match (sealing, number == newest) {
                (true, true) => format!("{rows:>8} rows, in use"),
                (true, false) if rows == 0 => "       0 rows; may be removed, older backups open with it alone".to_owned(),
                (true, false) => format!("{rows:>8} rows still to be sealed anew"),
                (false, true) => "in use".to_owned(),
                (false, false) if purpose == Purpose::Signing => {
                    "verifies; may be removed 15 minutes after the newer one was taken up".to_owned()
                }
                (false, false) => "stays: what it made is found or read with it alone".to_owned(),
            };
            print(&format!("{name:<18} {words}"));
        }
    }
    for ((purpose, number), rows) in rows {
        if ring.numbered(purpose, number).is_none() {
            print(&format!(
                "{:<18} {rows:>8} rows that nobody can open: the key is not in the folder",
                format!("{}-{number}", purpose.name())
            ));
        }
    }
    Ok(())
}

/// Throws the keys of all links away.
pub(super) fn forget_links(config: Config, sure: bool) -> Done {
    if !sure {
        return Err("this throws away, for ever, who wrote what, in this database and in every backup: members lose their aliases, \
                    drafts, notifications and follows, and can no longer change or find what they wrote. Say --yes if you are sure"
            .into());
    }
    let place = Place::parse(config.database.url.reveal())?;
    storage::prepare(&place)?;
    // A server that runs would go on with the old keys for a while, and write what nobody can read.
    let _lock = storage::lock(&place)?;
    let folder = config.keys.folder.clone();
    let app = parts::open(config, &place)?;
    let system = System::new();
    if system.block_on(reseal::is_somebody_leaving(&app))? {
        return Err(
            "somebody who left is still being erased, which takes up to two days and needs these keys; try again later".into()
        );
    }
    Keyring::forget_links(&folder, &Chance::System)?;
    system.block_on(reseal::forget(&app))?;
    print(
        "All links are forgotten. Everybody signs in again. If a server still runs, start it anew now. Destroy the backups of the keys folder too: \
         they are what opens old backups of the database.",
    );
    Ok(())
}
