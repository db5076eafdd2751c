//! What a `.ftl` file holds once read: entries with the facts that others ask about. Data only.

use super::runtime::Runtime;
use crate::text::{Digest, Span};

/// Messages are what pages show; terms are what messages share, and are private.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// `nav-home = Home`
    Message,
    /// `-brand = Isogloss`
    Term,
}

impl EntryKind {
    /// How people write an entry of this kind: terms with their dash.
    pub fn display(self, id: &str, attribute: Option<&str>) -> String {
        let dash = if self == Self::Term { "-" } else { "" };
        attribute.map_or_else(|| format!("{dash}{id}"), |attribute| format!("{dash}{id}.{attribute}"))
    }
}

/// One message or term. All spans are byte offsets in the file, its byte-order mark included.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Message or term.
    pub kind: EntryKind,
    /// Its id; a term's without the dash.
    pub id: Box<str>,
    /// From the first byte of the id (a term's dash) to the end of its last line, without its comment.
    /// Of a held entry: where the broken text stands that should be this entry, else `0..0`.
    pub span: Span,
    /// The id, a term's with its dash.
    pub id_span: Span,
    /// The comment right above it, lines joined by `\n`.
    pub comment: Option<Box<str>>,
    /// The text after `=`; terms always have one.
    pub value: Option<Pattern>,
    /// Its attributes, in the order written.
    pub attributes: Box<[Attribute]>,
    /// Not in the file as it stands: kept from its last error-free version.
    pub held: bool,
    /// Attributes of it follow that could not be read.
    pub(super) damaged: bool,
    /// Its source as the formatter reads it.
    pub(super) runtime: Runtime,
}

impl Entry {
    /// As people write it: `nav-home`, `-brand`.
    pub fn display(&self) -> String {
        self.kind.display(&self.id, None)
    }

    /// The text of an attribute, or the entry's own.
    pub fn pattern(&self, attribute: Option<&str>) -> Option<&Pattern> {
        match attribute {
            None => self.value.as_ref(),
            Some(name) => self.attribute(name).map(|attribute| &attribute.pattern),
        }
    }

    /// The attribute of this name; of duplicates the first.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.id == name)
    }

    /// Its patterns with their attributes' names.
    pub fn patterns(&self) -> impl Iterator<Item = (Option<&str>, &Pattern)> {
        let attributes = self.attributes.iter().map(|attribute| (Some(&*attribute.id), &attribute.pattern));
        self.value.iter().map(|value| (None, value)).chain(attributes)
    }
}

/// A named part of an entry: `.title = Search`.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name without the dot.
    pub id: Box<str>,
    /// The name without the dot.
    pub span: Span,
    /// Its text.
    pub pattern: Pattern,
}

/// The facts of one text.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The same for two texts that always read the same: edits of comments, indentation and position do not move it.
    pub digest: Digest,
    /// Where the text is.
    pub span: Span,
    /// Every message and term that it refers to, in all variants, in order, repetitions kept.
    pub references: Box<[Reference]>,
    /// Every variable that it uses, in order, repetitions kept.
    pub variables: Box<[Variable]>,
    /// Every function that it calls, in order, repetitions kept.
    pub functions: Box<[Box<str>]>,
    /// How many placeables it has, in all variants.
    pub(super) placeables: u32,
    /// The formatter would panic if it ran out of placeables inside this pattern.
    pub(super) delicate: bool,
}

/// A reference to a message or term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it refers to.
    pub kind: EntryKind,
    /// The id, a term's without the dash.
    pub id: Box<str>,
    /// The attribute, where one is named.
    pub attribute: Option<Box<str>>,
    /// Where the id is, a term's with its dash.
    pub span: Span,
}

impl Reference {
    /// As people write it: `nav-home`, `-brand`, `search.title`.
    pub fn display(&self) -> String {
        self.kind.display(&self.id, self.attribute.as_deref())
    }
}

/// A use of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name without the `$`.
    pub name: Box<str>,
    /// Where it is, with its `$`.
    pub span: Span,
}
