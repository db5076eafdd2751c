//! Bytes of a file come in; text without the characters that no page may hold goes out, with the way back
//! from its offsets to the file's.

use crate::diagnostic::{Code, Diagnostic, Place, codes};
use crate::text::{SitePath, Span, is_mark};

/// More runs of forbidden characters than this are removed without a word each: such a file is not text.
const MAX_REPORTED_RUNS: usize = 10;

/// The text of one file.
pub(super) struct Source {
    /// The text, forbidden characters taken out.
    pub text: String,
    /// Where in the file they were.
    pub removed: Vec<Span>,
    /// For each run that was taken out: its offset in `text`, and the bytes taken out up to there.
    gaps: Vec<(usize, usize)>,
}

/// Noncharacters, which mark text while a page is made, and controls that no page shows.
pub(super) fn is_forbidden(character: char) -> bool {
    is_mark(character) || (character < ' ' && !matches!(character, '\t' | '\n' | '\r'))
}

/// Whether a text holds such a character.
pub(super) fn has_forbidden(text: &str) -> bool {
    // All marks begin with one byte, which few texts hold; controls are one byte each.
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    // Without an early end, so that many bytes are looked at in one step.
    let has_control = text.bytes().fold(false, |found, byte| found | is_control(byte));
    has_control || (memchr::memchr(0xEF, text.as_bytes()).is_some() && text.contains(is_mark))
}

impl Source {
    /// Reads a file; one that is not UTF-8 or larger than `limit` bytes is a finding instead.
    pub fn read(path: &SitePath, bytes: &[u8], limit: usize, too_large: Code) -> Result<Self, Box<Diagnostic>> {
        if bytes.len() > limit {
            let message = format!("the file is larger than {} KiB", limit >> 10);
            return Err(Box::new(Diagnostic::new(too_large, Place::File(path.clone()), message).hint("split it")));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::clean(text)),
            Err(fault) => {
                let at = fault.valid_up_to();
                let place = Place::Span(path.clone(), Span::new(at, at + fault.error_len().unwrap_or(1)));
                let finding = Diagnostic::new(codes::locales::NOT_UTF8, place, "the file is not UTF-8 from here on");
                Err(Box::new(finding.hint("save it as UTF-8")))
            }
        }
    }

    fn clean(text: &str) -> Self {
        if !has_forbidden(text) {
            return Self { text: text.to_owned(), removed: Vec::new(), gaps: Vec::new() };
        }
        let mut source = Self { text: String::with_capacity(text.len()), removed: Vec::new(), gaps: Vec::new() };
        for (at, character) in text.char_indices() {
            if is_forbidden(character) {
                source.leave_out(at, at + character.len_utf8());
            } else {
                source.text.push(character);
            }
        }
        source
    }

    fn leave_out(&mut self, start: usize, end: usize) {
        let taken = end - self.text.len();
        match (self.gaps.last_mut(), self.removed.last_mut()) {
            (Some(gap), Some(run)) if gap.0 == self.text.len() => {
                gap.1 = taken;
                run.end = Span::new(start, end).end;
            }
            _ => {
                self.gaps.push((self.text.len(), taken));
                self.removed.push(Span::new(start, end));
            }
        }
    }

    /// The offset in the file of an offset in `text`.
    pub fn file_offset(&self, offset: usize) -> usize {
        let before = self.gaps.partition_point(|(at, _)| *at <= offset);
        offset + before.checked_sub(1).and_then(|last| self.gaps.get(last)).map_or(0, |(_, taken)| *taken)
    }

    /// The span in the file of a range of `text`.
    pub fn file_span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file_offset(range.start), self.file_offset(range.end))
    }

    /// One finding for each run that was taken out, up to a limit.
    pub fn report(&self, place: impl Fn(Span) -> Place, diagnostics: &mut Vec<Diagnostic>) {
        for run in self.removed.iter().take(MAX_REPORTED_RUNS) {
            diagnostics.push(forbidden(place(*run)));
        }
    }
}

/// The finding about a forbidden character.
pub(super) fn forbidden(place: Place) -> Diagnostic {
    let message = "the text holds a control character or a noncharacter, which was left out";
    Diagnostic::new(codes::locales::FORBIDDEN_CHARACTER, place, message).hint("remove it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_way_back_over_what_was_taken_out() {
        let source = Source::clean("a\u{1}\u{2}bc\u{FDD0}d");
        assert_eq!(source.text, "abcd");
        assert_eq!(source.removed, [Span::new(1, 3), Span::new(5, 8)]);
        let offsets: Vec<usize> = (0..=4).map(|at| source.file_offset(at)).collect();
        assert_eq!(offsets, [0, 3, 4, 8, 9]);
    }
}
