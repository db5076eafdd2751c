//! The forms in which `check` prints a report: in, the findings; out, one text for standard output.

pub mod github;
pub mod json;
mod paths;
pub mod sarif;
pub mod text;

pub use paths::Paths;
