//! The messages of a locale as translators find them, now or at another time: in, its files; out, the fingerprints and
//! the texts of single entries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::{Entry, EntryKind};
use super::fingerprint::{fingerprint, reached};
use super::messages::Messages;
use super::namespace::Namespace;
use super::resource::Resource;
use crate::text::{Fingerprint, LocaleId, SitePath};

/// The messages of a locale as they once were.
pub struct Edition(Namespace);

impl Edition {
    /// Of these files, in byte order of their paths.
    pub fn new(files: Vec<Arc<Resource>>) -> Self {
        Self(Namespace::new(files))
    }

    /// What translations of an entry (`nav-home`, `-brand`) were made from at that time.
    pub fn fingerprint(&self, name: &str) -> Option<Fingerprint> {
        fingerprint(&self.0, named(&self.0, name)?)
    }

    /// What the entry said and all that it took in, by name: `search`, `search.title`, `-brand`.
    pub fn texts(&self, name: &str) -> BTreeMap<String, String> {
        texts(&self.0, name)
    }
}

impl Messages {
    /// What a locale's own entry says now and all that it takes in, by name: `search`, `search.title`, `-brand`.
    pub fn texts(&self, locale: &LocaleId, name: &str) -> BTreeMap<String, String> {
        self.bundle(locale).map(|bundle| texts(&bundle.own, name)).unwrap_or_default()
    }

    /// The files of a locale that a translation of its entry is made from: where it is, and all that it takes in.
    pub fn files_behind(&self, locale: &LocaleId, name: &str) -> BTreeSet<SitePath> {
        let Some(bundle) = self.bundle(locale) else { return BTreeSet::new() };
        let files = behind(&bundle.own, name).into_iter().filter_map(|entry| {
            let (path, _) = bundle.own.at(bundle.own.slot(entry.kind, &entry.id)?)?;
            Some(path.clone())
        });
        files.collect()
    }
}

fn named<'n>(own: &'n Namespace, name: &str) -> Option<&'n Entry> {
    match name.strip_prefix('-') {
        Some(term) => own.get(EntryKind::Term, term),
        None => own.get(EntryKind::Message, name),
    }
}

/// An entry and all that it takes in.
fn behind<'n>(own: &'n Namespace, name: &str) -> Vec<&'n Entry> {
    let Some(entry) = named(own, name) else { return Vec::new() };
    let others = reached(own, entry).into_keys().filter(|other| other != name);
    [entry].into_iter().chain(others.filter_map(|other| named(own, &other))).collect()
}

fn texts(own: &Namespace, name: &str) -> BTreeMap<String, String> {
    let texts = behind(own, name).into_iter().flat_map(|entry| {
        entry.patterns().filter_map(|(attribute, pattern)| {
            let slot = own.slot(entry.kind, &entry.id)?;
            let written = own.written(slot, pattern.span)?;
            // Neither indentation nor spaces at the end of a line are part of a text.
            let lines: Vec<&str> = written.lines().map(str::trim).collect();
            Some((entry.kind.display(&entry.id, attribute), lines.join("\n")))
        })
    });
    texts.collect()
}
