//! voices model
