//! What one render is about, and what it notes on the way.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fragment::FragmentKey;
use super::localized::Localized;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{Page, Recorder};
use crate::text::LocaleId;

/// The recorder, the page or fragment, and the notes. A failed render keeps its notes.
pub struct Scene {
    /// All that the render sees of the site.
    pub recorder: Recorder,
    /// The reader's locale.
    pub locale: LocaleId,
    /// What is made.
    pub target: Target,
    notes: Mutex<Notes>,
}

/// What is made.
#[derive(Clone)]
pub enum Target {
    /// A page.
    Page(Page),
    /// A fragment, which sees no page.
    Fragment(FragmentKey),
}

/// What a render notes.
#[derive(Default)]
pub struct Notes {
    /// Localized texts, in the order in which they were printed.
    pub printed: Vec<Arc<Localized>>,
    /// Fragments, in the order in which they were first asked for.
    pub slots: Vec<FragmentKey>,
    /// What was wrong.
    pub findings: Vec<Diagnostic>,
}

impl Scene {
    /// A scene without notes.
    pub fn new(recorder: Recorder, locale: LocaleId, target: Target) -> Self {
        Self { recorder, locale, target, notes: Mutex::default() }
    }

    /// The same scene without notes.
    pub fn anew(&self) -> Self {
        Self::new(self.recorder.anew(), self.locale.clone(), self.target.clone())
    }

    /// The page, unless a fragment is made.
    pub fn page(&self) -> Option<&Page> {
        match &self.target {
            Target::Page(page) => Some(page),
            Target::Fragment(_) => None,
        }
    }

    /// The layout that the render starts with.
    pub fn layout(&self) -> &str {
        match &self.target {
            Target::Page(page) => &page.layout,
            Target::Fragment(key) => &key.layout,
        }
    }

    /// Notes a finding.
    pub fn find(&self, finding: Diagnostic) {
        self.notes().findings.push(finding);
    }

    /// Notes a text that is printed; gives its number.
    pub fn print(&self, printed: Arc<Localized>) -> usize {
        let mut notes = self.notes();
        notes.printed.push(printed);
        notes.printed.len() - 1
    }

    /// Notes a fragment; gives its number.
    pub fn slot(&self, key: FragmentKey) -> usize {
        let mut notes = self.notes();
        notes.slots.iter().position(|slot| *slot == key).unwrap_or_else(|| {
            notes.slots.push(key);
            notes.slots.len() - 1
        })
    }

    /// The notes, to be read or taken.
    pub fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How much it matters that a text is missing in this locale.
    pub fn severity_of_missing(&self, locale: &LocaleId) -> Severity {
        if self.recorder.is_live(locale) { Severity::Error } else { Severity::Warning }
    }
}
