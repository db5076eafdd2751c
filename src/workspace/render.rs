//! Everything that is marked, made: fragments first, then pages on all cores, each handed on as soon as it is whole.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::Workspace;
use super::apply::on_all_cores;
use super::job::Job;
use super::ledger::{Ledger, comes_last};
use super::maker::{Done, Made, Maker, Published};
use super::output::Output;
use super::sink::{Copied, Sink};
use crate::render::FragmentKey;
use crate::site::{Question, Role, Site};

/// So many pages are made before they are entered into the ledger: who waits for a pass to end early does not wait
/// for a long list of these.
const SLICE: usize = 128;

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
    pub changed: Vec<Arc<str>>,
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
        let mut pages = self.marked(only);
        pages.truncate(most);
        self.make_pages(&pages, sink, cancel, &mut outcome)?;
        outcome.changed.sort();
        Ok(outcome)
    }

    /// Makes these pages on all cores, slice after slice. While one is made, the one before it is entered into the
    /// ledger.
    fn make_pages<S: Sink>(
        &mut self,
        pages: &[u32],
        sink: &S,
        cancel: &AtomicBool,
        outcome: &mut Outcome,
    ) -> Result<(), S::Failure> {
        let Self { site, engine, ledger, threads, memory, blind_to, .. } = self;
        let ready = ledger.fragments.iter().flatten().filter(|entry| !entry.dirty).map(|entry| {
            let made = OnceLock::from(Made { output: Arc::clone(&entry.output), reads: None });
            (entry.key.clone(), Arc::new(made))
        });
        let maker = Maker {
            site,
            engine,
            blind_to: *blind_to,
            sink,
            cancel,
            fragments: Mutex::new(ready.collect()),
            room: AtomicUsize::new(memory.saturating_sub(ledger.kept)),
            failure: Mutex::new(None),
        };
        for entry in pages.iter().filter_map(|id| ledger.pages[*id as usize].as_ref()) {
            site.document(&entry.page).inspect(|document| document.await_page());
        }
        // No slice has pages of both kinds: on many cores one that shows a text could come after the one that lets it go.
        let (last, first): (Vec<u32>, Vec<u32>) = pages
            .iter()
            .partition(|id| ledger.pages[**id as usize].as_ref().is_some_and(|entry| comes_last(&entry.page)));
        let mut slices = first.chunks(SLICE).chain(last.chunks(SLICE));
        let mut done = Vec::new();
        loop {
            let slice = if maker.is_stopped() { None } else { slices.next() };
            if slice.is_none() && done.is_empty() {
                break;
            }
            let jobs = slice.into_iter().flatten().filter_map(|id| job(ledger, *id)).collect();
            let before = std::mem::take(&mut done);
            let enter = || {
                let freed = settle(ledger, site, before, outcome);
                maker.room.fetch_add(freed, Ordering::Relaxed);
            };
            done = on_all_cores(threads.as_ref(), || rayon::join(|| maker.make_all(jobs), enter).0);
        }
        for (key, cell) in maker.fragments.into_inner().unwrap_or_else(PoisonError::into_inner) {
            if let Some(Made { output, reads: Some(reads) }) = cell.get().cloned() {
                outcome.fragments += 1;
                ledger.record_fragment(&key, output, reads, site);
            }
        }
        ledger.drop_unheld();
        maker.failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }

    fn let_go<S: Sink>(&mut self, sink: &S, outcome: &mut Outcome) -> Result<(), S::Failure> {
        let now = self.site.pages().clone();
        let gone: Vec<Arc<str>> = self.ledger.gone.iter().cloned().collect();
        for output in gone {
            // A file may stand where a page stood before.
            if !now.files.contains_key(&output) {
                sink.remove(&output)?;
                outcome.removed += 1;
                outcome.changed.push(Arc::clone(&output));
            }
            self.ledger.gone.remove(&output);
        }
        let files: Vec<Arc<str>> =
            self.ledger.files.keys().filter(|output| !now.files.contains_key(*output)).cloned().collect();
        for output in files {
            sink.remove(&output)?;
            outcome.removed += 1;
            outcome.changed.push(Arc::clone(&output));
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
                    outcome.changed.push(Arc::clone(output));
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

    /// The marked pages that are wanted, or those of these outputs that are.
    fn marked(&self, only: Option<&BTreeSet<String>>) -> Vec<u32> {
        let Ledger { marked, pages, by_output, .. } = &self.ledger;
        let is_wanted = |id: &u32| pages[*id as usize].as_ref().is_some_and(|entry| self.is_wanted(&entry.page));
        match only {
            None => marked.iter().copied().filter(is_wanted).collect(),
            Some(only) => {
                let ids = only.iter().filter_map(|output| by_output.get(output.as_str()).copied());
                let ids: BTreeSet<u32> = ids.filter(|id| marked.contains(id)).collect();
                ids.into_iter().filter(is_wanted).collect()
            }
        }
    }
}

/// What is to be done for a marked page.
fn job(ledger: &Ledger, id: u32) -> Option<Job> {
    let entry = ledger.pages[id as usize].as_ref()?;
    Some(Job {
        id,
        path: entry.page.route.output().into(),
        page: Arc::clone(&entry.page),
        kept: !entry.dirty,
        last: Arc::clone(&entry.output),
        filled: Arc::clone(&entry.filled),
        published: entry.published,
    })
}

/// Enters what became of pages into the ledger; gives the bytes of pieces that are kept no longer.
fn settle(ledger: &mut Ledger, site: &Site, mut done: Vec<Done>, outcome: &mut Outcome) -> usize {
    let mut kept = ledger.kept;
    done.sort_by_key(|done| done.id);
    for Done { id, path, rendered, published, filled, endless, result } in done {
        let is_artifact = ledger.pages[id as usize].as_ref().is_some_and(|entry| entry.page.role == Role::Artifact);
        match rendered {
            Some((output, reads)) => {
                outcome.rendered += usize::from(!is_artifact);
                kept += output.size();
                ledger.record_page(id, output, reads, site);
            }
            None => outcome.patched += 1,
        }
        if let Some(entry) = &mut ledger.pages[id as usize] {
            ledger.marked.remove(&id);
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
            outcome.changed.push(path);
        }
    }
    kept - ledger.kept
}
