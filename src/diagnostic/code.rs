//! The kinds of finding and how much each matters.

use std::fmt;

use super::codes;
use crate::text::{Keep, Keeper, Kept, keep_variants};

/// How much a finding matters. Errors make a build exit with 1; warnings do so with `--strict`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is broken.
    Error,
    /// Something is probably not meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A kind of finding, with all that `explain` says of it. Two codes are the same when their names are.
#[derive(Clone, Copy)]
pub struct Code {
    /// The stable name: `missing-message`.
    pub name: &'static str,
    /// How much it matters unless the site or the locale's state says otherwise.
    pub severity: Severity,
    /// What it means, in a few sentences.
    pub meaning: &'static str,
    /// Input that brings it about.
    pub example: &'static str,
    /// How to repair it.
    pub repair: &'static str,
}

keep_variants!(Severity { 0 Error, 1 Warning });

/// A code is kept by its name.
impl Keep for Code {
    fn keep(&self, to: &mut Keeper<'_>) {
        to.bytes(self.name.as_bytes());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        codes::find(&String::recall(from)?).copied()
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name.cmp(other.name)
    }
}

impl std::hash::Hash for Code {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
