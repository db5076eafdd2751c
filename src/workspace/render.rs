//! Everything that is marked, made: fragments first, then pages on all cores, each handed on as soon as it is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::Workspace;
use super::job::Job;
use super::make::make;
use super::output::{Filled, Output, Unjoined, fill};
use super::sink::{Copied, Sink};
use crate::render::FragmentKey;
use crate::site::{Question, Role};
use crate::text::Digest;

/// So many pages are made before they are entered into the ledger: who waits for a pass to end early does not wait
/// for a long list of these.
const SLICE: usize = 512;

/// What a render did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Pages rendered, artifacts not counted.
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

impl Outcome {
    /// With what another render did after it.
    pub fn add(&mut self, later: Self) {
        self.rendered += later.rendered;
        self.fragments += later.fragments;
        self.patched += later.patched;
        self.written += later.written;
        self.unchanged += later.unchanged;
        self.left = later.left;
        self.removed += later.removed;
        self.changed.extend(later.changed);
        self.changed.sort_unstable();
        self.changed.dedup();
    }
}

/// Fragments of this pass, each rendered once by whichever thread needs it first.
type Shared = Mutex<BTreeMap<FragmentKey, Arc<OnceLock<Made>>>>;

/// A fragment, with what it read when it was rendered in this pass.
#[derive(Clone)]
struct Made {
    output: Arc<Output>,
    reads: Option<Vec<Question>>,
}

/// What the threads of one pass share.
struct Pass<'p> {
    shared: &'p Shared,
    /// Fragments rendered.
    fragments: &'p AtomicUsize,
    /// Bytes of pieces that may still be kept.
    room: &'p AtomicUsize,
}

/// What became of a page.
struct Done {
    id: u32,
    path: Arc<str>,
    rendered: Option<(Arc<Output>, Vec<Question>)>,
    published: Option<Digest>,
    filled: Arc<[Filled]>,
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
    /// Makes everything that is marked and hands it to the sink. After `cancel` is set no further page is begun; what
    /// was not made stays marked. The first failure of the sink ends the pass.
    pub fn render<S: Sink>(&mut self, sink: &S, cancel: &AtomicBool) -> Result<Outcome, S::Failure> {
        self.pass(None, usize::MAX, sink, cancel)
    }

    /// Makes so many of the marked pages at most, whoever waits.
    pub fn render_some<S: Sink>(&mut self, most: usize, sink: &S) -> Result<Outcome, S::Failure> {
        self.pass(None, most, sink, &AtomicBool::new(false))
    }

    /// Makes all marked fragments, and of the marked pages these outputs only: those that somebody is looking at.
    pub fn render_these<S: Sink>(&mut self, outputs: &BTreeSet<String>, sink: &S) -> Result<Outcome, S::Failure> {
        self.pass(Some(outputs), usize::MAX, sink, &AtomicBool::new(false))
    }

    fn pass<S: Sink>(
        &mut self,
        only: Option<&BTreeSet<String>>,
        most: usize,
        sink: &S,
        cancel: &AtomicBool,
    ) -> Result<Outcome, S::Failure> {
        let mut outcome = Outcome::default();
        self.let_go(sink, &mut outcome)?;
        self.copy_files(sink, &mut outcome)?;
        self.render_fragments(&mut outcome);
        let mut jobs = self.jobs(only);
        jobs.truncate(most);
        while !jobs.is_empty() && !cancel.load(Ordering::Relaxed) {
            let rest = jobs.split_off(jobs.len().min(SLICE));
            self.slice(std::mem::replace(&mut jobs, rest), sink, cancel, &mut outcome)?;
        }
        outcome.changed.sort();
        Ok(outcome)
    }

    /// Makes these pages on all cores, and enters them into the ledger.
    fn slice<S: Sink>(
        &mut self,
        jobs: Vec<Job>,
        sink: &S,
        cancel: &AtomicBool,
        outcome: &mut Outcome,
    ) -> Result<(), S::Failure> {
        let shared = self.shared();
        let room = AtomicUsize::new(self.memory.saturating_sub(self.ledger.kept));
        let failure = Mutex::new(None);
        let stop = AtomicBool::new(false);
        let fragments = AtomicUsize::new(0);
        let done: Vec<Done> = self.on_all_cores(|| {
            let run = |job: Job| {
                if stop.load(Ordering::Relaxed) || cancel.load(Ordering::Relaxed) {
                    return None;
                }
                match self.run(job, &Pass { shared: &shared, fragments: &fragments, room: &room }, sink) {
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
        self.settle(shared, done, outcome);
        failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
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
            let is_left_out = file.owner().is_some_and(|owner| !self.is_wanted_of(&owner));
            if is_left_out || self.ledger.files.get(output) == Some(&file.digest) {
                continue;
            }
            let copied = match &file.text {
                Some(text) if sink.put(output, text.as_bytes())? => Copied::Written,
                Some(_) => Copied::Same,
                None => sink.copy(output, &file.source, file.digest)?,
            };
            match copied {
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
        self.ledger.left = outcome.left;
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

    fn jobs(&self, only: Option<&BTreeSet<String>>) -> Vec<Job> {
        let marked = self.ledger.marked.iter().filter_map(|id| {
            let entry = self.ledger.pages[*id as usize].as_ref()?;
            let path = entry.page.route.output();
            let is_left_out = !self.is_wanted(&entry.page);
            if is_left_out || only.is_some_and(|only| !only.contains(&path)) {
                return None;
            }
            Some(Job {
                id: *id,
                path: path.into(),
                page: Arc::clone(&entry.page),
                kept: !entry.dirty,
                last: Arc::clone(&entry.output),
                filled: Arc::clone(&entry.filled),
                published: entry.published,
            })
        });
        marked.collect()
    }

    fn shared(&self) -> Shared {
        let ready = |entry: &super::ledger::FragmentEntry| {
            let made = OnceLock::from(Made { output: Arc::clone(&entry.output), reads: None });
            (entry.key.clone(), Arc::new(made))
        };
        Mutex::new(self.ledger.fragments.iter().flatten().filter(|entry| !entry.dirty).map(ready).collect())
    }

    /// Makes one page and hands it on.
    fn run<S: Sink>(&self, job: Job, pass: &Pass<'_>, sink: &S) -> Result<Done, S::Failure> {
        let kept = job.kept_pieces(sink);
        let Job { id, path, page, last, filled: stood, published, .. } = job;
        let (output, reads) = if let Some(kept) = kept {
            (kept, None)
        } else {
            let (output, reads) = Output::of(make(&self.engine, self.recorder(), &page));
            let output = if self.site.options().hold { output.held(&last) } else { output };
            (Arc::new(output), Some(reads))
        };
        let fragment = |key: &FragmentKey| self.make_fragment(key, pass);
        let whole = !(output.failed && output.pieces.is_empty());
        let bytes = if whole { fill(&output.pieces, &output.slots, &fragment) } else { Err(Unjoined::Failed) };
        let endless = match &bytes {
            Err(Unjoined::Endless(outer, inner)) => Some((outer.clone(), inner.clone())),
            _ => None,
        };
        let (now, filled, result) = match bytes {
            Ok((bytes, filled)) => {
                let bytes = &bytes;
                let digest = Digest::of(bytes);
                let same = published == Some(digest);
                let written = !same && sink.put(&path, bytes)?;
                (Some(digest), filled.into(), if written { Published::Written } else { Published::Unchanged })
            }
            // A fragment that fails while broken things are held leaves the page as it is.
            Err(_) if self.site.options().hold => (published, stood, Published::Nothing),
            Err(_) if published.is_some() => {
                sink.remove(&path)?;
                (None, Arc::default(), Published::Removed)
            }
            Err(_) => (None, Arc::default(), Published::Nothing),
        };
        let rendered = reads.map(|reads| (pass.keep(output), reads));
        Ok(Done { id, path, rendered, published: now, filled, endless, result })
    }

    /// A fragment that may be new in this pass.
    fn make_fragment(&self, key: &FragmentKey, pass: &Pass<'_>) -> Arc<Output> {
        let cell = {
            let mut shared = pass.shared.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(shared.entry(key.clone()).or_default())
        };
        let made = cell.get_or_init(|| {
            pass.fragments.fetch_add(1, Ordering::Relaxed);
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
        for Done { id, path, rendered, published, filled, endless, result } in done {
            let is_artifact =
                self.ledger.pages[id as usize].as_ref().is_some_and(|entry| entry.page.role == Role::Artifact);
            match rendered {
                Some((output, reads)) => {
                    outcome.rendered += usize::from(!is_artifact);
                    self.ledger.record_page(id, output, reads, &self.site);
                }
                None => outcome.patched += 1,
            }
            if let Some(entry) = &mut self.ledger.pages[id as usize] {
                entry.patched = false;
                self.ledger.marked.remove(&id);
                entry.published = published;
                entry.filled = filled;
                entry.endless = endless.map(Box::new);
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

impl Pass<'_> {
    /// The output with its pieces while there is room for them, else without.
    fn keep(&self, output: Arc<Output>) -> Arc<Output> {
        let size = output.size();
        let taken = self.room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(size));
        if taken.is_ok() { output } else { Arc::new((*output).clone().without_pieces()) }
    }
}
