//! HTTP's side of things: who is asking, what was sent, how much is allowed, and the headers of every answer.

pub mod answer;
pub mod body;
pub mod head;
pub mod headers;
pub mod idempotency;
pub mod kept;
pub mod limits;
pub mod page;
pub mod query;
pub mod request_id;
pub mod unknown;
pub mod viewer;

pub use body::Body;
pub use query::Query;
pub use viewer::{Admin, Departing, Moderator, SignedIn, Viewer, Writer};
