//! What those outside may do: tell us that something is against the law.

mod notices;
