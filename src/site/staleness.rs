//! How the translations of every locale stand that has a lock: in, locks, messages, documents; out, what is stale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Site;
use super::contents::Subject;
use super::staleness_findings::{Told, findings};
use super::translations::{Translations, is_page};
use crate::diagnostic::Diagnostic;
use crate::locales::{self, Standing};
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

impl Staleness {
    /// Judges the locales again that are among `changed`, all of them where the source is, or where there is none to
    /// go by. A change to any file of a locale is a change of the locale.
    pub(super) fn join(&self, of: Translations<'_>, changed: Option<&BTreeSet<LocaleId>>) -> Self {
        let source = &of.settings.source_locale;
        let is_kept = |locale: &LocaleId| changed.is_some_and(|all| !all.contains(locale) && !all.contains(source));
        let locales = of.settings.locales.iter().filter(|locale| of.is_translated(locale));
        let joined = locales.filter_map(|locale| {
            let known = || self.by_locale.get(&locale.id).cloned();
            let standings = if is_kept(&locale.id) { known() } else { Standings::new(of, &locale.id).map(Arc::new) };
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

impl Standings {
    /// How the translations of a locale stand; `None` where it has no lock.
    fn new(of: Translations<'_>, locale: &LocaleId) -> Option<Self> {
        let (path, lock) = of.lock(locale)?;
        let mut by_name = of.standings(locale);
        by_name.retain(|_, standing| !matches!(standing, Standing::New | Standing::Current));
        let source = &of.settings.source_locale;
        let findings = findings(&Told { locale, source, path, lock, standings: &by_name });
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

    fn drift(&self, locale: &LocaleId, name: &str) -> Option<Drift> {
        match self.staleness().standing(locale, name)? {
            Standing::Stale(drift) => Some(drift),
            _ => None,
        }
    }
}
