//! Accounts: the doors, the sessions, the names.

mod links;
mod names;
mod profile;
mod refresh;
mod sessions;
mod sign_in;
mod sign_up;
mod suspension;
mod tokens;
