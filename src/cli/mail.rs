//! `mail lift` and `mail explain`: what an operator asks about mail.

use std::path::PathBuf;

use actix_web::rt::System;
use serde_json::json;

use super::{Done, parts, print};
use crate::config::Config;
use crate::mail::addresses;
use crate::mail::inbound::bounces::{self, Action, Reading};
use crate::storage::Place;

pub(super) fn lift(config: Config, email: &str, reason: &str) -> Done {
    let place = Place::parse(config.database.url.reveal())?;
    let app = parts::open(config, &place)?;
    System::new().block_on(addresses::lift_by_command(app, email, reason))?;
    print("Letters go to this address again.");
    Ok(())
}

pub(super) fn explain(files: &[PathBuf]) -> Done {
    for path in files {
        let raw = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut told = explained(&bounces::read(&raw));
        if let Some(told) = told.as_object_mut() {
            told.insert("file".to_owned(), path.display().to_string().into());
        }
        print(&told.to_string());
    }
    Ok(())
}

fn explained(reading: &Reading) -> serde_json::Value {
    match reading {
        Reading::Bounce(failures) => {
            let recipients = failures.iter().map(|failure| {
                json!({
                    "action": match failure.action {
                        Action::Failed => "failed",
                        Action::Delayed => "delayed",
                        Action::Delivered => "delivered",
                    },
                    "code": failure.code,
                    "status": failure.status,
                    "class": failure.verdict.class.word(),
                    "final": failure.verdict.is_final && failure.action == Action::Failed,
                })
            });
            json!({"kind": "bounce", "recipients": recipients.collect::<Vec<_>>()})
        }
        Reading::Complaint(_) => json!({"kind": "complaint"}),
        Reading::Automatic => json!({"kind": "automatic"}),
        Reading::Other => json!({"kind": "other"}),
    }
}
