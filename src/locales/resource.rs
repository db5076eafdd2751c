//! One parsed `.ftl` file: in, its entries; out, the same for whoever asks, and held entries put back.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::entry::{Entry, EntryKind};
use super::fingerprint;
use super::guard::entry_head;
use super::runtime::{Runtime, splice};
use crate::text::{Fingerprint, SitePath, Span};

/// One parsed `.ftl` file. Immutable; share it in an `Arc`.
pub struct Resource {
    path: SitePath,
    text: Arc<str>,
    bom: usize,
    entries: Box<[Entry]>,
    broken: Vec<Span>,
    /// Of each entry alone, made when one is first asked for.
    leaves: OnceLock<Vec<Option<Fingerprint>>>,
}

impl std::fmt::Debug for Resource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resource").field("path", &self.path).field("entries", &self.entries).finish_non_exhaustive()
    }
}

impl Resource {
    pub(super) fn new(path: SitePath, text: Arc<str>, bom: usize, entries: Vec<Entry>, broken: Vec<Span>) -> Self {
        Self { path, text, bom, entries: entries.into(), broken, leaves: OnceLock::new() }
    }

    /// The file.
    pub fn path(&self) -> &SitePath {
        &self.path
    }

    /// Its text without a leading byte-order mark; empty when the file is too large or not UTF-8.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// How many bytes of the file come before [`Resource::text`]: 3 with a byte-order mark, else 0.
    /// All spans count them.
    pub fn bom(&self) -> usize {
        self.bom
    }

    /// What it says at a span.
    pub(super) fn written(&self, span: Span) -> Option<&str> {
        let bytes = span.range();
        self.text.get(bytes.start.checked_sub(self.bom)?..bytes.end.checked_sub(self.bom)?)
    }

    /// The fingerprint of one of its entries, alone; none of a held one.
    pub(super) fn leaf(&self, entry: usize) -> Option<Fingerprint> {
        *self.leaves.get_or_init(|| fingerprint::leaves(self)).get(entry)?
    }

    /// Its entries in the order of the file, then the held ones.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether a piece of it could not be read, or all of it.
    pub fn is_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    /// One of its entries as the formatter reads it.
    pub(super) fn runtime<'r>(&'r self, entry: &'r Entry) -> Cow<'r, str> {
        match &entry.runtime {
            Runtime::Whole(text) => (&**text).into(),
            Runtime::Edited(edits) => {
                let text = self.written(entry.span).unwrap_or("");
                if edits.is_empty() { text.into() } else { splice(text, edits).into() }
            }
        }
    }

    /// For watch mode: every entry that `last_good` had and that this file, being broken, lacks (or has without
    /// attributes that could not be read) is put back as it was and flagged `held`. An unbroken file is as it is.
    #[must_use]
    pub fn hold(self, last_good: &Self) -> Self {
        if !self.is_broken() {
            return self;
        }
        let mut entries: Vec<Entry> = self.entries.into_iter().filter(|entry| !entry.damaged).collect();
        let own: BTreeSet<(EntryKind, Box<str>)> = entries.iter().map(|entry| (entry.kind, entry.id.clone())).collect();
        let lacking = last_good.entries.iter().filter(|entry| !own.contains(&(entry.kind, entry.id.clone())));
        let held = lacking.map(|entry| {
            let span = broken_place(&self.text, self.bom, &self.broken, entry);
            let runtime = Runtime::Whole(last_good.runtime(entry).into());
            Entry { held: true, span, id_span: span, runtime, ..entry.clone() }
        });
        entries.extend(held.collect::<Vec<_>>());
        Self::new(self.path, self.text, self.bom, entries, self.broken)
    }
}

/// The first line of the broken piece that should be this entry.
fn broken_place(text: &str, bom: usize, broken: &[Span], entry: &Entry) -> Span {
    let head = |span: &&Span| {
        let piece = text.get(span.start as usize - bom..span.end as usize - bom)?;
        let id = &piece[..entry_head(piece)? - 1];
        (id.trim_end() == entry.display())
            .then(|| Span::new(span.start as usize, span.start as usize + id.trim_end().len()))
    };
    broken.iter().find_map(|span| head(&span)).unwrap_or_default()
}
