//! voices actions
