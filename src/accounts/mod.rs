//! Accounts: sign-up that never tells whether an address is known, sign-in by password or mailed link, sessions that end
//! at once, and what a member says about herself.
//!
//! An account's id never leaves the API, and no row here speaks of a thread.

pub mod actions;
pub mod breach;
pub mod entry;
pub mod leaving;
pub mod mail_choices;
pub mod mailed;
pub mod model;
pub mod name;
pub mod passwords;
pub mod quiet;
pub mod routes;
pub mod second_address;
pub mod sessions;
pub mod standing;
pub(crate) mod store;
pub mod tokens;

pub use model::{Member, Role};
pub use passwords::Passwords;
pub use sessions::authenticate;
