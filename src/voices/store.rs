//! voices store
