//! Everything that is marked, made: fragments first, then pages on all cores, each handed on as soon as it is whole.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::Workspace;
use super::output::{Output, Unjoined, join};
use super::sink::{Copied, Sink};
use crate::render::FragmentKey;
use crate::site::{Page, Question};
use crate::text::Digest;

/// What a render did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Pages rendered.
    pub rendered: usize,
    /// Fragments rendered.
    pub fragments: usize,
    /// Pages that took a fragment's new bytes without being rendered.
    pub patched: usize,
    /// Outputs that the sink took.
    pub written: usize,
    /// Outputs that came out as they were.
    pub unchanged: usize,
    /// Outputs that went.
    pub removed: usize,
    /// Files of the sources that were not as they were read; the next render takes them.
    pub left: usize,
    /// The outputs that the sink took or let go, sorted.
    pub changed: Vec<String>,
}

/// Fragments of this pass, each rendered once by whichever thread needs it first.
type Shared = Mutex<BTreeMap<FragmentKey, Arc<OnceLock<Made>>>>;

/// A fragment, with what it read when it was rendered in this pass.
#[derive(Clone)]
struct Made {
    output: Arc<Output>,
    reads: Option<Vec<Question>>,
}

/// A page to make.
struct Job {
    id: u32,
    path: Arc<str>,
    page: Arc<Page>,
    /// The pieces that it has, when it only needs to be joined again.
    kept: Option<Output>,
    last: Output,
    published: Option<Digest>,
}

/// What became of a page.
struct Done {
    id: u32,
    path: Arc<str>,
    rendered: Option<(Output, Vec<Question>)>,
    published: Option<Digest>,
    endless: Option<(FragmentKey, FragmentKey)>,
    result: Published,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Published {
    Written,
    Unchanged,
    Removed,
    Nothing,
}

impl Workspace {
    /// Makes everything that is marked, the outputs of `first` before all others, and hands it to the sink. After
    /// `cancel` is set no further page is begun; what was not made stays marked. The first failure of the sink
    /// ends the pass.
    pub fn render<S: Sink>(&mut self, first: &[String], sink: &S, cancel: &AtomicBool) -> Result<Outcome, S::Failure> {
        let mut outcome = Outcome::default();
        self.let_go(sink, &mut outcome)?;
        self.copy_files(sink, &mut outcome)?;
        self.render_fragments(&mut outcome);
        let jobs = self.jobs(first);
        let shared = self.shared();
        let failure = Mutex::new(None);
        let stop = AtomicBool::new(false);
        let fragments = AtomicUsize::new(0);
        let done: Vec<Done> = self.on_all_cores(|| {
            let run = |job: Job| {
                if stop.load(Ordering::Relaxed) || cancel.load(Ordering::Relaxed) {
                    return None;
                }
                match self.run(job, &shared, &fragments, sink) {
                    Ok(done) => Some(done),
                    Err(error) => {
                        stop.store(true, Ordering::Relaxed);
                        failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                        None
                    }
                }
            };
            jobs.into_par_iter().with_max_len(8).filter_map(run).collect()
        });
        outcome.fragments += fragments.into_inner();
        self.settle(shared, done, &mut outcome);
        outcome.changed.sort();
        match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error),
            None => Ok(outcome),
        }
    }

    fn let_go<S: Sink>(&mut self, sink: &S, outcome: &mut Outcome) -> Result<(), S::Failure> {
        let now = self.site.pages().clone();
        let gone: Vec<Arc<str>> = self.ledger.gone.iter().cloned().collect();
        for output in gone {
            // A file may stand where a page stood before.
            if !now.files.contains_key(&output) {
                sink.remove(&output)?;
                outcome.removed += 1;
                outcome.changed.push(output.to_string());
            }
            self.ledger.gone.remove(&output);
        }
        let files: Vec<Arc<str>> =
            self.ledger.files.keys().filter(|output| !now.files.contains_key(*output)).cloned().collect();
        for output in files {
            sink.remove(&output)?;
            outcome.removed += 1;
            outcome.changed.push(output.to_string());
            self.ledger.files.remove(&output);
        }
        Ok(())
    }

    fn copy_files<S: Sink>(&mut self, sink: &S, outcome: &mut Outcome) -> Result<(), S::Failure> {
        for (output, file) in &self.site.pages().files {
            if self.ledger.files.get(output) == Some(&file.digest) {
                continue;
            }
            match sink.copy(output, &file.source, file.digest)? {
                Copied::Written => {
                    outcome.written += 1;
                    outcome.changed.push(output.to_string());
                }
                Copied::Same => outcome.unchanged += 1,
                Copied::Moved => {
                    outcome.left += 1;
                    continue;
                }
            }
            self.ledger.files.insert(Arc::clone(output), file.digest);
        }
        Ok(())
    }

    /// Renders the marked fragments, and marks the pages that hold one whose bytes moved.
    fn render_fragments(&mut self, outcome: &mut Outcome) {
        let dirty: Vec<FragmentKey> =
            self.ledger.fragments.iter().flatten().filter(|entry| entry.dirty).map(|entry| entry.key.clone()).collect();
        let made: Vec<(FragmentKey, Output, Vec<Question>)> = self.on_all_cores(|| {
            let make = |key: FragmentKey| {
                let (output, reads) = Output::of(self.engine.fragment(self.recorder(), &key));
                (key, output, reads)
            };
            dirty.into_par_iter().map(make).collect()
        });
        for (key, output, reads) in made {
            outcome.fragments += 1;
            let Some(id) = self.ledger.by_key.get(&key).copied() else { continue };
            let Some(last) = self.ledger.fragment(&key).map(|entry| Arc::clone(&entry.output)) else { continue };
            let output = if self.site.options().hold { output.held(&last) } else { output };
            let moved = output.pieces != last.pieces || output.failed != last.failed;
            self.ledger.record_fragment(&key, Arc::new(output), reads, &self.site);
            if moved {
                self.ledger.patch_holders(id);
            }
        }
    }

    fn jobs(&self, first: &[String]) -> Vec<Job> {
        let marked = self.ledger.by_output.iter().filter_map(|(path, id)| {
            let entry = self.ledger.pages[*id as usize].as_ref().filter(|entry| entry.dirty || entry.patched)?;
            if self.only.as_ref().is_some_and(|only| !only.contains(&entry.page.locale)) {
                return None;
            }
            // Pieces that were let go must be made again.
            let can_patch = !entry.dirty && (!entry.output.pieces.is_empty() || entry.output.failed);
            Some(Job {
                id: *id,
                path: Arc::clone(path),
                page: Arc::clone(&entry.page),
                kept: can_patch.then(|| entry.output.clone()),
                last: entry.output.clone(),
                published: entry.published,
            })
        });
        let mut jobs: Vec<Job> = marked.collect();
        jobs.sort_by_key(|job| !first.iter().any(|path| **path == *job.path));
        jobs
    }

    fn shared(&self) -> Shared {
        let ready = |entry: &super::ledger::FragmentEntry| {
            let made = OnceLock::from(Made { output: Arc::clone(&entry.output), reads: None });
            (entry.key.clone(), Arc::new(made))
        };
        Mutex::new(self.ledger.fragments.iter().flatten().filter(|entry| !entry.dirty).map(ready).collect())
    }

    /// Makes one page and hands it on.
    fn run<S: Sink>(&self, job: Job, shared: &Shared, fragments: &AtomicUsize, sink: &S) -> Result<Done, S::Failure> {
        let Job { id, path, page, kept, last, published } = job;
        let (output, reads) = match kept {
            Some(output) => (output, None),
            None => {
                let (output, reads) = Output::of(self.engine.page(self.recorder(), &page));
                let output = if self.site.options().hold { output.held(&last) } else { output };
                (output, Some(reads))
            }
        };
        let fragment = |key: &FragmentKey| self.make_fragment(key, shared, fragments);
        let whole = !(output.failed && output.pieces.is_empty());
        let bytes = if whole { join(&output.pieces, &fragment) } else { Err(Unjoined::Failed) };
        let endless = match &bytes {
            Err(Unjoined::Endless(outer, inner)) => Some((outer.clone(), inner.clone())),
            _ => None,
        };
        let (now, result) = match &bytes {
            Ok(bytes) => {
                let digest = Digest::of(bytes);
                let same = published == Some(digest);
                let written = !same && sink.put(&path, bytes)?;
                (Some(digest), if written { Published::Written } else { Published::Unchanged })
            }
            // A fragment that fails while broken things are held leaves the page as it is.
            Err(_) if self.site.options().hold => (published, Published::Nothing),
            Err(_) if published.is_some() => {
                sink.remove(&path)?;
                (None, Published::Removed)
            }
            Err(_) => (None, Published::Nothing),
        };
        let rendered = reads.map(|reads| (if self.keep { output } else { let_pieces_go(output) }, reads));
        Ok(Done { id, path, rendered, published: now, endless, result })
    }

    /// A fragment that may be new in this pass.
    fn make_fragment(&self, key: &FragmentKey, shared: &Shared, fragments: &AtomicUsize) -> Arc<Output> {
        let cell = {
            let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(shared.entry(key.clone()).or_default())
        };
        let made = cell.get_or_init(|| {
            fragments.fetch_add(1, Ordering::Relaxed);
            let (output, reads) = Output::of(self.engine.fragment(self.recorder(), key));
            Made { output: Arc::new(output), reads: Some(reads) }
        });
        Arc::clone(&made.output)
    }

    /// Enters what was made into the ledger.
    fn settle(&mut self, shared: Shared, mut done: Vec<Done>, outcome: &mut Outcome) {
        for (key, cell) in shared.into_inner().unwrap_or_else(PoisonError::into_inner) {
            if let Some(Made { output, reads: Some(reads) }) = cell.get().cloned() {
                self.ledger.record_fragment(&key, output, reads, &self.site);
            }
        }
        done.sort_by_key(|done| done.id);
        for Done { id, path, rendered, published, endless, result } in done {
            match rendered {
                Some((output, reads)) => {
                    outcome.rendered += 1;
                    self.ledger.record_page(id, output, reads, &self.site);
                }
                None => outcome.patched += 1,
            }
            if let Some(entry) = &mut self.ledger.pages[id as usize] {
                entry.patched = false;
                entry.published = published;
                entry.endless = endless;
            }
            match result {
                Published::Written => outcome.written += 1,
                Published::Unchanged => outcome.unchanged += 1,
                Published::Removed => outcome.removed += 1,
                Published::Nothing => {}
            }
            if matches!(result, Published::Written | Published::Removed) {
                outcome.changed.push(path.to_string());
            }
        }
        self.ledger.drop_unheld();
    }
}

/// The output without its bytes: slots and findings stay.
fn let_pieces_go(output: Output) -> Output {
    Output { pieces: Arc::default(), marks: Arc::default(), ..output }
}
