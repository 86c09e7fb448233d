//! The program: reads the command line and runs it.

use std::process::ExitCode;

/// For SQLite and everything else in C too. How it is set up stands in `.cargo/config.toml`.
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    goodenough::cli::run()
}
