//! What the site says of findings: how severe each code is, and where it does not count.

use std::collections::BTreeMap;

use super::glob;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Span;

/// The `[checks]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    /// Code name → what the site wants of it.
    pub levels: BTreeMap<String, Level>,
    /// Where findings do not count.
    pub exceptions: Vec<Exception>,
}

/// What the site wants of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Report it, with this severity.
    Report(Severity),
    /// Do not report it.
    Off,
}

/// One `[[checks.except]]` table: a finding of this code in one of these ids and locales does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The code's name.
    pub code: String,
    /// Patterns of ids; empty for all.
    pub ids: Vec<String>,
    /// Locales; empty for all.
    pub locales: Vec<String>,
    /// Where `site.toml` has it.
    pub span: Span,
}

impl Checks {
    /// The numbers of the exceptions that cover this finding.
    pub fn exceptions_for(&self, diagnostic: &Diagnostic) -> impl Iterator<Item = usize> {
        self.exceptions.iter().enumerate().filter(|(_, exception)| exception.covers(diagnostic)).map(|(at, _)| at)
    }

    /// The finding as the site wants it: with its severity, or not at all.
    pub fn judge(&self, diagnostic: Diagnostic) -> Option<Diagnostic> {
        if self.exceptions_for(&diagnostic).next().is_some() {
            return None;
        }
        match self.levels.get(diagnostic.code.name) {
            Some(Level::Off) => None,
            Some(Level::Report(severity)) => Some(diagnostic.severity(*severity)),
            None => Some(diagnostic),
        }
    }
}

impl Exception {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let id = diagnostic.id.as_deref();
        let locale = diagnostic.locale.as_ref().map(|locale| locale.as_str());
        self.code == diagnostic.code.name
            && (self.ids.is_empty() || id.is_some_and(|id| self.ids.iter().any(|pattern| glob::matches(pattern, id))))
            && (self.locales.is_empty() || locale.is_some_and(|locale| self.locales.iter().any(|one| one == locale)))
    }
}
