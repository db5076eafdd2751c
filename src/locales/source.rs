//! The text under a syntax tree: in, slices that the parser cut from it; out, their spans and original words.

use crate::text::Span;

/// One file's text. The parser reads `parsed`, which has the same offsets as `text`
/// and differs only where it would panic (see `guard::masked`).
#[derive(Clone, Copy)]
pub struct Source<'t> {
    /// What the file says, without its byte-order mark.
    pub text: &'t str,
    /// What the parser reads.
    pub parsed: &'t str,
    /// How many bytes of the file come before `text`.
    pub bom: usize,
}

impl<'t> Source<'t> {
    /// Where a slice of `parsed` begins. Syntax trees hold no positions, but all that they hold are slices.
    pub fn offset(&self, slice: &str) -> usize {
        let start = (slice.as_ptr() as usize).saturating_sub(self.parsed.as_ptr() as usize);
        start.min(self.text.len())
    }

    /// What the file says where this slice of `parsed` is.
    pub fn words(&self, slice: &str) -> &'t str {
        let start = self.offset(slice);
        self.text.get(start..start + slice.len()).unwrap_or("")
    }

    /// The span of a slice of `parsed` in the file's bytes, taking in `before` bytes in front of it (a dash, a `$`).
    pub fn span(&self, slice: &str, before: usize) -> Span {
        let start = self.offset(slice);
        self.between(start.saturating_sub(before), start + slice.len())
    }

    /// The span in the file's bytes of these offsets of `text`.
    pub fn between(&self, start: usize, end: usize) -> Span {
        Span::new(start + self.bom, end + self.bom)
    }
}
