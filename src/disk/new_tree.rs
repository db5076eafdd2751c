//! What an output folder does not hold at all yet: in, files; out, whole folders, each of which appears in one step.
//!
//! Nobody looks at the stage, so a file is written there where it will stand, with neither a look nor a move of its
//! own. What appears in the end was written to its last byte.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The parts of an output folder that are not there.
pub struct NewTree {
    /// In the stage.
    folder: PathBuf,
    /// The first parts of their paths.
    tops: BTreeSet<String>,
    /// Folders that were made, by their paths in the tree.
    made: Mutex<HashSet<String>>,
}

impl NewTree {
    /// A tree in this folder, which nobody else uses, of outputs that begin with one of these.
    pub fn new(folder: PathBuf, tops: BTreeSet<String>) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, tops, made: Mutex::default() })
    }

    /// Whether this output belongs to it.
    pub fn takes(&self, output: &str) -> bool {
        self.tops.contains(top_of(output))
    }

    /// The first parts of the paths in it.
    pub fn tops(&self) -> impl Iterator<Item = &str> {
        self.tops.iter().map(String::as_str)
    }

    /// Where an output is, until its top appears.
    pub fn place(&self, output: &str) -> PathBuf {
        self.folder.join(output)
    }

    /// Writes an output.
    pub fn write(&self, output: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(output);
        if let (Some((name, _)), Some(folder)) = (output.rsplit_once('/'), place.parent()) {
            self.make_folder(name, folder)?;
        }
        fs::write(place, bytes)
    }

    fn make_folder(&self, name: &str, folder: &Path) -> io::Result<()> {
        if self.made.lock().unwrap_or_else(PoisonError::into_inner).contains(name) {
            return Ok(());
        }
        fs::create_dir_all(folder)?;
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        Ok(())
    }
}

impl Drop for NewTree {
    fn drop(&mut self) {
        // What did not appear is worth nothing; if it cannot go now, the next run clears it.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The first part of an output's path.
pub fn top_of(output: &str) -> &str {
    output.split('/').next().unwrap_or(output)
}
