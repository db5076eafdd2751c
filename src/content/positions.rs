//! Lines and columns of the Markdown parser come in; spans of the body and places for findings go out.

use comrak::nodes::Sourcepos;
use memchr::memchr2_iter;

use crate::diagnostic::Place;
use crate::text::{SitePath, Span};

use super::source::Source;

/// Where things are in the body of one file.
pub(super) struct Positions<'a> {
    path: &'a SitePath,
    source: &'a Source,
    /// Where the body begins in the source's text.
    start: usize,
    /// Where in the body its lines begin.
    lines: Vec<usize>,
}

impl<'a> Positions<'a> {
    /// Counts the lines as CommonMark does: `\n`, `\r\n` and a lone `\r` end one.
    pub fn new(path: &'a SitePath, source: &'a Source, start: usize) -> Self {
        let bytes = source.text.as_bytes().get(start..).unwrap_or_default();
        let mut lines = vec![0];
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                lines.push(at + 1);
            }
        }
        Self { path, source, start, lines }
    }

    /// The Markdown text.
    pub fn text(&self) -> &'a str {
        self.source.text.get(self.start..).unwrap_or_default()
    }

    /// The span of a node, counted in the file's bytes from where the body begins.
    pub fn span(&self, position: Sourcepos) -> Span {
        self.body_span(self.range(position))
    }

    /// The span of an address inside a node; of the whole node where the address is not written there.
    pub fn address_span(&self, position: Sourcepos, address: &str) -> Span {
        let range = self.range(position);
        let written = self.text().get(range.clone()).unwrap_or_default();
        let found = if address.is_empty() { None } else { written.rfind(address) };
        self.body_span(match found {
            Some(at) => range.start + at..range.start + at + address.len(),
            None => range,
        })
    }

    /// The place of a span of the body.
    pub fn place(&self, span: Span) -> Place {
        Place::Body(self.path.clone(), span)
    }

    fn body_span(&self, range: std::ops::Range<usize>) -> Span {
        let file = |offset: usize| self.source.file_offset(self.start + offset);
        let start = file(0);
        Span::new(file(range.start) - start, file(range.end) - start)
    }

    /// The bytes of a node in the body. The parser's columns count bytes from 1, the end is its last byte.
    fn range(&self, position: Sourcepos) -> std::ops::Range<usize> {
        let text = self.text();
        let line = |number: usize| self.lines.get(number.saturating_sub(1)).copied().unwrap_or(text.len());
        let start = (line(position.start.line) + position.start.column.saturating_sub(1)).min(text.len());
        let end = (line(position.end.line) + position.end.column).clamp(start, text.len());
        let is_boundary = |at: &usize| text.is_char_boundary(*at);
        let start = (0..=start).rev().find(is_boundary).unwrap_or(0);
        start..(end..=text.len()).find(is_boundary).unwrap_or(text.len())
    }
}
