//! Hints that wait for the right moment: in, where to look; out, how long to wait for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Look;

/// A file that is still open, or has just gone, is looked at when there was no hint for so long…
const QUIET: Duration = Duration::from_millis(20);
/// …but not later than this.
const PATIENCE: Duration = Duration::from_millis(250);
/// While git changes the files, we wait so much longer for it.
const CHECKOUT: Duration = Duration::from_secs(2);
/// How often it is asked whether git is done.
const CHECKOUT_STEP: Duration = Duration::from_millis(5);

/// Where a look will be worth it.
pub struct Gathered {
    /// All places that were named.
    pub look: Look,
    first: Instant,
    last: Instant,
    /// Whether any of it stands there whole. Then there is nothing to wait for.
    is_finished: bool,
}

impl Gathered {
    pub fn new(look: Look, is_finished: bool) -> Self {
        let now = Instant::now();
        Self { look, first: now, last: now, is_finished }
    }

    pub fn add(&mut self, look: Look, is_finished: bool) {
        self.last = Instant::now();
        self.is_finished |= is_finished;
        match (&mut self.look, look) {
            (Look::At(paths), Look::At(more)) => paths.extend(more),
            (all, _) => *all = Look::Everything,
        }
    }

    /// How long to wait before the look, if no other hint comes.
    pub fn pause(&self, root: &Path) -> Duration {
        let waited = self.first.elapsed();
        if waited < CHECKOUT && git_is_at_work(root) {
            return CHECKOUT_STEP;
        }
        match self.is_finished {
            true => Duration::ZERO,
            false => QUIET.saturating_sub(self.last.elapsed()).min(PATIENCE.saturating_sub(waited)),
        }
    }
}

/// Whether git is about to change files here. A lock that it left behind long ago says nothing.
fn git_is_at_work(root: &Path) -> bool {
    let is_young = |lock: PathBuf| {
        let modified = fs::metadata(lock).and_then(|metadata| metadata.modified());
        modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age < CHECKOUT))
    };
    root.ancestors().any(|folder| is_young(folder.join(".git/index.lock")))
}
