//! The small demonstration forum.

use crate::config::Config;

/// Loads it.
pub fn load(_config: Config) -> Result<(), Box<dyn std::error::Error>> {
    Err("not on this branch yet".into())
}
