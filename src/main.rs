//! The program: reads the command line and runs it.

use std::process::ExitCode;

/// Many threads take and give back memory at once, and what a rush of sign-ins took is to be free again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    goodenough::cli::run()
}
