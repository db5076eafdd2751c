//! A page that is to be made: in, what the ledger and the sink have of it; out, where no render is needed, its pieces or
//! its bytes.

use std::sync::Arc;

use super::output::{Filled, Output};
use super::sink::Sink;
use crate::site::Page;
use crate::text::Digest;

/// A page to make.
pub struct Job {
    pub id: u32,
    pub path: Arc<str>,
    pub page: Arc<Page>,
    /// Only needs to be joined again: its pieces are those of `last`, or of what was published.
    pub kept: bool,
    pub last: Arc<Output>,
    pub filled: Arc<[Filled]>,
    pub published: Option<Digest>,
}

impl Job {
    /// What the sink has of a page of which only fragments moved, and whose pieces are not in memory.
    pub fn standing<S: Sink>(&self, sink: &S) -> Option<Vec<u8>> {
        let is_elsewhere = self.kept && !self.last.can_join();
        self.published.filter(|_| is_elsewhere).and_then(|digest| sink.get(&self.path, digest))
    }

    /// The page where only its fragments moved, as it is in memory.
    pub fn pieces(&self) -> Option<Arc<Output>> {
        (self.kept && self.last.can_join()).then(|| Arc::clone(&self.last))
    }
}
