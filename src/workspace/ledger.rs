//! Which page and fragment read what, what came of it, and what must be made again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::holders::Holders;
use super::output::{Filled, Output};
use super::questions::{Questions, Reads};
use super::readers::Reader;
use crate::render::FragmentKey;
use crate::site::{Page, Question, Site, Subject, Touched};
use crate::text::{Digest, Walk};

/// A page in the ledger.
pub struct PageEntry {
    pub page: Arc<Page>,
    pub output: Arc<Output>,
    pub reads: Reads,
    /// Where in the bytes that the sink has its fragments stand.
    pub filled: Arc<[Filled]>,
    /// Digest of the bytes that the sink has; `None` when it has none.
    pub published: Option<Digest>,
    /// The fragments that hold each other without end, so that the page cannot be joined: the outer and the inner one.
    pub endless: Option<Box<(FragmentKey, FragmentKey)>>,
    /// Must be rendered.
    pub dirty: bool,
}

/// A fragment in the ledger.
pub struct FragmentEntry {
    pub key: FragmentKey,
    pub output: Arc<Output>,
    pub reads: Reads,
    /// Pages and fragments that hold it.
    pub holders: Holders,
    pub dirty: bool,
}

/// The ledger.
#[derive(Default)]
pub struct Ledger {
    pub questions: Questions,
    pub pages: Vec<Option<PageEntry>>,
    /// Numbers of pages that are gone, to be given again.
    pub free: Vec<u32>,
    pub by_output: Arc<BTreeMap<Arc<str>, u32>>,
    /// Pages that are dirty, or hold a fragment that moved and must be joined again.
    pub marked: BTreeSet<u32>,
    /// Bytes of the pieces that pages keep.
    pub kept: usize,
    /// Parts of [`Ledger::pages`], by their numbers, of which a page is not what it was at the last snapshot.
    pub moved: BTreeSet<usize>,
    pub fragments: Vec<Option<FragmentEntry>>,
    pub by_key: BTreeMap<FragmentKey, u32>,
    /// The slots of all pages: those of most are the same.
    pub slots: BTreeSet<Arc<[FragmentKey]>>,
    /// Files that the sink has: output → digest.
    pub files: BTreeMap<Arc<str>, Digest>,
    /// Files that were not as they were read when they were to be handed to the sink.
    pub left: usize,
    /// Outputs that the sink must let go.
    pub gone: BTreeSet<Arc<str>>,
    /// Leaves out who holds which fragment: for tests that prove that they would notice.
    pub blind_to_fragments: bool,
}

/// When a page is made, in the order of pages. First what shows the texts of others, for a text is let go with its own
/// page. In both all locales go in step: their pages of one subject ask about each other, and what they need is at hand
/// then. Subjects are in the order in which their files were read, so that what lies together is used together.
fn turn(page: &Page) -> (bool, &Subject, usize) {
    (comes_last(page), &page.subject, page.number)
}

/// Whether a page lets go of a text that others may show.
pub fn comes_last(page: &Page) -> bool {
    matches!(page.subject, Subject::Entry(_))
}

/// Pages of a part. A snapshot shares the parts of the one before it that have not moved.
pub const PART: usize = 256;

fn part_of(page: u32) -> usize {
    page as usize / PART
}

impl Ledger {
    /// Marks what must be made again now that this part of the site was replaced.
    pub fn update(&mut self, site: &Site, touched: &Touched) {
        if touched.pages {
            self.take_pages(site);
        }
        let moved = self.questions.ask_again(site, touched);
        self.mark_readers(moved);
    }

    /// Marks what must be made again now that all of the site may be another than in the run that this ledger is of.
    pub fn resume(&mut self, site: &Site) {
        self.take_pages(site);
        let moved = self.questions.ask_all(site);
        self.mark_readers(moved);
    }

    fn mark_readers(&mut self, moved: BTreeSet<Reader>) {
        for reader in moved {
            match reader {
                Reader::Page(id) => self.mark_dirty(id),
                Reader::Fragment(id) => {
                    if let Some(entry) = &mut self.fragments[id as usize] {
                        entry.dirty = true;
                    }
                }
            }
        }
    }

    pub fn mark_dirty(&mut self, id: u32) {
        if let Some(entry) = &mut self.pages[id as usize] {
            entry.dirty = true;
            self.marked.insert(id);
            self.moved.insert(part_of(id));
        }
    }

    /// Adds new pages, drops those that are gone, marks those that are another page now.
    fn take_pages(&mut self, site: &Site) {
        let mut now = Walk::along(&site.pages().pages);
        let gone: Vec<Arc<str>> = self.by_output.keys().filter(|output| now.to(output).is_none()).cloned().collect();
        for output in gone {
            self.remove_page(&output);
        }
        let before = Arc::clone(&self.by_output);
        let mut before = Walk::along(&*before);
        let mut new: Vec<(&Arc<str>, &Arc<Page>)> = Vec::new();
        for (output, page) in &site.pages().pages {
            let Some(id) = before.to(output).copied() else {
                new.push((output, page));
                continue;
            };
            let Some(entry) = &mut self.pages[id as usize] else { continue };
            let is_other = entry.page != *page;
            entry.page = Arc::clone(page);
            self.moved.insert(part_of(id));
            if is_other {
                self.mark_dirty(id);
            }
        }
        // Pages are made in the order of their numbers.
        new.sort_by_key(|(_, page)| turn(page));
        let mut numbered: Vec<(Arc<str>, u32)> =
            new.into_iter().map(|(output, page)| (Arc::clone(output), self.add_page(output, page))).collect();
        numbered.sort_unstable();
        Arc::make_mut(&mut self.by_output).extend(numbered);
    }

    fn add_page(&mut self, output: &str, page: &Arc<Page>) -> u32 {
        let id = self.free.pop().unwrap_or_else(|| {
            self.pages.push(None);
            u32::try_from(self.pages.len() - 1).expect("fewer than 2^32 pages")
        });
        self.marked.insert(id);
        self.moved.insert(part_of(id));
        self.pages[id as usize] = Some(PageEntry {
            page: Arc::clone(page),
            output: Arc::default(),
            reads: Reads::default(),
            filled: Arc::default(),
            // An output that went and came back is still there: it is written over, or removed if that fails.
            published: self.gone.remove(output).then_some(Digest::NONE),
            endless: None,
            dirty: true,
        });
        id
    }

    fn remove_page(&mut self, output: &Arc<str>) {
        let Some(id) = Arc::make_mut(&mut self.by_output).remove(output) else { return };
        let Some(entry) = self.pages[id as usize].take() else { return };
        self.free.push(id);
        self.marked.remove(&id);
        self.moved.insert(part_of(id));
        self.kept -= entry.output.size();
        self.questions.forget(Reader::Page(id), &entry.reads);
        self.release(Reader::Page(id), &entry.output.slots);
        if entry.published.is_some() {
            self.gone.insert(Arc::clone(output));
        }
    }

    /// Notes what a page's render read and holds.
    pub fn record_page(&mut self, id: u32, output: Arc<Output>, reads: Vec<Question>, site: &Site) {
        let output = self.share_slots(output);
        let Some(entry) = &mut self.pages[id as usize] else { return };
        let before = std::mem::replace(&mut entry.output, Arc::clone(&output));
        let reads_before = std::mem::take(&mut entry.reads);
        entry.dirty = false;
        self.kept = self.kept + output.size() - before.size();
        self.moved.insert(part_of(id));
        entry.reads = self.questions.record(Reader::Page(id), &reads_before, reads, site);
        self.hold(Reader::Page(id), &before.slots, &output.slots);
    }

    /// The output with the slots of another page, where that has the same.
    pub fn share_slots(&mut self, output: Arc<Output>) -> Arc<Output> {
        match self.slots.get(&output.slots) {
            Some(slots) => Arc::new(Output { slots: Arc::clone(slots), ..(*output).clone() }),
            None => {
                self.slots.insert(Arc::clone(&output.slots));
                output
            }
        }
    }

    /// Notes what a fragment's render read and holds.
    pub fn record_fragment(&mut self, key: &FragmentKey, output: Arc<Output>, reads: Vec<Question>, site: &Site) {
        let id = self.fragment_id(key);
        let Some(entry) = &mut self.fragments[id as usize] else { return };
        let before = std::mem::replace(&mut entry.output, Arc::clone(&output));
        let reads_before = std::mem::take(&mut entry.reads);
        entry.dirty = false;
        entry.reads = self.questions.record(Reader::Fragment(id), &reads_before, reads, site);
        self.hold(Reader::Fragment(id), &before.slots, &output.slots);
    }

    /// Marks all pages that hold this fragment, directly or through others. There are as many as a language has, and
    /// somebody waits: none of them is looked at.
    pub fn patch_holders(&mut self, id: u32) {
        // To make a set of them and join the two costs less than to enter them one by one.
        let mut pages = self.pages_behind([Reader::Fragment(id)]);
        self.marked.append(&mut pages);
    }

    /// The pages among these readers, and those that hold a fragment among them, directly or through others.
    pub fn pages_behind(&self, readers: impl IntoIterator<Item = Reader>) -> BTreeSet<u32> {
        let mut pages = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = Vec::from_iter(readers);
        while let Some(reader) = open.pop() {
            match reader {
                Reader::Page(page) => pages.push(page),
                Reader::Fragment(fragment) if seen.insert(fragment) => {
                    let entry = self.fragments[fragment as usize].as_ref();
                    open.extend(entry.into_iter().flat_map(|entry| entry.holders.iter()));
                }
                Reader::Fragment(_) => {}
            }
        }
        BTreeSet::from_iter(pages)
    }

    /// Marks every page to be joined and handed to the sink again: the sink has lost what it had.
    pub fn forget_published(&mut self) {
        for entry in self.pages.iter_mut().flatten() {
            entry.published = None;
        }
        self.files.clear();
        self.gone.clear();
        self.marked.extend(self.by_output.values());
    }

    /// Drops fragments that nothing holds any more.
    pub fn drop_unheld(&mut self) {
        while let Some(id) =
            self.fragments.iter().position(|entry| entry.as_ref().is_some_and(|one| one.holders.is_empty()))
        {
            let Some(entry) = self.fragments[id].take() else { continue };
            let reader = Reader::Fragment(u32::try_from(id).expect("fewer than 2^32 fragments"));
            self.by_key.remove(&entry.key);
            self.questions.forget(reader, &entry.reads);
            self.release(reader, &entry.output.slots);
        }
    }

    /// The fragment of this key, as it came out last.
    pub fn fragment(&self, key: &FragmentKey) -> Option<&FragmentEntry> {
        self.fragments[*self.by_key.get(key)? as usize].as_ref()
    }

    fn fragment_id(&mut self, key: &FragmentKey) -> u32 {
        if let Some(id) = self.by_key.get(key) {
            return *id;
        }
        let id = u32::try_from(self.fragments.len()).expect("fewer than 2^32 fragments");
        self.by_key.insert(key.clone(), id);
        self.fragments.push(Some(FragmentEntry {
            key: key.clone(),
            output: Arc::default(),
            reads: Reads::default(),
            holders: Holders::default(),
            dirty: true,
        }));
        id
    }

    pub fn hold(&mut self, holder: Reader, before: &[FragmentKey], now: &[FragmentKey]) {
        if self.blind_to_fragments {
            return;
        }
        let gone: Vec<FragmentKey> = before.iter().filter(|key| now.binary_search(key).is_err()).cloned().collect();
        self.release(holder, &gone);
        for key in now {
            let id = self.fragment_id(key);
            if let Some(entry) = &mut self.fragments[id as usize] {
                entry.holders.insert(holder);
            }
        }
    }

    fn release(&mut self, holder: Reader, keys: &[FragmentKey]) {
        for key in keys {
            if let Some(entry) = self.by_key.get(key).and_then(|id| self.fragments[*id as usize].as_mut()) {
                entry.holders.remove(holder);
            }
        }
    }
}
