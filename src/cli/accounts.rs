//! `admin create`, `admin role` and `admin lift`: they work while the server runs, because the database lets both in.

use actix_web::rt::System;

use super::{Done, parts, print};
use crate::accounts::{Role, actions, standing};
use crate::config::Config;
use crate::storage::Place;

pub(super) fn create_admin(config: Config, email: &str) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    let app = parts::open(config, &place)?;
    match System::new().block_on(actions::create_admin(app, email)) {
        Ok(()) => print("The account is made. The running server mails a link to choose a password with."),
        Err(actions::Error::Fields(fields)) => {
            let why = fields.values().next().copied().unwrap_or("invalid");
            return Err(if why == "taken" {
                "this address has an account already".into()
            } else {
                "this is no mail address".into()
            });
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

pub(super) fn set_role(config: Config, email: &str, role: Role) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    let app = parts::open(config, &place)?;
    match System::new().block_on(actions::set_role(app, email, role)) {
        Ok(()) => print(&format!("The role is now {}.", role.word())),
        Err(actions::Error::Unknown) => return Err("nobody has an account with this address".into()),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

pub(super) fn lift(config: Config, email: &str) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    let app = parts::open(config, &place)?;
    match System::new().block_on(standing::lift_all(app, email)) {
        Ok(()) => print("Nothing keeps this account from writing any more."),
        Err(actions::Error::Unknown) => return Err("nobody has an account with this address".into()),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
