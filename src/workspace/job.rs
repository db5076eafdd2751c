//! A page that is to be made: in, what the ledger and the sink have of it; out, its pieces, where no render is needed.

use std::sync::Arc;

use super::output::{Filled, Output, take_apart};
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
    /// The page without a render, where only its fragments moved: as it is in memory, or between them in what the sink
    /// has.
    pub fn kept_pieces<S: Sink>(&self, sink: &S) -> Option<Arc<Output>> {
        if !self.kept || self.last.can_join() {
            return self.kept.then(|| Arc::clone(&self.last));
        }
        let bytes = sink.get(&self.path).filter(|bytes| self.published == Some(Digest::of(bytes)))?;
        let pieces = take_apart(&bytes, &self.filled, &self.last.slots)?;
        Some(Arc::new(Output { pieces: pieces.into(), ..(*self.last).clone() }))
    }
}
