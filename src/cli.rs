//! The command line. (Being put together.)

use std::process::ExitCode;

/// Runs.
#[must_use]
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
