//! A look at the sources: where it is worth one, and what it found. Values only.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use super::Failure;
use crate::text::Change;

/// Where a look is worth it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// At all sources.
    Everything,
    /// At these files and at all that lies in these folders; paths from the folder of the site.
    At(BTreeSet<PathBuf>),
}

/// What a look found.
#[derive(Debug, Default)]
pub struct Looked {
    /// The files that are not as they were, in byte order of the paths.
    pub changes: Vec<Change>,
    /// What could not be read now, though it could the last time. The content last read stands.
    pub troubles: Vec<Failure>,
    /// Files that somebody seems to be writing just now; they are worth another look soon.
    pub unfinished: BTreeSet<PathBuf>,
    /// Whether a change was found that no link leads to. The system should have told of such a one.
    pub direct: bool,
    /// How long it took, if it was a look at everything.
    pub whole: Option<Duration>,
}
