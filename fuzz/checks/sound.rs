//! What every reader of files owes: in, a file and the findings about it; out, nothing, or what is wrong with them.

use isogloss::diagnostic::{Diagnostic, Place};
use isogloss::text::{SitePath, Span};

/// The path of a file of the site.
pub fn path(path: &str) -> SitePath {
    SitePath::new(path).unwrap_or_else(|| panic!("{path} is no path of a site"))
}

/// Every finding says something, and points into the file.
pub fn expect_findings(bytes: &[u8], body_start: usize, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(!finding.message.trim().is_empty(), "{finding:?}");
        assert!(finding.hint.as_ref().is_some_and(|hint| !hint.trim().is_empty()), "{finding:?}");
        let related = finding.related.iter().map(|(place, _)| place);
        for place in related.chain([&finding.place]) {
            match place {
                Place::Span(_, span) => expect_span(bytes, *span, finding),
                Place::Body(_, span) => expect_span(bytes, span.shifted(body_start), finding),
                Place::Line(_, line) => {
                    let lines = bytes.split(|byte| *byte == b'\n').count();
                    assert!((1..=lines).contains(&(*line as usize)), "{finding:?} of {lines} lines");
                }
                _ => {}
            }
        }
    }
}

/// A span is within the file, and begins and ends between characters.
pub fn expect_span(bytes: &[u8], span: Span, what: &dyn std::fmt::Debug) {
    let range = span.range();
    assert!(range.end <= bytes.len(), "{span:?} of {} bytes: {what:?}", bytes.len());
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert!(text.get(range).is_some(), "{span:?} cuts a character: {what:?}");
    }
}

/// What a file says at a span.
pub fn written(bytes: &[u8], span: Span) -> &str {
    bytes.get(span.range()).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("(nothing)")
}

/// The two files that one input stands for, parted by a line `=====`; without one, the same file twice.
pub fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    const BETWEEN: &[u8] = b"\n=====\n";
    match bytes.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        Some(at) => (&bytes[..=at], &bytes[at + BETWEEN.len()..]),
        None => (bytes, bytes),
    }
}
