//! `demo`: fills an empty database, and prints how to sign in.

use actix_web::rt::System;

use super::{Done, parts, print};
use crate::clock::Clock;
use crate::config::Config;
use crate::demo::{self, PASSWORD, SIGN_INS};
use crate::mail::Mailer;
use crate::storage::{self, Place};

pub(super) fn fill(config: Config) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    storage::prepare(&place)?;
    let _lock = storage::lock(&place)?;
    // The clock goes through the past, and its letters go nowhere.
    let mailer = Mailer::memory(&config.site.host());
    let app = parts::open_with(config, &place, mailer, Clock::fixed(Clock::System.now()))?;
    let filled = System::new().block_on(demo::fill(app))?;
    print(&format!("The forum has {} threads and {} replies. Sign in as", filled.threads, filled.replies));
    for (email, role) in SIGN_INS {
        print(&format!("  {:<12} {email}", if role.word() == "member" { "parent" } else { role.word() }));
    }
    print(&format!("each with the password: {PASSWORD}"));
    Ok(())
}
