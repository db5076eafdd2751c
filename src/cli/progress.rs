//! How far a build is, shown where people see it.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::terminal::Terminal;
use crate::disk::{Failure, OutputFolder};
use crate::site::PageTable;
use crate::text::{Digest, SitePath};
use crate::workspace::Sink;

/// A folder that counts what it is given.
pub struct Counting<'f> {
    folder: &'f OutputFolder,
    done: AtomicUsize,
    total: usize,
    terminal: &'f Terminal,
}

impl<'f> Counting<'f> {
    /// Counts from 0 to the number of outputs.
    pub fn new(folder: &'f OutputFolder, pages: &PageTable, terminal: &'f Terminal) -> Self {
        Self { folder, done: AtomicUsize::new(0), total: pages.pages.len() + pages.files.len(), terminal }
    }

    fn count(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.terminal.shows_progress() && done.is_multiple_of(64) {
            self.terminal.progress(&format!("{done} of {} files", self.total));
        }
    }
}

impl Sink for Counting<'_> {
    type Failure = Failure;

    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, Failure> {
        self.count();
        self.folder.put(output, bytes)
    }

    fn copy(&self, output: &str, source: &SitePath, digest: Digest) -> Result<bool, Failure> {
        self.count();
        self.folder.copy(output, source, digest)
    }

    fn remove(&self, output: &str) -> Result<(), Failure> {
        self.folder.remove(output)
    }
}
