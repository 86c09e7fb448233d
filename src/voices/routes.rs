//! voices routes
