//! The source that the formatter reads: in, an entry's text and edits; out, that text with the edits made.
//!
//! It is made when the formatter first asks for the entry, and not kept: most entries are never printed.
//!
//! fluent-bundle keeps messages, terms and functions under one key each, so that of a term and a message of one
//! name the second is lost (upstream issue 371). So every term gets a name that no message has, here,
//! at its definition and at every reference; nobody outside this room ever sees it.

use std::ops::Range;
use std::sync::Arc;

use super::entry::EntryKind;
use crate::text::Span;

/// What the formatter's names of terms begin with.
const TERM_MARK: &str = "isogloss-term-";
/// What the formatter's names of messages begin with that are called like a function.
const MESSAGE_MARK: &str = "isogloss-message-";
/// The functions that messages may call.
pub const FUNCTIONS: [&str; 2] = ["NUMBER", "DATETIME"];

/// What NUMBER() is called where it chooses between variants: there only the plural form and the value count.
pub const SELECTOR: &str = "NUMBER-SELECTOR";

/// What goes in front of an id to make it the formatter's name.
pub fn mark(kind: EntryKind, id: &str) -> &'static str {
    match kind {
        EntryKind::Term => TERM_MARK,
        EntryKind::Message if FUNCTIONS.contains(&id) || id == SELECTOR => MESSAGE_MARK,
        EntryKind::Message => "",
    }
}

/// A text that the formatter wrote, with the names that people know.
pub fn unmarked(text: &str) -> String {
    text.replace(TERM_MARK, "").replace(MESSAGE_MARK, "").replace(SELECTOR, FUNCTIONS[0])
}

/// One change: the bytes of a span become `text`.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What goes; nothing of an insertion.
    pub span: Span,
    /// What stands there instead.
    pub text: &'static str,
}

impl Edit {
    /// The bytes `start..end` become `text`.
    pub fn new(start: usize, end: usize, text: &'static str) -> Self {
        Self { span: Span::new(start, end), text }
    }

    /// The same, counted from `start`; `None` where it is not all between `start` and `end`.
    pub fn inside(&self, start: usize, end: usize) -> Option<Self> {
        let Range { start: first, end: last } = self.span.range();
        (start <= first && last <= end).then(|| Self::new(first - start, last - start, self.text))
    }
}

/// How the formatter's source comes from an entry.
#[derive(Clone, Debug)]
pub enum Runtime {
    /// From its file's text, by these edits; their spans count from the first byte of the entry.
    Edited(Box<[Edit]>),
    /// Of what is held: its file no longer has the text.
    Whole(Arc<str>),
}

/// The text with the edits made. Of overlapping edits the first counts.
pub fn splice(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, std::cmp::Reverse(edit.span.end)));
    let mut spliced = String::with_capacity(text.len() + 16 * edits.len());
    let mut done = 0;
    for Edit { span, text: instead } in edits {
        let (start, end) = (span.start as usize, span.end as usize);
        if start >= done {
            spliced.push_str(text.get(done..start).unwrap_or(""));
            spliced.push_str(instead);
            done = end;
        }
    }
    spliced.push_str(text.get(done..).unwrap_or(""));
    spliced
}

#[cfg(test)]
mod tests {
    use super::{Edit, splice};

    #[test]
    fn makes_edits_inside_the_range_in_order() {
        let edits = [Edit::new(6, 7, "X"), Edit::new(3, 3, "-"), Edit::new(6, 9, "long"), Edit::new(9, 11, "?")];
        let inside: Vec<Edit> = edits.iter().filter_map(|edit| edit.inside(2, 10)).collect();
        assert_eq!(splice("23456789", &inside), "2-345long9");
    }
}
