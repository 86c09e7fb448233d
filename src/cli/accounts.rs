//! `admin create`, `admin role`, `admin lift` and `admin breach`: they work while the server runs, because the database lets both in.

use actix_web::rt::System;

use super::{Done, parts, print};
use crate::accounts::breach::{self, Lost};
use crate::accounts::{Role, actions, standing};
use crate::clock::{Day, Moment};
use crate::config::Config;
use crate::storage::Place;
use crate::storage::columns::SessionId;

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

pub(super) fn breach(config: Config, session: Option<&str>, family: Option<&str>, days: Option<(&str, &str)>) -> Done {
    let lost = match (session, family, days) {
        (Some(session), ..) => Lost::Session(SessionId::parse(session).ok_or("this is no session's id")?),
        (_, Some(token), _) => Lost::Token(token.to_owned()),
        (_, _, Some((since, until))) => Lost::Days(day(since)?, day(until)?),
        _ => return Err("say --session, --family, or --since and --until".into()),
    };
    let place = Place::parse(config.database.url.reveal())?;
    let app = parts::open(config, &place)?;
    let inner = app.clone();
    let found = System::new().block_on(app.storage.read(move |conn| breach::touched(conn, &inner, &lost)))?;
    for touched in &found {
        let sessions: Vec<String> = touched.sessions.iter().map(ToString::to_string).collect();
        print(&format!("{}\t{}\t{}", touched.address, touched.role.word(), sessions.join(" ")));
    }
    print(&format!("{} accounts. Sessions that have ended are not stored any more.", found.len()));
    Ok(())
}

fn day(text: &str) -> Result<Day, String> {
    let moment = Moment::parse(&format!("{text}T00:00:00Z"));
    moment.map(Moment::day).ok_or_else(|| format!("{text} is no day; write it as 2026-03-31"))
}
