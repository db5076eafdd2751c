//! The source that the formatter reads: in, an entry's text and edits; out, that text with the edits made.
//!
//! fluent-bundle keeps messages, terms and functions under one key each, so that of a term and a message of one
//! name the second is lost (upstream issue 371). So every term gets a name that no message has, here,
//! at its definition and at every reference; nobody outside this room ever sees it.

use super::entry::EntryKind;

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

/// One change: the bytes `start..end` become `text`.
pub struct Edit {
    /// First byte.
    pub start: usize,
    /// One past the last byte; `start` for an insertion.
    pub end: usize,
    /// What stands there instead.
    pub text: String,
}

/// `text[start..end]` with the edits made that lie in it. Of overlapping edits the first counts.
pub fn splice(text: &str, start: usize, end: usize, edits: &mut [Edit]) -> String {
    edits.sort_by_key(|edit| (edit.start, std::cmp::Reverse(edit.end)));
    let mut spliced = String::with_capacity(end - start + 16 * edits.len());
    let mut done = start;
    for edit in edits.iter().filter(|edit| edit.start >= start && edit.end <= end) {
        if edit.start >= done {
            spliced.push_str(text.get(done..edit.start).unwrap_or(""));
            spliced.push_str(&edit.text);
            done = edit.end;
        }
    }
    spliced.push_str(text.get(done..end).unwrap_or(""));
    spliced
}

#[cfg(test)]
mod tests {
    use super::{Edit, splice};

    #[test]
    fn makes_edits_inside_the_range_in_order() {
        let edit = |start, end, text: &str| Edit { start, end, text: text.to_owned() };
        let mut edits = [edit(6, 7, "X"), edit(3, 3, "-"), edit(6, 9, "long"), edit(20, 21, "?")];
        assert_eq!(splice("0123456789", 2, 10, &mut edits), "2-345long9");
    }
}
