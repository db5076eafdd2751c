//! How far a build is, shown where people see it.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::terminal::Terminal;
use crate::site::PageTable;
use crate::text::{Digest, SitePath};
use crate::workspace::{Copied, Sink};

/// A sink that counts what it is given.
pub struct Counting<'f, S> {
    sink: &'f S,
    done: AtomicUsize,
    total: usize,
    terminal: &'f Terminal,
}

impl<'f, S> Counting<'f, S> {
    /// Counts from 0 to the number of outputs.
    pub fn new(sink: &'f S, pages: &PageTable, terminal: &'f Terminal) -> Self {
        Self { sink, done: AtomicUsize::new(0), total: pages.pages.len() + pages.files.len(), terminal }
    }

    fn count(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.terminal.shows_progress() && done.is_multiple_of(64) {
            self.terminal.progress(&format!("{done} of {} files", self.total));
        }
    }
}

impl<S: Sink> Sink for Counting<'_, S> {
    type Failure = S::Failure;

    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, S::Failure> {
        self.count();
        self.sink.put(output, bytes)
    }

    fn replace(&self, output: &str, bytes: &[u8]) -> Result<(), S::Failure> {
        self.count();
        self.sink.replace(output, bytes)
    }

    fn copy(&self, output: &str, source: &SitePath, digest: Digest) -> Result<Copied, S::Failure> {
        self.count();
        self.sink.copy(output, source, digest)
    }

    fn remove(&self, output: &str) -> Result<(), S::Failure> {
        self.sink.remove(output)
    }

    fn get(&self, output: &str, digest: Digest) -> Option<Vec<u8>> {
        self.sink.get(output, digest)
    }
}
