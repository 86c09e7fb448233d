//! `simulate`: a month of an invented forum, with and without calling listeners.

use super::{Done, print};
use crate::config::Config;
use crate::listening::plan::Plan;
use crate::listening::simulation;

pub(super) fn simulate(config: &Config, seed: u64) -> Done {
    let (_, _, text) = simulation::report(&Plan::of(&config.listening), seed)?;
    print(text.trim_end());
    Ok(())
}
