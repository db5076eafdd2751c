//! What the rules work on and where their findings go: in, the files of a locale; out, entries opened up, diagnostics.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::locales::{Anatomy, Entry, Pattern, Resource};
use crate::text::{LocaleId, Span};

/// An entry with its file and the parts of its texts.
pub struct Opened<'s> {
    pub file: &'s Resource,
    pub entry: &'s Entry,
    parts: Vec<Anatomy<'s>>,
}

/// One text of an entry: its value or an attribute.
#[derive(Clone, Copy)]
pub struct Text<'o> {
    pub entry: &'o Entry,
    pub attribute: Option<&'o str>,
    pub pattern: &'o Pattern,
    pub parts: &'o Anatomy<'o>,
    file: &'o Resource,
}

impl<'s> Opened<'s> {
    /// Every entry that stands in the files, in order.
    pub fn all(files: &'s [Arc<Resource>]) -> impl Iterator<Item = Self> {
        files.iter().flat_map(|file| {
            let standing = file.entries().iter().filter(|entry| !entry.held);
            standing.map(|entry| Self { file, entry, parts: file.anatomy(entry) })
        })
    }

    /// Its texts, each attribute's first one only once.
    pub fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        self.entry.patterns().zip(&self.parts).map(|((attribute, pattern), parts)| Text {
            entry: self.entry,
            attribute,
            pattern,
            parts,
            file: self.file,
        })
    }

    /// Its own text, or an attribute's.
    pub fn text(&self, attribute: Option<&str>) -> Option<Text<'_>> {
        self.texts().find(|text| text.attribute == attribute)
    }
}

impl Text<'_> {
    /// As people write it: `search.title`.
    pub fn name(&self) -> String {
        self.entry.kind.display(&self.entry.id, self.attribute)
    }

    /// The bytes of its file at this span.
    pub fn written(&self, span: Span) -> &str {
        let range = span.range();
        let bom = self.file.bom();
        self.file.text().get(range.start.saturating_sub(bom)..range.end.saturating_sub(bom)).unwrap_or("")
    }
}

/// The findings about one locale.
pub struct Finder<'s> {
    pub locale: &'s LocaleId,
    /// What readers are shown in it counts as an error when it is missing.
    pub is_live: bool,
    pub list: Vec<Diagnostic>,
}

impl Finder<'_> {
    /// A finding at these bytes of a file; `id` is what it is about.
    pub fn find(&mut self, code: Code, file: &Resource, span: Span, id: String, message: String) -> &mut Diagnostic {
        self.at(code, Place::Span(file.path().clone(), span), id, message)
    }

    /// A finding inside a text.
    pub fn find_in(&mut self, code: Code, text: &Text<'_>, span: Span, message: String) -> &mut Diagnostic {
        self.find(code, text.file, span, text.name(), message)
    }

    /// A finding at any place.
    pub fn at(&mut self, code: Code, place: Place, id: String, message: String) -> &mut Diagnostic {
        let finding = Diagnostic::new(code, place, message).locale(self.locale).id(id);
        self.list.push(finding);
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// How much it matters that the locale lacks something.
    pub fn severity_of_missing(&self) -> Severity {
        if self.is_live { Severity::Error } else { Severity::Warning }
    }
}
