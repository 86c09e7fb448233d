//! The log: to stderr, for people or for programs. No line carries an address, a name, a text or a token.

use std::io;

use tracing_subscriber::{EnvFilter, fmt};

use super::Done;
use crate::config::{Log, LogFormat};

/// Starts the log, once a process.
pub(super) fn start(settings: &Log) -> Done {
    let filter = EnvFilter::try_new(&settings.level).map_err(|error| format!("log.level: {error}"))?;
    let subscriber = fmt().with_env_filter(filter).with_writer(io::stderr);
    let started = match settings.format {
        LogFormat::Text => subscriber.with_ansi(io::IsTerminal::is_terminal(&io::stderr())).try_init(),
        LogFormat::Json => subscriber.json().flatten_event(true).try_init(),
    };
    Ok(started.map_err(|error| error.to_string())?)
}
