//! What whoever runs the place has to look after: documents that want to be read again, cases that are late, disclosures that
//! nobody looked at; and how long everything is kept.

pub mod actions;
pub mod documents;
pub mod routes;
