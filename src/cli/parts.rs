//! Puts an [`App`] together from the settings.

use actix_web::web;

use crate::app::App;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::Config;
use crate::keys::Keyring;
use crate::mail::dns::Domains;
use crate::mail::{Mailer, dkim};
use crate::storage::{self, Place, Storage, migrate};
use crate::voices::Seal;

/// Brings the database up to date, opens the keys and the mailer, and puts everything together.
pub(super) fn open(config: Config, place: &Place) -> Result<web::Data<App>, Box<dyn std::error::Error>> {
    let mailer = Mailer::open(&config.mail, &config.site)?;
    if !config.mail.dkim {
        return open_with(config, place, mailer, Clock::System);
    }
    // Its keys lie beside the others, in a folder that only its owner reads.
    Keyring::open(&config.keys.folder, &Chance::System)?;
    let today = Clock::System.now().day();
    let signer = dkim::Signer::open(&config.keys.folder, &Domains::of(&config).from, today)?;
    open_with(config, place, mailer.signs_with(signer), Clock::System)
}

/// As [`open`], with this mailer and this clock.
pub(super) fn open_with(
    config: Config,
    place: &Place,
    mailer: Mailer,
    clock: Clock,
) -> Result<web::Data<App>, Box<dyn std::error::Error>> {
    storage::prepare(place)?;
    let ran = migrate::up(place)?;
    if ran > 0 {
        tracing::info!(ran, "migrations");
    }
    let chance = Chance::System;
    let keys = Keyring::open(&config.keys.folder, &chance)?;
    let connections = place.connections(config.database.connections, config.database.readers);
    let storage = Storage::open(place, connections, chance.id())?;
    let seal = Seal::new(keys, chance.clone());
    Ok(web::Data::new(App::new(config, storage, seal, mailer, clock, chance)))
}
