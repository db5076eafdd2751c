//! Findings with their places looked up: in, findings and the texts of the files they point into; out, path, line
//! and column as people count, and the line itself; and of two lists, what only one of them has.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Finding;
use crate::diagnostic::{Code, Severity};
use crate::site::{Located, Site};
use crate::text::{LineIndex, LocaleId, Position, SitePath, Span};

/// A longer line, in bytes, is not shown with each finding in it: a file can be one line of a thousand faults.
const LONGEST_LINE: usize = 10_000;

/// The texts of some files, ready to be pointed into.
#[derive(Default)]
pub struct Texts(BTreeMap<SitePath, Text>);

struct Text {
    text: Arc<str>,
    lines: LineIndex,
}

/// A finding and where it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The finding.
    pub finding: Finding,
    /// Where it is in bytes.
    pub located: Located,
    /// Where it is in lines and columns; `None` when that is not known.
    pub range: Option<(Position, Position)>,
    /// The line where it begins, without its end; `None` where nobody would read it.
    pub line: Option<String>,
}

impl Placed {
    /// Looks up where these findings are, in the order of files and lines. `read` gives the text of a file that the site
    /// does not keep.
    pub fn all(site: &Site, findings: Vec<Finding>, read: impl Fn(&SitePath) -> Option<String>) -> (Vec<Self>, Texts) {
        let mut texts = Texts::default();
        let read = |path: &SitePath| site.text(path).or_else(|| read(path).map(Arc::from));
        let mut place = |finding: Finding| {
            let located = site.locate(&finding.diagnostic.place);
            let related = finding.diagnostic.related.iter().map(|(place, _)| site.locate(place));
            related.chain([located.clone()]).for_each(|located| texts.load(&located, read));
            let range = texts.range(&located);
            let line = range.and_then(|(start, _)| texts.line(located.path()?, start.line));
            Self { finding, located, range, line }
        };
        let mut placed: Vec<Self> = findings.into_iter().map(&mut place).collect();
        placed.sort_by(|a, b| {
            order(&a.located).cmp(&order(&b.located)).then_with(|| a.finding.diagnostic.cmp(&b.finding.diagnostic))
        });
        (placed, texts)
    }

    /// The locale that it concerns: the one that it names, else the one in whose folder it is.
    pub fn locale(&self) -> Option<LocaleId> {
        let diagnostic = &self.finding.diagnostic;
        let folder = || {
            let path = self.located.path()?;
            let (locale, _) = path.within("locales").or_else(|| path.within("content"))?.split_once('/')?;
            Some(LocaleId::new(locale))
        };
        diagnostic.locale.clone().or_else(folder)
    }
}

impl Texts {
    /// Reads the file of a place, unless it was read before. `read` gives the text of a file.
    pub fn load(&mut self, located: &Located, read: impl Fn(&SitePath) -> Option<Arc<str>>) {
        if let Some(path) = located.path()
            && !self.0.contains_key(path)
            && let Some(text) = read(path)
        {
            let lines = LineIndex::new(&text);
            self.0.insert(path.clone(), Text { text, lines });
        }
    }

    /// The text of a file, when it could be read.
    pub fn get(&self, path: &SitePath) -> Option<&str> {
        self.0.get(path).map(|text| &*text.text)
    }

    /// First and last position of a place.
    pub fn range(&self, located: &Located) -> Option<(Position, Position)> {
        let span = self.span(located)?;
        let Text { text, lines } = self.0.get(located.path()?)?;
        Some((lines.position(text, span.start), lines.position(text, span.end)))
    }

    /// The bytes of a place; of a line, those between its indent and its end.
    pub fn span(&self, located: &Located) -> Option<Span> {
        match located {
            Located::Nowhere | Located::File(_) => None,
            Located::Span(_, span) => Some(*span),
            Located::Line(path, number) => {
                let Text { text, lines } = self.0.get(path)?;
                let line = lines.line(text, *number)?;
                let start = line.as_ptr() as usize - text.as_ptr() as usize;
                let indent = line.len() - line.trim_start().len();
                Some(Span::new(start + indent, start + line.trim_end().len().max(indent)))
            }
        }
    }

    fn line(&self, path: &SitePath, number: u32) -> Option<String> {
        let Text { text, lines } = self.0.get(path)?;
        lines.line(text, number).filter(|line| line.len() <= LONGEST_LINE).map(str::to_owned)
    }
}

/// What makes two findings one, wherever in the file they have come to stand.
type Sameness<'f> = (Option<&'f SitePath>, Code, Severity, Option<&'f LocaleId>, Option<&'f str>, &'f str);

fn sameness(placed: &Placed) -> Sameness<'_> {
    let diagnostic = &placed.finding.diagnostic;
    let (locale, id) = (diagnostic.locale.as_ref(), diagnostic.id.as_deref());
    (placed.located.path(), diagnostic.code, diagnostic.severity, locale, id, &diagnostic.message)
}

/// The findings of `these` that have no counterpart among `those`, wherever in their files both stand. Of several that
/// say the same, those on lines that read the same are counterparts first.
pub fn unmatched<'p>(these: &'p [Placed], those: &'p [Placed]) -> Vec<&'p Placed> {
    let mut open: BTreeMap<Sameness<'_>, Vec<Option<&str>>> = BTreeMap::new();
    for placed in those {
        open.entry(sameness(placed)).or_default().push(placed.line.as_deref());
    }
    let mut left: Vec<usize> = (0..these.len()).collect();
    for exact in [true, false] {
        left.retain(|at| {
            let placed = &these[*at];
            let lines = open.get_mut(&sameness(placed));
            let matched = lines.and_then(|lines| {
                let found = lines.iter().position(|line| !exact || *line == placed.line.as_deref())?;
                Some(lines.swap_remove(found))
            });
            matched.is_none()
        });
    }
    left.into_iter().map(|at| &these[at]).collect()
}

fn order(located: &Located) -> (Option<&SitePath>, u32, u32) {
    match located {
        Located::Nowhere => (None, 0, 0),
        Located::File(path) => (Some(path), 0, 0),
        Located::Line(path, line) => (Some(path), 1, *line),
        Located::Span(path, span) => (Some(path), 1, span.start),
    }
}
