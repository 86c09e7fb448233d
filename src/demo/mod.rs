//! The demonstration forum.
