//! What the whole server shares: what was published last, and which pages are open in browsers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::admit::Names;
use crate::text::Digest;
use crate::workspace::{Placed, Snapshot};

/// Event streams at a time. A browser has one for all its tabs.
const STREAMS: usize = 64;

/// What is shown from now on.
#[derive(Clone)]
pub struct Published {
    /// All pages.
    pub(super) snapshot: Arc<Snapshot>,
    /// All findings.
    pub(super) findings: Arc<[Placed]>,
    /// Grows when a layout changed.
    pub(super) layouts: u64,
    /// What all published files are.
    pub(super) files: Digest,
}

impl Published {
    /// Shows this moment of the site, with these findings. `layouts` grows when a layout changed.
    pub fn new(snapshot: Snapshot, findings: Arc<[Placed]>, layouts: u64) -> Self {
        let files = snapshot.site().pages().files_digest();
        Self { snapshot: Arc::new(snapshot), findings, layouts, files }
    }
}

/// What all requests see.
pub struct State {
    pub names: Names,
    /// The folder of the site.
    pub root: PathBuf,
    /// The folder that pages are written to.
    pub out: Option<PathBuf>,
    /// Nothing until there is something to show.
    pub published: watch::Sender<Option<Published>>,
    pub open: Open,
}

impl State {
    /// What was published last; waits for the first. `None` when the server ends meanwhile.
    pub async fn current(&self) -> Option<Published> {
        let mut published = self.published.subscribe();
        published.wait_for(Option::is_some).await.ok()?.clone()
    }
}

/// The pages that browsers have open, by their paths.
#[derive(Default)]
pub struct Open(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    streams: usize,
    pages: BTreeMap<String, usize>,
}

impl Open {
    /// The paths, sorted.
    pub fn paths(&self) -> Vec<String> {
        self.counts().pages.keys().cloned().collect()
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream that is open; closed when it is dropped.
pub struct OpenStream {
    state: Arc<State>,
    paths: Vec<String>,
}

impl OpenStream {
    /// Enters a stream for these paths; `None` when there are too many streams.
    pub fn enter(state: &Arc<State>, paths: Vec<String>) -> Option<Self> {
        let mut counts = state.open.counts();
        if counts.streams >= STREAMS {
            return None;
        }
        counts.streams += 1;
        for path in &paths {
            *counts.pages.entry(path.clone()).or_default() += 1;
        }
        drop(counts);
        Some(Self { state: Arc::clone(state), paths })
    }

    /// What all requests see.
    pub fn state(&self) -> &Arc<State> {
        &self.state
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut counts = self.state.open.counts();
        counts.streams -= 1;
        for path in &self.paths {
            if let Some(count) = counts.pages.get_mut(path) {
                *count -= 1;
                if *count == 0 {
                    counts.pages.remove(path);
                }
            }
        }
    }
}
