//! From a place that stays true to the bytes where it is now.

use std::sync::Arc;

use super::{Site, Subject};
use crate::content::MenuItem;
use crate::diagnostic::Place;
use crate::text::{LocaleId, SitePath, Span};

/// Where a place is in the files as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// A run of bytes of a file.
    Span(SitePath, Span),
    /// A line of a file, from 1.
    Line(SitePath, u32),
    /// A file as a whole.
    File(SitePath),
    /// Nothing that has a file.
    Nowhere,
}

impl Located {
    /// The file.
    pub fn path(&self) -> Option<&SitePath> {
        match self {
            Self::Span(path, _) | Self::Line(path, _) | Self::File(path) => Some(path),
            Self::Nowhere => None,
        }
    }
}

impl Site {
    /// Looks a place up.
    pub fn locate(&self, place: &Place) -> Located {
        match place {
            Place::Site => Located::Nowhere,
            Place::File(path) => Located::File(path.clone()),
            Place::Span(path, span) => self.in_file(path, *span),
            Place::Line(path, line) => Located::Line(path.clone(), *line),
            Place::Body(path, span) => {
                let start = self.sources.documents.get(path).map_or(0, |document| document.body_start);
                Located::Span(path.clone(), span.shifted(start))
            }
            Place::Link(path, number) => {
                let document = self.sources.documents.get(path);
                match document.and_then(|document| Some((document.body().link(*number)?, document.body_start))) {
                    Some((span, start)) => Located::Span(path.clone(), span.shifted(start)),
                    None => Located::File(path.clone()),
                }
            }
            Place::LayoutUse(name) => self.layout_use(name),
            Place::Field(path, name) => match self.field_span(path, name) {
                Some(span) => Located::Span(path.clone(), span),
                None => Located::File(path.clone()),
            },
            Place::Entry(locale, id) => match self.messages().find(locale, id) {
                Some((path, span)) => Located::Span(path.clone(), span),
                None => Located::Nowhere,
            },
            Place::Call(path, function, constant) => {
                let layout = self.sources.layouts.get(path);
                match layout.and_then(|layout| layout.find_call(function, constant)) {
                    Some(span) => self.in_file(path, span),
                    None => Located::File(path.clone()),
                }
            }
        }
    }

    /// Spans of a layout count from behind its byte-order mark, all others from the file's first byte.
    fn in_file(&self, path: &SitePath, span: Span) -> Located {
        let bom = self.sources.layouts.get(path).map_or(0, |layout| layout.bom);
        Located::Span(path.clone(), span.shifted(bom))
    }

    /// The text of a file of messages, as it was read; `None` of other files, and where it is not the whole file.
    pub fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        let file = self.sources.resources.get(path).filter(|file| file.bom() == 0 && !file.text().is_empty())?;
        Some(Arc::clone(file.text()))
    }

    /// Where a layout first extends, includes or prints another.
    fn layout_use(&self, name: &str) -> Located {
        let uses = self.layouts().iter().find_map(|(_, layout)| {
            let include = layout.includes.iter().find(|include| include.name == name).map(|include| include.span);
            include.or_else(|| layout.find_call("fragment", name)).map(|span| (layout.path.clone(), span))
        });
        match uses {
            Some((path, span)) => self.in_file(&path, span),
            None => SitePath::new(&format!("layouts/{name}")).map_or(Located::Nowhere, Located::File),
        }
    }

    /// The file behind a post, page or section as a locale shows it.
    pub fn document_path(&self, locale: &LocaleId, subject: &Subject) -> Option<SitePath> {
        let (document, _) = self.contents().of(locale)?.document(subject)?;
        Some(document.path.clone())
    }

    fn field_span(&self, path: &SitePath, name: &str) -> Option<Span> {
        match self.sources.documents.get(path) {
            Some(document) => document.front.span(name),
            None => self.menus()?.menus.values().find_map(|items| entry_span(items, name)),
        }
    }
}

/// The menu entry with this link, label or description.
fn entry_span(items: &[MenuItem], name: &str) -> Option<Span> {
    items.iter().find_map(|item| {
        if item.link.as_deref() == Some(name) {
            return Some(item.link_span);
        }
        if item.label.as_deref() == Some(name) {
            return Some(item.span);
        }
        if item.description.as_deref() == Some(name) {
            return Some(item.description_span);
        }
        entry_span(&item.children, name)
    })
}
