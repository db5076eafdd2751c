//! A stylesheet as a release needs it: in, its text taken apart by [`read`](super::stylesheet::read); out, the same
//! rules in fewer bytes, with other addresses in them.

use std::sync::Arc;

use cssparser::serialize_string;

use crate::text::Span;

/// A stylesheet that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Its text as written.
    pub(super) text: Arc<str>,
    /// What is left of it, in order.
    pub(super) pieces: Vec<Piece>,
    /// The addresses in it, in order.
    pub references: Vec<Reference>,
}

/// A part of a stylesheet that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// These bytes of the text.
    Written(Span),
    /// What stands instead of blanks and comments, or between two items.
    Sign(&'static str),
    /// The address of this number.
    Reference(usize),
}

/// An address in a stylesheet: `url(…)`, `@import "…"`, `image-set("…" 1x)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The address, escapes resolved.
    pub url: String,
    /// Where it stands in the text.
    pub span: Span,
    /// It pulls in another stylesheet.
    pub is_import: bool,
    /// It is a whole `url(…)` without quotes; else a string.
    pub(super) is_bare: bool,
}

impl Style {
    /// The stylesheet without comments and blanks that mean nothing, and with these addresses, one for each reference;
    /// where there is none, as written.
    ///
    /// Values and the preludes of at-rules stay as they are written: a script can read many of them letter by letter
    /// (CSSOM, section 6.7.2; CSS Custom Properties, section 2.1).
    pub fn print(&self, addresses: &[Option<String>]) -> String {
        let mut text = String::with_capacity(self.text.len());
        for piece in &self.pieces {
            match piece {
                Piece::Written(span) => text.push_str(&self.text[span.range()]),
                Piece::Sign(sign) => text.push_str(sign),
                Piece::Reference(number) => {
                    let reference = &self.references[*number];
                    match addresses.get(*number) {
                        Some(Some(address)) => text.push_str(&reference.with(address)),
                        _ => text.push_str(&self.text[reference.span.range()]),
                    }
                }
            }
        }
        text
    }
}

impl Reference {
    /// The same with another address.
    fn with(&self, address: &str) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let Ok(()) = serialize_string(address, &mut text) else { return text };
        if self.is_bare { format!("url({text})") } else { text }
    }
}
