//! How the translations of every locale stand that has a lock: in, locks, messages, documents; out, what is stale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Site;
use super::contents::Subject;
use super::staleness_findings::{Told, findings};
use super::translations::{Half, Translations};
use crate::diagnostic::Diagnostic;
use crate::locales::{self, Standing};
use crate::text::{Drift, LocaleId, SitePath};

/// How the translations of every locale stand that has a lock. Cloning shares them.
#[derive(Clone, Default)]
pub struct Staleness {
    halves: BTreeMap<(LocaleId, Half), Arc<Standings>>,
}

/// How one half of the translations of a locale stands.
#[derive(Debug, PartialEq, Eq)]
struct Standings {
    /// By name of the entry or path of the page; what is new or as it was is left out.
    by_name: BTreeMap<Box<str>, Standing>,
    findings: Vec<Diagnostic>,
}

impl Staleness {
    /// Judges again what is among `changed`, in all locales where the source is, or everything where there is nothing to
    /// go by.
    pub(super) fn join(&self, of: Translations<'_>, changed: Option<&BTreeSet<(LocaleId, Half)>>) -> Self {
        let source = &of.settings.source_locale;
        let locales = of.settings.locales.iter().filter(|locale| of.is_translated(locale));
        let halves = locales.flat_map(|locale| Half::ALL.map(|half| (locale.id.clone(), half)));
        let joined = halves.filter_map(|key| {
            let is_kept = changed.is_some_and(|all| !all.contains(&key) && !all.contains(&(source.clone(), key.1)));
            let standings = match is_kept {
                true => self.halves.get(&key).cloned(),
                false => Standings::new(of, &key.0, key.1).map(Arc::new),
            };
            Some((key, standings?))
        });
        Self { halves: joined.collect() }
    }

    /// How a translation stands, by the name of its entry or the path of its page.
    fn standing(&self, locale: &LocaleId, name: &str) -> Option<Standing> {
        self.halves.get(&(locale.clone(), Half::of(name)))?.by_name.get(name).copied()
    }

    /// Whether some page of some locale stands otherwise than in `previous`.
    pub(super) fn moves_pages(&self, previous: &Self) -> bool {
        let pages = |all: &Self| -> Vec<Arc<Standings>> {
            all.halves.iter().filter(|((_, half), _)| *half == Half::Pages).map(|(_, one)| Arc::clone(one)).collect()
        };
        pages(self) != pages(previous)
    }

    /// What there is to say about translations and their locks.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.halves.values().flat_map(|one| &one.findings)
    }
}

impl Standings {
    /// How the translations of a locale stand; `None` where it has no lock.
    fn new(of: Translations<'_>, locale: &LocaleId, half: Half) -> Option<Self> {
        let (path, lock) = of.lock(locale)?;
        let mut by_name = of.standings(locale, half);
        by_name.retain(|_, standing| !matches!(standing, Standing::New | Standing::Current));
        let source = &of.settings.source_locale;
        let findings = findings(&Told { locale, source, path, lock, half, standings: &by_name });
        Some(Self { by_name, findings })
    }
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

    pub(super) fn drift(&self, locale: &LocaleId, name: &str) -> Option<Drift> {
        match self.staleness().standing(locale, name)? {
            Standing::Stale(drift) => Some(drift),
            _ => None,
        }
    }
}
