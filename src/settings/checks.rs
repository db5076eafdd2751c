//! What the site says of findings: how severe each code is, and where it does not count.

use std::collections::{BTreeMap, BTreeSet};

use super::glob;
use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::text::Span;

/// The `[checks]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    /// Code name → what the site wants of it.
    pub levels: BTreeMap<String, Level>,
    /// What rules that need to be told something were told.
    pub options: Options,
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

/// What some rules look for, or measure by. Nothing while they are off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Names that only terms may have.
    pub brands: Vec<String>,
    /// Words that the house does not use.
    pub banned: Vec<Banned>,
    /// How many characters an id has at least.
    pub shortest_id: usize,
    /// Parts of Fluent that the source does without.
    pub forbidden: BTreeSet<Syntax>,
}

/// A word that the house does not use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banned {
    /// The word, or several.
    pub word: String,
    /// What to write for it.
    pub instead: Option<String>,
}

/// A part of Fluent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Syntax {
    /// `-brand = Isogloss`
    Terms,
    /// `.title = Search`
    Attributes,
    /// `{ $count -> … }`
    Variants,
    /// `{ $name }`
    Variables,
    /// `{ nav-home }`
    MessageReferences,
    /// `{ -brand }`
    TermReferences,
}

impl Syntax {
    /// All parts, by the words of `site.toml`.
    pub const ALL: [(&str, Self); 6] = [
        ("terms", Self::Terms),
        ("attributes", Self::Attributes),
        ("variants", Self::Variants),
        ("variables", Self::Variables),
        ("message-references", Self::MessageReferences),
        ("term-references", Self::TermReferences),
    ];
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
    /// Whether findings of this code are told.
    pub fn is_on(&self, code: Code) -> bool {
        match self.levels.get(code.name) {
            Some(level) => *level != Level::Off,
            None => !codes::is_opt_in(code),
        }
    }

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
            Some(Level::Report(severity)) => Some(diagnostic.severity(*severity)),
            _ => Some(diagnostic).filter(|diagnostic| self.is_on(diagnostic.code)),
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
