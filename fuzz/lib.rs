//! The checks and what they need, for the fuzz targets. The suite has the same files as its own modules.

pub mod checks;

#[path = "../tests/suite/html.rs"]
pub mod html;
