//! What an output folder does not hold at all yet: in, files; out, whole folders, each of which appears in one step.
//!
//! Nobody looks at the stage, so a file is written there where it will stand, with neither a look nor a move of its
//! own. What appears in the end was written to its last byte.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use super::held_folder::HeldFolder;
use super::stamp::Stamp;

/// The parts of an output folder that are not there.
pub struct NewTree {
    /// In the stage.
    folder: PathBuf,
    /// The same folder.
    held: HeldFolder,
    /// The first parts of their paths.
    tops: BTreeSet<String>,
}

impl NewTree {
    /// A tree in this folder, which nobody else uses, of outputs that begin with one of these.
    pub fn new(folder: PathBuf, tops: BTreeSet<String>) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { held: HeldFolder::open(&folder)?, folder, tops })
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

    /// Writes an output; gives the stamp of its file.
    pub fn write(&self, output: &str, bytes: &[u8]) -> io::Result<Stamp> {
        // Most pages have a folder of their own: to make it is less than to know whether it was made.
        if let Some((folder, _)) = output.rsplit_once('/') {
            self.held.make_folder(folder)?;
        }
        let mut file = self.held.create(output)?;
        file.write_all(bytes)?;
        Ok(Stamp::of(&file.metadata()?))
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
