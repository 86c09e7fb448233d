//! `keys rotate signing`.

use super::{Done, print};
use crate::chance::Chance;
use crate::config::Config;
use crate::keys::{Keyring, Purpose};

pub(super) fn rotate_signing(config: &Config) -> Done {
    let folder = &config.keys.folder;
    let number = Keyring::open(folder, &Chance::System)?.add(folder, Purpose::Signing, &Chance::System)?;
    print(&format!("Signing key {number} is made. A running server signs with it within a minute."));
    Ok(())
}
