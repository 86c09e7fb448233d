//! Mail that comes in: bounces, complaints, answers to letters, and requests to stop them.
//!
//! It comes by LMTP from a mail server on the same machine, or by `POST /inbound/mail`. Whatever the way, it is a job in the
//! outbox before it is acknowledged, and what it means is found out afterwards: a crash in between leaves one copy.
//! Only addresses that carry a token of ours are taken, so there is nothing to guess and nobody to write to.

pub mod authentic;
pub mod bounces;
mod dispatch;
mod events;
mod intake;
pub mod lmtp;
mod recipient;
pub mod reply_text;
mod returned;
pub mod routes;

pub use dispatch::carry_out;
pub use intake::{Arrived, LIMIT, Raw, Unwelcome, receive};
pub use recipient::Recipient;
