//! All entries of one locale by name: in, the locale's files in order; out, look-ups and duplicates.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use indexmap::{IndexMap, map};
use rustc_hash::FxBuildHasher;

use super::entry::{Entry, EntryKind};
use super::fingerprint;
use super::resource::Resource;
use crate::text::{Fingerprint, ShortDigest, SitePath, Span};

/// Where an entry is: which file, and which entry of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    file: usize,
    entry: usize,
    /// The number of its first pattern among all patterns of the locale.
    pub pattern: usize,
}

/// By id, and in the order of ids. A page looks hundreds of them up.
type Names = IndexMap<Box<str>, Slot, FxBuildHasher>;

/// One locale's entries. Of duplicates the first counts, in byte order of the paths, then by position.
#[derive(Debug)]
pub struct Namespace {
    files: Vec<Arc<Resource>>,
    messages: Names,
    terms: Names,
    /// Each surplus entry with the one that counts.
    duplicates: Vec<(Slot, Slot)>,
    patterns: usize,
    /// Made when first asked for.
    fingerprints: OnceLock<BTreeMap<Box<str>, Fingerprint>>,
    /// Made when first asked for.
    translations: OnceLock<BTreeMap<Box<str>, ShortDigest>>,
}

impl Namespace {
    /// Joins the files of a locale, given in byte order of their paths.
    pub fn new(files: Vec<Arc<Resource>>) -> Self {
        let mut namespace = Self {
            files: Vec::new(),
            messages: Names::default(),
            terms: Names::default(),
            duplicates: Vec::new(),
            patterns: 0,
            fingerprints: OnceLock::new(),
            translations: OnceLock::new(),
        };
        // Held entries last, so that one that moved to another file is not hidden by its held self.
        for held in [false, true] {
            for (file, resource) in files.iter().enumerate() {
                for (at, entry) in resource.entries().iter().enumerate().filter(|(_, entry)| entry.held == held) {
                    namespace.add(Slot { file, entry: at, pattern: namespace.patterns }, entry);
                }
            }
        }
        namespace.messages.sort_unstable_keys();
        namespace.terms.sort_unstable_keys();
        namespace.files = files;
        namespace
    }

    fn add(&mut self, slot: Slot, entry: &Entry) {
        let names = match entry.kind {
            EntryKind::Message => &mut self.messages,
            EntryKind::Term => &mut self.terms,
        };
        match names.entry(entry.id.clone()) {
            map::Entry::Occupied(first) => self.duplicates.push((slot, *first.get())),
            map::Entry::Vacant(place) => {
                place.insert(slot);
                self.patterns += entry.attributes.len() + 1;
            }
        }
    }

    /// Whether these are the very files it was made of.
    pub fn is_of(&self, files: &[Arc<Resource>]) -> bool {
        self.files.len() == files.len() && self.files.iter().zip(files).all(|(own, other)| Arc::ptr_eq(own, other))
    }

    /// The files in order.
    pub fn files(&self) -> &[Arc<Resource>] {
        &self.files
    }

    /// How many patterns there are, attributes and missing values counted.
    pub fn patterns(&self) -> usize {
        self.patterns
    }

    /// The slot of an entry.
    pub fn slot(&self, kind: EntryKind, id: &str) -> Option<Slot> {
        match kind {
            EntryKind::Message => self.messages.get(id),
            EntryKind::Term => self.terms.get(id),
        }
        .copied()
    }

    /// The entry of this name.
    pub fn get(&self, kind: EntryKind, id: &str) -> Option<&Entry> {
        self.slot(kind, id).and_then(|slot| self.at(slot)).map(|(_, entry)| entry)
    }

    /// The entry at a slot, with its file.
    pub fn at(&self, slot: Slot) -> Option<(&SitePath, &Entry)> {
        let file = self.files.get(slot.file)?;
        Some((file.path(), file.entries().get(slot.entry)?))
    }

    /// These bytes of the file that an entry is in.
    pub fn written(&self, slot: Slot, span: Span) -> Option<&str> {
        self.files.get(slot.file)?.written(span)
    }

    /// The entry at a slot as the formatter reads it.
    pub fn runtime(&self, slot: Slot) -> Cow<'_, str> {
        let file = self.files.get(slot.file);
        let entry = file.and_then(|file| Some(file.runtime(file.entries().get(slot.entry)?)));
        entry.unwrap_or_default()
    }

    /// The fingerprint of the entry at a slot alone, without what it refers to.
    pub fn leaf(&self, slot: Slot) -> Option<Fingerprint> {
        self.files.get(slot.file)?.leaf(slot.entry)
    }

    /// The fingerprints of all entries by name, with what they refer to.
    pub fn fingerprints(&self) -> &BTreeMap<Box<str>, Fingerprint> {
        self.fingerprints.get_or_init(|| fingerprint::fingerprints(self))
    }

    /// All entries by name, as translations; nothing held.
    pub fn translations(&self) -> &BTreeMap<Box<str>, ShortDigest> {
        let own = self.entries().filter(|entry| !entry.held);
        let made = || own.map(|entry| (entry.display().into(), fingerprint::translation(entry))).collect();
        self.translations.get_or_init(made)
    }

    /// Whether a piece of a file of the locale could not be read.
    pub fn is_broken(&self) -> bool {
        self.files.iter().any(|file| file.is_broken())
    }

    /// The messages by id.
    pub fn messages(&self) -> impl Iterator<Item = &Entry> {
        self.messages.values().filter_map(|slot| self.at(*slot).map(|(_, entry)| entry))
    }

    /// All entries that count, messages first, each by id.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.messages().chain(self.terms.values().filter_map(|slot| self.at(*slot).map(|(_, entry)| entry)))
    }

    /// Each surplus entry with the one that counts, each with its file.
    pub fn duplicates(&self) -> impl Iterator<Item = [(&SitePath, &Entry); 2]> {
        self.duplicates.iter().filter_map(|(surplus, first)| Some([self.at(*surplus)?, self.at(*first)?]))
    }
}
