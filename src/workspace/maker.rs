//! Pages made on all cores: in, jobs; out, what became of each. Each page goes to the sink as soon as it is whole.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use super::job::Job;
use super::make::make;
use super::output::{Filled, Output, Unjoined, fill, refill};
use super::sink::Sink;
use crate::render::{Engine, FragmentKey};
use crate::site::{Kind, Question, Recorder, Site};
use crate::text::Digest;

/// Makes pages of one site for one sink.
pub struct Maker<'w, S: Sink> {
    pub site: &'w Site,
    pub engine: &'w Engine,
    pub blind_to: Option<Kind>,
    pub sink: &'w S,
    /// Set by who waits for an early end.
    pub cancel: &'w AtomicBool,
    /// Fragments, each rendered once by whichever thread needs it first.
    pub fragments: Mutex<BTreeMap<FragmentKey, Arc<OnceLock<Made>>>>,
    /// Bytes of pieces that may still be kept.
    pub room: AtomicUsize,
    /// The first failure of the sink. No page is begun after it.
    pub failure: Mutex<Option<S::Failure>>,
}

/// A fragment, with what it read when it was rendered by this maker.
#[derive(Clone)]
pub struct Made {
    pub output: Arc<Output>,
    pub reads: Option<Vec<Question>>,
}

/// What became of a page.
pub struct Done {
    pub id: u32,
    pub path: Arc<str>,
    pub rendered: Option<(Arc<Output>, Vec<Question>)>,
    pub published: Option<Digest>,
    pub filled: Arc<[Filled]>,
    pub endless: Option<(FragmentKey, FragmentKey)>,
    pub result: Published,
}

/// What the sink did with a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Published {
    Written,
    Unchanged,
    Removed,
    Nothing,
}

impl<S: Sink> Maker<'_, S> {
    /// Makes these pages, in whatever order.
    pub fn make_all(&self, jobs: Vec<Job>) -> Vec<Done> {
        let make = |job: Job| {
            if self.is_stopped() {
                return None;
            }
            match self.make(job) {
                Ok(done) => Some(done),
                Err(error) => {
                    locked(&self.failure).get_or_insert(error);
                    None
                }
            }
        };
        jobs.into_par_iter().with_max_len(8).filter_map(make).collect()
    }

    /// Whether no further page is to be begun.
    pub fn is_stopped(&self) -> bool {
        self.cancel.load(Ordering::Relaxed) || locked(&self.failure).is_some()
    }

    /// Makes one page and hands it on.
    fn make(&self, job: Job) -> Result<Done, S::Failure> {
        let hold = self.site.options().hold;
        let fragment = |key: &FragmentKey| self.fragment(key);
        let standing = job.standing(self.sink);
        let refilled = standing.and_then(|bytes| refill(&bytes, &job.filled, &job.last.slots, &fragment));
        let (bytes, rendered) = if let Some(bytes) = refilled {
            (bytes, None)
        } else {
            let (output, reads) = match job.pieces() {
                Some(kept) => (kept, None),
                None => {
                    let (output, reads) = Output::of(make(self.engine, self.recorder(), &job.page));
                    (Arc::new(if hold { output.held(&job.last) } else { output }), Some(reads))
                }
            };
            let whole = !(output.failed && output.pieces.is_empty());
            let bytes = if whole { fill(&output.pieces, &output.slots, &fragment) } else { Err(Unjoined::Failed) };
            (bytes, reads.map(|reads| (self.keep(output), reads)))
        };
        self.site.document(&job.page).inspect(|document| document.page_made());
        let Job { id, path, filled: stood, published, .. } = job;
        let endless = match &bytes {
            Err(Unjoined::Endless(outer, inner)) => Some((outer.clone(), inner.clone())),
            _ => None,
        };
        let (now, filled, result) = match bytes {
            Ok((bytes, filled)) => {
                let bytes = &bytes;
                let digest = Digest::of(bytes);
                let written = match published {
                    Some(before) if before == digest => false,
                    Some(_) => self.sink.replace(&path, bytes).map(|()| true)?,
                    None => self.sink.put(&path, bytes)?,
                };
                (Some(digest), filled.into(), if written { Published::Written } else { Published::Unchanged })
            }
            // A fragment that fails while broken things are held leaves the page as it is.
            Err(_) if hold => (published, stood, Published::Nothing),
            Err(_) if published.is_some() => {
                self.sink.remove(&path)?;
                (None, Arc::default(), Published::Removed)
            }
            Err(_) => (None, Arc::default(), Published::Nothing),
        };
        Ok(Done { id, path, rendered, published: now, filled, endless, result })
    }

    /// A fragment that may be new.
    fn fragment(&self, key: &FragmentKey) -> Arc<Output> {
        let cell = Arc::clone(locked(&self.fragments).entry(key.clone()).or_default());
        let made = cell.get_or_init(|| {
            let (output, reads) = Output::of(self.engine.fragment(self.recorder(), key));
            Made { output: Arc::new(output), reads: Some(reads) }
        });
        Arc::clone(&made.output)
    }

    fn recorder(&self) -> Recorder {
        Recorder::new(self.site).blind_to(self.blind_to)
    }

    /// The output with its pieces while there is room for them, else without.
    fn keep(&self, output: Arc<Output>) -> Arc<Output> {
        let size = output.size();
        let taken = self.room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(size));
        if taken.is_ok() { output } else { Arc::new((*output).clone().without_pieces()) }
    }
}

/// What a lock holds; whoever panicked with it left it whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
