//! The whole site at one moment, to be shown: in, the workspace as it stands; out, any page as it is now.
//!
//! A snapshot never changes and never waits for a render of the workspace: a page that is still marked, or whose
//! pieces were let go, is rendered when somebody asks for it. So what it answers is always whole and always of the
//! same moment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::Workspace;
use super::ledger::{Ledger, PART, PageEntry};
use super::make::make;
use super::output::{DEPTH, Output, join};
use crate::render::{Engine, FragmentKey, Origin, Piece, annotate};
use crate::site::{Page, Recorder, Site};
use crate::text::{Digest, LocaleId};

/// All pages of one moment.
pub struct Snapshot {
    site: Site,
    engine: Engine,
    by_output: Arc<BTreeMap<Arc<str>, u32>>,
    parts: Vec<Part>,
    fragments: BTreeMap<FragmentKey, Arc<Output>>,
    /// Marked fragments as they came out last.
    before: BTreeMap<FragmentKey, Arc<Output>>,
    /// Fragments that were rendered here.
    made: Mutex<BTreeMap<FragmentKey, Arc<Output>>>,
}

/// Some pages, in the order of their numbers.
type Part = Arc<[Option<Kept>]>;

/// A page as the ledger has it.
struct Kept {
    page: Arc<Page>,
    output: Arc<Output>,
    dirty: bool,
    published: Option<Digest>,
}

/// A page as it is shown.
pub struct ShownPage {
    /// Its bytes; `None` when it cannot be made and its last good form is not in memory.
    pub bytes: Option<Vec<u8>>,
    /// Digest of the bytes. Of a page without bytes, what the sink has of it, else [`Digest::NONE`].
    pub version: Digest,
    /// It cannot be made as its sources are; what is shown is its last good form.
    pub failed: bool,
}

/// A page with every localized text in it numbered.
pub struct Annotated {
    /// The page; comments say where which text stands, as [`annotate`] writes them.
    pub html: String,
    /// Where each text came from and whose it is.
    pub texts: Vec<(Origin, LocaleId)>,
}

/// The pages of the last snapshot, for the next one.
#[derive(Default)]
pub struct Snapshots(Vec<Part>);

impl Workspace {
    /// The site as it stands.
    pub fn snapshot(&mut self) -> Snapshot {
        self.snapshots.renew(&mut self.ledger);
        let ledger = &self.ledger;
        let fragments = |dirty: bool| {
            let entries = ledger.fragments.iter().flatten().filter(move |entry| entry.dirty == dirty);
            entries.map(|entry| (entry.key.clone(), Arc::clone(&entry.output))).collect()
        };
        Snapshot {
            site: self.site.clone(),
            engine: self.engine.clone(),
            by_output: Arc::clone(&ledger.by_output),
            parts: self.snapshots.0.clone(),
            fragments: fragments(false),
            before: fragments(true),
            made: Mutex::default(),
        }
    }
}

impl Snapshots {
    /// Makes the parts anew that have moved.
    fn renew(&mut self, ledger: &mut Ledger) {
        let mut moved = std::mem::take(&mut ledger.moved);
        let parts = ledger.pages.chunks(PART);
        moved.extend(self.0.len()..parts.len());
        self.0.resize_with(parts.len(), || Arc::new([]));
        for (number, (part, pages)) in self.0.iter_mut().zip(parts).enumerate() {
            if moved.contains(&number) {
                *part = pages.iter().map(|entry| entry.as_ref().map(Kept::of)).collect();
            }
        }
    }
}

impl Kept {
    fn of(entry: &PageEntry) -> Self {
        Self {
            page: Arc::clone(&entry.page),
            output: Arc::clone(&entry.output),
            dirty: entry.dirty,
            published: entry.published,
        }
    }
}

impl Snapshot {
    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    fn kept(&self, output: &str) -> Option<&Kept> {
        let id = *self.by_output.get(output)? as usize;
        self.parts.get(id / PART)?[id % PART].as_ref()
    }

    /// The page at this output path.
    pub fn page(&self, output: &str) -> Option<ShownPage> {
        let kept = self.kept(output)?;
        let shown = self.output(kept);
        let whole = !(shown.failed && shown.pieces.is_empty());
        let bytes = whole.then(|| join(&shown.pieces, &|key| self.fragment(key)).ok()).flatten();
        let held = kept.published.filter(|_| self.site.options().hold).unwrap_or(Digest::NONE);
        let version = bytes.as_ref().map_or(held, |bytes| Digest::of(bytes));
        Some(ShownPage { failed: shown.failed || bytes.is_none(), bytes, version })
    }

    /// The page at this output path with its texts numbered; `None` for what cannot be made.
    pub fn texts(&self, output: &str) -> Option<Annotated> {
        let shown = self.output(self.kept(output)?);
        let mut annotated = Annotated { html: String::new(), texts: Vec::new() };
        self.annotate(&shown, 0, &mut annotated);
        (!annotated.html.is_empty()).then_some(annotated)
    }

    /// The fragments that the page at this output path holds, directly or through others.
    pub(super) fn fragments_of(&self, output: &str) -> BTreeSet<&FragmentKey> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&FragmentKey> = self.kept(output).into_iter().flat_map(|kept| &*kept.output.slots).collect();
        while let Some(key) = open.pop() {
            if found.insert(key) {
                open.extend(self.fragments.get(key).iter().flat_map(|output| &*output.slots));
            }
        }
        found
    }

    pub(super) fn page_of(&self, output: &str) -> Option<&Page> {
        self.kept(output).map(|kept| &*kept.page)
    }

    fn output(&self, kept: &Kept) -> Arc<Output> {
        if !kept.dirty && kept.output.can_join() {
            return Arc::clone(&kept.output);
        }
        let (output, _) = Output::of(make(&self.engine, Recorder::new(&self.site), &kept.page));
        Arc::new(if self.site.options().hold { output.held(&kept.output) } else { output })
    }

    fn fragment(&self, key: &FragmentKey) -> Arc<Output> {
        if let Some(output) = self.fragments.get(key) {
            return Arc::clone(output);
        }
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(output) = made().get(key) {
            return Arc::clone(output);
        }
        let (output, _) = Output::of(self.engine.fragment(Recorder::new(&self.site), key));
        let output = match self.before.get(key) {
            Some(last) if self.site.options().hold => output.held(last),
            _ => output,
        };
        Arc::clone(made().entry(key.clone()).or_insert(Arc::new(output)))
    }

    fn annotate(&self, shown: &Output, depth: usize, annotated: &mut Annotated) {
        let pieces = annotate(&shown.pieces, &shown.marks, annotated.texts.len());
        annotated.texts.extend(shown.marks.iter().map(|mark| (mark.origin.clone(), mark.locale.clone())));
        for piece in pieces {
            match piece {
                Piece::Bytes(html) => annotated.html.push_str(&html),
                // Fragments that hold each other without end make no page, and are not followed here either.
                Piece::Slot(key) if depth < DEPTH => self.annotate(&self.fragment(&key), depth + 1, annotated),
                Piece::Slot(_) => {}
            }
        }
    }
}
