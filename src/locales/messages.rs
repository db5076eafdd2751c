//! All messages of all locales: in, what the settings say of the locales and all parsed files; out, answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::arguments::Arguments;
use super::bundle::Bundle;
use super::entry::{Entry, EntryKind};
use super::fingerprint;
use super::formats::Formats;
use super::lookup::Formatted;
use super::namespace::Namespace;
use super::pseudo::Pseudo;
use super::resource::Resource;
use crate::diagnostic::Diagnostic;
use crate::text::{Digest, Fingerprint, LocaleId, ShortDigest, SitePath, Span};

/// What the settings say of a locale, as far as messages are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleSpec {
    /// The locale.
    pub id: LocaleId,
    /// Who answers for what it lacks: the whole chain in order, without itself.
    pub fallback: Vec<LocaleId>,
    /// Whether readers see it: what it lacks is then an error, else a warning.
    pub live: bool,
    /// Of a pseudo locale, what its texts are made of; files of its own are not looked at.
    pub pseudo: Option<Pseudo>,
}

/// How much of the source locale's messages another locale has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Messages that the locale itself has, with all parts that the source's have; held ones do not count.
    pub translated: usize,
    /// Messages that count as missing and are shown all the same, because they are held.
    pub held: usize,
    /// Messages of the source locale.
    pub total: usize,
}

/// All messages of all locales. Immutable; hold it in an `Arc`. Unchanged locales are shared with the one before.
pub struct Messages {
    pub(super) bundles: BTreeMap<LocaleId, Arc<Bundle>>,
}

impl Messages {
    /// Joins all files. A file's locale is the folder after `locales/`; files of locales that `specs` does not name
    /// are left out. What did not change is taken from `previous`: a locale's files (the same `Arc`s) and its chain.
    pub fn join(specs: &[LocaleSpec], files: &BTreeMap<SitePath, Arc<Resource>>, previous: Option<&Self>) -> Self {
        let mut by_locale: BTreeMap<&str, Vec<Arc<Resource>>> = BTreeMap::new();
        for (path, file) in files {
            if let Some((locale, _)) = path.within("locales").and_then(|rest| rest.split_once('/')) {
                by_locale.entry(locale).or_default().push(Arc::clone(file));
            }
        }
        let before = |locale: &LocaleId| previous.and_then(|previous| previous.bundles.get(locale));
        let own = specs.par_iter().filter(|spec| spec.pseudo.is_none()).map(|spec| {
            let files = by_locale.get(spec.id.as_str()).map_or(&[][..], Vec::as_slice);
            let same = before(&spec.id).map(|bundle| &bundle.own).filter(|own| own.is_of(files)).cloned();
            (&spec.id, same.unwrap_or_else(|| Arc::new(Namespace::new(files.to_vec()))))
        });
        let namespaces: BTreeMap<&LocaleId, Arc<Namespace>> = own.collect();
        let bundles = specs.par_iter().filter_map(|spec| {
            let own = namespaces.get(spec.pseudo.as_ref().map_or(&spec.id, |pseudo| &pseudo.source))?;
            let chain: Vec<(LocaleId, Arc<Namespace>)> = spec
                .fallback
                .iter()
                .filter_map(|id| namespaces.get(id).map(|namespace| (id.clone(), Arc::clone(namespace))))
                .collect();
            let same = before(&spec.id).filter(|bundle| is_of(bundle, spec, own, &chain)).cloned();
            let new = || Arc::new(Bundle::new(spec, Arc::clone(own), chain));
            Some((spec.id.clone(), same.unwrap_or_else(new)))
        });
        Self { bundles: bundles.collect() }
    }

    /// All findings about entries as a whole: duplicates, unknown references, terms taken from the chain, cycles.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.bundles.values().flat_map(|bundle| bundle.diagnostics.iter().cloned()).collect()
    }

    /// The locales of which anything can read otherwise than in `previous`, new and removed ones included.
    pub fn changed_locales(&self, previous: &Self) -> BTreeSet<LocaleId> {
        let kept = |locale: &LocaleId| match (self.bundles.get(locale), previous.bundles.get(locale)) {
            (Some(now), Some(then)) => Arc::ptr_eq(now, then),
            _ => false,
        };
        // A fallback locale answers with its own bundle, which may borrow from locales that this chain lacks.
        let same = |locale: &LocaleId| kept(locale) && self.chain(locale).all(|bundle| kept(&bundle.locale));
        self.bundles.keys().chain(previous.bundles.keys()).filter(|locale| !same(locale)).cloned().collect()
    }

    /// The digest of everything that this text depends on, in the locale that answers; [`Digest::NONE`] when nobody
    /// in the chain has it. `attribute` is `None` for the message's own text.
    pub fn answer(&self, locale: &LocaleId, id: &str, attribute: Option<&str>) -> Digest {
        let found = self.answering(locale, id, attribute);
        let digest =
            |(bundle, entry): (&Bundle, &Entry)| entry.pattern(attribute).map(|pattern| bundle.digest(pattern));
        found.and_then(digest).unwrap_or(Digest::NONE)
    }

    /// Whether the locale itself has this message (`search`) or this attribute of it (`search.title`), not held.
    pub fn has(&self, locale: &LocaleId, id: &str) -> bool {
        let (id, attribute) = split_id(id);
        self.own(locale, id)
            .is_some_and(|entry| !entry.held && attribute.is_none_or(|name| entry.attribute(name).is_some()))
    }

    /// Writes a message out, in the words and formats of the first locale of the chain that has this very text
    /// (the message's own, or the attribute); `None` when nobody has it.
    pub fn format(
        &self,
        locale: &LocaleId,
        id: &str,
        attribute: Option<&str>,
        arguments: &Arguments,
    ) -> Option<Formatted> {
        let (bundle, _) = self.answering(locale, id, attribute)?;
        let (text, errors) = bundle.format(id, attribute, arguments)?;
        Some(Formatted { text, locale: bundle.locale.clone(), errors })
    }

    /// The ids of the messages that the locale itself has, sorted; no terms, nothing held.
    pub fn ids(&self, locale: &LocaleId) -> Vec<&str> {
        let bundle = self.bundles.get(locale);
        let messages = bundle.into_iter().flat_map(|bundle| bundle.own.messages());
        messages.filter(|entry| !entry.held).map(|entry| &*entry.id).collect()
    }

    /// The names of the attributes of a message, as the first locale of the chain has it that has the message.
    pub fn attributes(&self, locale: &LocaleId, id: &str) -> Vec<Box<str>> {
        let entry = self.chain(locale).find_map(|bundle| bundle.own.get(EntryKind::Message, id));
        entry.map(|entry| entry.attributes.iter().map(|attribute| attribute.id.clone()).collect()).unwrap_or_default()
    }

    /// The locale's own message (`nav-home`), term (`-brand`) or attribute (`search.title`): its file and the span of
    /// its id there, in the file's bytes.
    pub fn find(&self, locale: &LocaleId, id: &str) -> Option<(&SitePath, Span)> {
        let (kind, rest) = match id.strip_prefix('-') {
            Some(term) => (EntryKind::Term, term),
            None => (EntryKind::Message, id),
        };
        let (id, attribute) = split_id(rest);
        let own = &self.bundles.get(locale)?.own;
        let (path, entry) = own.at(own.slot(kind, id)?)?;
        match attribute {
            Some(name) if !entry.held => entry.attribute(name).map(|attribute| (path, attribute.span)),
            _ => Some((path, entry.id_span)),
        }
    }

    /// The text of the locale's own message (`nav-home`) or attribute (`search.title`), as its file has it. Of what is
    /// held nothing: its file no longer has it.
    pub fn written(&self, locale: &LocaleId, id: &str) -> Option<&str> {
        let (id, attribute) = split_id(id);
        let own = &self.bundles.get(locale)?.own;
        let slot = own.slot(EntryKind::Message, id)?;
        let (_, entry) = own.at(slot).filter(|(_, entry)| !entry.held)?;
        own.written(slot, entry.pattern(attribute)?.span)
    }

    /// The locale's own entry, held ones included: `nav-home` or `-brand`.
    pub fn entry(&self, locale: &LocaleId, id: &str) -> Option<&Entry> {
        match id.strip_prefix('-') {
            Some(term) => self.bundles.get(locale)?.own.get(EntryKind::Term, term),
            None => self.own(locale, id),
        }
    }

    /// The locale that answers for a message (`search`) or an attribute (`search.title`), if any does. A message that
    /// has attributes only is answered by the first locale that has it.
    pub fn source_of(&self, locale: &LocaleId, id: &str) -> Option<&LocaleId> {
        let (id, attribute) = split_id(id);
        let answer = self.answering(locale, id, attribute).map(|(bundle, _)| &bundle.locale);
        let any = || self.chain(locale).find(|bundle| bundle.own.get(EntryKind::Message, id).is_some());
        answer.or_else(|| if attribute.is_none() { any().map(|bundle| &bundle.locale) } else { None })
    }

    /// How much of the messages of `source` the locale has. A message counts when it is the locale's own, not held,
    /// and has a text if the source's has one and all of the source's attributes. Terms do not count.
    pub fn coverage(&self, locale: &LocaleId, source: &LocaleId) -> Coverage {
        let (Some(bundle), Some(source)) = (self.bundles.get(locale), self.bundles.get(source)) else {
            return Coverage::default();
        };
        let mut coverage = Coverage::default();
        for wanted in source.own.messages() {
            coverage.total += 1;
            let own = bundle.own.get(EntryKind::Message, &wanted.id);
            if let Some(own) = own.filter(|own| is_translation(own, wanted)) {
                coverage.translated += usize::from(!own.held);
                coverage.held += usize::from(own.held);
            }
        }
        coverage
    }

    /// What translations of the locale's own entries are made from, by name (`nav-home`, `-brand`).
    pub fn fingerprints(&self, locale: &LocaleId) -> Option<&BTreeMap<Box<str>, Fingerprint>> {
        self.bundles.get(locale).map(|bundle| bundle.own.fingerprints())
    }

    /// The locale's own entries by name, as translations; nothing held.
    pub fn translations(&self, locale: &LocaleId) -> impl Iterator<Item = (&str, ShortDigest)> {
        let own = self.bundles.get(locale).into_iter().flat_map(|bundle| bundle.own.translations());
        own.map(|(name, translation)| (&**name, *translation))
    }

    /// The locale's own files, in byte order of their paths.
    pub fn files(&self, locale: &LocaleId) -> &[Arc<Resource>] {
        self.bundles.get(locale).map_or(&[], |bundle| bundle.own.files())
    }

    /// The terms and messages that moved in an entry of the locale that translations are made from, when nothing else
    /// of it did since it was `then`; `before` gives what each of them was at that time.
    pub fn moved_through(
        &self,
        source: &LocaleId,
        name: &str,
        then: Fingerprint,
        before: impl Fn(&str) -> Option<Fingerprint>,
    ) -> Option<BTreeSet<String>> {
        let own = &self.bundles.get(source)?.own;
        fingerprint::moved_through(own, self.entry(source, name)?, then, before)
    }

    /// Whether the locale's own entry takes in all of these, directly or through others.
    pub fn refers_to(&self, locale: &LocaleId, name: &str, others: &BTreeSet<String>) -> bool {
        let entry = self.bundles.get(locale).zip(self.entry(locale, name));
        entry.is_some_and(|(bundle, entry)| fingerprint::refers_to(&bundle.own, entry, others))
    }

    /// Whether a piece of a file of the locale could not be read, so that entries may be missing that are there.
    pub fn is_broken(&self, locale: &LocaleId) -> bool {
        self.bundles.get(locale).is_some_and(|bundle| bundle.own.is_broken())
    }

    /// CLDR's formatters of a locale that the specs name.
    pub fn formats(&self, locale: &LocaleId) -> Option<&Formats> {
        self.bundles.get(locale).map(|bundle| &bundle.formats)
    }

    pub(super) fn bundle(&self, locale: &LocaleId) -> Option<&Bundle> {
        self.bundles.get(locale).map(|bundle| &**bundle)
    }

    fn own(&self, locale: &LocaleId, id: &str) -> Option<&Entry> {
        self.bundles.get(locale)?.own.get(EntryKind::Message, id)
    }

    /// The bundles that are asked for a locale's messages, in order.
    pub(super) fn chain(&self, locale: &LocaleId) -> impl Iterator<Item = &Bundle> {
        let bundle = self.bundles.get(locale);
        let fallback = bundle.into_iter().flat_map(|bundle| &bundle.chain);
        let fallback = fallback.filter_map(|(locale, _)| self.bundles.get(locale));
        bundle.into_iter().chain(fallback).map(|bundle| &**bundle)
    }

    /// The first bundle of the chain that has this text, with the message.
    fn answering(&self, locale: &LocaleId, id: &str, attribute: Option<&str>) -> Option<(&Bundle, &Entry)> {
        self.chain(locale).find_map(|bundle| {
            let entry = bundle.own.get(EntryKind::Message, id)?;
            entry.pattern(attribute).map(|_| (bundle, entry))
        })
    }
}

/// `search.title` as message and attribute.
pub fn split_id(id: &str) -> (&str, Option<&str>) {
    id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)))
}

fn is_of(bundle: &Bundle, spec: &LocaleSpec, own: &Arc<Namespace>, chain: &[(LocaleId, Arc<Namespace>)]) -> bool {
    let mut links = bundle.chain.iter().zip(chain);
    (bundle.live, &bundle.pseudo) == (spec.live, &spec.pseudo)
        && Arc::ptr_eq(&bundle.own, own)
        && bundle.chain.len() == chain.len()
        && links.all(|(one, other)| one.0 == other.0 && Arc::ptr_eq(&one.1, &other.1))
}

pub(super) fn is_translation(own: &Entry, wanted: &Entry) -> bool {
    (own.value.is_some() || wanted.value.is_none())
        && wanted.attributes.iter().all(|attribute| own.attribute(&attribute.id).is_some())
}
