//! The translations of a site's locales: in, the locks, the messages and the documents; out, how each translation stands
//! to its source.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Site;
use super::sources::Sources;
use crate::content::Document;
use crate::locales::{Lock, LockLine, Messages, Present, Standing, choose, judge};
use crate::settings::{LocaleSettings, Settings};
use crate::text::{Fingerprint, LocaleId, SitePath};

/// All that tells how translations stand.
#[derive(Clone, Copy)]
pub struct Translations<'s> {
    pub settings: &'s Settings,
    pub messages: &'s Messages,
    pub sources: &'s Sources,
}

/// The halves of what is translated; neither depends on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// Messages and terms.
    Messages,
    /// The files of `content/`.
    Pages,
}

impl Half {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Messages, Self::Pages];

    /// The half that a name in a lock is of.
    pub fn of(name: &str) -> Self {
        if is_page(name) { Self::Pages } else { Self::Messages }
    }
}

/// Whether the name in a lock is that of a page, and not of an entry.
pub fn is_page(name: &str) -> bool {
    name.contains('/')
}

impl<'s> Translations<'s> {
    pub fn is_translated(&self, locale: &LocaleSettings) -> bool {
        locale.made_from.is_none() && locale.id != self.settings.source_locale
    }

    /// Its lock, with the path of it.
    pub fn lock(&self, locale: &LocaleId) -> Option<(&'s SitePath, &'s Lock)> {
        let (path, lock) = self.sources.locks.get_key_value(format!("locales/{locale}/translations.lock").as_str())?;
        Some((path, lock))
    }

    /// How every translation of a locale stands that has a source, or that its lock remembers, by name.
    pub fn standings(&self, locale: &LocaleId, half: Half) -> BTreeMap<Box<str>, Standing> {
        let present = self.present(locale, half);
        let mut standings: BTreeMap<Box<str>, Standing> =
            present.keys().map(|name| (name.clone(), Standing::New)).collect();
        let Some((_, lock)) = self.lock(locale) else { return standings };
        for (name, lines) in lock.lines.iter().filter(|(name, _)| Half::of(name) == half) {
            standings.insert(name.clone(), judge(lines, present.get(name).copied()));
        }
        for (name, moved) in self.moved_through_others(lock, &standings, &present) {
            let is_edited = |other: &String| standings.get(other.as_str()) == Some(&Standing::Edited);
            if moved.iter().all(is_edited) && self.messages.refers_to(locale, &name, &moved) {
                standings.insert(name, Standing::Carried);
            }
        }
        standings
    }

    /// The stale messages whose own source is as it was, each with the terms and messages in it that moved.
    fn moved_through_others(
        &self,
        lock: &Lock,
        standings: &BTreeMap<Box<str>, Standing>,
        present: &BTreeMap<Box<str>, Present>,
    ) -> Vec<(Box<str>, BTreeSet<String>)> {
        let line = |name: &str| -> Option<&LockLine> {
            let (source, translation) = present.get(name)?;
            choose(lock.lines.get(name)?, *source, *translation)
        };
        let stale = standings
            .iter()
            .filter(|(name, one)| matches!(one, Standing::Stale(_)) && Half::of(name) == Half::Messages);
        let moved = stale.filter_map(|(name, _)| {
            let then = line(name)?.source;
            let source = &self.settings.source_locale;
            let moved = self.messages.moved_through(source, name, then, |other| line(other).map(|line| line.source))?;
            Some((name.clone(), moved))
        });
        moved.collect()
    }

    /// All translations of a locale that have a source, by name.
    pub fn present(&self, locale: &LocaleId, half: Half) -> BTreeMap<Box<str>, Present> {
        match half {
            Half::Messages => {
                let Some(sources) = self.messages.fingerprints(&self.settings.source_locale) else {
                    return BTreeMap::new();
                };
                let own = self.messages.translations(locale);
                own.filter_map(|(name, now)| Some((name.into(), (*sources.get(name)?, now)))).collect()
            }
            Half::Pages => {
                let own = self.pages(locale).filter(|(_, document)| !document.broken);
                let present = own.filter_map(|(path, document)| {
                    let source = self.counterpart(locale, path)?;
                    Some((path.as_str().into(), (source.fingerprint(), document.fingerprint().text)))
                });
                present.collect()
            }
        }
    }

    fn pages(&self, locale: &LocaleId) -> impl Iterator<Item = (&'s SitePath, &'s Arc<Document>)> {
        let folder = format!("content/{locale}/");
        let from = (std::ops::Bound::Included(folder.as_str()), std::ops::Bound::Unbounded);
        let pages: Vec<_> = self
            .sources
            .documents
            .range::<str, _>(from)
            .take_while(|(path, _)| path.as_str().starts_with(&folder))
            .collect();
        pages.into_iter()
    }

    /// The page of the source at the same path; none where it cannot be read.
    fn counterpart(&self, locale: &LocaleId, path: &SitePath) -> Option<&'s Document> {
        let rest = path.within("content")?.strip_prefix(locale.as_str())?;
        let source = format!("content/{}{rest}", self.settings.source_locale);
        self.sources.documents.get(source.as_str()).map(|document| &**document).filter(|document| !document.broken)
    }

    /// Whether what a line speaks of may be there, in a file that cannot be read.
    pub fn may_hide(&self, locale: &LocaleId, name: &str) -> bool {
        if !is_page(name) {
            return self.messages.is_broken(locale) || self.messages.is_broken(&self.settings.source_locale);
        }
        let is_broken = |path: &str| self.sources.documents.get(path).is_some_and(|document| document.broken);
        let source = name.strip_prefix(&format!("content/{locale}/"));
        let source = source.map(|rest| format!("content/{}/{rest}", self.settings.source_locale));
        is_broken(name) || source.is_some_and(|path| is_broken(&path))
    }
}

impl Site {
    /// The stale messages of a locale whose own source is as it was, each with the terms and messages in it that moved.
    pub fn moved_through_others(&self, locale: &LocaleId) -> Vec<(Box<str>, BTreeSet<String>)> {
        let translations = self.translations();
        let Some((_, lock)) = translations.lock(locale) else { return Vec::new() };
        let standings = translations.standings(locale, Half::Messages);
        translations.moved_through_others(lock, &standings, &translations.present(locale, Half::Messages))
    }

    /// What the stale translations of a locale were made from, as its lock remembers it, by the name of the entry or the
    /// path of the page.
    pub fn origins(&self, locale: &LocaleId) -> BTreeMap<Box<str>, Fingerprint> {
        let translations = self.translations();
        let Some((_, lock)) = translations.lock(locale) else { return BTreeMap::new() };
        let present = Half::ALL.into_iter().flat_map(|half| translations.present(locale, half));
        let stale = present.filter(|(name, _)| self.drift(locale, name).is_some());
        let origin = |(name, (source, translation)): (Box<str>, Present)| {
            let line = choose(lock.lines.get(&name)?, source, translation)?;
            Some((name, line.source))
        };
        stale.filter_map(origin).collect()
    }

    pub(super) fn translations(&self) -> Translations<'_> {
        Translations { settings: self.settings(), messages: self.messages(), sources: &self.sources }
    }
}
