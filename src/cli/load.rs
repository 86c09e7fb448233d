//! `load`: fills an empty database with a large invented forum, for measuring.

use actix_web::rt::System;

use super::{Done, parts, print};
use crate::clock::Clock;
use crate::config::Config;
use crate::load::{self, Size};
use crate::mail::Mailer;
use crate::storage::{self, Place};

pub(super) fn fill(config: Config, size: Size) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    storage::prepare(&place)?;
    let _lock = storage::lock(&place)?;
    let mailer = Mailer::memory(&config.site.host());
    let app = parts::open_with(config, &place, mailer, Clock::System)?;
    let loaded = System::new().block_on(load::fill(app, size))?;
    print(&serde_json::to_string(&loaded)?);
    Ok(())
}
