//! The ledger beyond the end of a run: in, a workspace; out, what is kept of it; and in a later run, from these bytes and the files
//! as they are then, a workspace in which only what moved since is marked.
//!
//! Nothing in it is taken on trust but that the bytes are those that were written, by this very program for the same
//! options: every question is asked again, a document counts while its file has the same digest, and a page while it
//! still stands where it was written.

use std::sync::Arc;

use rayon::iter::ParallelIterator;

use super::Workspace;
use super::holders::Holders;
use super::ledger::{FragmentEntry, Ledger, PageEntry};
use super::output::Output;
use super::questions::{Questions, Reads};
use super::readers::Reader;
use crate::render::FragmentKey;
use crate::site::{Options, Remembered};
use crate::text::{Coming, Digest, Digester, Keep, Keeper, Kept};

/// Moves with the sources of this program, its dependencies and its compiler.
const PROGRAM: &str = env!("ISOGLOSS_PROGRAM");

impl Workspace {
    /// Keeps all that a later run can begin with.
    pub fn keep(&self, to: &mut Keeper<'_>) {
        self.origin().keep(to);
        self.site.keep_documents(to);
        self.ledger.keep(to);
    }

    /// Takes all files of a site, and what an earlier run kept. When that is of no use, it is as if there were none.
    pub fn resume(&mut self, changes: impl ParallelIterator<Item = Coming>, kept: &[u8]) {
        let Some((remembered, mut ledger)) = self.recall(kept) else { return self.apply_coming(changes) };
        self.take_coming(changes, &remembered);
        self.on_all_cores(|| ledger.resume(&self.site));
        // The sink may be another than then: whoever has it removes what is stale there.
        ledger.gone.clear();
        ledger.files.retain(|output, _| self.site.pages().files.contains_key(output));
        self.ledger = ledger;
        self.ledger.drop_unheld();
    }

    fn recall(&self, kept: &[u8]) -> Option<(Remembered, Ledger)> {
        let mut from = Kept::new(kept);
        if Digest::recall(&mut from)? != self.origin() {
            return None;
        }
        let remembered = Remembered::recall(&mut from)?;
        let ledger = Ledger::recall(&mut from)?;
        from.is_empty().then_some((remembered, ledger))
    }

    /// What must be the same for a record to be of use. The build date, another one for every commit, is a question.
    fn origin(&self) -> Digest {
        let options = Options { build_date: None, ..self.site.options().clone() };
        Digester::default().str(PROGRAM).str(&format!("{options:?}")).finish()
    }

    /// The outputs that the sink has, each with the digest of its bytes.
    pub fn published(&self) -> Vec<(Arc<str>, Digest)> {
        let pages = self.ledger.by_output.iter().filter_map(|(output, id)| {
            let entry = self.ledger.pages[*id as usize].as_ref()?;
            Some((Arc::clone(output), entry.published?))
        });
        let files = self.ledger.files.iter().map(|(output, digest)| (Arc::clone(output), *digest));
        pages.chain(files).collect()
    }

    /// Notes that the sink has these no longer, or has something else in their place.
    pub fn forget(&mut self, outputs: &[Arc<str>]) {
        for output in outputs {
            self.ledger.files.remove(output);
            let Some(id) = self.ledger.by_output.get(output).copied() else { continue };
            if let Some(entry) = &mut self.ledger.pages[id as usize] {
                entry.published = None;
            }
            self.ledger.mark_dirty(id);
        }
    }
}

impl Ledger {
    fn keep(&self, to: &mut Keeper<'_>) {
        self.questions.keep(to);
        self.fragments.keep(to);
        self.pages.keep(to);
        Vec::from_iter(self.marked.iter().copied()).keep(to);
        self.files.keep(to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let questions = Questions::recall(from)?;
        let mut ledger = Self { questions, fragments: Keep::recall(from)?, ..Self::default() };
        for (id, entry) in (0..).zip(&ledger.fragments) {
            let Some(entry) = entry else { continue };
            ledger.by_key.insert(entry.key.clone(), id);
        }
        ledger.pages = Keep::recall(from)?;
        ledger.marked = Vec::recall(from)?.into_iter().collect();
        for id in &ledger.marked {
            ledger.pages.get_mut(*id as usize)?.as_mut()?.dirty = true;
        }
        ledger.share_all_slots();
        let pages = || (0..).zip(&ledger.pages);
        ledger.free = pages().filter(|(_, entry)| entry.is_none()).map(|(id, _)| id).collect();
        let by_output = pages().filter_map(|(id, entry)| Some((entry.as_ref()?.page.route.output().into(), id)));
        ledger.by_output = Arc::new(by_output.collect());
        let Self { questions, fragments, pages, .. } = &mut ledger;
        let fragments = (0..).zip(&*fragments).filter_map(|(id, entry)| Some((Reader::Fragment(id), entry.as_ref()?)));
        let pages = (0..).zip(&*pages).filter_map(|(id, entry)| Some((Reader::Page(id), entry.as_ref()?)));
        let readers = fragments.map(|(reader, entry)| (reader, &entry.reads));
        questions.adopt(pages.map(|(reader, entry)| (reader, &entry.reads)).chain(readers))?;
        ledger.hold_all();
        ledger.files = Keep::recall(from)?;
        Some(ledger)
    }

    fn share_all_slots(&mut self) {
        let mut pages = std::mem::take(&mut self.pages);
        for entry in pages.iter_mut().flatten() {
            entry.output = self.share_slots(Arc::clone(&entry.output));
        }
        self.pages = pages;
    }

    /// Notes who holds which fragment.
    fn hold_all(&mut self) {
        let of = |reader: Reader, output: &Arc<Output>| (reader, Arc::clone(&output.slots));
        let fragments = (0..).zip(&self.fragments).filter_map(|(id, entry)| Some((id, entry.as_ref()?)));
        let pages = (0..).zip(&self.pages).filter_map(|(id, entry)| Some((id, entry.as_ref()?)));
        let holders: Vec<(Reader, Arc<[FragmentKey]>)> = fragments
            .map(|(id, entry)| of(Reader::Fragment(id), &entry.output))
            .chain(pages.map(|(id, entry)| of(Reader::Page(id), &entry.output)))
            .collect();
        holders.into_iter().for_each(|(holder, slots)| self.hold(holder, &[], &slots));
    }
}

/// A page is kept without its pieces: they are in what was published. Those that are marked must be rendered, then.
impl Keep for PageEntry {
    fn keep(&self, to: &mut Keeper<'_>) {
        self.page.keep(to);
        self.output.keep(to);
        self.reads.keep(to);
        self.filled.keep(to);
        self.published.keep(to);
        self.endless.keep(to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        Some(Self {
            page: Keep::recall(from)?,
            output: Keep::recall(from)?,
            reads: Keep::recall(from)?,
            filled: Keep::recall(from)?,
            published: Keep::recall(from)?,
            endless: Keep::recall(from)?,
            dirty: false,
        })
    }
}

/// A fragment is kept with its pieces, for pages that are to be made or filled.
impl Keep for FragmentEntry {
    fn keep(&self, to: &mut Keeper<'_>) {
        self.key.keep(to);
        self.output.keep(to);
        self.output.pieces.keep(to);
        self.reads.keep(to);
        self.dirty.keep(to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let key = Keep::recall(from)?;
        let output = Output::recall(from)?;
        let output = Output { pieces: Keep::recall(from)?, ..output };
        let (reads, dirty): (Reads, bool) = Keep::recall(from)?;
        Some(Self { key, output: Arc::new(output), reads, holders: Holders::default(), dirty })
    }
}

impl Keep for Output {
    fn keep(&self, to: &mut Keeper<'_>) {
        self.slots.keep(to);
        self.findings.keep(to);
        self.failed.keep(to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let (slots, findings) = (Keep::recall(from)?, Keep::recall(from)?);
        Some(Self { slots, findings, failed: Keep::recall(from)?, ..Self::default() })
    }
}
