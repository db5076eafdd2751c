//! How each translation stands to its source: in, the locks, the messages and the documents; out, what is stale, and
//! what the next lock of a locale says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Site;
use super::contents::Subject;
use super::sources::Sources;
use super::staleness_findings::{Told, findings};
use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::locales::{self, Lock, Messages, Present, Standing, choose, judge};
use crate::settings::{LocaleSettings, Settings};
use crate::text::{Drift, LocaleId, SitePath};

/// How the translations of every locale stand that has a lock. Cloning shares them.
#[derive(Clone, Default)]
pub struct Staleness {
    by_locale: BTreeMap<LocaleId, Arc<Standings>>,
}

/// How the translations of one locale stand.
#[derive(Debug, PartialEq, Eq)]
struct Standings {
    /// By name of the entry or path of the page; what is new or as it was is left out.
    by_name: BTreeMap<Box<str>, Standing>,
    findings: Vec<Diagnostic>,
}

/// A locale with a lock, and all that it is held against.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'s> {
    pub settings: &'s Settings,
    pub messages: &'s Messages,
    pub sources: &'s Sources,
}

impl Staleness {
    /// Judges the locales again that are among `changed`, all of them where the source is, or where there is none to
    /// go by. A change to any file of a locale is a change of the locale.
    pub(super) fn join(&self, inputs: Inputs<'_>, changed: Option<&BTreeSet<LocaleId>>) -> Self {
        let source = &inputs.settings.source_locale;
        let is_kept = |locale: &LocaleId| changed.is_some_and(|all| !all.contains(locale) && !all.contains(source));
        let locales = inputs.settings.locales.iter().filter(|locale| inputs.is_translated(locale));
        let joined = locales.filter_map(|locale| {
            let known = || self.by_locale.get(&locale.id).cloned();
            let standings = if is_kept(&locale.id) { known() } else { inputs.judge_all(&locale.id).map(Arc::new) };
            Some((locale.id.clone(), standings?))
        });
        Self { by_locale: joined.collect() }
    }

    /// How a translation stands, by the name of its entry or the path of its page.
    fn standing(&self, locale: &LocaleId, name: &str) -> Option<Standing> {
        self.by_locale.get(locale)?.by_name.get(name).copied()
    }

    /// Whether some page of some locale stands otherwise than in `previous`.
    pub(super) fn moves_pages(&self, previous: &Self) -> bool {
        let pages = |all: &Self| -> Vec<(LocaleId, Box<str>, Standing)> {
            let names =
                all.by_locale.iter().flat_map(|(locale, one)| one.by_name.iter().map(move |name| (locale, name)));
            let pages = names.filter(|(_, (name, _))| is_page(name));
            pages.map(|(locale, (name, standing))| (locale.clone(), name.clone(), *standing)).collect()
        };
        pages(self) != pages(previous)
    }

    /// What there is to say about translations and their locks.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.by_locale.values().flat_map(|one| &one.findings)
    }
}

/// Whether the name in a lock is that of a page, and not of an entry.
pub(super) fn is_page(name: &str) -> bool {
    name.contains('/')
}

impl<'s> Inputs<'s> {
    fn is_translated(&self, locale: &LocaleSettings) -> bool {
        locale.made_from.is_none() && locale.id != self.settings.source_locale
    }

    fn lock(&self, locale: &LocaleId) -> Option<(&'s SitePath, &'s Lock)> {
        let (path, lock) = self.sources.locks.get_key_value(format!("locales/{locale}/translations.lock").as_str())?;
        Some((path, lock))
    }

    fn judge_all(&self, locale: &LocaleId) -> Option<Standings> {
        let (path, lock) = self.lock(locale)?;
        let present = self.present(locale);
        let now = |name: &str| present.get(name).copied();
        let judged = lock.lines.iter().map(|(name, lines)| (name.clone(), judge(lines, now(name))));
        let by_name = judged.filter(|(_, standing)| !matches!(standing, Standing::New | Standing::Current)).collect();
        let source = &self.settings.source_locale;
        let findings = findings(&Told { locale, source, path, lock, standings: &by_name });
        Some(Standings { by_name, findings })
    }

    /// All translations of a locale that have a source, by name.
    fn present(&self, locale: &LocaleId) -> BTreeMap<Box<str>, Present> {
        let mut present = BTreeMap::new();
        if let Some(sources) = self.messages.fingerprints(&self.settings.source_locale) {
            for (name, translation) in self.messages.translations(locale) {
                let source = sources.get(name.as_str());
                present.extend(source.map(|source| (name.into_boxed_str(), (*source, translation))));
            }
        }
        for (path, document) in self.pages(locale) {
            let source = self.counterpart(locale, path).filter(|_| !document.broken);
            let now = source.map(|source| (path.as_str().into(), (source.fingerprint, document.fingerprint.text)));
            present.extend(now);
        }
        present
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
}

/// What a lock that is to be written says otherwise than the one that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextLock {
    /// All its bytes; `None` when there is nothing to remember, and no lock.
    pub text: Option<String>,
    /// The names whose lines are as the translation is now, with how they stood before.
    pub recorded: Vec<(String, Standing)>,
    /// The names whose lines are left out.
    pub dropped: Vec<String>,
}

impl Site {
    /// How far the source of the locale's own message (`nav-home`), term (`-brand`) or attribute (`search.title`) has
    /// moved since it was translated; `None` where it has not, or nobody knows.
    pub fn drift_of_message(&self, locale: &LocaleId, id: &str) -> Option<Drift> {
        self.drift(locale, locales::split_id(id).0)
    }

    /// The same of a page, by its path: `content/ja/blog/hello.md`.
    pub fn drift_of_page(&self, locale: &LocaleId, path: &SitePath) -> Option<Drift> {
        self.drift(locale, path.as_str())
    }

    /// The same of what a locale shows of a subject. Of what it does not have itself nothing is stale.
    pub(super) fn drift_of_subject(&self, locale: &LocaleId, subject: &Subject) -> Option<Drift> {
        self.drift_of_page(locale, &self.document_path(locale, subject)?)
    }

    fn drift(&self, locale: &LocaleId, name: &str) -> Option<Drift> {
        match self.staleness().standing(locale, name)? {
            Standing::Stale(drift) => Some(drift),
            _ => None,
        }
    }

    /// How every translation of a locale stands that has a source, or that its lock remembers, by name.
    pub fn standings(&self, locale: &LocaleId) -> BTreeMap<Box<str>, Standing> {
        let inputs = self.inputs();
        let present = inputs.present(locale);
        let empty = Lock::default();
        let lock = inputs.lock(locale).map_or(&empty, |(_, lock)| lock);
        let names: BTreeSet<&Box<str>> = present.keys().chain(lock.lines.keys()).collect();
        let lines = |name: &str| lock.lines.get(name).map_or(&[][..], Vec::as_slice);
        names.into_iter().map(|name| (name.clone(), judge(lines(name), present.get(name).copied()))).collect()
    }

    /// The lock that records the translations of a locale for which `records` says so, as made from the source as it
    /// is now; all others keep their lines. Lines of what is gone are dropped where `drops` says so, and no broken
    /// file could hold what they speak of.
    pub fn next_lock(
        &self,
        locale: &LocaleId,
        records: impl Fn(&str, Standing) -> bool,
        drops: impl Fn(&str) -> bool,
    ) -> NextLock {
        let inputs = self.inputs();
        let present = inputs.present(locale);
        let old = inputs.lock(locale).map(|(_, lock)| lock);
        let mut lines = old.map(|lock| lock.lines.clone()).unwrap_or_default();
        let mut next = NextLock::default();
        for (name, standing) in self.standings(locale) {
            let now = present.get(&name).copied();
            match (standing, now) {
                (Standing::Obsolete, _) if drops(&name) && !inputs.may_hide(locale, &name) => {
                    lines.remove(&name);
                    next.dropped.push(name.into());
                }
                (_, Some((source, translation))) if records(&name, standing) => {
                    let line = locales::LockLine { source, translation, number: 0 };
                    lines.insert(name.clone(), vec![line]);
                    next.recorded.push((name.into(), standing));
                }
                (_, Some((source, translation))) => {
                    // A merge that can be told apart is over.
                    let chosen = lines.get(&name).and_then(|sides| choose(sides, source, translation)).copied();
                    chosen.map(|line| lines.insert(name, vec![line]));
                }
                _ => {}
            }
        }
        next.text = (old.is_some() || !lines.is_empty()).then(|| locales::write_lock(&lines));
        next
    }

    /// Whether the locale's lock is of a version that must not be overwritten.
    pub fn has_foreign_lock(&self, locale: &LocaleId) -> bool {
        self.inputs().lock(locale).is_some_and(|(_, lock)| lock.foreign)
    }

    pub(super) fn inputs(&self) -> Inputs<'_> {
        Inputs { settings: self.settings(), messages: self.messages(), sources: &self.sources }
    }
}

impl Inputs<'_> {
    /// Whether what a line speaks of may be there, in a file that cannot be read.
    fn may_hide(&self, locale: &LocaleId, name: &str) -> bool {
        if !is_page(name) {
            return self.messages.is_broken(locale) || self.messages.is_broken(&self.settings.source_locale);
        }
        let is_broken = |path: &str| self.sources.documents.get(path).is_some_and(|document| document.broken);
        let source = name.strip_prefix(&format!("content/{locale}/"));
        let source = source.map(|rest| format!("content/{}/{rest}", self.settings.source_locale));
        is_broken(name) || source.is_some_and(|path| is_broken(&path))
    }
}
