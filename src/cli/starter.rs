//! The site that `isogloss new` makes.

/// Path and text of each of its files.
pub const FILES: &[(&str, &str)] = &[];
